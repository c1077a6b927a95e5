#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# person merge, export, forget, add-from: two who are one, and one who is to be forgotten.

load helper

setup() {
	fresh
	programme
}

# A second entry for the speaker of T1, with things of its own.
second() {
	"$ASKBACK" -q person add 'E. Stolarsky' --role 'Engineer' --note 'met at lunch'
	"$ASKBACK" -q contact add P5 email emil@shop.example
	"$ASKBACK" -q contact add P5 github emil
	"$ASKBACK" -q talk edit T3 --speaker P4 --speaker P5
	"$ASKBACK" -q log 'Is there a paper?'
	sql 'UPDATE question SET person_id = 5' # no command sets it yet
	sql "UPDATE operation SET after = json_set(after, '\$.person_id', 5) WHERE entity = 'question'"
}

# The bytes of the store and its journal hold none of these words, in whatever case.
erased() {
	local word

	for word in "$@"; do
		! grep -aiq "$word" "$STORE" "$STORE"-journal || {
			echo "still in the file: $word"
			return 1
		}
	done
}

@test "person merge: talks, contacts, questions and empty fields go to the one that stays" {
	second
	try 0 person merge emil P5 --yes
	says $'P1\tEmil Stolarsky, Production Engineer, Shopify'
	try 0 person show P1
	says $'P1\tEmil Stolarsky, Production Engineer, Shopify' 'note       met at lunch' \
		'email      emil@shop.example' 'github     emil' "talk       T1 $SHOPIFY" \
		"talk       T3 $OKLOG"
	try 1 person show P5
	[ "$(sql 'SELECT person_id FROM question')" = 1 ]
	sound
}

@test "person merge: every row that changed is in the history" {
	second
	"$ASKBACK" -q person merge P1 P5 --yes
	[ "$(sql "SELECT entity, entity_id, before IS NULL, after IS NULL FROM operation
		WHERE command = 'person merge' ORDER BY id")" = $'speakers|3|0|0\ncontact|2|0|1\ncontact|3|0|0\nquestion|1|0|0\nperson|1|0|0\nperson|5|0|1' ]
	[ "$(sql "SELECT before, after FROM operation WHERE command = 'person merge' AND entity = 'speakers'")" = \
		'{"speakers":[4,5]}|{"speakers":[4,1]}' ]
}

@test "person merge: two speakers of one talk become one" {
	try 0 person merge P2 P3 --yes
	[ "$(sql 'SELECT talk_id, person_id FROM speaker ORDER BY talk_id, position')" = $'1|1\n2|2\n3|4' ]
	sound
}

@test "person merge: two notes become one" {
	"$ASKBACK" -q person edit P2 --note one
	"$ASKBACK" -q person edit P3 --note two
	"$ASKBACK" -q person merge P2 P3 --yes
	[ "$(sql 'SELECT note FROM person WHERE id = 2')" = $'one\ntwo' ]
}

@test "person merge: the index of words follows" {
	"$ASKBACK" -q person merge P2 P3 --yes
	try 0 search Basavaiah
	says ''
	try 0 search Karthik
	holds "$output" P2
}

@test "person merge: a plan, and no answer changes nothing" {
	second
	on_terminal 5 person merge P1 P5 <<<'n'
	holds "$output" 'P5 E. Stolarsky becomes a part of P1 Emil Stolarsky:' \
		'1 talk, 1 contact (and 1 there already) and 1 question go to P1' 'Merge P5 into P1? [y/N]'
	try 2 person merge P1 P5
	complains 'askback: cannot ask "Merge P5 into P1?": standard input is no terminal' \
		'hint: --yes answers yes'
	try 0 person show P5
	on_terminal 0 person merge P1 P5 <<<'y'
	try 1 person show P5
}

@test "person merge: what is wrong" {
	try 2 person merge P1 emil --yes
	complains 'askback: cannot merge the people: both are P1'
	try 1 person merge P1 P9 --yes
	complains 'askback: cannot merge the people: there is no person P9'
	try 2 person merge P1
	sound
}

@test "person merge: follow-ups, routes and the wish not to be contacted" {
	second
	outbox queued 5
	outbox sending 5
	route person 5 work:shop/lb
	"$ASKBACK" -q person edit P5 --do-not-contact
	on_terminal 0 person merge P1 P5 <<<'y'
	holds "$output" ', 2 follow-ups and 1 question go to P1'
	[ "$(sql 'SELECT id, person_id, state FROM followup')" = $'1|1|queued\n2|1|sending' ]
	[ "$(sql 'SELECT scope_id, destination FROM route')" = '1|work:shop/lb' ]
	[ "$(sql 'SELECT do_not_contact FROM person WHERE id = 1')" = 1 ]
	sound
	"$ASKBACK" -q person add 'Emil S'
	route person 6 mail
	"$ASKBACK" -q person merge P1 P6 --yes
	[ "$(sql 'SELECT scope_id, destination FROM route')" = '1|work:shop/lb' ]
	sound
}

