#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Options that every command has, and words that were not quite right.

load helper

@test "options: global ones stand anywhere" {
	"$ASKBACK" -q log 'How?'
	for arguments in '--json list --all' 'list --json --all' 'list --all --json' \
		'--format json list --all' 'list --format=json --all' '--now 12:00 --json list --all'; do
		# shellcheck disable=SC2086 # the words are meant to be split
		try 0 $arguments
		json 'len(d["questions"])' 1
	done
	try 0 --store other.db person add 'Somebody'
	try 0 person --store=other.db list --format tsv
	says $'P1\tSomebody\t\t'
	try 0 -q person --store other.db add 'Somebody Else'
	says ''
}

@test "options: the last one counts, and --no- takes back" {
	"$ASKBACK" -q log 'How?'
	try 0 list --json --no-json
	[[ $output == Q1$'\t'* ]]
	try 0 list --format json --format tsv
	[[ $output == Q1$'\t'* ]]
	try 0 log --quiet --no-quiet 'Loud?'
	says $'Q2\topen\t\t\t'
	try 0 log --private --no-private 'Public?'
	[ "$(sql 'SELECT private FROM question WHERE id = 3')" = 0 ]
}

@test "options: the store: --store, ASKBACK_STORE, the configuration, the default" {
	mkdir -p "$XDG_CONFIG_HOME/askback"
	printf '[store]\n\tpath = %s\n' "$PWD/configured.db" >"$XDG_CONFIG_HOME/askback/config"
	ASKBACK_STORE=$PWD/environment.db try 0 --store given.db log -q one
	ASKBACK_STORE=$PWD/environment.db try 0 log -q two
	try 0 log -q three
	rm "$XDG_CONFIG_HOME/askback/config"
	ASKBACK_STORE='' try 0 log -q four
	for pair in given:one environment:two configured:three; do
		[ "$("$ASKBACK" --store "${pair%:*}.db" list | cut -f9)" = "${pair#*:}" ]
	done
	[ "$("$ASKBACK" list | cut -f9)" = four ]
}

@test "options: the clock: --now before ASKBACK_NOW" {
	try 0 log --json --now 2017-08-31T09:00Z 'When?'
	json 'd["question"]["asked_at"], d["question"]["created_at"]' \
		"('2017-08-31T09:00:00Z', '2017-08-31T09:00:00Z')"
	try 1 list --now whenever
	complains 'askback: cannot set the clock: cannot read "whenever" as a time' \
		'hint: try 13:52, "yesterday 9:00" or 2017-08-30'
	ASKBACK_NOW=nonsense try 1 list
	warns 'cannot set the clock: cannot read "nonsense" as a time'
}

@test "options: a configuration that cannot be trusted or read" {
	mkdir -p "$XDG_CONFIG_HOME/askback"
	config=$XDG_CONFIG_HOME/askback/config
	printf '[ui]\n\tcolour = never\n' >"$config"
	try 1 list
	complains "askback: $config:2: unknown key ui.colour" 'hint: did you mean ui.color?'
	printf '[ui]\n\tcolor = sometimes\n' >"$config"
	try 1 list
	complains "askback: $config:2: ui.color must be auto|always|never, not \"sometimes\""
	printf '[ui]\n' >"$config"
	chmod go+w "$config"
	try 1 list
	complains "askback: cannot trust $config: it names commands to run, and others may write it" \
		"hint: chmod go-w $config"
}

@test "did you mean: commands" {
	try 2 lgo
	says ''
	complains 'askback: there is no command "lgo"' 'hint: did you mean log, list, or show?'
	try 2 frobnicate
	complains 'askback: there is no command "frobnicate"' 'hint: askback help'
	try 2 talk ad X
	complains 'askback: talk has no command "ad"' 'hint: did you mean add, or edit?'
	try 2 person frobnicate
	complains 'askback: person has no command "frobnicate"' 'hint: askback person -h'
	try 2 __comp
	warns 'there is no command "__comp"'
	warns_not __complete
}

@test "did you mean: options" {
	try 2 list --josn
	complains 'askback: unknown option --josn' 'hint: did you mean --json?'
	try 2 list --no-pagre
	complains 'askback: unknown option --no-pagre' 'hint: did you mean --no-pager?'
	try 2 list --frobnicate
	complains 'askback: unknown option --frobnicate'
	try 2 list -z
	complains 'askback: unknown option -z'
	try 2 log -pz 'Text?'
	warns 'askback: unknown option -z in -pz'
	try 2 -z list
	complains 'askback: unknown option -z' 'hint: the options of a command come after its name'
	try 2 --talk T1 log x
	warns 'askback: unknown option --talk'
	try 2 list --tal T1
	complains 'askback: unknown option --tal' 'hint: did you mean --talk, --tag, or --all?'
}

@test "did you mean: choices, arguments that are missing or too many" {
	try 2 list --color sometimes
	complains 'askback: option --color takes always, never or auto, not "sometimes"'
	try 2 list --format jsno
	warns 'hint: did you mean json'
	try 2 list --talk
	complains 'askback: option --talk needs an argument: --talk TALK'
	try 2 --store
	complains 'askback: option --store needs an argument: --store FILE'
	try 2 list --json=yes
	complains 'askback: option --json takes no argument, but was given "yes"'
	try 2 version 1
	complains 'askback: version takes fewer words: askback version [--libraries]' \
		'hint: askback version -h'
}

@test "options: letters stand together, and take the rest of the word" {
	programme
	try 2 log -pqT1 'No such letter?'
	try 0 log -pt1 'Together?'
	try 0 log -qpmText
	[ "$(sql 'SELECT private, talk_id, body FROM question ORDER BY id' | paste -sd ' ')" = \
		'1|1|Together? 1|1|Text' ]
}

@test "options: a store address with a password, or any, is refused" {
	try 2 --store postgres://me:secret@db.example/askback list
	complains 'askback: cannot use a store address with a password in it' \
		'hint: keep it in ~/.pgpass or a connection service file'
	try 1 --store postgres://db.example/askback log 'How?'
	warns 'cannot open store postgres://db.example/askback'
	[ ! -e postgres: ]
	[ ! -e "$XDG_DATA_HOME" ]
}
