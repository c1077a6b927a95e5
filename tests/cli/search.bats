#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# search: full text over questions, answers, talks and people.

load helper

setup() {
	fresh
	programme
	questions
}

# found WORDS...: the ids found, in order, on one line.
found() {
	try 0 search "$@"
	cut -f2 <<<"$output" | paste -sd ' '
}

@test "search: kind, id, state, text on a pipe" {
	try 0 search throttling
	says $'question\tQ2\topen\tHow are you dealing with ECMP members when throttling nodes?'
	try 0 search roadmap
	says $'answer\tQ4\t\tOn the roadmap'
	try 0 search coordination
	says $'talk\tT3\t\t'"$OKLOG"
	try 0 search engineer
	says $'person\tP1\t\tEmil Stolarsky, Production Engineer, Shopify'
}

@test "search: all words must occur, in any order and case" {
	[ "$(found ecmp | tr ' ' '\n' | sort | paste -sd ' ')" = 'Q2 Q4 Q5' ]
	[ "$(found GROUP resilient)" = Q4 ]
	[ "$(found resilient throttling)" = '' ]
	[ "$(found zookeeper)" = Q1 ]
}

@test "search: a phrase, and the beginning of a word" {
	[ "$(found '"size of the ecmp"')" = Q5 ]
	[ "$(found '"ecmp the of size"')" = '' ]
	[ "$(found 'thrott*')" = Q2 ]
	[ "$(found thrott)" = '' ]
}

@test "search: no syntax reaches the engine" {
	"$ASKBACK" -q log 'AND OR NOT NEAR body rowid'
	for words in 'AND OR NEAR( " * ^ :' '"' '*' '^' ':' 'body:x' 'a AND' 'NOT' '(' ')' '"a' 'a"b' \
		'-' '+a' '{a b}' 'a*b' "'" "'; DROP TABLE question; --" '%' '_' '😀' '\x00'; do
		run --separate-stderr "$ASKBACK" search -- "$words"
		[ "$status" -eq 0 ] || {
			expect_status 2
			complains 'askback: cannot search: there is no word to search for'
		}
	done
	[ "$(found 'AND' | tr ' ' '\n' | sort | paste -sd ' ')" = 'Q6 T2 T3' ]
	[ "$(found 'NOT NEAR')" = Q6 ]
	[ "$(found 'ecmp:group' | tr ' ' '\n' | sort | paste -sd ' ')" = 'Q4 Q5' ]
	sound
}

@test "search: nothing found is no failure" {
	try 0 search nothinglikeit
	says ''
	complains
	try 0 search nothinglikeit --json
	says '{"schema":1,"hits":[]}'
	on_terminal 0 search nothinglikeit
	says 'askback: nothing found'
}

@test "search: nothing to search for" {
	try 2 search ''
	complains 'askback: cannot search: there is no word to search for'
	try 2 search
	complains 'askback: search needs more words: askback search WORDS...' 'hint: askback search -h'
	try 1 search $'\xff'
	warns 'not UTF-8: byte 0xFF at position 1'
}

@test "search: --limit and JSON" {
	try 0 search -n 2 ecmp
	[ "${#lines[@]}" -eq 2 ]
	try 0 search --json size
	json '[(h["kind"], h["question"]["id"], h["question"]["state"]) for h in d["hits"]]' \
		"[('question', 5, 'dropped')]"
	try 0 search --json emil
	json 'd["hits"][0]["person"]["name"]' 'Emil Stolarsky'
}

@test "search: texts that were changed are found as they are now" {
	"$ASKBACK" -q talk edit 1 --title 'Another Title'
	"$ASKBACK" -q person edit emil --affiliation Elsewhere
	[ "$(found giants)" = '' ]
	[ "$(found another)" = T1 ]
	[ "$(found elsewhere)" = P1 ]
	[ "$(found shopify)" = '' ]
	sound
}
