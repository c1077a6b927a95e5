#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# list: what is shown, in which order and which format.

load helper

setup() {
	fresh
	programme
}

@test "list: nothing there is an empty list, and no store is made for it" {
	export ASKBACK_STORE=$PWD/nothing.db
	try 0 list
	says ''
	complains
	try 0 list --json
	says '{"schema":1,"questions":[]}'
	try 0 list --format table
	says ''
	complains 'askback: no such question'
	try 0 list --format csv
	says $'id,state,asked,asked_at,minute,talk_id,talk,conference,question,next\r'
	[ ! -e nothing.db ]
}

@test "list: unanswered by default, newest talk first, in the order asked within a talk" {
	questions
	ASKBACK_NOW=2017-08-30T15:50+01:00 "$ASKBACK" -q log 'Overhead?'
	"$ASKBACK" -q log --inbox 'Where is lunch?'
	"$ASKBACK" -q answer 3 --partial 'By weight'
	[ "$(listed)" = 'Q6 Q7 Q1 Q2 Q3' ]
	[ "$(listed --all)" = 'Q7 Q6 Q1 Q2 Q3 Q4 Q5' ]
}

@test "list: tab-separated and whole on a pipe" {
	try 0 log -a live $'Tab\there,\nsecond line \\ '"$(printf 'very long %.0s' {1..50})end?"
	try 0 log --inbox 'Where is lunch?'
	try 0 list
	says $'Q2\topen\tno\t2017-08-30T12:52:00Z\t\t\t\t\tWhere is lunch?\tattach to a talk' \
		$'Q1\topen\tlive\t2017-08-30T12:52:00Z\t12\tT1\t'"$SHOPIFY"$'\tsrecon17-europe\tTab\\there,\\nsecond line \\\\ '"$(printf 'very long %.0s' {1..50})"$'end?\tfollow up'
}

@test "list: a table for people, grouped by talk" {
	questions
	"$ASKBACK" -q log --inbox 'Where is lunch?'
	"$ASKBACK" -q answer 3 --partial 'By weight'
	ASKBACK_NOW=2017-08-30T14:00+01:00 try 0 list --format table
	says \
		'Inbox  not attached to a talk' \
		'ID  STATE   ASKED  MIN  QUESTION         WHEN       NEXT STEP' \
		'Q6  ● open  no          Where is lunch?  8 min ago  attach to a talk' \
		'' \
		"T1 $SHOPIFY - Emil Stolarsky, Production Engineer, Shopify  srecon17-europe, Wed 30 Aug 2017 13:40, Pembroke Room" \
		'Q1  ● open     live    12  How is auto-discovery through ZooKeeper managed?              8 min ago  follow up' \
		'Q2  ● open     no      12  How are you dealing with ECMP members when throttling nodes?  8 min ago  ask' \
		'Q3  ◐ partial  no      12  How do you drain the traffic cleanly?                         8 min ago  ask for the rest'
}

