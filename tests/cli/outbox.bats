#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# outbox: what is under way, and what its owner can do about it.

# shellcheck disable=SC2030,SC2031 # every test is a process of its own
# shellcheck disable=SC1111 # the quotes are those of the text

load helper

WORK='work:shop/lb'
# What an issue's title begins with.
ABOUT='Question about “Standing On the Shoulders of Giants”: '
ZOOKEEPER="$ABOUT"'How is auto-discovery through ZooKeeper managed?'
DRAIN="$ABOUT"'How do you drain the traffic cleanly?'

setup() {
	fresh
	programme
	questions
	export ASKBACK_NOW=2017-08-30T18:00+01:00 WORK_TOKEN=askback-canary-secret
	# Nobody listens there; only what is queued is looked at.
	account http://127.0.0.1:9
}

account() {
	configure '[user]' 'name = Ada' 'email = ada@asker.example' \
		'[channel "work"]' 'type = github' "url = $1/api/v3" 'pace = 0' \
		'secret-env = WORK_TOKEN' '[push]' 'patience = 0'
}

queue() {
	"$ASKBACK" -q push "$@" --to $WORK --queue
}

# state ID: the state of a follow-up.
state() {
	"$ASKBACK" outbox --all --json | python3 -c 'import json, sys
print(next(f["state"] for f in json.load(sys.stdin)["followups"] if f["id"] == int(sys.argv[1])))' "$1"
}

# writes TEXT: the editor leaves TEXT, and what it was given in ./given.
writes() {
	printf '%s' "$1" >wanted
	cat >editor <<'END'
#!/bin/sh
cat "$1" >given
cat wanted >"$1"
END
	chmod +x editor
	export EDITOR=$PWD/editor
}

@test "outbox: empty, with and without a store" {
	try 0 outbox
	says ''
	complains
	try 0 outbox --json
	says '{"schema":1,"followups":[]}'
	try 0 outbox --format table
	complains 'askback: nothing is under way'
	try 0 --store "$PWD/none.db" outbox list
	[ ! -e none.db ]
}

@test "outbox: a table for people, all columns for programs" {
	queue 1 2
	try 0 outbox --format table
	says 'ID  STATE     TO            QUESTIONS  TITLE                                                                                                               NEXT' \
		"F1  ○ queued  $WORK  Q1         $ZOOKEEPER              askback push sends it" \
		"F2  ○ queued  $WORK  Q2         ${ABOUT}How are you dealing with ECMP members when throttling nodes?  askback push sends it"
	try 0 outbox list --state queued
	says $'F1\tqueued\t'"$WORK"$'\tissue\tQ1\t'"$ZOOKEEPER"$'\t\t\t' \
		$'F2\tqueued\t'"$WORK"$'\tissue\tQ2\t'"$ABOUT"$'How are you dealing with ECMP members when throttling nodes?\t\t\t'
	try 0 outbox --json
	json '[(f["id"], f["state"], f["account"], f["place"], f["question_ids"], f["in_doubt"]) for f in d["followups"]]' \
		"[(1, 'queued', 'work', 'shop/lb', [1], False), (2, 'queued', 'work', 'shop/lb', [2], False)]"
	try 2 outbox --state lost
}

@test "outbox: hold and release; push leaves alone what is held" {
	queue 1
	try 0 outbox hold F1 --format table
	says "F1 ■ held, $WORK, Question about “Standing On the Shoulder…"
	try 0 outbox hold 1 --format table
	holds "$output" '(was so already)'
	try 0 list
	holds "$output" $'\tsettle F1'
	try 0 push --yes
	says ''
	warns 'nothing to send'
	try 1 outbox retry 1
	complains 'askback: cannot retry F1: it is held' 'hint: askback outbox release F1'
	try 0 outbox release f1
	says $'F1\tqueued\t'"$WORK"$'\t'"$ZOOKEEPER"
	try 1 outbox resolve 1 --sent
	complains 'askback: cannot resolve F1: it is queued, and there is no doubt about that' \
		'hint: askback outbox show F1'
}

@test "outbox: cancelled, its questions can be pushed again" {
	queue 1
	try 0 outbox cancel 1 --json
	json 'd["followup"]["state"], d["followup"]["question_ids"]' "('cancelled', [1])"
	try 0 outbox
	says ''
	try 1 outbox release 1
	complains 'askback: cannot release F1: it is cancelled'
	try 0 list
	lacks "$output" F1
	try 0 push 1 --to $WORK --queue
	says $'F2\tqueued\t'"$WORK"$'\t'"$ZOOKEEPER"
}

@test "outbox: many at once ask, and are one change" {
	queue 1-3
	try 2 outbox cancel 1-3
	complains 'askback: cannot ask "cancel 3 follow-ups?": standard input is no terminal' \
		'hint: --yes answers yes'
	try 0 -q outbox cancel 2
	try 1 outbox hold 1-3 --yes
	complains 'askback: cannot hold F2: it is cancelled'
	[ "$(state 1)" = queued ]
	try 0 outbox hold 1,3 --json
	json '[f["state"] for f in d["followups"]]' "['held', 'held']"
	try 2 outbox hold Q1
	complains 'askback: "Q1" is not the id of a follow-up' \
		'hint: ids look like F12, 12, 3-7 or 3,5: askback outbox'
	try 1 outbox hold 9
	complains 'askback: cannot hold F9: there is no follow-up F9'
}

