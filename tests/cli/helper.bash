# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2154 # run sets status, output and stderr
#
# What the command tests share: a home of their own, a clock that stands still, the programme of
# the worked example, and a few words for what must come out.

bats_require_minimum_version 1.5.0

export SHOPIFY='Standing On the Shoulders of Giants: Unleashing the Power of Scriptable Load Balancers'
export QUERIES='Capturing and Analyzing Millions of Queries without Any Overhead'
export OKLOG='OK Log: Distributed and Coördination-Free Logging'

setup() {
	fresh
}

# An empty home in the test's own folder, and nothing of the caller's environment that counts.
fresh() {
	local name

	cd "$BATS_TEST_TMPDIR" || return 1
	for name in "${!ASKBACK_@}" "${!XDG_@}" NO_COLOR CLICOLOR CLICOLOR_FORCE FORCE_COLOR LESS \
		EDITOR VISUAL LANG LC_CTYPE LINES COLUMNS; do
		[[ $name == ASKBACK_TEST* ]] || unset "$name"
	done
	mkdir home
	export HOME=$PWD/home USER=tester TZ=UTC LC_ALL=C.UTF-8 TERM=xterm PAGER=cat
	export XDG_DATA_HOME=$HOME/data XDG_CONFIG_HOME=$HOME/config XDG_STATE_HOME=$HOME/state
	export STORE=$XDG_DATA_HOME/askback/askback.db
	export ASKBACK=${ASKBACK:?the program to test} ASKBACK_NOW=2017-08-30T13:52+01:00
	exec </dev/null
}

# SREcon17 Europe on its first day in Dublin: T1 13:40-14:30, T2 15:40-16:10, T3 16:10-17:00.
programme() {
	"$ASKBACK" -q conference add 'SREcon17 Europe' --tz Europe/Dublin --start 2017-08-30 \
		--end 2017-09-01 --city Dublin
	"$ASKBACK" -q talk add "$SHOPIFY" --start '2017-08-30 13:40' --end 14:30 \
		--room 'Pembroke Room' --speaker 'Emil Stolarsky' --code shopify-lb
	"$ASKBACK" -q talk add "$QUERIES" --start '2017-08-30 15:40' --end 16:10 \
		--room 'Pembroke Room' --speaker 'Karthik Appigatla' --speaker 'Basavaiah Thambara'
	"$ASKBACK" -q talk add "$OKLOG" --start '2017-08-30 16:10' --end 50m \
		--room 'Pembroke Room' --speaker 'Peter Bourgon'
	"$ASKBACK" -q person edit stolarsky --role 'Production Engineer' --affiliation Shopify
	"$ASKBACK" -q contact add stolarsky email emil@shop.example
}

# The five questions of the worked example: Q1 asked live, Q4 answered, Q5 dropped.
questions() {
	"$ASKBACK" -q log -a live --tag zookeeper 'How is auto-discovery through ZooKeeper managed?'
	"$ASKBACK" -q log --tag ecmp 'How are you dealing with ECMP members when throttling nodes?'
	"$ASKBACK" -q log --tag ecmp 'How do you drain the traffic cleanly?'
	"$ASKBACK" -q log 'Resilient hashing within the ECMP group?'
	"$ASKBACK" -q log 'What is the size of the ECMP group?'
	"$ASKBACK" -q answer 4 'On the roadmap' --by Emil --source hallway
	"$ASKBACK" -q drop 5
}

# outbox STATE [PERSON [ADDRESS]]: a mail about Q1 in the store, as if it had been queued and gone on
# to that state, without the network.
outbox() {
	sql "INSERT INTO followup (id, uid, account, kind, place, person_id, title, state, phase, attempts,
			attempted_at, lookups, next_at, created_at, updated_at, sent_at, author, payload)
		SELECT next, 'f' || next, 'mail', 'mail', '${3-emil@shop.example}', ${2-1}, 'Q1 for ${3-emil@shop.example}', '$1',
			CASE WHEN '$1' IN ('sending', 'uncertain') THEN 'last' END, '$1' <> 'queued',
			CASE WHEN '$1' <> 'queued' THEN 1504097520 END, 0, 0, 1504097520, 1504097520,
			CASE WHEN '$1' = 'sent' THEN 1504097520 END, 'tester',
			'To: ${3-emil@shop.example}' || char(10) || 'How?'
		FROM counter WHERE kind = 'followup'"
	sql "INSERT INTO followup_question SELECT next, 0, 1 FROM counter WHERE kind = 'followup'"
	sql "INSERT INTO operation SELECT c.next, c.next, 'u' || c.next, 1504097520, 'tester', 'push',
			'followup', f.id, NULL, json_object('id', f.id, 'kind', f.kind, 'place', place, 'person_id',
			person_id, 'title', title, 'state', state, 'payload', payload)
		FROM counter c, counter k, followup f
		WHERE c.kind = 'operation' AND k.kind = 'followup' AND f.id = k.next"
	sql "UPDATE counter SET next = next + 1 WHERE kind IN ('operation', 'followup')"
}

