#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Which talk a question is attached to when it is logged.

load helper

setup() {
	fresh
	programme
}

# attached "TALK MINUTE": of the question just logged; both are empty in the inbox.
attached() {
	same "$(cut -f3,4 <<<"$output" | tr '\t' ' ')" "$1"
}

@test "attach: the talk that is on, from its first second to its last" {
	try_at 13:39:59 0 log 'How?'
	attached ' '
	try_at 13:40 0 log 'How?'
	attached 'T1 0'
	try 0 log 'How?'
	attached 'T1 12'
	try_at 14:29:59 0 log 'How?'
	attached 'T1 49'
}

@test "attach: a talk just over keeps its questions for 15 minutes" {
	try_at 14:30 0 log 'How?'
	attached 'T1 50'
	try_at 14:44:59 0 log 'How?'
	attached 'T1 64'
	try_at 14:45 0 log 'How?'
	attached ' '
	COLUMNS=150 NO_COLOR=1 ASKBACK_NOW=2017-08-30T14:31+01:00 on_terminal 0 log 'How?'
	says "Q4 ● open, T1 $SHOPIFY, minute 51 (just over)"
}

@test "attach: or for half the gap, when the next talk in the room begins soon" {
	"$ASKBACK" -q talk add 'Soon' --start '2017-08-30 14:40' --end 15:00 --room 'pembroke  ROOM'
	try_at 14:34:59 0 log 'How?'
	attached 'T1 54'
	try_at 14:35 0 log 'How?'
	attached ' '
	try_at 16:10 0 log 'Back to back?'
	attached 'T3 0'
}

@test "attach: a talk in another room does not end the grace" {
	"$ASKBACK" -q talk add 'Elsewhere' --start '2017-08-30 14:50' --end 15:00 --room Lansdowne
	try_at 14:44 0 log 'How?'
	attached 'T1 64'
}

@test "attach: a talk that is on is meant before one just over" {
	"$ASKBACK" -q talk add 'Elsewhere' --start '2017-08-30 14:30' --end 15:00 --room Lansdowne
	try_at 14:35 0 log 'How?'
	attached 'T4 5'
}

@test "attach: several talks on: the inbox, with the candidates remembered and hints" {
	"$ASKBACK" -q talk add 'In parallel' --start '2017-08-30 13:40' --end 14:40 --room Lansdowne
	try 0 log 'Where?'
	says $'Q1\topen\t\t\t'
	complains "hint: askback at T1   # $SHOPIFY" 'hint: askback at T4   # In parallel'
	NO_COLOR=1 COLUMNS=120 on_terminal 0 log 'Where?'
	says 'Q2 ● open, inbox (2 talks are on)' "hint: askback at T1   # $SHOPIFY" \
		'hint: askback at T4   # In parallel'
	try 0 log -q 'Where?'
	complains
	try 0 show 1 --json
	json 'd["question"]["candidates"], d["question"]["talk"]' '([1, 4], None)'
	try 0 show 1
	holds "$output" $'\ncandidates T1\n           T4\n'
}

@test "attach: --talk by id, number, code, and words in any order" {
	for talk in T2 t2 2 "$QUERIES" 'queries CAPTURING' 'million overh'; do
		try_at 15:50 0 log --talk "$talk" 'How?'
		attached 'T2 10'
	done
	try 0 log -t shopify-lb 'How?'
	attached 'T1 12'
	try 0 log --talk=coordination 'Accents?'
	attached 'T3 '
}

@test "attach: a given talk that is unknown or ambiguous: nothing stored, the text printed back" {
	try 1 log --talk nothing 'Precious text?'
	complains 'askback: this was not saved:' 'Precious text?' \
		'askback: cannot log the question: there is no talk "nothing"'
	try 1 log --talk T9 <<<'From a pipe?'
	complains 'askback: this was not saved:' 'From a pipe?' \
		'askback: cannot log the question: there is no talk T9'
	try 1 log --talk o 'Which?'
	complains 'askback: this was not saved:' 'Which?' \
		"askback: cannot log the question: \"o\" fits 3 talks: T1 $SHOPIFY (srecon17-europe); T2 $QUERIES (srecon17-europe); T3 $OKLOG (srecon17-europe)"
	try 1 log --talk '' 'Empty?'
	warns 'Empty?'
	[ "$(sql 'SELECT count(*) FROM question')" = 0 ]
	[ "$(tr -d '\0' <"$STORE.spool" | wc -c)" -eq 0 ]
}

@test "attach: --speaker: the talk of that person, and the question is for them" {
	try 0 log --speaker emil 'How?'
	attached 'T1 12'
	try_at 16:12 0 log -s 'karthik appigatla' 'Just over?'
	attached 'T2 32'
	try 0 log --speaker bourgon 'Before the talk?'
	attached ' '
	[ "$(sql 'SELECT person_id FROM question ORDER BY id' | paste -sd ' ')" = '1 2 4' ]
	try 1 log --speaker nobody 'Who?'
	complains 'askback: this was not saved:' 'Who?' \
		'askback: cannot log the question: there is no person "nobody"'
}