@test "person export: a vCard that stays the same, folded at 75 octets" {
	local first

	"$ASKBACK" -q person edit emil --note 'not for others'
	try 0 person export emil
	says $'BEGIN:VCARD\r' $'VERSION:3.0\r' $'N:Stolarsky;Emil;;;\r' $'FN:Emil Stolarsky\r' \
		$'ORG:Shopify\r' $'TITLE:Production Engineer\r' \
		$'EMAIL;TYPE=INTERNET:emil@shop.example\r' \
		$'NOTE:Standing On the Shoulders of Giants: Unleashing the Power of Scriptabl\r' \
		$' e Load Balancers (srecon17-europe)\r' \
		$'UID:'"$(sed -n 's/^UID://p' <<<"$output")" $'END:VCARD\r'
	holds "$output" UID:askback-
	first=$output
	try 0 person export emil
	same "$output" "$first"
}

@test "person export: everybody, as vCards and as JSON" {
	try 0 person export --all
	[ "$(grep -c '^BEGIN:VCARD' <<<"$output")" = 4 ]
	[ "$(grep '^UID' <<<"$output" | sort -u | wc -l)" = 4 ]
	try 0 person export --all --json
	json 'len(d["people"])' 4
	json '[c["value"] for p in d["people"] for c in p["contacts"]]' "['emil@shop.example']"
	try 2 person export
	complains 'askback: cannot export people: name people, or give --all'
	try 2 person export P1 --all
	try 2 person export P1 --format csv
	complains 'askback: people are exported as vCard or as JSON'
	try 1 person export nobody
}

@test "person forget: nothing is left in the file" {
	second
	"$ASKBACK" -q contact add P1 mastodon es@social.example
	"$ASKBACK" -q contact add P1 url https://gone.example/
	"$ASKBACK" -q contact remove P1 url https://gone.example/
	"$ASKBACK" -q person edit P1 --name 'Emilius Stolarskij' --note 'likes zebras'
	"$ASKBACK" -q answer 1 'On the roadmap' --by 'emil stolarsky'
	"$ASKBACK" -q person merge P1 P5 --yes
	grep -aq zebras "$STORE"
	try 0 person forget P1 --yes
	says $'P1\t(removed)'
	erased emil stolarsk shop.example social.example gone.example zebras lunch 'Production Engineer'
	[ "$(sql "SELECT count(*) FROM operation WHERE before || after LIKE '%Shopify%'")" = 0 ]
	try 0 person show P1
	says $'P1\t(removed)' "talk       T1 $SHOPIFY" "talk       T3 $OKLOG"
	[ "$(sql 'SELECT said_by FROM answer')" = '(removed)' ]
	[ "$(sql 'SELECT count(*) FROM contact')" = 0 ]
	sound
}

@test "person forget: the others keep what is theirs" {
	"$ASKBACK" -q contact add P4 github peter
	"$ASKBACK" -q log 'How?'
	"$ASKBACK" -q answer 1 'So' --by 'Peter Bourgon'
	"$ASKBACK" -q person forget emil --yes
	[ "$(sql 'SELECT name FROM person ORDER BY id')" = $'(removed)\nKarthik Appigatla\nBasavaiah Thambara\nPeter Bourgon' ]
	[ "$(sql 'SELECT value FROM contact')" = peter ]
	[ "$(sql 'SELECT said_by FROM answer')" = 'Peter Bourgon' ]
	[ "$(sql "SELECT count(*) FROM operation WHERE entity = 'person' AND after LIKE '%Peter Bourgon%'")" = 1 ]
	try 0 search Bourgon
	holds "$output" P4
	sound
}

@test "person forget: mails to them are erased, and not sent any more" {
	"$ASKBACK" -q log 'How?'
	outbox sent 1
	outbox queued NULL emil@shop.example
	outbox queued 4 peter@b.example
	route talk 1 mail:emil@shop.example
	route person 1 mail
	route default 0 mail
	on_terminal 5 person forget emil <<<'n'
	holds "$output" 'address, title and text of mails to them (2); none is sent any more'
	"$ASKBACK" -q person forget emil --yes
	erased emil stolarsky shop.example
	[ "$(sql 'SELECT id, state, place, title FROM followup')" = $'1|sent|(removed)|(removed)\n2|cancelled|(removed)|(removed)\n3|queued|peter@b.example|Q1 for peter@b.example' ]
	[ "$(sql 'SELECT scope FROM route')" = default ]
	sound
	"$ASKBACK" -q person forget P1 --yes
	sound
}

@test "person forget: not while something may be on its way to them" {
	"$ASKBACK" -q log 'How?'
	outbox uncertain 1
	try 1 person forget emil --yes
	complains 'askback: cannot forget the person: it is not known whether F1 has reached them' \
		'hint: settle it first: askback outbox resolve F1'
	sql "UPDATE followup SET state = 'held'"
	try 1 person forget emil --yes
	[ "$(sql 'SELECT name FROM person WHERE id = 1')" = 'Emil Stolarsky' ]
}

