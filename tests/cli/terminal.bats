#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What a person sees on a terminal: tables, width, colours, the pager.

# shellcheck disable=SC2016 # $LESS is for the pager to see
# shellcheck disable=SC2030,SC2031 # every test is a process of its own

load helper

red=$'\e[1;31m' bold=$'\e[1m' dim=$'\e[2m'

# coloured ENVIRONMENT... -- ARGS...: is the table of list coloured on a pipe?
coloured() {
	run env "$@"
	expect_status 0
	[[ $output == *$'\e['* ]]
}

setup() {
	fresh
	"$ASKBACK" -q log 'How?'
}

@test "terminal: a table with colours, glyph and word for the state" {
	on_terminal 0 list
	says "${bold}Inbox"$'\e[0m  '"${dim}not attached to a talk"$'\e[0m' \
		"${dim}ID"$'\e[0m  '"${dim}STATE"$'\e[0m   '"${dim}ASKED"$'\e[0m  '"${dim}MIN"$'\e[0m  '"${dim}QUESTION"$'\e[0m  '"${dim}WHEN"$'\e[0m  '"${dim}NEXT STEP"$'\e[0m' \
		$'Q1  \e[33m● open\e[0m  no          How?      now   attach to a talk'
}

@test "terminal: cut to its width, between characters as they are seen" {
	"$ASKBACK" -q log '日本語の長い質問は最後まで見えませんが、文字の途中では切れません'
	"$ASKBACK" -q log '👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻'
	export NO_COLOR=1
	COLUMNS=70 on_terminal 0 list
	says 'Inbox  not attached to a talk' \
		'ID  STATE   ASKED  MIN  QUESTION                WHEN  NEXT STEP' \
		'Q1  ● open  no          How?                    now   attach to a talk' \
		'Q2  ● open  no          日本語の長い質問は最…   now   attach to a talk' \
		'Q3  ● open  no          👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻…   now   attach to a talk'
	COLUMNS=200 on_terminal 0 list
	holds "$output" '日本語の長い質問は最後まで見えませんが、文字の途中では切れません  now'
}

@test "terminal: without UTF-8 in the locale, ASCII glyphs" {
	"$ASKBACK" -q log "A question so long that it cannot be shown as a whole in a narrow window?"
	export NO_COLOR=1
	for locale in C POSIX; do
		LC_ALL=$locale on_terminal 0 list
		says 'Inbox  not attached to a talk' \
			'ID  STATE   ASKED  MIN  QUESTION                          WHEN  NEXT STEP' \
			'Q1  o open  no          How?                              now   attach to a talk' \
			'Q2  o open  no          A question so long that it ca...  now   attach to a talk'
	done
	LC_ALL='' LANG=C LC_CTYPE=de_DE.utf8 on_terminal 0 list
	holds "$output" '● open'
	LC_ALL=C on_terminal 0 drop 1
	says 'Q1 x dropped, inbox'
}

@test "terminal: --format tsv is that even there" {
	on_terminal 0 list --format tsv
	says $'Q1\topen\tno\t2017-08-30T12:52:00Z\t\t\t\t\tHow?\tattach to a talk'
}

@test "colour: not on a pipe, unless it is forced" {
	set -- "$ASKBACK" list --format table
	run ! coloured "$@"
	coloured CLICOLOR_FORCE=1 "$@"
	coloured FORCE_COLOR=1 "$@"
	run ! coloured CLICOLOR_FORCE=0 "$@"
	run ! coloured CLICOLOR_FORCE= FORCE_COLOR= "$@"
	coloured "$@" --color always
	run ! coloured "$ASKBACK" list --color always
}