@test "list: JSON and JSON Lines" {
	questions
	try 0 list --json
	json '[d["schema"], [q["id"] for q in d["questions"]]]' '[1, [1, 2, 3]]'
	json 'd["questions"][1]["tags"], d["questions"][1]["talk"]["id"], d["questions"][1]["text"]' \
		"(['ecmp'], 1, 'How are you dealing with ECMP members when throttling nodes?')"
	try 0 list --format jsonl --all
	[ "$(python3 -c 'import json, sys
print([json.loads(line)["id"] for line in sys.stdin])' <<<"$output")" = '[1, 2, 3, 4, 5]' ]
}

@test "list: CSV, with what a spreadsheet would run made harmless" {
	try 0 log -m '=HYPERLINK("http://x.example";"y")'
	try 0 log $'Comma, "quotes"\nand lines'
	try 0 list --format csv
	[ "$(python3 -c 'import csv, sys
rows = list(csv.reader(sys.stdin))
print(rows[0][8], rows[1][0], repr(rows[1][8]), repr(rows[2][8]))' <<<"$output")" = \
		"question Q1 '\\'=HYPERLINK(\"http://x.example\";\"y\")' 'Comma, \"quotes\"\\nand lines'" ]
}

@test "list: Markdown, with what it would obey made harmless" {
	try 0 log '*star* | [a](b) <b> @team #1'
	try 0 list --format md
	says "### T1 $SHOPIFY - Emil Stolarsky, Production Engineer, Shopify" '' \
		'srecon17-europe, Wed 30 Aug 2017 13:40, Pembroke Room' '' \
		'| ID | State | Asked | When | Minute | Talk | Title | Conference | Question | Next step |' \
		'| ---: | --- | --- | --- | ---: | ---: | --- | --- | --- | --- |' \
		"| Q1 | open | no | 2017-08-30T12:52:00Z | 12 | T1 | $SHOPIFY | srecon17-europe | "$'\\*star\\* \\| \\[a\\](b) \\<b\\> @\u200bteam #\u200b1 | ask |'
}

@test "list: filters as options, and the same as words" {
	questions
	ASKBACK_NOW=2017-08-31T10:00+01:00 "$ASKBACK" -q log 'Next day?'
	ASKBACK_NOW=2017-08-30T15:50+01:00 "$ASKBACK" -q log -s karthik 'Overhead?'
	export ASKBACK_NOW=2017-08-31T12:00+01:00
	while IFS='|' read -r arguments wanted; do
		eval "set -- $arguments"
		same "$arguments: $(listed "$@")" "$arguments: $wanted"
	done <<'END'
--state open|Q6 Q7 Q1 Q2 Q3
state:answered|Q4
--state dropped|Q5
--state unanswered|Q6 Q7 Q1 Q2 Q3
state:all|Q7 Q6 Q1 Q2 Q3 Q4 Q5
--talk T2|Q7
-t overhead|Q7
talk:1 state:all|Q1 Q2 Q3 Q4 Q5
--speaker emil --all|Q1 Q2 Q3 Q4 Q5
speaker:thambara|Q7
-s 'Karthik Appigatla'|Q7
--tag ECMP|Q2 Q3
tag:ecmp asked:no|Q2 Q3
tag:zookeeper tag:ecmp|Q2 Q3
tag:nothing|
--asked live|Q1
asked:hallway|
--since 2017-08-31|Q6
since:today|Q6
since:1d|Q6 Q7 Q1 Q2 Q3
--inbox|Q6
--conference srecon17|Q7 Q1 Q2 Q3
conference:srecon17-europe --no-all|Q7 Q1 Q2 Q3
--limit 2|Q6 Q7
-n 1|Q6
limit:0|Q6 Q7 Q1 Q2 Q3
END
}

@test "list: filters that cannot be" {
	try 2 list emil
	complains 'askback: cannot list: "emil" is neither a filter nor a view' \
		'hint: askback search emil'
	try 2 list stat:open
	complains 'askback: cannot list: there is no filter "stat"' 'hint: did you mean state, or sort?'
	try 2 list inbox:yes
	complains 'askback: cannot list: there is no filter "inbox"'
	try 2 list state:opne
	complains 'askback: cannot list: option --state takes unanswered, open, partial, answered, dropped or all, not "opne"' \
		'hint: did you mean open, or dropped?'
	try 2 list -n many
	complains 'askback: option -n needs a whole number, not "many"'
	try 1 list talk:nothing
	complains 'askback: cannot list: there is no talk "nothing"'
	try 1 list --conference nowhere
	complains 'askback: cannot list: there is no conference "nowhere"'
	try 1 list --since whenever
	complains 'askback: cannot list: cannot read "whenever" as a time' \
		'hint: try 13:52, "yesterday 9:00" or 2017-08-30'
	try 2 list --format yaml
	complains 'askback: option --format takes table, tsv, json, jsonl, csv, md, html or ics, not "yaml"' \
		'hint: did you mean html, or table?'
}

@test "list: views of the configuration" {
	questions
	mkdir -p "$XDG_CONFIG_HOME/askback"
	cat >"$XDG_CONFIG_HOME/askback/config" <<'END'
[view "mine"]
	filter = asked:live	state:open
[view "broken"]
	filter = colour:red
END
	[ "$(listed mine)" = Q1 ]
	[ "$(listed mine state:all tag:zookeeper)" = Q1 ]
	try 2 list broken
	complains 'askback: cannot list: view broken: there is no filter "colour"'
	try 2 list mien
	complains 'askback: cannot list: "mien" is neither a filter nor a view' \
		'hint: did you mean mine?'
}

@test "list: hundreds of questions, each once" {
	seq -f 'Question %g?' 700 | "$ASKBACK" -q log --lines
	try 0 list
	[ "$(cut -f1 <<<"$output" | sort -u | wc -l)" -eq 700 ]
	try 0 list --json
	json 'len(d["questions"]), len({q["uid"] for q in d["questions"]})' '(700, 700)'
}

@test "list: --sort oldest, and the same as a word" {
	try 0 list --all --sort oldest --json
	oldest=$(python3 -c 'import json, sys; print([q["id"] for q in json.load(sys.stdin)["questions"]])' <<<"$output")
	same "$oldest" "$("$ASKBACK" list --all sort:oldest --json |
		python3 -c 'import json, sys; print([q["id"] for q in json.load(sys.stdin)["questions"]])')"
	try 0 list --sort oldest -n 1
	first=$output
	try 0 list --all --sort oldest -n 1
	[ -n "$first" ] && [ "$(wc -l <<<"$output")" -eq 1 ]
	try 0 list --sort newest
	newest=$output
	try 0 list
	same "$newest" "$output"
	try 2 list --sort longest
}
