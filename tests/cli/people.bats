#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# person and contact: who speaks, and how to reach them.

load helper

setup() {
	fresh
	programme
}

@test "person: add, list, show, edit" {
	try 0 person add "Zoë O'Hara" --role Editor --affiliation 'Ünder & Co' --note $'first\nsecond'
	says $'P5\tZoë O\'Hara, Editor, Ünder & Co'
	try 0 person show 'HARA zoe'
	says $'P5\tZoë O\'Hara, Editor, Ünder & Co' $'note       first\nsecond'
	try 0 person
	says $'P3\tBasavaiah Thambara\t\t' $'P1\tEmil Stolarsky\tProduction Engineer\tShopify' \
		$'P2\tKarthik Appigatla\t\t' $'P4\tPeter Bourgon\t\t' \
		$'P5\tZoë O\'Hara\tEditor\tÜnder & Co'
	try 0 person edit zoe --name 'Zoe Ohara' --role ''
	says $'P5\tZoe Ohara, Ünder & Co'
	sound
}

@test "person: who does not want to be contacted" {
	try 0 person edit emil --do-not-contact
	try 0 person show emil
	says $'P1\tEmil Stolarsky, Production Engineer, Shopify' 'wish       does not want to be contacted' \
		'email      emil@shop.example' "talk       T1 $SHOPIFY"
	try 0 person edit emil --role Engineer --json
	json 'd["person"]["do_not_contact"]' True
	try 2 person edit emil --do-not-contact --no-do-not-contact
	complains 'askback: cannot edit the person: --do-not-contact and --no-do-not-contact exclude each other'
	try 0 person edit emil --no-do-not-contact --json
	json 'd["person"]["do_not_contact"]' False
	[ "$(sql 'SELECT do_not_contact FROM person WHERE id = 1')" = 0 ]
	sound
}

@test "person show: contacts and talks" {
	try 0 person show emil
	says $'P1\tEmil Stolarsky, Production Engineer, Shopify' 'email      emil@shop.example' \
		"talk       T1 $SHOPIFY"
	try 0 person show P1 --json
	json '[(c["kind"], c["value"], c["source"]) for c in d["person"]["contacts"]]' \
		"[('email', 'emil@shop.example', 'typed')]"
	try 0 person list --json
	json '[p["name"] for p in d["people"] if p["contacts"]]' "['Emil Stolarsky']"
}

@test "person: what is wrong" {
	try 2 person add ''
	complains 'askback: cannot add the person: the name is empty'
	try 2 person edit emil --name ''
	complains 'askback: cannot edit the person: the name is empty'
	try 1 person show nobody
	complains 'askback: cannot show the person: there is no person "nobody"'
	try 1 person show 99
	complains 'askback: cannot show the person: there is no person P99'
	"$ASKBACK" -q person add 'Emil Other'
	try 1 person edit emil --role X
	complains 'askback: cannot edit the person: "emil" fits 2 people: P5 Emil Other; P1 Emil Stolarsky'
	[ "$(sql 'SELECT count(*) FROM person WHERE role = "X"')" = 0 ]
}

@test "contact: add, add again, remove" {
	try 0 contact add emil github @emil
	says $'P1\tEmil Stolarsky\tgithub\temil'
	try 0 contact add P1 github emil
	NO_COLOR=1 on_terminal 0 contact add P1 github emil
	says 'P1 Emil Stolarsky: github emil (was there already)'
	[ "$(sql 'SELECT count(*) FROM contact')" = 2 ]
	try 0 contact remove 1 github emil --json
	json 'd["contact"]["value"], d["contact"]["person_id"]' "('emil', 1)"
	try 1 contact remove 1 github emil
	complains 'askback: cannot remove the contact: Emil Stolarsky has no github emil'
	[ "$(sql 'SELECT value FROM contact')" = emil@shop.example ]
	sound
}

@test "contact: e-mail addresses that are none, or more than one" {
	local long
	long=$(printf 'a%.0s' {1..65})
	for address in '' emil 'emil@' '@shop.example' emil@shop emil@@shop.example 'a b@shop.example' \
		emil@shop..example .emil@shop.example emil.@shop.example emil@shop.example. emil@.example \
		'<emil@shop.example>' 'Emil <emil@shop.example>' a@b.example,c@d.example \
		'a@b.example;c@d.example' '"a"@b.example' 'a@b.example(x)' "$long@b.example" \
		"a@$long$long$long$long.example" $'a@b.example\r\nBcc: all@d.example' \
		$'a@b.example\nBcc: all@d.example' $'a@b.ex\rample' $'a@b.example\tb' $'a\x01@b.example' \
		$'a\x7f@b.example' $'a@b.ex\xff' 'mailto:a@b.example'; do
		try 1 contact add emil email "$address"
		warns ' is not '
		warns_not $'\nBcc' $'\r' $'\t' $'\x01' $'\xff'
	done
	[ "$(sql 'SELECT count(*) FROM contact')" = 1 ]
	for address in a@b.example a.b+c@sub.domain.example "o'hara@b.example"; do
		try 0 contact add emil email "$address"
	done
	[ "$(sql 'SELECT count(*) FROM contact')" = 4 ]
}

@test "contact: the other kinds" {
	try 0 contact add emil url https://emil.example/about
	try 0 contact add emil phone '+353 1 234-567'
	try 0 contact add emil mastodon @emil@social.example
	for bad in 'url ftp://x.example' 'url javascript:alert(1)' 'phone call-me' 'phone 12' \
		'matrix two words' 'x <script>' 'github '; do
		try 1 contact add emil "${bad%% *}" "${bad#* }"
	done
	try 1 contact add emil url $'https://x.example/\xff'
	complains 'askback: cannot add the contact: the address is not UTF-8: byte 0xFF at position 19' \
		'hint: convert it first: iconv -f ISO-8859-1 -t UTF-8'
	try 2 contact add emil fax 1
	complains 'askback: cannot add the contact: "fax" is no kind of contact (email|github|gitlab|mastodon|bluesky|matrix|x|linkedin|url|phone)'
	try 1 contact add nobody email a@b.example
	complains 'askback: cannot add the contact: there is no person "nobody"'
	[ "$(sql 'SELECT kind, value FROM contact WHERE id > 1 ORDER BY id')" = \
		$'url|https://emil.example/about\nphone|+353 1 234-567\nmastodon|emil@social.example' ]
}

@test "contact: without a command" {
	try 2 contact
	complains 'askback: contact needs a command' 'hint: askback contact -h'
	try 2 contact add emil email
	warns 'contact add needs more words: askback contact add PERSON KIND VALUE'
}
