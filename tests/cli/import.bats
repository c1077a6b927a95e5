#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# import schedule: a programme comes in, and comes in again.

load helper

setup() {
	fresh
	export FIXTURES=$BATS_TEST_DIRNAME/fixtures ASKBACK_NOW=2026-03-14T10:10Z
}

# take STATUS FILE ARGS...: takes a fixture in.
take() {
	try "$1" import schedule "$FIXTURES/$2" "${@:3}"
}

# changed SED FILE: a fixture with a change, as a new file.
changed() {
	sed "$1" "$FIXTURES/$2" >"$PWD/$2"
	cmp -s "$FIXTURES/$2" "$2" && echo "sed changes nothing: $1" && return 1
	echo "$PWD/$2"
}

# The store as it lies on the disk.
bytes() {
	sha256sum <"$STORE"
}

statuses() {
	sql 'SELECT id, status FROM talk ORDER BY id' | paste -sd ' '
}

@test "import: a new programme, and again: nothing new, not a byte" {
	take 0 one.xml
	says 'toolcon26: 5 talks, 4 speakers, 2 rooms, 5 added, 4 people'
	warns 'hint: askback conference use toolcon26'
	try 0 conference list --json
	json 'd["conferences"][0]["name"], d["conferences"][0]["zone"]' \
		"('ToolCon 2026', 'Europe/Dublin')"
	try 0 talk show 5
	says $'T5\tTape: and other shortcuts\tDana Probe' 'room       Attic' 'code       EEEEEE' \
		'conference toolcon26'
	before=$(bytes)
	take 0 one.xml
	says 'toolcon26: nothing new'
	complains ''
	[ "$(bytes)" = "$before" ]
	sound
}

@test "import: the same talks in other bytes change no talk" {
	take 0 one.xml
	before=$(sql 'SELECT * FROM talk')
	try 0 import schedule "$(changed 's/1\.0</1.0.1</' one.xml)"
	says 'toolcon26: 5 talks, 4 speakers, 2 rooms, no talk changed'
	[ "$(sql 'SELECT * FROM talk')" = "$before" ]
	[ "$(sql "SELECT count(*) FROM operation WHERE entity = 'talk'")" = 5 ]
	sound
}

@test "import: moved, retitled, longer, cancelled, gone, new; speakers renamed and joined" {
	take 0 one.xml
	take 0 two.xml
	says 'toolcon26: 5 talks, 5 speakers, 2 rooms, 1 added, 4 changed, 1 moved, 2 retitled, 1 durations, 2 speaker_sets, 1 cancelled, 1 vanished, 1 people'
	[ "$(statuses)" = '1|planned 2|planned 3|planned 4|gone 5|cancelled 6|planned' ]
	[ "$(sql 'SELECT id, moved_at > 0 FROM talk WHERE moved_at' | paste -sd ' ')" = '3|1' ]
	[ "$(sql 'SELECT name FROM person ORDER BY id' | paste -sd ,)" = \
		'Ada Example,Bob Sample,Cleo Muster-Mann,Dana Probe,Eve Newcomer' ]
	try 0 talk show 3 --json
	json 'd["talk"]["title"], d["talk"]["starts_at"], d["talk"]["ends_at"]' \
		"('Saws and Files', '2026-03-14T11:30:00Z', '2026-03-14T12:15:00Z')"
	[ "$(sql "SELECT json_extract(before, '\$.title') FROM operation WHERE entity = 'talk' AND entity_id = 3 AND before IS NOT NULL")" = Saws ]
	sound
}

@test "import: what is gone may come back" {
	take 0 one.xml
	take 0 two.xml
	take 0 one.xml
	warns_not identifiers
	holds "$output" '1 vanished, 1 revived'
	[ "$(statuses)" = '1|planned 2|planned 3|planned 4|planned 5|planned 6|gone' ]
	sound
}

