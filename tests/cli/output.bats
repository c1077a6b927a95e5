#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What happens when the output cannot be written, and the exit statuses that scripts rely on.

load helper

# to OUTPUT STATUS ARGS...: runs the program with standard output there ("closed" is none at all).
to() {
	local output_name=$1 wanted=$2

	shift 2
	if [ "$output_name" = closed ]; then
		run bash -c '"$@" >&-' - "$ASKBACK" "$@"
	else
		run bash -c 'name=$1; shift; "$@" >"$name"' - "$output_name" "$ASKBACK" "$@"
	fi
	expect_status "$wanted"
}

setup() {
	fresh
	"$ASKBACK" -q log 'How?'
}

@test "output: saved but not shown is status 74, and the change stands" {
	for where in closed /dev/full; do
		to "$where" 74 log 'Saved?'
		holds "$output" 'askback: saved as Q' ', but the output could not be written'
		to "$where" 74 log --json 'Saved?'
		to "$where" 74 person add 'Saved Person'
		to "$where" 74 answer 1 yes
		to "$where" 74 reopen 1
		to "$where" 74 at -
	done
	[ "$(sql "SELECT count(*) FROM question WHERE body = 'Saved?'")" = 4 ]
	[ "$(sql 'SELECT count(*) FROM person')" = 2 ]
	[ "$(sql 'SELECT count(*) FROM answer')" = 2 ]
	sound
}

@test "output: nothing to say is nothing to fail" {
	to closed 0 log -q 'Quiet?'
	to /dev/full 0 log -q 'Quiet?'
	says ''
}

@test "output: a list that cannot be written" {
	to closed 74 list
	says 'askback: the output could not be written: Bad file descriptor'
	to /dev/full 74 list
	says 'askback: the output could not be written: No space left on device'
	to /dev/full 74 export
	to /dev/full 74 help
	to /dev/full 74 version
}

@test "output: a reader that leaves early is nobody's mistake" {
	seq -f "Question %g $(printf "long %.0s" {1..300})?" 400 | "$ASKBACK" -q log --lines
	for arguments in list 'list --json' 'list --format table' export; do
		# shellcheck disable=SC2086 # the words are meant to be split
		run bash -c 'set -o pipefail; "$@" | head -n 1' - "$ASKBACK" $arguments
		expect_status 0
		[ "${#lines[@]}" -eq 1 ]
	done
}

@test "output: unless something was saved" {
	run bash -c 'set -o pipefail; (sleep 0.2; exec "$@") | :' - "$ASKBACK" log 'Saved?'
	expect_status 74
	says 'askback: saved as Q2, but the output could not be written'
	[ "$(sql 'SELECT count(*) FROM question')" = 2 ]
}

@test "output: standard input or error that are closed" {
	run bash -c '"$@" <&-' - "$ASKBACK" log 'No input?'
	says $'Q2\topen\t\t\t'
	run bash -c '"$@" <&-' - "$ASKBACK" log
	expect_status 2
	run bash -c '"$@" 2>&-' - "$ASKBACK" show 99
	expect_status 1
	says ''
	run bash -c '"$@" <&- >&- 2>&-' - "$ASKBACK" log 'Nothing open?'
	expect_status 74
	[ "$(sql 'SELECT count(*) FROM question')" = 3 ]
	sound
}

@test "status: 0 done, 1 failed, 2 used wrongly, 5 declined" {
	try 0 list tag:nothing
	try 1 show 99
	try 1 log --talk nothing 'Text?'
	try 2 show
	try 2 log ''
	try 2 frobnicate
	"$ASKBACK" -q log two
	"$ASKBACK" -q log three
	try 2 drop 1-3
	on_terminal 5 drop 1-3 <<<n
}
