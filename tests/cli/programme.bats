#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# conference and talk: the programme, typed by hand.

load helper

# The times of a talk as they are stored.
times() {
	try 0 talk show "$1" --json
	json 'd["talk"]["starts_at"], d["talk"]["ends_at"]'
}

@test "conference add: code made from the name, zone, days" {
	try 0 conference add 'SREcon17 Europe' --tz Europe/Dublin --start 2017-08-30 --end 2017-09-01 \
		--city Dublin --url https://srecon.example/
	says $'srecon17-europe\tSREcon17 Europe\tEurope/Dublin'
	try 0 conference add 'Zürich & Söhne' --tz Europe/Zurich --json
	json '{k: v for k, v in d["conference"].items() if v}' \
		"{'id': 2, 'code': 'zurich-sohne', 'name': 'Zürich & Söhne', 'zone': 'Europe/Zurich'}"
	try 0 conference list
	says $'srecon17-europe\tSREcon17 Europe\tEurope/Dublin\t2017-08-29T23:00:00Z\tDublin\t' \
		$'zurich-sohne\tZürich & Söhne\tEurope/Zurich\t\t\t'
	try 0 conference list --json
	json 'd["conferences"][0]["ends_at"], d["conferences"][0]["url"]' \
		"('2017-09-01T23:00:00Z', 'https://srecon.example/')"
}

@test "conference add: what is wrong" {
	programme
	try 1 conference add 'SREcon17 Europe' --tz Europe/Dublin
	complains 'askback: cannot add the conference: there is a conference srecon17-europe already' \
		'hint: askback conference edit srecon17-europe, or give another --code'
	try 1 conference add X --tz Europe/Dublni
	complains 'askback: cannot add the conference: there is no time zone "Europe/Dublni"' \
		'hint: did you mean Europe/Dublin?'
	for zone in ../../etc/passwd /etc/localtime '' . IST5 posixrules; do
		try 1 conference add X --tz "$zone"
		warns "there is no time zone \"$zone\""
	done
	try 2 conference add X
	complains 'askback: cannot add the conference: in which time zone is it?' \
		'hint: askback conference add "X" --tz Europe/Dublin'
	try 2 conference add '' --tz UTC
	complains 'askback: cannot add the conference: the name is empty'
	try 1 conference add X --tz UTC --start 2018-02-03 --end 2018-02-02
	complains 'askback: cannot add the conference: the last day is before the first'
	try 1 conference add X --tz UTC --start soonish
	warns 'cannot add the conference: first day: cannot read "soonish" as a time'
	try 1 conference add X --tz UTC --url javascript:alert
	warns 'javascript:alert is not an address that begins with https:// or http://'
	[ "$(sql 'SELECT count(*) FROM conference')" = 1 ]
	try 0 conference add X --tz UTC --start 2018-02-03 --end 2018-02-03
}

@test "conference edit and show" {
	programme
	try 0 conference edit srecon17 --name 'SREcon17 EMEA' --code sre17 --city ''
	says $'sre17\tSREcon17 EMEA\tEurope/Dublin'
	try 0 conference show sre17 --format table
	says 'sre17  SREcon17 EMEA (Europe/Dublin), 3 talks'
	try 0 conference show 'emea srecon17' --json
	json 'd["conference"]["city"], d["conference"]["code"]' "(None, 'sre17')"
	try 1 conference edit sre17 --end 2017-08-29
	warns 'the last day is before the first'
	"$ASKBACK" -q conference add Other --tz UTC
	try 1 conference edit other --code sre17
	warns 'there is a conference sre17 already'
	try 2 conference edit sre17 --name ''
	complains 'askback: cannot edit the conference: the name is empty'
	try 1 conference show nowhere
	complains 'askback: cannot show the conference: there is no conference "nowhere"'
	"$ASKBACK" -q conference add 'Other Two' --tz UTC
	try 0 conference show other
	try 1 conference show o
	complains 'askback: cannot show the conference: "o" fits 2 conferences: other-two; other'
}

@test "conference use: talks are looked for there first" {
	programme
	"$ASKBACK" -q conference add 'FOSDEM' --tz Europe/Brussels
	try 0 conference use fosdem
	says $'fosdem\tFOSDEM\tEurope/Brussels'
	try 0 conference list
	[ "$(grep -c $'in use$' <<<"$output")" = 1 ]
	holds "$output" $'fosdem\tFOSDEM\tEurope/Brussels\t\t\tin use'
	try 0 talk add 'OK Log again'
	try 0 log --talk 'ok log' 'Here?'
	says $'Q1\topen\tT4\t\tOK Log again'
	try 0 conference use -
	try 1 log --talk 'ok log' 'Where?'
	warns '"ok log" fits 2 talks'
	try 1 conference use nowhere
	complains 'askback: cannot use the conference: there is no conference "nowhere"'
}

@test "talk add: times in the conference's zone, ends as a time or a length" {
	programme
	try 0 talk add 'Fifty Minutes' --start '2017-08-31 09:00' --end 50m --speaker 'New Person' \
		--speaker emil --room R --track Ops --abstract 'About it' --code fifty \
		--url https://t.example/ --slides https://s.example/ --recording https://r.example/
	says $'T4\tFifty Minutes\tNew Person, Emil Stolarsky'
	try 0 talk show fifty
	says $'T4\tFifty Minutes\tNew Person, Emil Stolarsky' 'room       R' 'track      Ops' \
		'code       fifty' 'conference srecon17-europe' 'page       https://t.example/' \
		'slides     https://s.example/' 'recording  https://r.example/' 'abstract   About it'
	[ "$(times 4)" = "('2017-08-31T08:00:00Z', '2017-08-31T08:50:00Z')" ]
	try 0 talk add 'Past Midnight' --start '2017-08-31 23:30' --end 00:30
	[ "$(times 5)" = "('2017-08-31T22:30:00Z', '2017-08-31T23:30:00Z')" ]
	try 0 talk add 'No Time'
	[ "$(times 6)" = '(None, None)' ]
	NO_COLOR=1 on_terminal 0 talk add 'Echoed' --start 'tomorrow 9:00' --end 9:30
	says 'askback: begins: Thu 31 Aug 2017 09:00 (Europe/Dublin)' 'T7 Echoed, Thu 31 Aug 2017 09:00'
	sound
}