@test "outbox: show, as its reader sees it and as it leaves" {
	queue 1
	try 0 outbox show F1
	holds "$output" "F1         ${ABOUT}How is"$'\n' 'state      ○ queued, askback push sends it' \
		"to         $WORK (issue)" "about      Q1 ${ZOOKEEPER#"$ABOUT"}" 'history' 'push by ada@asker.example: queued'
	lacks "$output" '<!--'
	try 0 outbox show F1 --raw
	[ "$(python3 -c 'import json, sys; print(json.load(sys.stdin)["title"])' <<<"$output")" = "$ZOOKEEPER" ]
	raw=$output
	try 0 outbox show F1 --json
	same "$(json 'd["followup"]["payload"]')" "$raw"
	try 1 outbox show 2
	complains 'askback: cannot show F2: there is no follow-up F2'
}

@test "outbox: edit" {
	queue 1
	writes $'Discovery\n\nHow?\n# dropped\n'
	try 0 outbox edit F1
	says $'F1\tqueued\t'"$WORK"$'\tDiscovery'
	holds "$(cat given)" "$ZOOKEEPER" '# The first line is the title.'
	lacks "$(cat given)" askback:
	try 0 outbox show F1 --raw
	holds "$output" '{"title":"Discovery","body":"How?' '<!-- askback:'
	lacks "$output" dropped
	writes ''
	try 5 outbox edit F1
	writes 'Only a title'
	try 1 outbox edit F1
	warns 'below it there is no text' 'this was not saved' 'Only a title'
	writes $'Title\n\nAsk emil@shop.example instead.'
	try 1 outbox edit F1
	warns 'cannot edit F1' 'this was not saved'
	try 0 outbox show F1 --raw
	holds "$output" '"Discovery"'
	"$ASKBACK" -q outbox cancel 1
	try 1 outbox edit F1
	complains 'askback: cannot edit F1: it is cancelled'
}

@test "outbox: what is in doubt is settled by resolve and by nothing else" {
	tracker_start
	account "$TRACKER"
	queue 1 3
	tracker_reset '[{"method": "POST", "effect": "never", "reset": true}]'
	try 75 push --yes
	[ "$(state 1)$(state 2)" = uncertainuncertain ]
	try 1 outbox cancel 1
	complains 'askback: cannot cancel F1: nobody knows whether it arrived' \
		'hint: askback outbox resolve F1 --sent, or --resend'
	try 1 outbox edit 1
	warns 'nobody knows whether it arrived'
	try 0 outbox hold 1
	try 1 outbox cancel 1
	warns 'nobody knows whether it arrived'
	try 1 outbox release 1
	warns 'nobody knows whether it arrived'
	try 2 outbox resolve 1
	complains 'askback: say --sent or --resend' 'hint: askback outbox resolve -h'
	try 2 outbox resolve 1 --resend --url https://x.example/
	complains 'askback: --url goes with --sent'
	try 2 outbox resolve 1 --sent
	complains 'askback: cannot resolve F1: where is it? give the address of the issue' \
		'hint: askback outbox resolve F1 --sent --url URL'
	try 2 outbox resolve 1 --sent --url https://x.example/issues
	try 0 outbox resolve 1 --sent --url 'https://x.example/issues/17#top'
	[ "$(state 1)" = sent ]
	try 0 show 1 --json
	json 'd["question"]["followups"][0]["url"], d["question"]["followups"][0]["remote_id"]' \
		"('https://x.example/issues/17#top', '17')"
	tracker_reset
	try 0 outbox resolve 2 --resend --format table
	says "F2 ○ queued, $WORK, Question about “Standing On the Shoulder… (askback push sends it)"
	try 0 push --yes
	tracker '[i["title"] for i in d["issues"]]' "['$DRAIN']"
	sound
}

@test "outbox: retract closes what was sent, with a note" {
	tracker_start
	account "$TRACKER"
	queue 1
	try 1 outbox retract 1
	complains 'askback: cannot retract F1: it has not arrived: it is queued' \
		'hint: askback outbox cancel F1'
	"$ASKBACK" -q push --yes
	try 2 outbox retract 1
	warns "cannot ask \"Close F1, $TRACKER/shop/lb/issues/1, with the note"
	try 1 outbox retract 1 -m 'Better ask Emil@Shop.example.' --yes
	warns 'the address of P1 Emil Stolarsky'
	try 0 outbox retract 1 -m 'Wrong place, sorry.' --yes
	says $'F1\tclosed\t'"$WORK"$'\t'"$ZOOKEEPER"
	tracker '[(i["state"], [c["body"] if isinstance(c, dict) else c for c in i["comments"]]) for i in d["issues"]]' \
		"[('closed', ['Wrong place, sorry.'])]"
	try 0 list
	holds "$output" $'\tread F1'
}

@test "outbox: completion knows follow-ups" {
	queue 1 2
	try 0 __complete followup
	says "F2"$'\t'"queued, ${ABOUT}How are you dealing with ECMP members when throttling nodes?" \
		"F1"$'\t'"queued, $ZOOKEEPER"
}
