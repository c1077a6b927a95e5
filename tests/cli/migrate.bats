#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# migrate: which schema has the store, and bringing it up to date.

load helper

@test "migrate -n: nothing is made" {
	try 0 migrate -n
	says 'there is no store yet; it would be made with schema 2'
	[ ! -e "$XDG_DATA_HOME" ]
}

@test "migrate: a new store, and one that is up to date" {
	try 0 migrate
	says 'there was no store; it was made with schema 2'
	complains "hint: your questions are kept in $STORE"
	[ "$(sql 'PRAGMA user_version')" = 2 ]
	[ "$(sql 'SELECT max(version), program FROM schema_version')" = "2|$("$ASKBACK" version | sed -n '1s/askback //p')" ]
	try 0 migrate
	says 'the store has schema 2: up to date'
	try 0 migrate -n
	says 'the store has schema 2: up to date'
	sound
}

@test "migrate: -q and --json" {
	try 0 migrate -q
	says ''
	try 0 migrate --json
	json 'd["migrate"]' "{'store': 2, 'program': 2, 'path': '$STORE'}"
}

@test "migrate: a store that is not ours to migrate" {
	"$ASKBACK" -q migrate
	sql 'PRAGMA user_version = 99'
	try 1 migrate
	complains "askback: cannot open store $STORE: it was made by a newer askback (schema 99, this program knows 2)"
}