@test "colour: option, configuration, NO_COLOR, force, CLICOLOR, TERM, in this order" {
	set -- "$ASKBACK" list --format table
	coloured NO_COLOR=1 "$@" --color always
	run ! coloured CLICOLOR_FORCE=1 "$@" --color never
	run ! coloured NO_COLOR=1 CLICOLOR_FORCE=1 "$@"
	coloured NO_COLOR= CLICOLOR_FORCE=1 "$@"
	coloured CLICOLOR=0 CLICOLOR_FORCE=1 "$@"
	coloured TERM=dumb CLICOLOR_FORCE=1 "$@"
	configure '[ui]' 'color = always'
	coloured NO_COLOR=1 "$@"
	run ! coloured "$@" --color never
	configure '[ui]' 'color = never'
	run ! coloured CLICOLOR_FORCE=1 "$@"
	coloured "$@" --color always
	configure '[ui]' 'color = auto'
	run ! coloured NO_COLOR=1 CLICOLOR_FORCE=1 "$@"
}

@test "colour: on a terminal, unless it is unwanted" {
	on_terminal 0 list
	holds "$output" $'\e['
	NO_COLOR=1 on_terminal 0 list
	lacks "$output" $'\e['
	CLICOLOR=0 on_terminal 0 list
	lacks "$output" $'\e['
	CLICOLOR=1 on_terminal 0 list
	holds "$output" $'\e['
	TERM=dumb on_terminal 0 list
	lacks "$output" $'\e['
	on_terminal 0 list --color never
	lacks "$output" $'\e['
}

@test "colour: each stream by itself" {
	export SHELL=/bin/bash
	run script -qec "'$ASKBACK' show 99 2>errors; '$ASKBACK' list --format table >table" /dev/null
	holds "$(cat errors)" 'askback: cannot show Q99'
	lacks "$(cat errors table)" $'\e['
	run script -qec "'$ASKBACK' show 99 >nothing" /dev/null
	holds "$output" "${red}askback: "$'\e[0mcannot show Q99'
}

@test "pager: long and short output on a terminal go through it" {
	export PAGER='sed s/^/paged:/' NO_COLOR=1
	"$ASKBACK" -q conference add Conf --tz UTC
	"$ASKBACK" -q talk add Talk --speaker Somebody
	for arguments in list 'list --all' 'show 1' 'talk list' person conference help 'help times'; do
		# shellcheck disable=SC2086 # the words are meant to be split
		on_terminal 0 $arguments
		holds "$output" paged:
	done
	for arguments in 'list --no-pager' 'list --format tsv' 'list --json' 'log Text?' 'drop 1' at; do
		# shellcheck disable=SC2086 # the words are meant to be split
		on_terminal 0 $arguments
		lacks "$output" paged:
	done
	TERM=dumb on_terminal 0 list
	lacks "$output" paged:
	try 0 list --format table
	lacks "$output" paged:
}

@test "pager: ASKBACK_PAGER before the configuration before PAGER" {
	export PAGER='sed s/^/third:/' NO_COLOR=1
	on_terminal 0 list
	holds "$output" third:Inbox
	configure '[ui]' 'pager = "sed s/^/second:/"'
	on_terminal 0 list
	holds "$output" second:Inbox
	export ASKBACK_PAGER='sed s/^/first:/'
	on_terminal 0 list
	holds "$output" first:Inbox
	ASKBACK_PAGER='' on_terminal 0 list
	says 'Inbox  not attached to a talk' 'ID  STATE   ASKED  MIN  QUESTION  WHEN  NEXT STEP' \
		'Q1  ● open  no          How?      now   attach to a talk'
}

@test "pager: one that is not there or leaves early does no harm" {
	export NO_COLOR=1
	PAGER=/nowhere/pager on_terminal 0 list
	holds "$output" 'Q1  ● open'
	seq -f "Question %g $(printf "long %.0s" {1..300})?" 400 | "$ASKBACK" -q log --lines
	PAGER='head -n 2' on_terminal 0 list
	says 'Inbox  not attached to a talk' \
		'  ID  STATE   ASKED  MIN  QUESTION                        WHEN  NEXT STEP'
}

@test "pager: less gets FRX when LESS is not set" {
	PAGER='echo "$LESS"; cat >/dev/null' on_terminal 0 list
	says FRX
	LESS=S PAGER='echo "$LESS"; cat >/dev/null' on_terminal 0 list
	says S
}
