#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# at: where I am, what is on and what comes next.

load helper

setup() {
	fresh
	programme
}

on1=$'on\tT1 '"$SHOPIFY (Pembroke Room, 13:40-14:30)"

@test "at: where am I, what is on, just over, next" {
	try 0 at
	says 'following the programme; questions go to T1' "$on1"
	try_at 14:31 0 at
	says 'following the programme; questions go to T1' $'over\tT1 '"$SHOPIFY (Pembroke Room, 13:40-14:30)"
	try_at 15:00 0 at
	says 'following the programme; questions go to the inbox' \
		$'next\tT2 '"$QUERIES (Pembroke Room, 15:40-16:10)"
	try_at 15:50 0 at
	says 'following the programme; questions go to T2' \
		$'on\tT2 '"$QUERIES (Pembroke Room, 15:40-16:10)" \
		$'next\tT3 '"$OKLOG (Pembroke Room, 16:10-17:00)"
	on_terminal 0 at
	says 'following the programme; questions go to T1' \
		"on    T1 $SHOPIFY (Pembroke Room, 13:40-14:30)"
}

@test "at: a talk, a room, a speaker, nowhere, and the programme again" {
	try 0 at 'ok log'
	says "at T3 $OKLOG (Pembroke Room, 16:10-17:00); questions go to T3" "$on1"
	try 0 at pembroke
	says 'in room Pembroke Room; questions go to T1' "$on1"
	try 0 at thambara
	says 'with Basavaiah Thambara; questions go to the inbox' "$on1"
	try 0 at -
	says 'nowhere: questions go to the inbox' "$on1"
	try 0 at
	says 'nowhere: questions go to the inbox' "$on1"
	try 0 at --auto
	says 'following the programme; questions go to T1' "$on1"
}

@test "at: -q and --json" {
	try 0 at -q shopify-lb
	says ''
	try 0 at --json
	json '[d["at"]["attaches_to"]["id"], [t["id"] for t in d["at"]["on"]], d["at"]["now"]]' \
		"[1, [1], '2017-08-30T12:52:00Z']"
}

@test "at: a place that is not there or is several: the old one stays" {
	"$ASKBACK" -q at 3
	try 1 at nowhere
	complains 'askback: cannot go there: no talk, room or speaker fits "nowhere"' \
		'hint: askback talk list'
	try 1 at o
	complains "askback: cannot go there: \"o\" fits 3 talks: T1 $SHOPIFY (srecon17-europe); T2 $QUERIES (srecon17-europe); T3 $OKLOG (srecon17-europe)"
	try 1 at T99
	complains 'askback: cannot go there: no talk, room or speaker fits "T99"' \
		'hint: askback talk list'
	try 2 at --auto 1
	complains 'askback: give a place or --auto, not both'
	try 2 at two words
	warns 'at takes fewer words'
	try 0 at
	holds "$output" "at T3 $OKLOG"
}
