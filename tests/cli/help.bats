#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# help and version: on every command, on standard output, and without a store.

load helper

@test "help: every command, by -h, --help and help" {
	for name in $("$ASKBACK" help --list); do
		try 0 "$name" -h
		[[ ${lines[0]} == "askback $name: "* ]]
		holds "$output" $'\nUSAGE\n  askback '"$name"
		complains
		whole=$output
		try 0 help "$name"
		says "$whole"
		try 0 --help "$name"
		says "$whole"
	done
	[ ! -e "$XDG_DATA_HOME" ]
}

@test "help: every command inside a command" {
	for name in person contact conference talk; do
		for inner in $("$ASKBACK" "$name" -h | sed -n '/^COMMANDS/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
			try 0 "$name" "$inner" -h
			[[ ${lines[0]} == "askback $name $inner: "* ]]
			whole=$output
			try 0 help "$name" "$inner"
			says "$whole"
		done
		[ -n "$inner" ]
	done
}

@test "help: examples come before options" {
	try 0 log -h
	holds "${output%%OPTIONS*}" EXAMPLES 'askback log'
	holds "$output" '-t, --talk TALK'
}

@test "help: the overview names every command and every topic" {
	try 0 help
	overview=$output
	for name in $("$ASKBACK" help --list); do
		holds "$overview" $'\n  '"$name"
	done
	for topic in exit-codes config environment files formatting states times; do
		holds "$overview" $'\n  '"$topic"
		try 0 help "$topic"
		[[ ${lines[0]} == "$topic: "* ]]
		[ "${#lines[@]}" -gt 4 ]
	done
	for arguments in '' -h --help; do
		# shellcheck disable=SC2086 # no argument at all for the first
		try 0 $arguments
		says "$overview"
	done
}

@test "help: nothing is wider than 80 columns but examples" {
	for name in '' $("$ASKBACK" help --list) exit-codes config environment files formatting states times; do
		# shellcheck disable=SC2086 # no argument at all for the first
		COLUMNS=80 "$ASKBACK" help $name | grep -v '^  askback ' | awk 'length > 80' >wide
		same "$(cat wide)" ''
	done
}

@test "help: what there is no help for" {
	try 2 help frobnicate
	complains 'askback: there is no command "frobnicate"' 'hint: askback help'
	try 2 help lgo
	complains 'askback: there is no command "lgo"' 'hint: did you mean log, list, or show?'
	try 2 help talk frobnicate
	complains 'askback: talk has no command "frobnicate"' 'hint: askback talk -h'
}

@test "version: by command and by option" {
	try 0 version
	[[ ${lines[0]} =~ ^askback\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
	whole=$output
	try 0 --version
	says "$whole"
	try 0 version --json
	json 'd["version"]["askback"]' "$(sed -n '1s/askback //p' <<<"$whole")"
	try 0 version --libraries
	holds "$output" 'SQLite 3.' 'jansson 2.' 'libcurl '
}
