#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# push: the plan, the yes, and what arrives at a tracker of this machine: each once.

# shellcheck disable=SC2030,SC2031 # every test is a process of its own
# shellcheck disable=SC1111 # the quotes are those of the text

load helper

WORK='work:shop/lb'
# What an issue's title begins with.
ABOUT='Question about “Standing On the Shoulders of Giants”: '

setup() {
	fresh
	programme
	questions
	export ASKBACK_NOW=2017-08-30T18:00+01:00 WORK_TOKEN=askback-canary-secret
}

# What is at another time of that evening: whoever waits for hours must not be waited for here.
later() {
	ASKBACK_NOW=2017-08-30T$1+01:00
}

# The account work, which is GitHub as far as it can tell.
online() {
	tracker_start
	configure '[user]' 'name = Ada' 'email = ada@asker.example' \
		'[channel "work"]' 'type = github' "url = $TRACKER/api/v3" 'pace = 0' \
		'secret-env = WORK_TOKEN' \
		'[push]' 'patience = 0'
}

# arrived TITLE...: exactly these issues are there, in this order, and nothing else was wrong.
arrived() {
	tracker '[i["title"] for i in d["issues"]], d["wrong"]' \
		"$(python3 -c 'import sys; print((sys.argv[1:], []))' "$@")"
}

ZOOKEEPER="$ABOUT"'How is auto-discovery through ZooKeeper managed?'
ECMP="$ABOUT"'How are you dealing with ECMP members when throttling nodes?'
DRAIN="$ABOUT"'How do you drain the traffic cleanly?'

@test "push: without a yes, and without anybody to ask, nothing leaves" {
	online
	try 2 push 1 2 --to $WORK
	says ''
	warns 'SEEN BY' 'the public' \
		'askback: cannot ask "2 public issues; send now?": standard input is no terminal' \
		'hint: --yes answers yes'
	try 0 outbox --all
	says ''
	arrived
}

@test "push: the plan at a terminal, a no, and a yes" {
	online
	export NO_COLOR=1 COLUMNS=120
	on_terminal 5 push 1 2 --to $WORK <<<n
	says 'n' \
		"TO            KIND   QUESTIONS  TITLE                                                                   SEEN BY     WHY" \
		"$WORK  issue  Q1         ${ABOUT}How is auto-dis…  the public  --to" \
		"$WORK  issue  Q2         ${ABOUT}How are you dea…  the public  --to" \
		'2 public issues; send now? [y/N] askback: not confirmed'
	arrived
	on_terminal 0 push 1 2 --to $WORK <<<y
	holds "$output" 'send now? [y/N] ' '✓ sent' "$TRACKER/shop/lb/issues/2"
	arrived "$ZOOKEEPER" "$ECMP"
}

@test "push: twice sends nothing twice" {
	online
	try 0 push 1 2 --to $WORK --yes
	says $'F1\tsent\t'"$WORK"$'\t'"$TRACKER/shop/lb/issues/1"$'\t' \
		$'F2\tsent\t'"$WORK"$'\t'"$TRACKER/shop/lb/issues/2"$'\t'
	complains
	try 0 push 1 2 --to $WORK --yes
	says ''
	warns 'left out: Q1' 'F1' 'left out: Q2' 'F2' 'askback: nothing to send'
	try 0 push --yes
	arrived "$ZOOKEEPER" "$ECMP"
	try 0 list --talk T1
	holds "$output" $'\twait for F1' $'\twait for F2' $'\tfollow up'
	try 0 list --json
	json '[q["next"] for q in d["questions"]]' "['wait for F1', 'wait for F2', 'follow up']"
	try 0 show 1 --json
	json '[(f["id"], f["state"], f["url"][-8:]) for f in d["question"]["followups"]]' \
		"[(1, 'sent', 'issues/1')]"
	try 0 show 1
	holds "$output" 'next: wait for F1' "follow-up  F1 ✓ sent, $WORK" "$TRACKER/shop/lb/issues/1"
	sound
}

@test "push: -n shows the very bytes that leave, and sends nothing" {
	online
	try 0 push 1 --to $WORK -n
	holds "$output" "==> $WORK, issue at $TRACKER/api/v3, Q1, public <=="
	says_what=$(tail -n 1 <<<"$output")
	complains 'askback: nothing was sent'
	arrived
	try 0 outbox --all
	says ''
	try 0 push 1 --to $WORK --queue --json
	json 'd["followups"][0]["state"]' queued
	try 0 outbox show F1 --raw
	# The marker is a new one each time.
	same "$(sed -E 's/[0-9a-f]{32}/MARK/' <<<"$output")" \
		"$(sed -E 's/[0-9a-f]{32}/MARK/' <<<"$says_what")"
	raw=$output
	try 0 push --yes
	same "$(python3 -c 'import json, sys
print(*[json.loads(r["body"].encode("latin-1")) for r in
	map(json.loads, open(sys.argv[1])) if r["method"] == "POST"], sep="\n")' \
		tracker/requests.jsonl)" "$(python3 -c 'import json, sys; print(json.loads(sys.argv[1]))' "$raw")"
}

