#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# log: where the text comes from, what is kept with it, and the one line that answers.

load helper

# The texts of all questions as they are stored, in the order logged, as a Python list.
texts() {
	try 0 list --all --json
	json '[q["text"] for q in sorted(d["questions"], key=lambda q: q["id"])]'
}

@test "log: one line on a pipe: id, state, talk, minute, title" {
	programme
	try 0 log 'How do you drain the traffic cleanly?'
	says $'Q1\topen\tT1\t12\t'"$SHOPIFY"
	complains
}

@test "log: the first question of all tells where the questions are kept" {
	try 0 log 'How?'
	says $'Q1\topen\t\t\t'
	complains "hint: your questions are kept in $STORE"
	[ "$(stat -c %a "$STORE" "${STORE%/*}" | paste -sd ' ')" = '600 700' ]
	try 0 log 'How else?'
	complains
}

@test "log: one line for a person on a terminal" {
	programme
	export NO_COLOR=1 COLUMNS=150
	on_terminal 0 log 'How?'
	says "Q1 ● open, T1 $SHOPIFY, minute 12 (on now)"
	on_terminal 0 log --inbox 'How?'
	says 'Q2 ● open, inbox'
	on_terminal 0 log --talk 1 --answer '64' 'How many?'
	says "Q3 ✓ answered, T1 $SHOPIFY, minute 12"
	COLUMNS=80 on_terminal 0 log 'How?'
	says 'Q4 ● open, T1 Standing On the Shoulders of Giants: Unl…, minute 12 (on now)'
}

@test "log: words, -m, -F FILE, -F -, a pipe, and - are one question each" {
	printf 'from a\r\nfile\r\n' >file
	try 0 log several words
	try 0 log -m 'a message'
	try 0 log -F file
	try 0 log -F - <<<'standard input'
	try 0 log <<<'a pipe'
	try 0 log - <<<$'a dash\nand a second line\n\n'
	[ "$(texts)" = "['several words', 'a message', 'from a\\nfile', 'standard input', 'a pipe', 'a dash\\nand a second line']" ]
}

@test "log: --lines makes every line a question of its own" {
	try 0 log --lines <<<$'first\n\n  second\r\n   \nthird'
	says $'Q1\topen\t\t\t' $'Q2\topen\t\t\t' $'Q3\topen\t\t\t'
	[ "$(texts)" = "['first', 'second', 'third']" ]
}

@test "log: --lines reads more in all than one question may have" {
	for letter in a b; do
		head -c 700000 /dev/zero | tr '\0' "$letter"
		echo
	done >file
	try 0 log -q --lines -F file
	[ "$(sql 'SELECT length(body) FROM question' | paste -sd ' ')" = '700000 700000' ]
}

@test "log: what fails among --lines is printed back with all that follows" {
	head -c 1048577 /dev/zero | tr '\0' a >long
	try 1 log --lines < <(echo first; cat long; echo; echo third)
	says $'Q1\topen\t\t\t'
	warns 'askback: this was not saved:' $'aaa\nthird\n' \
		'the question has 1048577 bytes; at most 1048576 can be kept'
	warns_not first
	[ "$(texts)" = "['first']" ]
}

@test "log: nothing in a text means anything" {
	mkdir empty
	cd empty
	while IFS= read -r text; do
		try 0 log -m "$text"
		try 0 log -- "$text"
		try 0 log - <<<"$text"
		[ "$(sql 'SELECT count(*), max(body), min(body) FROM question WHERE id > (SELECT max(id) - 3 FROM question)')" = "3|$text|$text" ]
	done <<'END'
$(touch pwned) `touch pwned` ${HOME} ; touch pwned | & > pwned
He said "it's" \n \\ 100 % %s %n
'); DROP TABLE question; --
/?
#hash !bang *star* ~ [a] {b}
--talk T9
--
-q
🇮🇪 👩‍💻 👍🏽 emoji
日本語の質問ですか？
مرحبا بالعالم
Größe, Żółć, naïve, Ελληνικά
END
	[ "$(ls)" = '' ]
	sound
}

@test "log: text is stored in its composed form" {
	try 0 log $'cafe\u0301'
	[ "$(sql 'SELECT hex(body) FROM question')" = 636166C3A9 ]
}

@test "log: a text that looks like an option needs -- or -m, and the hint says so" {
	try 2 log --why
	complains 'askback: unknown option --why' \
		'hint: text that begins with a dash goes after "--": -- --why'
	try 2 log --tlak T1 'How?'
	warns 'did you mean --talk? or, text that begins with a dash goes after "--": -- --tlak'
	try 0 log -- --why -q
	try 0 log -m --why
	[ "$(texts)" = "['--why -q', '--why']" ]
}

@test "log: two sources of text are refused" {
	for args in 'words -m message' '-m message -F file' '-F file words' '-e -m message'; do
		# shellcheck disable=SC2086 # the words are meant to be split
		try 2 log $args
		complains 'askback: give the text once: as words, with -m, with -F or in the editor (-e)'
	done
	[ ! -e "$STORE" ]
}

@test "log: a file that is not there" {
	try 1 log -F nowhere
	complains 'askback: cannot open nowhere: No such file or directory'
}

@test "log -e: the editor's text, without the comment" {
	cat >editor <<'END'
#!/bin/sh
cp "$1" seen
sed -i '1i Written in the editor' "$1"
END
	chmod +x editor
	EDITOR=./editor try 0 log -e
	[ "$(texts)" = "['Written in the editor']" ]
	grep -q 'Write the question above; an empty text leaves.' seen
}

@test "log: a line is asked for on a terminal" {
	programme
	NO_COLOR=1 on_terminal 0 log <<<'Typed?'
	holds "$output" 'the question: ' 'Q1 ● open, T1 Standing On the Shoulders'
	[ "$(texts)" = "['Typed?']" ]
	on_terminal 2 log <<<''
	holds "$output" 'the question is empty: nothing was saved'
}

@test "log: --answer, --private, --asked, --tag" {
	programme
	try 0 log -a live --answer '64, weighted' --private --tag ECMP --tag 'Hash Group' --tag ecmp 'Size?'
	says $'Q1\tanswered\tT1\t12\t'"$SHOPIFY"
	try 0 show 1 --json
	json '[d["question"][k] for k in ("text", "state", "asked", "private", "tags", "next")]' \
		"['Size?', 'answered', 'live', True, ['ecmp', 'hash-group'], '']"
	json '[(a["text"], a["source"], a["answered_at"]) for a in d["question"]["answers"]]' \
		"[('64, weighted', 'stage', '2017-08-30T12:52:00Z')]"
	try 2 log --tag '!!' 'Size?'
	complains 'askback: this was not saved:' 'Size?' 'askback: cannot log: "!!" is no tag'
	try 2 log -a halway 'Size?'
	complains 'askback: option -a takes no, live, hallway or online, not "halway"' \
		'hint: did you mean hallway?'
}

@test "log: --ago and --at move the moment" {
	programme
	try 0 log --ago 12m 'At the start?'
	says $'Q1\topen\tT1\t0\t'"$SHOPIFY"
	try 0 log --ago 13m 'Before?'
	says $'Q2\topen\t\t\t'
	try_at 16:20 0 log --at 2017-08-30T14:05+01:00 'Later logged?'
	says $'Q3\topen\tT1\t25\t'"$SHOPIFY"
	[ "$(sql 'SELECT asked_at, created_at FROM question WHERE id = 3')" = '1504098300|1504106400' ]
	try 2 log --ago 5m --at 13:50 'Which?'
	complains 'askback: this was not saved:' 'Which?' 'askback: give --ago or --at, not both'
}

@test "log: -q says nothing, --json says all" {
	programme
	try 0 log -q 'Quiet?'
	says ''
	complains
	try 0 log --json --tag net 'Loud?'
	json 'sorted(d["question"])' "['asked', 'asked_at', 'author', 'created_at', 'id', 'minute', 'next', 'person_id', 'private', 'state', 'tags', 'talk', 'text', 'uid', 'updated_at']"
	json '[d["schema"], d["question"]["id"], d["question"]["minute"], d["question"]["tags"]]' \
		"[1, 2, 12, ['net']]"
	json 'd["question"]["talk"]' "{'id': 1, 'title': '$SHOPIFY', 'room': 'Pembroke Room', 'starts_at': '2017-08-30T12:40:00Z', 'status': 'planned', 'conference': 'srecon17-europe'}"
	json 'len(d["question"]["uid"])' 32
}

@test "log: the author is the configured one, or the user" {
	mkdir -p "$XDG_CONFIG_HOME/askback"
	try 0 log one
	printf '[user]\n\tname = Ada\n' >"$XDG_CONFIG_HOME/askback/config"
	try 0 log two
	printf '\temail = ada@home.example\n' >>"$XDG_CONFIG_HOME/askback/config"
	try 0 log three
	[ "$(sql 'SELECT author FROM question' | paste -sd ' ')" = 'tester Ada ada@home.example' ]
}
