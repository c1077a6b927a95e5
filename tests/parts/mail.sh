#!/bin/bash
# SPDX-License-Identifier: MIT
# mail.sh start DIR: a mail server of our own in the new folder DIR, Exim on two free loopback
# ports; prints their settings as NAME=VALUE lines. It speaks TLS with a certificate signed by
# DIR/ca.crt, takes mail for anybody from whoever logs in as asker, and puts it into the Maildir
# DIR/mail. Addresses whose local part begins with "later" or "refused" are treated so.
# mail.sh stop DIR: stops it and removes DIR.
#
# Exim needs no root when a wrapper tells it that the user who runs it is its own; as root it runs
# as nobody. (Postfix's master and OpenSMTPD insist on root and on system users of their own.)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
parts=$here/../../build/parts

fail() {
	echo "mail: $1" >&2
	exit 1
}

# Runs a command as the user that the server belongs to.
as_server() {
	if [[ $(id -u) -eq 0 ]]; then
		setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"
	else
		"$@"
	fi
}

free_port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# The certificate of web.py, for 127.0.0.1 and localhost.
certificates() {
	python3 - "$here/../server" "$folder" <<-'END'
		import sys
		sys.path.insert(0, sys.argv[1])
		from web import make_certificate, make_context
		make_certificate(sys.argv[2], "ca")
		make_context(sys.argv[2], "here", "IP:127.0.0.1,DNS:localhost")
	END
}

# The programs are copied: nobody may not be allowed into this checkout, and the packaged one
# would become root.
programs() {
	mkdir "$folder/programs"
	cp "$parts/exim4-daemon-light/usr/sbin/exim4" "$folder/programs/"
	chmod 755 "$folder/programs/exim4"
	find "$parts/exim4-daemon-light" "$parts/libnss-wrapper" -name '*.so*' \
		-exec cp -a -t "$folder/programs" {} +
}

configuration() {
	cat <<-END
		primary_hostname = mail.test.example
		exim_path = $folder/programs/exim4
		spool_directory = $folder/spool
		log_file_path = $folder/log-%s
		pid_file_path = $folder/pid
		keep_environment = LD_LIBRARY_PATH : LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
		local_interfaces = 127.0.0.1
		daemon_smtp_ports = $1 : $2
		tls_on_connect_ports = $2
		tls_advertise_hosts = *
		tls_certificate = $folder/here.crt
		tls_privatekey = $folder/here.key
		auth_advertise_hosts = \${if def:tls_in_cipher {*}}
		deliver_drop_privilege = true
		rfc1413_query_timeout = 0s
		host_lookup =
		smtp_accept_max_per_connection = 1000
		acl_smtp_rcpt = check_rcpt
		message_size_limit = 50M
		begin acl
		check_rcpt:
		  defer message = Greylisted, come back later
		        local_parts = ^later
		  deny message = No such user here
		       local_parts = ^refused
		  accept authenticated = *
		  deny message = Log in first
		begin routers
		all:
		  driver = accept
		  transport = maildir
		begin transports
		maildir:
		  driver = appendfile
		  directory = $folder/mail
		  maildir_format
		  user = $(as_server id -u)
		  group = $(as_server id -g)
		begin authenticators
		plain:
		  driver = plaintext
		  public_name = PLAIN
		  server_prompts = :
		  server_condition = \${if and{{eq{\$auth2}{asker}}{eq{\$auth3}{$3}}}}
		  server_set_id = \$auth2
		login:
		  driver = plaintext
		  public_name = LOGIN
		  server_prompts = Username:: : Password::
		  server_condition = \${if and{{eq{\$auth1}{asker}}{eq{\$auth2}{$3}}}}
		  server_set_id = \$auth1
	END
}

start() {
	local smtp smtps password

	[[ ! -e $folder/configuration ]] || fail "$folder is in use; run: mail.sh stop $folder"
	"$here/fetch.sh" exim4-daemon-light libnss-wrapper
	mkdir -p "$folder"
	certificates
	programs
	smtp=$(free_port)
	smtps=$(free_port)
	password=$(od -An -tx1 -N16 /dev/urandom | tr -d ' \n')
	configuration "$smtp" "$smtps" "$password" >"$folder/configuration"
	echo "Debian-exim:x:$(as_server id -u):$(as_server id -g)::/:/bin/sh" >"$folder/passwd"
	echo "Debian-exim:x:$(as_server id -g):" >"$folder/group"
	mkdir "$folder/spool"
	# Exim reads a configuration only of root or of itself.
	chmod 600 "$folder/configuration"
	[[ $(id -u) -ne 0 ]] || chown -R nobody:nogroup "$folder"
	as_server test -x "$folder/programs/exim4" ||
		fail "nobody cannot enter $folder; choose a folder below ${TMPDIR:-/tmp}"
	as_server env -i PATH="$PATH" LD_LIBRARY_PATH="$folder/programs" \
		LD_PRELOAD="$folder/programs/libnss_wrapper.so" \
		NSS_WRAPPER_PASSWD="$folder/passwd" NSS_WRAPPER_GROUP="$folder/group" \
		"$folder/programs/exim4" -C "$folder/configuration" -bd -q10m \
		</dev/null >"$folder/start" 2>&1 || fail "the server did not start: $(cat "$folder/start")"
	for _ in $(seq 100); do
		[[ ! -s $folder/pid ]] || break
		sleep 0.1
	done
	[[ -s $folder/pid ]] || fail "the server did not start: $(cat "$folder"/start "$folder"/log-*)"
	printf '%s\n' "SMTP=smtp://localhost:$smtp" "SMTPS=smtps://127.0.0.1:$smtps" \
		"CAFILE=$folder/ca.crt" "SMTPUSER=asker" "SMTPPASSWORD=$password" "MAILDIR=$folder/mail"
}

stop() {
	[[ -f $folder/configuration ]] || fail "there is no server in $folder"
	[[ ! -s $folder/pid ]] || kill "$(cat "$folder/pid")" ||
		echo "mail: it was not running any more" >&2
	# What it has begun to deliver it finishes, and may write here meanwhile.
	for _ in $(seq 100); do
		rm -rf "$folder" 2>/dev/null && return
		sleep 0.1
	done
	fail "cannot remove $folder"
}

[[ $# -eq 2 && ($1 == start || $1 == stop) ]] || fail "usage: mail.sh start|stop DIR"
folder=$(realpath -m "$2")
"$1"