@test "push: -n as JSON is the plan" {
	online
	try 0 push 1 3 --to $WORK -n --json
	json '[(f["id"], f["question_ids"], f["public"], f["why"], "payload" in f) for f in d["plan"]["followups"]], d["plan"]["skipped"]' \
		"([(None, [1], True, '--to', True), (None, [3], True, '--to', True)], [])"
	arrived
}

@test "push: queued without a network, delivered when there is one" {
	online
	export https_proxy=http://127.0.0.1:9 http_proxy=http://127.0.0.1:9
	try 0 push 1 2 --to $WORK --queue
	says $'F1\tqueued\t'"$WORK"$'\t'"$ZOOKEEPER" $'F2\tqueued\t'"$WORK"$'\t'"$ECMP"
	try 0 push 3 --to $WORK --queue --format table
	says 'queued F3: askback push sends it'
	try 0 list
	holds "$output" $'\tpush'
	arrived
	try 2 push
	warns 'F1, queued now' '3 public issues; send now?'
	try 0 push -y --talk T2
	arrived
	try 0 push -y
	[ "$(cut -f1,2 <<<"$output" | tr '\t\n' '  ')" = 'F1 sent F2 sent F3 sent ' ]
	arrived "$ZOOKEEPER" "$ECMP" "$DRAIN"
}

@test "push: a rate limit ends it for now; later it goes on where it was" {
	online
	tracker_reset '[{"method": "POST", "nth": 2, "status": 403, "headers": {"retry-after": "120"},
		"body": "{\"message\": \"You have exceeded a secondary rate limit.\"}"}]'
	try 75 push 1-3 --to $WORK --yes
	warns 'askback: 2 not delivered yet: try again at 17:0'
	arrived "$ZOOKEEPER"
	try 75 push --yes
	says ''
	warns 'askback: nothing is due yet, 2 follow-ups wait: try again at 17:0'
	later 18:10
	try 0 push --yes
	tracker 'sorted(i["title"] for i in d["issues"]), d["wrong"]' \
		"(['$ECMP', '$DRAIN', '$ZOOKEEPER'], [])"
}

@test "push: what is refused is a part of the whole" {
	online
	tracker_reset '[{"method": "POST", "nth": 1, "status": 410, "body": "{\"message\": \"Issues are disabled for this repo\"}"}]'
	try 3 push 1 2 --to $WORK --yes --format table
	holds "$output" '✗ refused' '✓ sent'
	arrived "$ECMP"
	try 0 outbox
	holds "$output" $'F1\trefused'
	try 0 outbox retry F1 --format table
	says "F1 ○ queued, $WORK, Question about “Standing On the Shoulder… (askback push sends it)"
	try 0 push -y
	arrived "$ECMP" "$ZOOKEEPER"
}

@test "push: without a secret, and with one that is not accepted" {
	online
	unset WORK_TOKEN
	try 4 push 1 --to $WORK --yes
	warns 'there is no secret for work' 'hint: askback auth login work'
	arrived
	WORK_TOKEN=wrong try 4 push --yes
	arrived
	WORK_TOKEN=askback-canary-secret try 0 push --yes
	tracker '[i["title"] for i in d["issues"]]' "['$ZOOKEEPER']"
}

@test "push: an answer that is lost is no reason to send it again" {
	online
	tracker_reset '[{"method": "POST", "nth": 1, "effect": "before", "reset": true}]'
	later 18:00
	try 75 push 1 --to $WORK --yes
	warns 'not delivered yet'
	try 0 outbox
	holds "$output" $'F1\tuncertain'
	later 20:00
	try 0 push --yes
	holds "$output" $'F1\tsent'
	arrived "$ZOOKEEPER"
}

@test "push: many issues in one place ask again" {
	online
	"$ASKBACK" -q reopen 4 5
	try 2 push 1-5 --to $WORK --yes
	warns 'cannot ask "5 public issues (5 of them to work:shop/lb); send now?"' \
		'hint: --flood answers yes'
	arrived
	try 2 push 1-5 --to $WORK --flood
	warns 'hint: --yes answers yes'
	try 0 push 1-5 --to $WORK --flood --yes -q
	says ''
	complains
	tracker 'len(d["issues"])' 5
}

