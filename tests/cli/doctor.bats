#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# doctor: what is well, what is not, and what to do about it; it changes nothing.

# shellcheck disable=SC2030,SC2031,SC2154 # every test is a process of its own

load helper

CANARY=askback-canary-secret

setup() {
	fresh
	export EDITOR=cat ASKBACK_SECRET_HUB=$CANARY
	unset https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY
}

# found STATE SUBJECT WORDS [HINT]: it is among what was found, as a line for a pipe.
found() {
	holds "$output" "$1	$2	$3	${4-}"
}

account() {
	[ "${TRACKER-}" ] || tracker_start
	configure '[channel "hub"]' 'type = github' "url = $TRACKER" "$@"
}

@test "doctor: all is well before the first question, and after it" {
	try 0 doctor
	found ok config "none at $XDG_CONFIG_HOME/askback/config"
	found ok store "none at $STORE yet"
	found ok editor cat
	lacks "$output" warning problem
	[ ! -e "$STORE" ]
	"$ASKBACK" -q log 'How?'
	try 0 doctor
	complains ''
	found ok data "$XDG_DATA_HOME/askback"
	found ok store "$STORE is sound and has schema 2"
	found ok spool 'no question waits'
	found ok pager cat
	lacks "$output" warning problem
	try 0 -q doctor
	says ''
	try 0 doctor --json
	json '{c["state"] for c in d["checks"]}, d["schema"]' "({'ok'}, 1)"
}

@test "doctor: at a terminal, a sign and a word for each, and the hint below" {
	EDITOR=nowhere-to-be-found on_terminal 0 doctor
	holds "$output" $'✓ ok     \e[0m  store: none at' \
		$'! warning\e[0m  editor: nowhere-to-be-found is not to be found' \
		$'\n           hint: set EDITOR to one that is installed'
	LC_ALL=C NO_COLOR=1 on_terminal 0 doctor
	holds "$output" '+ ok       store: none at' '! warning  locale: '
}

@test "doctor: who else could read or write" {
	"$ASKBACK" -q log 'How?'
	chmod 644 "$STORE"
	chmod 755 "$XDG_DATA_HOME/askback"
	try 0 doctor
	found warning store "others can read $STORE" "chmod 600 $STORE"
	found warning data "others can look into $XDG_DATA_HOME/askback" \
		"chmod 700 $XDG_DATA_HOME/askback"
	chmod 777 "$XDG_DATA_HOME/askback"
	try 1 doctor
	found problem data "others can write into $XDG_DATA_HOME/askback" \
		"chmod 700 $XDG_DATA_HOME/askback"
	complains 'askback: there is a problem'
}

@test "doctor: a page of the store that broke, and a file that is none" {
	for word in $(seq 400); do echo "Why number $word?"; done | "$ASKBACK" -q log --lines -
	python3 - "$STORE" <<-'END'
		import sys
		with open(sys.argv[1], "r+b") as file:
		    data = file.read()
		    at = data.rindex(b"Why number 200?") & ~4095
		    file.seek(at)
		    file.write(b"\xff" * 4096)
	END
	try 1 doctor
	holds "$output" 'problem	store	'
	lacks "$output" 'is sound'
	printf 'no database at all' >"$STORE"
	try 1 doctor
	holds "$output" 'problem	store	'
}

@test "doctor: questions that wait in the spool stay there" {
	"$ASKBACK" -q log 'How?'
	mv "$STORE" away
	printf 'no database' >"$STORE"
	"$ASKBACK" -q log 'And why?' || true
	mv away "$STORE"
	echo x >"$STORE.spool.damaged"
	for _ in 1 2; do
		try 0 doctor
		found warning spool "questions wait in $STORE.spool" \
			'the next command moves them into the store: askback list'
		found warning spool "what could not be read is in $STORE.spool.damaged" \
			'look for questions in it, and remove it'
	done
	same "$(listed)" 'Q1 Q2'
	try 0 doctor
	found ok spool 'no question waits'
}

