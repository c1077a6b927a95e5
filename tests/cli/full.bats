#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Two programs from one source: askback holds no network code, and finds askback-full wherever it is started from.

load helper

setup() {
	fresh
	built=$(dirname "$ASKBACK")
}

@test "full: askback needs none of the libraries that the network brings" {
	needed=$(readelf -d "$ASKBACK" | grep NEEDED)
	lacks "$needed" curl ssl crypto expat zip cmark gmime pq
	holds "$(readelf -d "$built/askback-full" | grep NEEDED)" curl expat
	lacks "$(nm -D --undefined-only "$ASKBACK")" ' socket' ' connect' ' getaddrinfo'
}

@test "full: from the build folder, by a relative name, and through a link" {
	try 0 version --libraries
	holds "$output" libcurl
	cd "$built"
	holds "$(./askback version --libraries)" libcurl
	ln -s "$ASKBACK" "$BATS_TEST_TMPDIR/linked"
	holds "$("$BATS_TEST_TMPDIR/linked" version --libraries)" libcurl
	holds "$(PATH=$BATS_TEST_TMPDIR:$PATH linked version --libraries)" libcurl
}

@test "full: installed, in ../libexec/askback" {
	mkdir -p "$BATS_TEST_TMPDIR/usr/bin" "$BATS_TEST_TMPDIR/usr/libexec/askback"
	cp "$ASKBACK" "$BATS_TEST_TMPDIR/usr/bin/"
	cp "$built/askback-full" "$BATS_TEST_TMPDIR/usr/libexec/askback/"
	holds "$("$BATS_TEST_TMPDIR/usr/bin/askback" version --libraries)" libcurl
}

@test "full: the same arguments and the same status" {
	run "$ASKBACK" version --libraries --json
	[ "$status" -eq 0 ]
	holds "$output" '"network"' libcurl
	try 1 import schedule "$HOME/missing.xml"
	complains "askback: cannot import: cannot open $HOME/missing.xml: No such file or directory"
}

@test "full: when it is not there, a sentence" {
	cp "$ASKBACK" "$BATS_TEST_TMPDIR/alone"
	ASKBACK=$BATS_TEST_TMPDIR/alone
	try 1 version --libraries
	warns 'this needs askback-full, which is not here'
}