@test "import: what is cancelled, gone or moved is said; gone without questions is left out" {
	take 0 one.xml
	try 0 log --talk 4 --json 'Which glue?'
	json 'd["question"]["talk"]["status"]' planned
	take 0 two.xml
	try 0 talk list
	[ "$(cut -f1 <<<"$output" | paste -sd ' ')" = 'T1 T4 T2 T3 T5 T6' ]
	try 0 talk list --format table
	holds "$output" 'gone from the schedule: Glue' 'moved: Saws' 'cancelled: CANCELLED: Tape'
	lacks "$output" 'moved: Hammers' ': Opening'
	try 0 talk show 4
	holds "$output" 'status     gone from the schedule'
	try 0 talk show 4 --json
	json 'd["talk"]["status"], d["talk"]["moved_at"], d["talk"]["uid"]' \
		"('gone', None, 'guid-14')"
	try 0 talk show 2 --json
	json 'd["talk"]["language"], d["talk"]["status"]' "('en', 'planned')"
	try 0 list --format table
	holds "$output" 'Attic, gone from the schedule'
	try 0 show 1
	holds "$output" 'gone from the schedule'
	try 0 list --json
	json 'd["questions"][0]["talk"]["status"]' gone
	"$ASKBACK" -q talk edit 4 --title 'Glue, Again'
	[ "$(sql 'SELECT title, status FROM talk WHERE id = 4')" = 'Glue, Again|gone' ]
	take 0 one.xml
	take 0 two.xml
	try 0 list --talk 4
	holds "$output" 'Which glue?'
	sound
}

@test "import: gone talks without questions are listed with --all; a moved one is no news once over" {
	take 0 one.xml
	take 0 two.xml
	try 0 talk list
	[ "$(cut -f1 <<<"$output" | paste -sd ' ')" = 'T1 T2 T3 T5 T6' ]
	try 0 talk list --all
	[ "$(cut -f1 <<<"$output" | paste -sd ' ')" = 'T1 T2 T4 T3 T5 T6' ]
	ASKBACK_NOW=2026-03-15T10:00Z try 0 talk list --format table
	lacks "$output" 'moved:'
}

@test "import: nobody is at a talk that is cancelled or gone" {
	take 0 one.xml
	"$ASKBACK" -q at T4
	try 0 at
	holds "$output" 'questions go to T4'
	ASKBACK_NOW=2026-03-14T12:10Z try 0 at
	holds "$output" 'questions go to T5'
	take 0 two.xml
	try 0 at
	holds "$output" 'at T4 Glue (Attic, 10:00-10:30), gone from the schedule' 'questions go to T2'
	lacks "$output" $'on\tT4'
	ASKBACK_NOW=2026-03-14T12:20Z try 0 at
	lacks "$output" 'T5'
	try 0 at Attic
	holds "$output" 'questions go to the inbox'
	ASKBACK_NOW=2026-03-14T12:10Z try 0 at 'Dana Probe'
	holds "$output" 'questions go to the inbox'
}

@test "import: talks added by hand are nobody's business" {
	"$ASKBACK" -q conference add 'ToolCon 2026' --code toolcon26 --tz Europe/Dublin
	"$ASKBACK" -q talk add 'Saws' --start '2026-03-14 11:00' --end 30m
	"$ASKBACK" -q talk add 'Breakfast' --start '2026-03-14 08:00' --end 30m
	take 0 one.xml
	holds "$output" '5 added'
	take 0 two.xml
	holds "$output" '1 vanished'
	[ "$(sql 'SELECT title, status, uid IS NULL FROM talk WHERE id < 3' | paste -sd ' ')" = \
		'Saws|planned|1 Breakfast|planned|1' ]
	[ "$(sql 'SELECT count(*) FROM conference')" = 1 ]
	sound
}

@test "import --conference: into one that is there, or a new one" {
	"$ASKBACK" -q conference add 'My Tools' --tz Europe/Dublin
	take 0 one.xml -c my-tools
	says 'my-tools: 5 talks, 4 speakers, 2 rooms, 5 added, 4 people'
	take 0 one.xml -c my-tools
	says 'my-tools: nothing new'
	take 0 talks.json
	take 0 talks.json --conference 'Brace Days'
	says 'brace-days: 1 talks, 1 speakers, 1 rooms, 1 added'
	[ "$(sql 'SELECT code, zone FROM conference ORDER BY id' | paste -sd ' ')" = \
		'my-tools|Europe/Dublin jsoncon|Europe/Berlin brace-days|Europe/Berlin' ]
	take 2 talks.csv --tz Europe/Dublin
	warns 'the file does not say of which conference it is' 'hint: add --conference NAME'
	[ "$(sql 'SELECT count(*) FROM conference')" = 3 ]
	sound
}