@test "attach: askback at TALK holds until the talk is over" {
	try 0 at 3
	try 0 log 'Early?'
	attached 'T3 '
	try_at 17:14 0 log 'Just over?'
	attached 'T3 64'
	try_at 17:15 0 log 'Over?'
	attached ' '
	NO_COLOR=1 COLUMNS=150 on_terminal 0 log 'How?'
	says "Q4 ● open, T3 $OKLOG (set by askback at)"
}

@test "attach: askback at a talk that is over holds until another is chosen" {
	ASKBACK_NOW=2017-08-30T15:00+01:00 "$ASKBACK" -q at 1
	try_at 15:45 0 log 'About the one before?'
	attached 'T1 '
	try_at 15:45 0 at --auto
	try_at 15:45 0 log 'Now?'
	attached 'T2 5'
}

@test "attach: askback at ROOM follows the programme of the room" {
	"$ASKBACK" -q talk add 'In parallel' --start '2017-08-30 13:40' --end 17:00 --room Lansdowne
	try 0 at 'pembroke room'
	try 0 log 'How?'
	attached 'T1 12'
	try_at 16:15 0 log 'How?'
	attached 'T3 5'
	try_at 15:00 0 log 'Break?'
	attached ' '
	try 0 at lansdowne
	try 0 log 'How?'
	attached 'T4 12'
}

@test "attach: askback at SPEAKER waits for the talk of that person" {
	try 0 at bourgon
	try 0 log 'How?'
	attached ' '
	try_at 16:20 0 log 'How?'
	attached 'T3 10'
}

@test "attach: askback at - keeps questions in the inbox, --auto ends that" {
	try 0 at -
	try 0 log 'How?'
	attached ' '
	try 0 at --auto
	try 0 log 'How?'
	attached 'T1 12'
}

@test "attach: ASKBACK_TALK, unless it fits no talk or several" {
	ASKBACK_TALK=T2 try 0 log 'How?'
	attached 'T2 '
	ASKBACK_TALK=coordination try 0 log 'How?'
	attached 'T3 '
	for talk in nothing o T99 '' $'\xff'; do
		ASKBACK_TALK=$talk try 0 log 'How?'
		attached 'T1 12'
		complains
	done
	ASKBACK_TALK=T2 NO_COLOR=1 COLUMNS=150 on_terminal 0 log 'How?'
	says "Q8 ● open, T2 $QUERIES (from ASKBACK_TALK)"
}

@test "attach: given before set by at before ASKBACK_TALK before on now" {
	try 0 at 3
	ASKBACK_TALK=T2 try 0 log --talk 1 'How?'
	attached 'T1 12'
	ASKBACK_TALK=T2 try 0 log 'How?'
	attached 'T3 '
	try 0 at --auto
	ASKBACK_TALK=T2 try 0 log 'How?'
	attached 'T2 '
	ASKBACK_TALK=T2 try 0 log --inbox 'How?'
	attached ' '
}

@test "attach: --prev is the talk before, in the same room" {
	"$ASKBACK" -q talk add 'Elsewhere' --start '2017-08-30 15:40' --end 16:05 --room Lansdowne
	try_at 16:20 0 log --prev 'How?'
	attached 'T2 40'
	try_at 16:07 0 log --prev 'In a room that nothing says?'
	attached 'T1 '
	try 0 at lansdowne
	try_at 16:21 0 log --prev 'In the other room?'
	attached 'T4 '
}

@test "attach: --prev without a talk before" {
	try 1 log --prev 'How?'
	complains 'askback: this was not saved:' 'How?' \
		'askback: cannot log the question: no talk has ended before this one'
	try_at 14:50 0 log --prev 'In the break?'
	attached 'T1 '
}

@test "attach: talks of other conferences do not count while one is in use" {
	"$ASKBACK" -q conference add Other --tz UTC
	"$ASKBACK" -q talk add 'Somewhere else' -c other --start '2017-08-30 12:00' --end 14:00
	try 0 log 'Which?'
	attached ' '
	"$ASKBACK" -q conference use srecon17
	try 0 log 'How?'
	attached 'T1 12'
	try 0 log --talk 'somewhere' 'Given?'
	attached 'T4 52'
}

@test "attach: the minute belongs to the zone's hour, not the machine's" {
	TZ=America/New_York try 0 log 'How?'
	attached 'T1 12'
	TZ=Asia/Tokyo ASKBACK_NOW=2017-08-30T21:52 try 0 log 'How?'
	attached 'T1 12'
}