@test "push: which questions" {
	online
	try 1 push 4 --to $WORK --yes
	complains 'askback: cannot push: Q4 is answered' 'hint: askback reopen 4'
	try 1 push 99 --to $WORK
	complains 'askback: cannot push: there is no question Q99'
	try 2 push 1 --talk T1 --to $WORK
	complains 'askback: cannot push: give ids or filters, not both'
	try 2 push 1 talk:T1 --to $WORK
	warns '"talk:T1" is not the id of a question'
	try 2 push state:answered --to $WORK
	complains 'askback: cannot push: only what is unanswered can be followed up'
	try 1 push 1 --to nowhere:x
	warns 'there is no account nowhere'
	arrived
	try 0 push tag:ecmp --to $WORK -y
	arrived "$ECMP" "$DRAIN"
}

@test "push: what questions say reaches a terminal harmless" {
	online
	hostile=$'\e]0;owned\a\u202egnp.exe \u009b31m'
	"$ASKBACK" -q log "$hostile" --talk T1
	on_terminal 0 push 6 --to $WORK -n
	lacks "$output" $'\e]0;' $'\a' $'\u202e' $'\u009b'
	# Even when a store brings it.
	try 0 push 6 --to $WORK --queue
	sql "UPDATE followup SET payload = 'a' || char(27) || ']0;b' || char(8238) || char(13, 10) || 'c'"
	on_terminal 0 push -n
	lacks "$output" $'\e]0;' $'\u202e'
	holds "$output" $'a<ESC>]0;b<U+202E>\nc'
	on_terminal 0 outbox show F1 --raw
	lacks "$output" $'\e]0;' $'\u202e'
	try 0 -q outbox cancel 1
	on_terminal 0 push 6 --to $WORK --yes
	lacks "$output" $'\e]0;' $'\a' $'\u202e'
	on_terminal 0 outbox show F2
	lacks "$output" $'\e]0;' $'\a' $'\u202e'
}

@test "push: how far it is, on a terminal and only when it takes long" {
	online
	tracker_reset '[{"method": "POST", "delay": 0.8}]'
	on_terminal 0 push 1 2 --to $WORK --yes
	holds "$output" $'1/2 work:shop/lb' $'2/2 work:shop/lb' $'\e[K'
	tracker_reset
	on_terminal 0 push 3 --to $WORK --yes
	lacks "$output" '1/1'
}

@test "push: Ctrl-C between two, and nothing is lost" {
	online
	tracker_reset '[{"method": "POST", "delay": 1.5}]'
	# What a shell starts in the background ignores Ctrl-C.
	env --default-signal=INT "$ASKBACK" push 1-3 --to $WORK --yes >words 2>&1 &
	until grep -q '"POST", "target": "/api/v3/repos' "$BATS_TEST_TMPDIR/tracker/requests.jsonl"; do
		sleep 0.05
	done
	kill -INT $!
	status=0
	wait $! || status=$?
	output=$(cat words)
	expect_status 130
	holds "$output" 'nothing is lost'
	[ "$(tracker 'len(d["issues"])')" -eq 1 ]
	later 20:00
	try 0 push --yes
	arrived "$ZOOKEEPER" "$ECMP" "$DRAIN"
	sound
}

@test "push: --check-target looks for the same question at the destination" {
	online
	tracker_ask _reset '{"issues": [{"service": "github", "place": "shop/lb", "title": "How to drain traffic cleanly",
		"body": "Please", "author": "mallory"}]}' >/dev/null
	try 0 push 2 3 --to $WORK -n --check-target --json
	json '[f["notice"] for f in d["plan"]["followups"]]' \
		"[None, 'much like \"How to drain traffic cleanly\", open at $TRACKER/shop/lb/issues/1']"
	try 2 push 3 --to $WORK --check-target
	warns 'look at Q3: much like "How to drain traffic cleanly", open at'
	try 0 push 3 --to $WORK -n
	tracker_reset '[{"method": "GET", "status": 500}]'
	try 0 push 3 --to $WORK --check-target --yes --json
	tracker '[i["title"] for i in d["issues"]]' "['$DRAIN']"
}

@test "push: by hand is nothing that could fail" {
	online
	try 0 push 1 --to hand:https://github.com/shop/lb --yes
	says $'F1\theld\thand:https://github.com/shop/lb\t\tto be sent by hand'
	try 0 outbox show F1
	holds "$output" 'form       https://github.com/shop/lb/issues/new?title=Question%20about' "${ZOOKEEPER#"$ABOUT"}"
	try 0 outbox resolve F1 --sent --url https://github.com/shop/lb/issues/7
	try 0 list
	holds "$output" $'\twait for F1'
	arrived
}