@test "doctor: programs that are not there, and the system's zones" {
	EDITOR='nowhere --wait' PAGER=/nowhere/less try 0 doctor
	found warning editor 'nowhere --wait is not to be found' 'set EDITOR to one that is installed'
	found warning pager '/nowhere/less is not to be found' 'set PAGER to one that is installed'
	TERM=dumb EDITOR='' try 0 doctor
	found warning editor 'cannot edit: the terminal is dumb, and EDITOR is not set' \
		'set EDITOR, or give the text as an argument'
	EDITOR="\"$PWD/my editor\"" try 0 doctor
	lacks "$output" 'not to be found'
}

@test "doctor: without askback-full it says so, and goes on" {
	cp "$ASKBACK" alone
	ASKBACK=$PWD/alone
	try 1 doctor
	found problem program 'askback-full is not here, so that nothing can be imported or sent' \
		'install it beside askback, or in ../libexec/askback'
	found ok store "none at $STORE yet"
	try 1 doctor --online
	warns 'this needs askback-full, which is not here'
}

@test "doctor: accounts and where their secrets come from, without a request" {
	tracker_start
	account 'cafile = /nowhere/ca.pem' '[channel "lab"]' 'type = gitlab' \
		'secret-command = "touch '"$PWD"'/ran; cat said"' \
		'[channel "tea"]' 'type = gitea' "url = $TRACKER" \
		'[channel "mail"]' 'type = mail' 'from = me@x.example' 'sendmail = nowhere -t'
	try 1 doctor
	found ok hub 'its secret comes from the variable ASKBACK_SECRET_HUB'
	found problem hub 'its cafile /nowhere/ca.pem cannot be read'
	holds "$output" 'ok	lab	its secret comes from the command touch'
	found warning tea 'has no secret' 'askback auth login tea'
	found ok mail 'needs no secret'
	found problem mail 'its sendmail nowhere -t is not to be found'
	lacks "$output" github codeberg "$CANARY"
	complains 'askback: there are 2 problems'
	[ ! -e ran ]
	tracker 'd["requests"]' 0
	try 0 doctor tea
	says "warning	tea	has no secret	askback auth login tea"
	try 1 doctor tee
	warns 'there is no account tee'
}

@test "doctor: online, whose the secret is, and what it lacks" {
	account
	try 0 doctor --online hub
	says "ok	hub	its secret comes from the variable ASKBACK_SECRET_HUB	" \
		'ok	hub	GitHub knows us as asker	'
	tracker 'd["requests"]' 1
	tracker_reset '[{"path": "/user", "status": 200, "headers": {"X-OAuth-Scopes": "gist, user"},
		"body": {"login": "asker"}}]'
	try 0 doctor --online hub
	found warning hub 'a right is missing: the scope public_repo (or repo, for private ones)' \
		'askback auth login hub'
	lacks "$output$stderr" "$CANARY"
}

@test "doctor: online, a secret that is refused and a service that is away" {
	account
	ASKBACK_SECRET_HUB=wrong-secret try 1 doctor --online
	holds "$output" 'problem	hub	'
	lacks "$output$stderr" wrong-secret
	tracker_reset '[{"path": "/user", "close": true}]'
	try 1 doctor --online hub
	holds "$output" 'problem	hub	'
	complains 'askback: there is a problem'
	lacks "$output$stderr" "$CANARY"
}

@test "doctor: online, a clock that is wrong, and a proxy" {
	account
	tracker_reset '[{"path": "/user", "status": 200,
		"headers": {"Date": "Wed, 30 Aug 2017 12:40:00 GMT"}, "body": {"login": "asker"}}]'
	try 0 doctor --online hub
	holds "$output" "warning	hub	this machine's clock is " ' minutes ahead of the service'
	tracker_reset '[{"path": "/user", "status": 200,
		"headers": {"Date": "Wed, 30 Aug 2217 12:40:00 GMT"}, "body": {"login": "asker"}}]'
	try 0 doctor --online hub
	holds "$output" " minutes behind the service's	set the clock"
	HTTPS_PROXY=http://me:word@proxy.example:3128 try 0 doctor --online
	found ok proxy 'requests go through proxy.example:3128, by HTTPS_PROXY'
	lacks "$output" word
}