@test "import: JSON, Sessionize, iCalendar, a table" {
	take 0 talks.json
	says 'jsoncon: 1 talks, 1 speakers, 1 rooms, 1 added, 1 people'
	take 0 sessionize.json -c DevCamp --tz Europe/Prague
	says 'devcamp: 2 talks, 1 speakers, 1 rooms, 2 added, 1 people, 1 contacts'
	take 0 calendar.ics --tz Europe/Dublin
	says 'calcon: 2 talks, 1 rooms, 2 added'
	take 0 talks.csv -c Tables --tz Europe/Dublin
	says 'tables: 3 talks, 2 speakers, 1 rooms, 3 added, 2 people'
	[ "$(sql 'SELECT title, starts_at, status FROM talk ORDER BY id')" = 'Braces|1777622400|planned
Local Time|1780297200|planned
More of It|1780300800|planned
Folding Chairs, and other Furniture|1782892800|planned
Tables|1782896400|cancelled
Commas|1785574800|planned
Quotes, "and" more|1785578400|planned
Lines|1785582000|planned' ]
	[ "$(sql 'SELECT kind, value, source FROM contact')" = 'x|vzor|schedule' ]
	sound
}

@test "import: again without identifiers is no news; identifiers made anew are said, and not doubled" {
	take 0 talks.csv -c Tables --tz Europe/Dublin
	printf '\n' | cat "$FIXTURES/talks.csv" - >more.csv
	try 0 import schedule more.csv -c Tables --tz Europe/Dublin
	warns_not identifiers
	take 0 one.xml
	take 0 renamed.xml
	says 'toolcon26: 5 talks, 4 speakers, 2 rooms, 5 changed'
	complains "askback: the file's identifiers are all new; talks were told by their content"
	[ "$(sql 'SELECT count(*) FROM talk WHERE conference_id = 2')" = 5 ]
	sound
}

@test "import: no time zone, a wrong one, none on a terminal" {
	take 1 calendar.ics
	warns 'calendar.ics: the times have no time zone (first: Folding Chairs' \
		'hint: add --tz with the conference'
	take 1 calendar.ics --tz Europe/Dublni
	complains 'askback: cannot import: there is no time zone "Europe/Dublni"' \
		'hint: did you mean Europe/Dublin?'
	[ ! -s "$STORE" ] || [ "$(sql 'SELECT count(*) FROM talk')" = 0 ]
	NO_COLOR=1 on_terminal 0 import schedule "$FIXTURES/calendar.ics" <<<'Europe/Dublin'
	holds "$output" 'time zone (as Europe/Dublin):' 'calcon: 2 talks'
	[ "$(sql 'SELECT zone FROM conference')" = Europe/Dublin ]
}

@test "import -n: says what would change, and changes nothing" {
	take 0 one.xml -n
	says 'would import into toolcon26: 5 talks, 4 speakers, 2 rooms, 5 added, 4 people'
	[ "$(sql 'SELECT (SELECT count(*) FROM talk) + (SELECT count(*) FROM conference)')" = 0 ]
	take 0 one.xml
	before=$(bytes)
	take 0 two.xml --dry-run
	holds "$output" 'would import into toolcon26: 5 talks' '1 cancelled, 1 vanished'
	take 0 two.xml --dry-run --json
	json 'd["import"]["vanished"], d["import"]["dry_run"]' '(1, True)'
	[ "$(bytes)" = "$before" ]
}

@test "import --json, --quiet, and from standard input" {
	take 0 one.xml --json
	json 'd["schema"], d["import"]["conference"]["code"], d["import"]["format"], d["import"]["talks"], d["import"]["added"], d["import"]["vanished"], d["import"]["dry_run"]' \
		"(1, 'toolcon26', 'frab XML', 5, 5, 0, False)"
	try 0 -q import schedule - <"$FIXTURES/two.xml"
	says ''
	[ "$(statuses)" = '1|planned 2|planned 3|planned 4|gone 5|cancelled 6|planned' ]
	try 0 import schedule - <"$FIXTURES/two.xml"
	says 'toolcon26: nothing new'
}

@test "import: not a schedule" {
	take 0 one.xml
	before=$(bytes)
	take 1 page.html
	complains "askback: $FIXTURES/page.html: this is a web page, not a schedule" \
		"hint: look for the page's export: schedule.xml, .json or .ics"
	printf 'A few words about a conference.\nAnd more.\n' >words.txt
	try 1 import schedule words.txt
	complains 'askback: words.txt: this is no schedule in a known form (frab XML or JSON, schedule2, Sessionize, iCalendar, Open Event, CSV)'
	: >empty
	try 1 import schedule empty
	warns 'empty: this is no schedule in a known form'
	head -c 700 "$FIXTURES/one.xml" >half.xml
	try 1 import schedule half.xml
	warns 'half.xml: line '
	try 1 import schedule none.xml
	complains 'askback: cannot import: cannot open none.xml: No such file or directory'
	try 2 import schedule
	[ "$(bytes)" = "$before" ]
}

@test "retro-attach: by the one talk on, or just over; a person decides; the rest stays" {
	ASKBACK_NOW=2026-03-14T09:10Z "$ASKBACK" -q log 'One talk on'
	ASKBACK_NOW=2026-03-14T10:10Z "$ASKBACK" -q log 'Two talks on'
	ASKBACK_NOW=2026-03-14T11:35Z "$ASKBACK" -q log 'Just over'
	ASKBACK_NOW=2026-03-14T15:00Z "$ASKBACK" -q log 'Long after'
	ASKBACK_NOW=2026-03-13T10:00Z "$ASKBACK" -q log 'The day before'
	"$ASKBACK" -q person add 'Dana Probe'
	ASKBACK_NOW=2026-03-14T10:10Z "$ASKBACK" -q log --speaker Dana 'For a person'
	take 0 one.xml
	says 'toolcon26: 5 talks, 4 speakers, 2 rooms, 5 added, 3 people, 3 attached, 1 doubtful'
	warns 'hint: askback list --inbox'
	[ "$(sql 'SELECT id, talk_id FROM question ORDER BY id' | paste -sd ' ')" = \
		'1|1 2|None 3|3 4|None 5|None 6|4' ]
	[ "$(sql 'SELECT question_id, talk_id FROM candidate ORDER BY talk_id' | paste -sd ' ')" = \
		'2|2 2|4' ]
	try 0 list --inbox
	[ "$(cut -f1 <<<"$output" | sort | paste -sd ' ')" = 'Q2 Q4 Q5' ]
	[ "$(sql "SELECT json_extract(before, '\$.talk_id') IS NULL, json_extract(after, '\$.talk_id'), command FROM operation WHERE entity = 'question' AND entity_id = 1 ORDER BY id DESC LIMIT 1")" = \
		'1|1|import schedule' ]
	before=$(bytes)
	try 0 import schedule "$(changed 's/1\.0</1.0.1</' one.xml)"
	holds "$output" '1 doubtful'
	lacks "$output" attached
	[ "$(sql 'SELECT count(*) FROM candidate')" = 2 ]
	sound
}

@test "retro-attach: a talk that does not take place gets no question" {
	ASKBACK_NOW=2026-03-14T12:29Z "$ASKBACK" -q log 'At the hour of the cancelled talk'
	take 0 one.xml -c first
	[ "$(sql 'SELECT talk_id FROM question')" = 5 ]
	ASKBACK_NOW=2026-03-14T12:29Z "$ASKBACK" -q log --inbox 'The same again'
	take 0 two.xml -c first
	[ "$(sql 'SELECT id, talk_id FROM question ORDER BY id' | paste -sd ' ')" = '1|5 2|3' ]
	ASKBACK_NOW=2026-03-14T12:31Z "$ASKBACK" -q log 'When all is over'
	[ "$(sql 'SELECT talk_id FROM question WHERE id = 3')" = None ]
}

@test "import: a whole programme that moved is asked about" {
	take 0 one.xml
	before=$(bytes)
	take 2 shifted.xml
	warns 'every talk begins 60 minutes later than before' '--yes'
	[ "$(bytes)" = "$before" ]
	NO_COLOR=1 on_terminal 5 import schedule "$FIXTURES/shifted.xml" <<<n
	[ "$(bytes)" = "$before" ]
	take 0 shifted.xml --dry-run
	[ "$(bytes)" = "$before" ]
	take 0 shifted.xml --yes
	says 'toolcon26: 5 talks, 4 speakers, 2 rooms, 5 changed, 5 moved'
	sound
}

@test "import: hostile names never reach the terminal as they are" {
	NO_COLOR=1 on_terminal 0 import schedule "$FIXTURES/hostile.xml"
	lacks "$output" $'\e' $'\u009b' $'\u202e'
	for command in 'talk list --all' 'talk show 1' 'conference list' 'person list' 'at T1'; do
		# shellcheck disable=SC2086 # the words are meant to be split
		NO_COLOR=1 on_terminal 0 --no-pager $command
		lacks "$output" $'\u009b' $'\u009d' $'\u202e' $'\u2066'
	done
	printf 'title,date,start,end\n\e]0;pwned\a\e[31mRed,2026-03-14,10:00\n' >bad.csv
	NO_COLOR=1 on_terminal 5 import schedule bad.csv -c X
	lacks "$output" $'\e]' $'\e[31m' $'\a'
}

# serve FOLDER: a web server for it, which says 304 to who has the file; its address is in $SERVER.
serve() {
	python3 -u -m http.server 0 --bind 127.0.0.1 --directory "$1" >served 2>requests 3>&- &
	echo $! >server.pid
	until grep -q port served; do sleep 0.05; done
	SERVER=http://127.0.0.1:$(sed 's/.* port \([0-9]*\).*/\1/' served)
}

teardown() {
	[ ! -f server.pid ] || kill "$(cat server.pid)"
}

@test "import: from an address, asking only for what is new, unless something else is asked" {
	mkdir site
	cp "$FIXTURES/one.xml" site/
	serve "$PWD/site"
	try 0 import schedule "$SERVER/one.xml"
	holds "$output" '5 added'
	before=$(bytes)
	try 0 import schedule "$SERVER/one.xml"
	says 'toolcon26: nothing new'
	grep -q '" 304 ' requests
	try 0 import schedule "$SERVER/one.xml" -c Other
	holds "$output" 'other: 5 talks'
	: >requests
	try 0 import schedule "$SERVER/one.xml" --with-contacts --yes
	grep -q '" 200 ' requests
	try 1 import schedule "$SERVER/none.xml"
	[ "$(sql 'SELECT count(*) FROM talk')" = 10 ]
}

@test "import schedule: the one schedule in an archive or a folder, beside other files" {
	mkdir kit
	cp "$FIXTURES/one.xml" kit/programme.xml
	echo 'Read me first' >kit/README.txt
	python3 -m zipfile -c kit.zip kit/
	try 0 import schedule kit.zip
	cp "$STORE" zipped.db
	try 0 --store other.db import schedule kit
	try 0 --store third.db import schedule "$FIXTURES/one.xml"
	same "$("$ASKBACK" --store other.db talk list --all --json)" \
		"$("$ASKBACK" --store third.db talk list --all --json)"
	same "$("$ASKBACK" --store zipped.db talk list --all --json)" \
		"$("$ASKBACK" --store third.db talk list --all --json)"
}

@test "import schedule: two schedules in a folder are not guessed between" {
	mkdir kit
	cp "$FIXTURES/one.xml" "$FIXTURES/talks.csv" kit
	try 1 import schedule kit
	warns 'which one is the schedule, one.xml or talks.csv?' 'import the one file'
	[ ! -e "$STORE" ] || [ -z "$(sql 'SELECT * FROM talk')" ]
}
