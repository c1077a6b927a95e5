#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The spool: a question that the store cannot take now is safe beside it, and moves in later, once.

load helper

setup() {
	fresh
	programme
	version=$(sql 'PRAGMA user_version') # what it is put back to where a test spoils it
}

# Another program that writes to the store, and does not end before it is told to.
lock() {
	mkfifo locked release
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
open("locked", "w").write("x")
open("release").read()' "$STORE" 3>&- &
	locker=$!
	read -rn 1 <locked
}

unlock() {
	echo >release
	wait "$locker"
	unset locker
}

teardown() {
	if [ -n "${locker:-}" ]; then
		kill "$locker"
	fi
}

spooled() {
	grep -ao '"text":"[^"]*"' "$STORE.spool" | cut -d'"' -f4 | paste -sd ' '
}

@test "spool: its space is reserved with the store, and only for the owner" {
	[ "$(stat -c %a "$STORE.spool")" = 600 ]
	[ "$(stat -c %s "$STORE.spool")" -eq 262144 ]
	[ "$(($(stat -c '%b * %B' "$STORE.spool")))" -ge 262144 ]
}

@test "spool: a locked store: one question at a time waits, and none is lost" {
	"$ASKBACK" -q at 3
	lock
	"$ASKBACK" log --json -a live --private --tag ecmp --answer 'Because' 'Locked out?' >one 2>errors &
	ASKBACK_NOW=2017-08-30T13:55+01:00 "$ASKBACK" log --speaker emil --ago 5m 'Locked too?' \
		>two 2>errors2
	wait $!
	output=$(cat one)
	json '[d["question"][k] for k in ("id", "text", "state", "asked", "private", "asked_at")]' \
		"[None, 'Locked out?', 'answered', 'live', True, '2017-08-30T12:52:00Z']"
	same "$(cat two)" $'\tspooled'
	holds "$(cat errors)" "askback: the question is safe in $STORE.spool: cannot open store $STORE: "
	holds "$(cat errors2)" "askback: the question is safe in $STORE.spool: cannot open store $STORE: "
	holds "$(spooled)" 'Locked out?' 'Locked too?'
	unlock
	ASKBACK_NOW=2017-08-30T18:00+01:00 try 0 list --all --json
	complains 'askback: moved 2 questions out of the spool: Q1 to Q2'
	json 'sorted((q["text"], q["state"], q["asked"], q["private"], q["asked_at"], q["talk"]["id"], tuple(q["tags"])) for q in d["questions"])' \
		"[('Locked out?', 'answered', 'live', True, '2017-08-30T12:52:00Z', 3, ('ecmp',)), ('Locked too?', 'open', 'no', False, '2017-08-30T12:50:00Z', 1, ())]"
	[ "$(tr -d '\0' <"$STORE.spool" | wc -c)" -eq 0 ]
	[ "$(stat -c %s "$STORE.spool")" -eq 262144 ]
	try 0 list --all
	complains
	[ "$(sql 'SELECT count(*) FROM question')" = 2 ]
	[ "$(sql 'SELECT body FROM answer')" = Because ]
	sound
}

@test "spool: what was moved but not cleared is not moved twice" {
	sql 'PRAGMA user_version = 99'
	"$ASKBACK" -q log 'Once?'
	"$ASKBACK" -q log 'Once too?'
	cp "$STORE.spool" kept
	sql "PRAGMA user_version = $version"
	try 0 list
	complains 'askback: moved 2 questions out of the spool: Q1 to Q2'
	cp kept "$STORE.spool"
	try 0 list
	complains
	[ "$(listed)" = 'Q1 Q2' ]
	[ "$(tr -d '\0' <"$STORE.spool" | wc -c)" -eq 0 ]
	sound
}

@test "spool: every command that opens the store moves it in" {
	for arguments in 'list' 'log Next?' 'search x' 'person list' 'at' 'export' 'drop 1' \
		'conference list' 'talk list'; do
		sql 'PRAGMA user_version = 99'
		"$ASKBACK" -q log 'Waiting?'
		sql "PRAGMA user_version = $version"
		# shellcheck disable=SC2086 # the words are meant to be split
		try 0 $arguments
		warns 'askback: moved a question out of the spool: Q'
	done
	[ "$(sql "SELECT count(*) FROM question WHERE body = 'Waiting?'")" = 9 ]
}

@test "spool: a talk given that is not there leads to the inbox" {
	sql 'PRAGMA user_version = 99'
	try 0 log --talk 'no such talk' 'Where?'
	try 0 log --talk T2 'There?'
	sql "PRAGMA user_version = $version"
	try 0 list
	[ "$(cut -f1,6,9 <<<"$output" | sort)" = $'Q1\t\tWhere?\nQ2\tT2\tThere?' ]
}

@test "spool: records of all sizes, above what is reserved too" {
	sql 'PRAGMA user_version = 99'
	for size in 1 400 512 513 5000 100000 400000; do
		head -c $size /dev/zero | tr '\0' a | "$ASKBACK" -q log
	done
	"$ASKBACK" -q log $'Ünïcode 🇮🇪\nsecond "line" \\ and $(this)?'
	sql "PRAGMA user_version = $version"
	try 0 list -n 1
	complains 'askback: moved 8 questions out of the spool: Q1 to Q8'
	[ "$(sql 'SELECT length(body) FROM question ORDER BY id' | paste -sd ' ')" = \
		'1 400 512 513 5000 100000 400000 39' ]
	[ "$(sql 'SELECT body FROM question WHERE id = 8')" = $'Ünïcode 🇮🇪\nsecond "line" \\ and $(this)?' ]
	[ "$(stat -c %s "$STORE.spool")" -eq 262144 ]
}

@test "spool: a damaged record is kept aside, the others move in" {
	sql 'PRAGMA user_version = 99'
	for text in first second third; do
		"$ASKBACK" -q log "$text"
	done
	sql "PRAGMA user_version = $version"
	sed -i 's/"text":"second"/"text":"sEcond"/' "$STORE.spool"
	try 0 list
	warns 'moved 2 questions out of the spool: Q1 to Q2'
	[ "$(sql 'SELECT body FROM question ORDER BY id' | paste -sd ' ')" = 'first third' ]
	grep -aq sEcond "$STORE.spool.damaged"
	[ "$(tr -d '\0' <"$STORE.spool" | wc -c)" -eq 0 ]
}
