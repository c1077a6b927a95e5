#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# answer, drop, reopen: one question, several, and the ones that ask first.

load helper

setup() {
	fresh
	programme
	for text in one two three four; do
		"$ASKBACK" -q log "$text"
	done
}

# The states of all questions, in the order of their ids.
states() {
	sql 'SELECT state FROM question ORDER BY id' | paste -sd ' '
}

# Lines as they come after a change of questions in the first talk.
changed() {
	local line lines=()

	for line; do
		lines+=("${line/ /$'\t'}"$'\tT1\t12\t'"$SHOPIFY")
	done
	says "${lines[@]}"
}

@test "answer: one question, by words, an option, a file, a pipe" {
	try 0 answer 1 by words
	changed 'Q1 answered'
	try 0 answer Q2 -m 'by option'
	echo 'by file' >file
	try 0 answer 3 -F file
	try 0 answer 4 <<<'by pipe'
	[ "$(sql 'SELECT question_id, body, source FROM answer ORDER BY id' | paste -sd ' ')" = \
		'1|by words|own 2|by option|own 3|by file|own 4|by pipe|own' ]
	[ "$(states)" = 'answered answered answered answered' ]
	sound
}

@test "answer: who, where, when, and a link" {
	try 0 answer 1 64 --by 'Emil Stolarsky' --source hallway --at 2017-08-30T14:25+01:00 \
		--url https://blog.example/ecmp
	try 0 show 1 --json
	json '{k: v for k, v in d["question"]["answers"][0].items() if k in ("text", "said_by", "source", "url", "answered_at")}' \
		"{'text': '64', 'said_by': 'Emil Stolarsky', 'source': 'hallway', 'url': 'https://blog.example/ecmp', 'answered_at': '2017-08-30T13:25:00Z'}"
}

@test "answer: --partial stays unanswered, and may be answered later" {
	try 0 answer 1 --partial 'half of it'
	changed 'Q1 partial'
	[ "$(listed --state unanswered)" = 'Q1 Q2 Q3 Q4' ]
	try 0 answer 1 'the rest'
	changed 'Q1 answered'
	try 0 answer 1 'and more'
	[ "$(sql 'SELECT count(*) FROM answer WHERE question_id = 1')" = 3 ]
}

@test "answer: the same to several" {
	try 0 answer 1 3 -m 'see the blog'
	changed 'Q1 answered' 'Q3 answered'
	[ "$(sql 'SELECT question_id, body FROM answer ORDER BY id' | paste -sd ' ')" = \
		'1|see the blog 3|see the blog' ]
	[ "$(sql 'SELECT count(DISTINCT command_uid) FROM operation WHERE command = "answer"')" = 1 ]
}

@test "answer: what cannot be kept is printed back, and nothing changes" {
	try 1 answer 99 'precious'
	complains 'askback: this was not saved:' 'precious' \
		'askback: cannot answer Q99: there is no question Q99'
	try 1 answer 1 --url ftp://x.example <<<'precious'
	complains 'askback: this was not saved:' 'precious' \
		'askback: cannot answer: ftp://x.example is not an address that begins with https:// or http://'
	try 1 answer 1 --at never 'precious'
	warns $'this was not saved:\nprecious\n' 'cannot read "never" as a time'
	try 2 answer 1-3 -m 'precious'
	complains 'askback: this was not saved:' 'precious' \
		'askback: cannot ask "answer 3 questions?": standard input is no terminal' \
		'hint: --yes answers yes'
	try 1 answer 1 99 -m 'precious'
	try 2 answer 1 ''
	complains 'askback: cannot answer: the answer is empty: nothing was saved'
	try 2 answer one
	warns '"one" is not the id of a question'
	[ "$(states)" = 'open open open open' ]
	[ "$(sql 'SELECT count(*) FROM answer')" = 0 ]
}

@test "drop: one, two, and back again" {
	try 0 drop 2
	changed 'Q2 dropped'
	try 0 drop 3,4
	changed 'Q3 dropped' 'Q4 dropped'
	[ "$(listed)" = Q1 ]
	try 0 reopen 4
	changed 'Q4 open'
	[ "$(states)" = 'open dropped dropped open' ]
	sound
}

@test "drop: three or more ask first; without a terminal nothing changes" {
	try 2 drop 1-3
	says ''
	complains 'askback: cannot ask "drop 3 questions?": standard input is no terminal' \
		'hint: --yes answers yes'
	try 2 drop 1-3 </dev/null
	try 2 drop 1-3 <<<yes
	[ "$(states)" = 'open open open open' ]
	try 0 drop 1-3 --yes
	changed 'Q1 dropped' 'Q2 dropped' 'Q3 dropped'
	try 2 reopen 1 2 3
	try 0 -y reopen 1 2 3
	[ "$(states)" = 'open open open open' ]
	try 0 drop 1 1 1 1
	changed 'Q1 dropped'
}

@test "drop: the question on a terminal: no, nothing, yes" {
	on_terminal 5 drop 1-3 <<<n
	holds "$output" 'drop 3 questions? [y/N]' 'not confirmed'
	on_terminal 5 drop 1-3 <<<''
	on_terminal 5 drop 1-3 </dev/null
	[ "$(states)" = 'open open open open' ]
	NO_COLOR=1 COLUMNS=150 on_terminal 0 drop 1-3 <<<y
	holds "$output" "Q1 ✗ dropped, T1 $SHOPIFY, minute 12"
	[ "$(states)" = 'dropped dropped dropped open' ]
}

@test "drop: all or nothing" {
	try 1 drop 1 99
	says ''
	complains 'askback: cannot drop Q99: there is no question Q99'
	[ "$(states)" = 'open open open open' ]
}

@test "drop and reopen: already so" {
	"$ASKBACK" -q drop 1
	before=$(sql 'SELECT count(*) FROM operation')
	NO_COLOR=1 COLUMNS=150 on_terminal 0 drop 1
	says "Q1 ✗ dropped, T1 $SHOPIFY, minute 12 (was so already)"
	try 0 reopen 2
	[ "$(sql 'SELECT count(*) FROM operation')" = "$before" ]
}

@test "drop: an answered question, and answer: a dropped one, are refused with the way out" {
	"$ASKBACK" -q answer 1 yes
	try 1 drop 1
	complains 'askback: cannot drop Q1: Q1 is answered: reopen it first' 'hint: askback reopen 1'
	"$ASKBACK" -q drop 2
	try 1 answer 2 late
	complains 'askback: this was not saved:' late \
		'askback: cannot answer Q2: Q2 is dropped: reopen it first' 'hint: askback reopen 2'
	try 0 reopen 1-2
	try 0 answer 2 late
	try 0 drop 1
	[ "$(states)" = 'dropped answered open open' ]
	[ "$(sql 'SELECT body FROM answer WHERE question_id = 1')" = yes ]
}

@test "settling: -q says nothing, --json tells one or many" {
	try 0 -q drop 1
	says ''
	try 0 drop 2 --json
	json 'd["question"]["id"], d["question"]["state"]' "(2, 'dropped')"
	try 0 reopen 1 2 --json
	json '[(q["id"], q["state"]) for q in d["questions"]]' "[(1, 'open'), (2, 'open')]"
	try 0 answer 3 -m text --json
	json 'd["question"]["state"]' answered
}

@test "settling: without ids" {
	for name in answer drop reopen; do
		try 2 "$name"
		warns "askback: $name needs more words: askback $name ID..." \
			"hint: askback $name -h"
	done
}
