#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# export: everything that is in the store, in a form that programs read.

load helper

# compare [OPTION...]: the export against the tables themselves: every row, and every column but
# those that are made from others.
compare() {
	"$ASKBACK" export "$@" >exported
	python3 - "$STORE" "$@" <<'END'
import datetime, json, sqlite3, sys
MADE = {"folded", "room_folded"}
TYPES = {"tag": "question_tag"}
db = sqlite3.connect(sys.argv[1])
db.row_factory = sqlite3.Row
text = open("exported", encoding="utf-8").read()
if {"json", "--json"} & set(sys.argv):
    document = json.loads(text)
    assert document["schema"] == 1 and len(document) == 2, document.keys()
    records = document["records"]
else:
    records = [json.loads(line) for line in text.splitlines()]

def plain(name, value):
    if value is None or isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, bool):
        return int(value)
    if name == "at" or name.endswith("_at"):
        return int(datetime.datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp())
    return value

def lines(rows):
    return sorted(json.dumps(row, sort_keys=True) for row in rows)

wanted = ["conference", "person", "contact", "talk", "speaker", "question", "tag", "candidate",
          "answer", "followup", "followup_question", "route", "setting"] + (["operation"] if "--history" in sys.argv else [])
assert {r["type"] for r in records} == set(wanted), {r["type"] for r in records}
for kind in wanted:
    table = [dict(row) for row in db.execute(f"SELECT * FROM {TYPES.get(kind, kind)}")]
    # A follow-up that may go at once has no next moment.
    table = lines({k: v or None if k == "next_at" else v for k, v in row.items() if k not in MADE}
                  for row in table)
    seen = lines({k: plain(k, v) for k, v in r.items() if k != "type"}
                 for r in records if r["type"] == kind)
    assert seen == table, (kind, seen, table)
END
}

setup() {
	fresh
	programme
	"$ASKBACK" -q talk add 'In parallel' --start '2017-08-30 13:40' --end 14:40 --track Ops \
		--abstract $'Two\nlines' --url https://t.example/ --slides https://s.example/ \
		--recording https://r.example/
	"$ASKBACK" -q conference edit srecon17 --url https://conf.example/
	"$ASKBACK" -q person edit emil --note 'Met at lunch'
	questions
	"$ASKBACK" -q log --private --speaker emil $'Ünïcode 日本 \u202e\e[31m "quotes" \\ back\n\ttab 🇮🇪?'
	"$ASKBACK" -q answer 6 --url https://a.example/ --by Emil --partial 'An answer'
	"$ASKBACK" -q at 'pembroke room'
	"$ASKBACK" -q conference use srecon17
	"$ASKBACK" -q person edit emil --do-not-contact
	outbox sent
	route talk 1 work:shop/lb
}

@test "export: JSON Lines hold every row and every column" {
	compare
	try 0 export
	[ "${#lines[@]}" -eq "$(wc -l <exported)" ]
}

@test "export: one JSON document" {
	compare --format json
	compare --json
}

@test "export: with the history" {
	compare --history
}

@test "export: no control character leaves as it is" {
	"$ASKBACK" export >exported
	! LC_ALL=C grep -q $'[\x01-\x08\x0b-\x1f\x7f]' exported || return 1
}

@test "export: other formats are refused" {
	for format in csv md tsv table; do
		try 2 export --format "$format"
		complains "askback: cannot export as $format: json, jsonl or ics"
	done
}

@test "export: an empty store, and none" {
	rm -r "$XDG_DATA_HOME"
	try 0 export
	says ''
	try 0 export --format json
	json 'd' "{'schema': 1, 'records': []}"
	[ ! -e "$STORE" ]
}

@test "export: talks with open questions for a calendar" {
	"$ASKBACK" -q log --talk shopify-lb 'How large is it, and why?'
	"$ASKBACK" -q log --talk shopify-lb --private 'Between us?'
	"$ASKBACK" -q log --talk shopify-lb --answer 'Yes' 'Settled?'
	try 0 export --format ics
	output=${output//$'\r'/}
	[ "$(grep -c '^BEGIN:VEVENT' <<<"$output")" -eq 1 ]
	holds "$output" 'BEGIN:VCALENDAR' 'DTSTART:20170830T124000Z' 'DTEND:20170830T133000Z' \
		'LOCATION:Pembroke Room' 'DESCRIPTION:Q7: How large is it\, and why?' \
		'END:VCALENDAR'
	lacks "$output" 'Between us' 'Settled'
	"$ASKBACK" export --format ics srecon17 | grep -q '^UID:T1.srecon17-europe@'
}

@test "export: a calendar can be imported again" {
	"$ASKBACK" -q log --talk shopify-lb 'How large is it, and why?'
	"$ASKBACK" export --format ics >open.ics
	try 0 --store other.db import schedule open.ics --tz Europe/Dublin --conference Mine
	ASKBACK_STORE=other.db try 0 talk list
	holds "$output" "$SHOPIFY"
}

@test "export: only json, jsonl and ics; only ics of one conference" {
	try 2 export srecon17
	warns 'only --format ics can'
	try 2 list --format ics
	complains 'askback: list cannot be written as a calendar: only an export can' \
		'hint: askback export --format ics'
	try 1 export --format ics nowhere
	warns 'nowhere'
}
