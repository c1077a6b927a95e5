#!/bin/bash
# SPDX-License-Identifier: MIT
# postgres.sh start DIR: a PostgreSQL server of our own in the new folder DIR, on a socket in DIR
# and on a free loopback port; prints its connection settings as NAME=VALUE lines.
# postgres.sh stop DIR: stops it and removes DIR.
#
# PostgreSQL refuses to run as root: then the server belongs to nobody. It is a server for tests
# and does not flush to the disk.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
parts=$here/../../build/parts
programs=usr/lib/postgresql/15/bin
multiarch=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo "$(uname -m)-linux-gnu")

fail() {
	echo "postgres: $1" >&2
	exit 1
}

# Runs a command as the user that the server belongs to.
as_server() {
	local command=(env HOME="$folder" LC_ALL=C LD_LIBRARY_PATH="$server/usr/lib/$multiarch" "$@")

	if [[ $(id -u) -eq 0 ]]; then
		setpriv --reuid=nobody --regid=nogroup --clear-groups "${command[@]}"
	else
		"${command[@]}"
	fi
}

free_port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# nobody may not be allowed into this checkout: then the server runs from a copy beside its data.
reachable() {
	server=$parts/postgresql-15
	as_server test -x "$server/$programs/postgres" 2>/dev/null && return
	server=$folder/programs
	cp -a "$parts/postgresql-15" "$server"
	as_server test -x "$server/$programs/postgres" ||
		fail "nobody cannot enter $folder; choose a folder below ${TMPDIR:-/tmp}"
}

start() {
	local port password

	[[ ! -e $folder/data ]] || fail "$folder is in use; run: postgres.sh stop $folder"
	# The path of a socket holds 107 bytes, of which its name takes 16.
	[[ ${#folder} -le 90 ]] || fail "the path $folder is too long for a socket"
	"$here/fetch.sh" postgresql-15 postgresql-client-15
	mkdir -p "$folder"
	[[ $(id -u) -ne 0 ]] || chown nobody:nogroup "$folder"
	reachable
	port=$(free_port)
	password=$(od -An -tx1 -N16 /dev/urandom | tr -d ' \n')
	as_server sh -c "umask 077; echo $password >$folder/password"
	as_server "$server/$programs/initdb" -D "$folder/data" -U askback -E UTF8 --locale=C \
		--pwfile="$folder/password" -A scram-sha-256 --no-sync >"$folder.log" 2>&1 ||
		fail "initdb failed: $(tail -n 3 "$folder.log")"
	as_server "$server/$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 \
		-o "-p $port -k $folder -h 127.0.0.1 -F -c jit=off" start >>"$folder.log" 2>&1 ||
		fail "the server did not start: $(tail -n 3 "$folder.log" "$folder/log")"
	rm -f "$folder.log"
	settings "$port" "$password"
}

settings() {
	local client=$parts/postgresql-client-15

	printf '%s\n' "PGHOST=$folder" "PGPORT=$1" "PGUSER=askback" "PGDATABASE=postgres" \
		"PGPASSWORD=$2" "PSQL=$(realpath "$client/$programs/psql")" \
		"LD_LIBRARY_PATH=$(realpath "$client")/usr/lib/$multiarch"
}

stop() {
	[[ -f $folder/data/PG_VERSION ]] || fail "there is no server in $folder"
	server=$parts/postgresql-15
	[[ ! -d $folder/programs ]] || server=$folder/programs
	as_server "$server/$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null ||
		echo "postgres: it was not running any more" >&2
	rm -rf "$folder"
}

[[ $# -eq 2 && ($1 == start || $1 == stop) ]] || fail "usage: postgres.sh start|stop DIR"
folder=$(realpath -m "$2")
"$1"
