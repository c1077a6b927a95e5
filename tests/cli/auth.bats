#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# auth: secrets come in, are judged by their service, are kept where nobody else reads them, and come
# out nowhere.

# shellcheck disable=SC2030,SC2031,SC2154 # every test is a process of its own

load helper

CANARY=askback-canary-secret

setup() {
	fresh
	KEPT=$XDG_DATA_HOME/askback/credentials
}

# Four accounts, one of a kind, at the trackers of this machine.
online() {
	tracker_start
	configure '[channel "hub"]' 'type = github' "url = $TRACKER" 'client-id = Iv1.abc' \
		'[channel "lab"]' 'type = gitlab' "url = $TRACKER" \
		'[channel "tea"]' 'type = gitea' "url = $TRACKER" \
		'[channel "red"]' 'type = redmine' "url = $TRACKER/redmine" "$@"
}

# log_in ACCOUNT: by standard input.
log_in() {
	run --separate-stderr "$ASKBACK" auth login "$1" --with-token <<<"$CANARY"
	expect_status 0
}

# Nothing that was shown or kept has the canary in it, but for the one file of mode 0600.
secret_kept() {
	local file

	lacks "$output" "$CANARY"
	lacks "$stderr" "$CANARY"
	while read -r file; do
		[[ $file == "$KEPT"/* ]] || {
			echo "in $file"
			return 1
		}
		same "$(stat -c %a "$file" "$KEPT" | paste -sd ' ')" '600 700'
	done < <(grep -rlF "$CANARY" "$HOME" || true)
}

@test "auth: login by standard input, for every kind of tracker" {
	online
	for name in hub lab tea red; do
		log_in $name
		says "$name: asker logged in, the secret is in $KEPT/$name"
		complains ''
		secret_kept
	done
	try 0 auth status --json
	json '[(a["name"], a["state"], a["login"], a["server"]) for a in d["accounts"]]' \
		"[('hub', 'accepted', 'asker', 'GitHub'), ('lab', 'accepted', 'asker', 'GitLab 16.4.1'), ('tea', 'accepted', 'asker', 'Gitea 1.21.0'), ('red', 'accepted', 'asker', 'Redmine')]"
	json 'd["accounts"][0]["secret"]' "$KEPT/hub"
	secret_kept
	same "$(cut -c1-10 "$KEPT/hub")" "$(printf 'http://127\naskback-ca')"
}

@test "auth: a secret that is not accepted is not kept, and the status is 4" {
	online
	for name in hub lab tea red; do
		run --separate-stderr "$ASKBACK" auth login $name --with-token <<<'wrong'
		expect_status 4
		says ''
		[ ! -e "$KEPT/$name" ]
	done
}

@test "auth: what cannot be a secret is not even asked about" {
	online
	for text in '' ' a' 'a ' $'a\tb' 'ä'; do
		run --separate-stderr "$ASKBACK" auth login hub --with-token <<<"$text"
		expect_status 1
		warns 'a secret '
	done
	run --separate-stderr "$ASKBACK" auth login hub --with-token < <(head -c 9000 /dev/zero)
	expect_status 1
	tracker 'd["requests"]' 0
	run --separate-stderr "$ASKBACK" auth login hub --with-token < <(printf '%s\r\nuser: me\n' $CANARY)
	expect_status 0
}

@test "auth: a service that cannot be reached is no reason to keep or to forget" {
	online
	log_in hub
	tracker_reset '[{"path": "/user", "status": 502, "body": {"made": "html"}}]'
	run --separate-stderr "$ASKBACK" auth login hub --with-token <<<'other'
	expect_status 75
	holds "$(cat "$KEPT/hub")" "$CANARY"
	run --separate-stderr "$ASKBACK" auth status hub
	expect_status 75
	holds "$output" 'hub	unknown'
}

@test "auth: without a terminal nobody is asked" {
	online
	try 2 auth login hub
	complains 'askback: cannot ask for the secret of hub: standard input is no terminal' \
		'hint: askback auth login hub --with-token < FILE'
	tracker 'd["requests"]' 0
}

@test "auth: at a terminal, it says which page makes a token, and shows nothing that is typed" {
	online
	on_terminal 0 auth login hub < <(
		sleep 1
		printf '%s\n' $CANARY
	)
	holds "$output" "hub needs a classic token with the scope public_repo" \
		"$TRACKER/settings/tokens/new?scopes=public_repo" 'Secret for hub (it is not shown): ' \
		"hub: asker logged in"
	secret_kept
}

@test "auth: commands, variables and what was put away, in this order" {
	online 'secret-command = "cat '"$PWD"'/said"'
	echo "$CANARY" >said
	chmod 600 said
	log_in hub
	try 0 auth status hub red
	holds "$output" "hub	accepted	asker	$KEPT/hub	$TRACKER/api/v3	" \
		"red	accepted	asker	the command cat $PWD/said	$TRACKER/redmine	"
	ASKBACK_SECRET_HUB=$CANARY try 0 auth status hub
	holds "$output" "hub	accepted	asker	the variable ASKBACK_SECRET_HUB	"
	secret_kept
	ASKBACK_SECRET_HUB=wrong try 4 auth status
	holds "$output" "hub	refused	" "red	accepted	"
	lacks "$output$stderr" "wrong"
	try 2 auth login red --with-token
	complains "askback: red gets its secret from the command cat $PWD/said" \
		'hint: remove secret-command from the configuration first'
	rm said
	try 1 auth status red
	warns 'cannot get a secret from the command cat' 'it failed with status 1'
}

@test "auth: a token for github.com goes nowhere else" {
	online
	GH_TOKEN=$CANARY GITHUB_TOKEN=$CANARY try 4 auth status hub
	holds "$output" "hub	none	"
	complains 'askback: there is no secret for hub' 'hint: askback auth login hub'
	tracker 'd["requests"]' 0
	GH_ENTERPRISE_TOKEN=$CANARY try 0 auth status hub
	configure '[channel "hub"]' 'type = github' "url = $TRACKER" 'secret-env = GH_TOKEN'
	GH_TOKEN=$CANARY try 1 auth status hub
	complains 'askback: [channel "hub"]: a token for github.com is not for '"$TRACKER/api/v3" \
		'hint: put the one for this service into another variable'
}

@test "auth: a secret does not follow when the address changes" {
	online
	log_in hub
	configure '[channel "hub"]' 'type = github' "url = https://git.example"
	try 0 auth status --offline
	says "hub	none			https://git.example/api/v3	the one in $KEPT/hub is for another address than https://git.example/api/v3"
}

@test "auth: a file that others can read is not trusted" {
	online
	log_in hub
	chmod 640 "$KEPT/hub"
	try 1 auth status hub
	warns "cannot trust $KEPT/hub: others can read it" 'hint: chmod 600'
}

@test "auth: status without accounts, by name, offline, and quiet" {
	try 0 auth status
	says ''
	complains 'hint: no account has a secret: askback auth login github'
	try 1 auth status githib
	complains 'askback: there is no account githib' 'hint: did you mean github, or gitlab?'
	try 4 auth status github --offline
	complains 'askback: there is no secret for github' 'hint: askback auth login github'
	try 0 auth status hand
	says 'hand	needless				'
	GH_TOKEN=$CANARY try 0 auth status --offline
	says 'github	unasked		the variable GH_TOKEN	https://api.github.com	'
	GH_TOKEN=$CANARY try 0 auth status --offline --json
	json 'd["accounts"][0]["state"], d["accounts"][0]["secret"]' "('unasked', 'the variable GH_TOKEN')"
	secret_kept
}

@test "auth: logout forgets, once, and says what is left" {
	online
	log_in hub
	try 0 auth logout hub
	says 'hub: forgot its secret'
	complains 'hint: it is good until you revoke it at the service'
	[ ! -e "$KEPT/hub" ]
	try 0 auth logout hub --json
	json 'd["account"]["dropped"], d["account"]["state"]' "(False, 'none')"
	ASKBACK_SECRET_HUB=$CANARY try 0 auth logout hub
	complains 'askback: hub still has a secret: from the variable ASKBACK_SECRET_HUB'
	try 2 auth logout hand
	complains 'askback: hand needs no secret'
}

@test "auth: by a code that is typed into a page of the service" {
	online
	tracker_reset '[
		{"path": "/login/device/code", "status": 200, "body":
			{"device_code": "dev/1", "user_code": "AB\u001b[2J-12", "expires_in": 60, "interval": 1,
			"verification_uri": "https://github.example/login/device"}},
		{"path": "access_token", "nth": 1, "status": 200, "body": {"error": "authorization_pending"}},
		{"path": "access_token", "nth": 1, "close": true},
		{"path": "access_token", "nth": 1, "status": 200, "body": {"access_token": "'$CANARY'", "token_type": "bearer"}}]'
	try 0 auth login hub --device
	says "hub: asker logged in, the secret is in $KEPT/hub"
	complains 'Open https://github.example/login/device and enter the code AB<ESC>[2J-12'
	secret_kept
	same "$(python3 -c 'import json, sys
for line in open(sys.argv[1]):
    d = json.loads(line)
    print(d["method"], d["target"], d["body"])' "$BATS_TEST_TMPDIR/tracker/requests.jsonl" | uniq)" "POST /login/device/code client_id=Iv1.abc&scope=public_repo
POST /login/oauth/access_token client_id=Iv1.abc&device_code=dev%2F1&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code
GET /api/v3/user "
	try 2 auth login lab --device
	complains 'askback: lab has no client-id, so there is no code for it' \
		'hint: askback auth login lab'
}

# refused STATUS WORDS ERROR: what the service says instead of a token.
refused() {
	tracker_reset '[
		{"path": "/login/device/code", "status": 200, "body":
			{"device_code": "d", "user_code": "AB-12", "expires_in": 60, "interval": 1}},
		{"path": "access_token", "status": 200, "body": {"error": "'"$3"'"}}]'
	try "$1" auth login hub --device
	warns "Open $TRACKER/login/device and enter the code AB-12" "$2"
	[ ! -e "$KEPT/hub" ]
}

@test "auth: the code is refused, too old, or for nothing" {
	online
	refused 5 'cannot log in to hub: you said no there' access_denied
	refused 75 'cannot log in to hub: the code is too old by now' expired_token
	refused 4 'the application does not allow it' device_flow_disabled
	refused 4 'cannot log in to hub: something_new' something_new
	tracker_reset '[{"path": "/login/device/code", "status": 404, "body": {"error": "Not Found"}}]'
	try 4 auth login hub --device
	complains 'askback: cannot log in to hub: it does not know the client id'
	tracker_reset '[{"path": "/login/device/code", "status": 200, "body": {"made": "html"}}]'
	try 1 auth login hub --device
	warns 'it answered with status 200 and no JSON'
	tracker_reset '[{"path": "/login/device/code", "status": 200, "body":
			{"device_code": "d", "user_code": "AB-12", "expires_in": 1, "interval": 2}}]'
	try 75 auth login hub --device
	warns 'the code was not entered in time'
}

@test "auth: no secret in the arguments of any program that is run" {
	online
	mkdir bin
	cat >bin/secret-tool <<-'END'
		#!/bin/sh
		tr '\0' ' ' </proc/$$/cmdline >>"$HOME/arguments"
		tr '\0' ' ' </proc/$PPID/cmdline >>"$HOME/arguments"
		[ "$1" = store ] && exec cat >"$HOME/../ring"
		[ "$1" = lookup ] && exec cat "$HOME/../ring"
	END
	chmod +x bin/secret-tool
	export PATH=$PWD/bin:$PATH DBUS_SESSION_BUS_ADDRESS=unix:path=/none
	log_in hub
	says 'hub: asker logged in, the secret is in the keyring'
	try 0 auth status hub
	holds "$output" "hub	accepted	asker	the keyring	"
	holds "$(cat "$HOME/arguments")" 'store --label=askback: hub service askback account hub url '
	secret_kept
	[ ! -e "$KEPT" ]
}