# route SCOPE ID DESTINATION: as if it had been set.
route() {
	sql "INSERT INTO route VALUES ('$1', $2, 0, '$3')"
	sql "INSERT INTO operation SELECT next, next, 'u' || next, 1504097520, 'tester', 'route set', 'route', $2,
			NULL, json_object('scope', '$1', 'destinations', json_array('$3'))
		FROM counter WHERE kind = 'operation'"
	sql "UPDATE counter SET next = next + 1 WHERE kind = 'operation'"
}

expect_status() {
	[ "$status" -eq "$1" ] && return
	printf 'status %s, not %s\n%s\n%s\n' "$status" "$1" "$output" "$stderr"
	return 1
}

# try STATUS ARGS...: runs the program, which must end so; $output and $stderr keep its words.
try() {
	local wanted=$1

	shift
	run --separate-stderr "$ASKBACK" "$@"
	expect_status "$wanted"
}

# try_at TIME STATUS ARGS...: the same at another moment of 30 August 2017, in Dublin.
try_at() {
	local -x ASKBACK_NOW=2017-08-30T$1+01:00

	shift
	try "$@"
}

# on_terminal STATUS ARGS...: the same on a terminal of 80 columns, where $output is all it shows.
# What stands on standard input is typed.
on_terminal() {
	local wanted=$1 line
	local -x COLUMNS=${COLUMNS:-80} SHELL=/bin/bash

	shift
	printf -v line '%q ' "$ASKBACK" "$@"
	run script -qec "$line" /dev/null
	output=${output//$'\r'/}
	stderr=
	expect_status "$wanted"
}

same() {
	diff -u --label wanted --label seen <(printf '%s\n' "${@:2}") <(printf '%s\n' "$1")
}

# says LINE... and complains LINE...: exactly these lines came to the one or the other stream.
says() {
	same "$output" "$@"
}

complains() {
	same "$stderr" "$@"
}

# warns TEXT... and warns_not TEXT...: parts of what came to standard error.
warns() {
	holds "$stderr" "$@"
}

warns_not() {
	lacks "$stderr" "$@"
}

# holds TEXT WANTED..., lacks TEXT UNWANTED...
holds() {
	local wanted

	for wanted in "${@:2}"; do
		[[ $1 == *"$wanted"* ]] || {
			printf 'not in the text: %s\n%s\n' "$wanted" "$1"
			return 1
		}
	done
}

lacks() {
	local unwanted

	for unwanted in "${@:2}"; do
		[[ $1 != *"$unwanted"* ]] || {
			printf 'in the text: %s\n%s\n' "$unwanted" "$1"
			return 1
		}
	done
}

# json EXPRESSION [WANTED]: what Python makes of the JSON document d in $output; it must be WANTED,
# or is printed.
json() {
	local value

	value=$(python3 -c 'import json, sys
d = json.load(sys.stdin)
print(eval(sys.argv[1]))' "$1" <<<"$output") || return
	if [ $# -gt 1 ]; then
		same "$value" "$2"
	else
		printf '%s\n' "$value"
	fi
}

# sql STATEMENT: what SQLite says to it, about the store and around the program.
sql() {
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for row in db.execute(sys.argv[2]):
    print(*row, sep="|")
db.commit()' "$STORE" "$1"
}

# listed ARGS...: the ids that list shows, in order, on one line.
listed() {
	try 0 list "$@"
	cut -f1 <<<"$output" | paste -sd ' '
}

# The store is sound in the eyes of another program.
sound() {
	local problems

	problems=$(PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$BATS_TEST_DIRNAME/../lib python3 -c 'import storecheck, sys
print(*storecheck.problems(sys.argv[1]), sep="\n")' "$STORE")
	same "$problems" ''
}

# tracker_start [OPTION...]: issue trackers on this machine that last until the test ends; $TRACKER
# is where they are (see tests/server/tracker.py).
tracker_start() {
	local folder=$BATS_TEST_TMPDIR/tracker port

	mkdir "$folder"
	mkfifo "$folder/input" "$folder/ports"
	# They end with the last writer of their input: this process, which never writes.
	exec {TRACKER_INPUT}<>"$folder/input"
	PYTHONDONTWRITEBYTECODE=1 python3 "$BATS_TEST_DIRNAME/../server/tracker.py" "$folder" "$@" \
		<"$folder/input" >"$folder/ports" 2>"$folder/errors" 3>&- {TRACKER_INPUT}>&- &
	read -r port _ <"$folder/ports" || return 1
	export TRACKER=http://127.0.0.1:$port
}

# What the trackers answer to a request of the tests themselves.
tracker_ask() {
	python3 -c 'import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
print(opener.open(sys.argv[1], sys.argv[2].encode() or None).read().decode())' "$TRACKER/$1" "${2-}"
}

# tracker_reset [FAULTS]: forgets what was made; what it is to do wrong, as JSON: [{"status": 500}].
tracker_reset() {
	tracker_ask _reset "{\"faults\": ${1:-[]}}" >/dev/null
}

# tracker EXPRESSION [WANTED]: the same as json, of what the trackers know: d["issues"].
tracker() {
	local output

	output=$(tracker_ask _state) && json "$@"
}

# configure LINE...: the configuration.
configure() {
	mkdir -p "$XDG_CONFIG_HOME/askback"
	printf '%s\n' "$@" >"$XDG_CONFIG_HOME/askback/config"
}