@test "talk add: what is wrong, and then no person is made either" {
	programme
	try 2 talk add Z --start '2017-08-30 11:00'
	complains 'askback: cannot add the talk: when does it end?' 'hint: --end 14:30, or --end 50m'
	try 2 talk add Z --end 50m
	complains 'askback: cannot add the talk: it needs a beginning to have an end'
	try 1 talk add Z --start '2017-08-30 11:00' --end '2017-08-30 10:00' --speaker 'Un Wanted'
	complains 'askback: cannot add the talk: it ends before it begins'
	try 1 talk add Z --start 'some day' --end 50m
	warns 'begins: cannot read "some day" as a time'
	try 2 talk add ''
	complains 'askback: cannot add the talk: the title is empty'
	try 2 talk add Z --speaker 'Un Wanted' --speaker ''
	complains "askback: cannot add the talk: the speaker's name is empty"
	try 1 talk add Z --speaker 'Un Wanted' --speaker P99
	complains 'askback: cannot add the talk: there is no person P99'
	try 1 talk add Z --url data:text/html,x
	warns 'not an address that begins with https:// or http://'
	[ "$(sql 'SELECT (SELECT count(*) FROM talk), (SELECT count(*) FROM person)')" = '3|4' ]
}

@test "talk add: of which conference, when there are several or none" {
	try 2 talk add First
	warns 'askback: cannot add the talk: of which conference?'
	"$ASKBACK" -q conference add One --tz UTC
	try 0 talk add First
	"$ASKBACK" -q conference add Two --tz UTC
	try 2 talk add Second
	complains 'askback: cannot add the talk: of which conference?' \
		'hint: --conference CONF, or askback conference use CONF'
	try 2 talk list
	try 0 talk add Second -c two
	try 0 conference use one
	try 0 talk add Third
	[ "$(sql 'SELECT conference_id FROM talk ORDER BY id' | paste -sd ' ')" = '1 2 1' ]
}

@test "talk list: in time order, of one or of all conferences" {
	programme
	"$ASKBACK" -q talk add 'Early' --start '2017-08-30 09:00' --end 9:40
	"$ASKBACK" -q conference add Other --tz UTC
	"$ASKBACK" -q talk add 'Elsewhere' -c other
	try 0 talk list -c srecon17
	says $'T4\t2017-08-30T09:00:00+01:00\t2017-08-30T09:40:00+01:00\t\tEarly\t\tsrecon17-europe' \
		$'T1\t2017-08-30T13:40:00+01:00\t2017-08-30T14:30:00+01:00\tPembroke Room\t'"$SHOPIFY"$'\tEmil Stolarsky\tsrecon17-europe' \
		$'T2\t2017-08-30T15:40:00+01:00\t2017-08-30T16:10:00+01:00\tPembroke Room\t'"$QUERIES"$'\tKarthik Appigatla, Basavaiah Thambara\tsrecon17-europe' \
		$'T3\t2017-08-30T16:10:00+01:00\t2017-08-30T17:00:00+01:00\tPembroke Room\t'"$OKLOG"$'\tPeter Bourgon\tsrecon17-europe'
	try 0 talk list --all
	[ "$(cut -f1 <<<"$output" | sort | paste -sd ' ')" = 'T1 T2 T3 T4 T5' ]
	try 0 talk list --all --json
	json 'sorted((t["id"], len(t["speakers"])) for t in d["talks"])' \
		'[(1, 1), (2, 2), (3, 1), (4, 0), (5, 0)]'
}

@test "talk edit: a moved talk keeps its length, an empty text removes" {
	programme
	try 0 talk edit shopify-lb --start '2017-08-31 10:00' --room '' --speaker 'Peter Bourgon'
	says $'T1\t'"$SHOPIFY"$'\tPeter Bourgon'
	[ "$(times 1)" = "('2017-08-31T09:00:00Z', '2017-08-31T09:50:00Z')" ]
	try 0 talk show 1 --json
	json 'd["talk"]["room"], d["talk"]["code"]' "(None, 'shopify-lb')"
	try 0 talk edit 1 --end 25m --title 'Short'
	[ "$(times 1)" = "('2017-08-31T09:00:00Z', '2017-08-31T09:25:00Z')" ]
	try 2 talk edit 1 --title ''
	complains 'askback: cannot edit the talk: the title is empty'
	try 1 talk edit 99 --title X
	complains 'askback: cannot edit the talk: there is no talk T99'
	try 1 talk edit 1 --end '2017-08-30 10:00'
	complains 'askback: cannot edit the talk: it ends before it begins'
	[ "$(times 1)" = "('2017-08-31T09:00:00Z', '2017-08-31T09:25:00Z')" ]
	sound
}

@test "talk: its questions move with it" {
	programme
	questions
	"$ASKBACK" -q talk edit 1 --start '2017-08-30 13:45'
	try 0 list -n 1
	[ "$(cut -f5 <<<"$output")" = 7 ]
}