# The mails are files of ./mails.
mails() {
	mkdir -p mails
	configure '[user]' 'name = Ada' 'email = ada@asker.example' \
		'[channel "mail"]' 'type = mail' "folder = $PWD/mails" "$@"
}

# mail EXPRESSION WANTED: what Python's own parser makes of the only mail m there is.
mail() {
	same "$(python3 -c 'import email, email.policy, glob, sys
[path] = glob.glob("mails/*.eml")
m = email.message_from_binary_file(open(path, "rb"), policy=email.policy.default)
print(eval(sys.argv[1]))' "$1")" "$2"
}

@test "push: one mail for all questions to a person, and the plan says so" {
	mails
	"$ASKBACK" -q log --talk T3 'Is it durable?'
	try 0 push -n --format table
	holds "$output" \
		'TO                      KIND  QUESTIONS  TITLE                                                                    SEEN BY         WHY' \
		'mail:emil@shop.example  mail  Q1-Q3      Questions about “Standing On the Shoulders of Giants” (SREcon17 Europe)  Emil Stolarsky  no route: to the only one with an address' \
		'left out: Q6: ' '==> mail:emil@shop.example, mail, Q1-Q3 <==' 'Subject: =?UTF-8?Q?Questions' '[Q2] How are you dealing'
	[ -z "$(ls mails)" ]
	try 0 push --yes --format table
	holds "$output" 'F1  ✓ sent  mail:emil@shop.example'
	mail 'm["to"], m["from"], m["subject"], all(f"[Q{n}]" in m.get_content() for n in (1, 2, 3))' \
		"('Emil Stolarsky <emil@shop.example>', 'Ada <ada@asker.example>', 'Questions about “Standing On the Shoulders of Giants” (SREcon17 Europe)', True)"
	try 0 push --yes
	says ''
	warns_not Q1
	warns 'left out: Q6: ' 'nothing to send'
	mail '"Q1" in m.get_content()' True
	try 0 list --talk T1
	[ "$(grep -c 'wait for F1' <<<"$output")" = 3 ]
	try 1 outbox retract 1 --yes
	warns 'cannot retract F1: a mail cannot be taken back'
	sound
}

@test "push: issues by route and mails in one plan" {
	online
	mails '[channel "work"]' 'type = github' "url = $TRACKER/api/v3" 'pace = 0' \
		'secret-env = WORK_TOKEN'
	"$ASKBACK" -q log --talk T3 'Is it durable?'
	"$ASKBACK" -q route set --talk T3 work:shop/lb
	try 2 push
	warns 'mail:emil@shop.example  mail   Q1-Q3' 'work:shop/lb            issue  Q6' \
		'1 public issue, 1 mail; send now?'
	try 0 push --yes --json
	json 'sorted((f["kind"], f["state"], f["question_ids"]) for f in d["followups"])' \
		"[('issue', 'sent', [6]), ('mail', 'sent', [1, 2, 3])]"
	sound
}

@test "push: a rehearsal is one mail to oneself, and nothing else changes" {
	mails
	try 0 push --to-self --yes
	mail 'm["to"], all(f"[Q{n}]" in m.get_content() for n in (1, 2, 3))' \
		"('Ada <ada@asker.example>', True)"
	try 0 push -n --json
	json '[f["question_ids"] for f in d["plan"]["followups"]]' '[[1, 2, 3]]'
}

# queue_meanwhile ARGS...: somebody else queues these while the plan of a push is looked at.
queue_meanwhile() {
	{
		until grep -q 'send now' log; do sleep 0.1; done
		"$ASKBACK" -q push "$@" --queue
		echo y
	} | script -qefc "'$ASKBACK' push $*" log
}

@test "push: a yes to a plan that is out of date sends nothing" {
	online
	export NO_COLOR=1
	touch log
	run queue_meanwhile 1 --to $WORK
	expect_status 75
	holds "$output" 'askback: cannot queue: meanwhile F1 was made about Q1'
	try 0 outbox
	[ "$(cut -f1,2 <<<"$output")" = $'F1\tqueued' ]
	arrived
}

@test "push: a mail that was edited leaves as it was edited" {
	mails
	"$ASKBACK" -q push --queue
	printf 'Two things\n\nHello Emil, how?\n' >wanted
	export EDITOR="cat wanted >"
	try 0 outbox edit 1
	try 0 push --yes
	mail 'm["subject"], m.get_content()' "('Two things', 'Hello Emil, how?\\n')"
}