@test "person forget: says what stays" {
	"$ASKBACK" -q log 'What did Emil Stolarsky mean?'
	"$ASKBACK" -q answer 1 'Emil  STOLARSKY told me later'
	: >"$STORE.v1-20170101T000000Z"
	on_terminal 5 person forget emil <<<'n'
	holds "$output" 'This cannot be undone. Of P1 Emil Stolarsky go:' 'contacts (1)' \
		'as a speaker of talks (1)' "$STORE.v1-20170101T000000Z, a copy that is out of reach" \
		'Forget P1? [y/N]'
	[ "$(sql 'SELECT name FROM person WHERE id = 1')" = 'Emil Stolarsky' ]
	try 0 person forget emil --yes
	warns 'the name still stands in the text of ' Q1 'an answer to Q1' \
		"the copy $STORE.v1-20170101T000000Z still holds everything"
	sound
}

@test "person forget: without a terminal and without --yes nothing changes" {
	local before

	before=$(sha256sum "$STORE")
	try 2 person forget emil
	complains 'askback: cannot ask "Forget P1?": standard input is no terminal' \
		'hint: --yes answers yes'
	[ "$(sha256sum "$STORE")" = "$before" ]
	try 1 person forget nobody --yes
	complains 'askback: cannot forget the person: there is no person "nobody"'
}

@test "person forget: once more does no harm" {
	"$ASKBACK" -q person forget emil --yes
	try 0 person forget P1 --yes
	says $'P1\t(removed)'
	erased emil stolarsky
	sound
}

# A programme in the format of Sessionize, in which the speaker has this tag line.
schedule() {
	cat <<-END
		{"sessions": [{"id": "101", "title": "More of It", "startsAt": "2026-06-01T09:00:00",
		"endsAt": "2026-06-01T10:00:00", "isServiceSession": false, "isPlenumSession": false,
		"speakers": ["0a"], "roomId": 5}],
		"speakers": [{"id": "0a", "firstName": "Hana", "lastName": "Vzor", "fullName": "Hana Vzor",
		"tagLine": "$1", "sessions": [101],
		"links": [{"title": "X", "url": "https://x.com/vzor", "linkType": "Twitter"}]}],
		"questions": [], "categories": [], "rooms": [{"id": 5, "name": "Big Room", "sort": 1}]}
	END
}

@test "person forget: another import does not bring back what is known about somebody with an id" {
	schedule Engineer >one.json
	schedule Manager >two.json
	"$ASKBACK" -q import schedule one.json -c 'Prague Days' --tz Europe/Prague
	[ "$(sql 'SELECT value FROM contact WHERE person_id = 5')" = vzor ]
	"$ASKBACK" -q person forget P5 --yes
	try 0 import schedule two.json -c 'Prague Days' --tz Europe/Prague
	[ "$(sql 'SELECT id, name, role FROM person WHERE id > 4')" = '5|(removed)|None' ]
	[ "$(sql 'SELECT count(*) FROM contact WHERE person_id = 5')" = 0 ]
	erased vzor hana
	sound
}

@test "person add-from: the sender of a mail" {
	try 0 person add-from <<<$'Subject: Re: ECMP\nFrom: =?iso-8859-1?Q?Zo=EB?=\n =?utf-8?B?IE/igJlIYXJh?= <zoe@b.example>\n\nFrom: x@y.example'
	says $'P5\tZoë O’Hara'
	[ "$(sql 'SELECT person_id, kind, value, source FROM contact WHERE person_id = 5')" = '5|email|zoe@b.example|typed' ]
	sound
}

@test "person add-from: an address that somebody has changes nothing" {
	printf 'From: Somebody Else <EMIL@shop.example>\n\n' >mail
	try 0 person add-from mail
	says $'P1\tEmil Stolarsky, Production Engineer, Shopify'
	complains 'askback: EMIL@shop.example is the address of P1 already: nothing was added'
	[ "$(sql 'SELECT count(*) FROM person')" = 4 ]
}

@test "person add-from: the same name with another address is shown" {
	try 0 person add-from - <<<'From: Emil Stolarsky <e@home.example>'
	says $'P5\tEmil Stolarsky'
	complains 'hint: P1 has the same name: askback person merge P1 P5'
}

@test "person add-from: a large mail, and what is no mail" {
	{
		printf 'From: big@b.example\n\n'
		head -c 300000 /dev/zero
	} >big
	try 0 person add-from big
	says $'P5\tbig@b.example'
	for bad in '' 'no header' 'From:' 'From: nobody' $'\nFrom: a@b.example' \
		'From: A <a@b.example\r\nBcc: c@d.example>' $'From: A <a@b\x01.example>' \
		'From: list: a@b.example, c@d.example;'; do
		try 1 person add-from <<<"$bad"
	done
	try 1 person add-from nothing.eml
	complains 'askback: cannot open nothing.eml: No such file or directory'
	try 0 person add-from <<<'From: =?utf-8?Q?a=0D=0ABcc:_x=1B[31m?= <c@d.example>'
	says $'P6\ta  Bcc: x [31m'
	[ "$(sql 'SELECT count(*) FROM person')" = 6 ]
	sound
}
