#!/bin/bash
# SPDX-License-Identifier: MIT
# mail.sh start DIR: a mail server of our own in the new folder DIR: Exim takes mail, and Dovecot
# shows it by IMAP. Prints their settings as NAME=VALUE lines:
#   SMTP, SMTPS, IMAP, IMAPS   addresses on 127.0.0.1; the two without an S begin TLS themselves
#   CAFILE                     who signed their certificate, for 127.0.0.1 and localhost
#   MAILUSER, MAILPASSWORD     the login of all four
#   MAILDIR                    where all mail goes, to whomever; IMAP calls it INBOX
# Addresses whose local part begins with "later" or "refused" are treated so.
# mail.sh stop DIR: stops both and removes DIR.
#
# Neither needs root: a wrapper tells Exim that the user who runs it is its own, and Dovecot can
# be told so. As root, both run as nobody. (Postfix's master and OpenSMTPD insist on root and on
# system users of their own.)
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

# Four that nobody listens on.
free_ports() {
	python3 -c 'import socket
ports = [socket.create_server(("127.0.0.1", 0)) for _ in range(4)]
print(*(s.getsockname()[1] for s in ports))'
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

# The programs are copied: nobody may not be allowed into this checkout, and the packaged Exim
# would become root.
programs() {
	mkdir "$folder/programs"
	cp "$parts/exim4-daemon-light/usr/sbin/exim4" "$folder/programs/"
	chmod 755 "$folder/programs/exim4"
	find "$parts/exim4-daemon-light" "$parts/libnss-wrapper" -name '*.so*' \
		-exec cp -a -t "$folder/programs" {} +
	cp -a "$parts/dovecot-core+dovecot-imapd/usr" "$folder/dovecot"
	# Where the module for TLS is, no setting says. Dovecot's processes run in base_dir.
	sed -i 's|/usr/lib/dovecot/modules|././././././././/modules|' \
		"$folder/dovecot/lib/dovecot/libdovecot.so.0.0.0"
	mkdir "$folder/run"
	ln -s ../dovecot/lib/dovecot/modules "$folder/run/modules"
}

exim_configuration() {
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

# What looks for programs and modules looks here; everybody is the one user that there is.
dovecot_configuration() {
	local user group service

	user=$(as_server id -un)
	group=$(as_server id -gn)
	cat <<-END
		protocols = imap
		listen = 127.0.0.1
		base_dir = $folder/run
		state_dir = $folder/run
		libexec_dir = $folder/dovecot/lib/dovecot
		mail_plugin_dir = $folder/dovecot/lib/dovecot/modules
		auth_policy_server_url =
		import_environment = LD_LIBRARY_PATH
		log_path = $folder/log-dovecot
		default_internal_user = $user
		default_internal_group = $group
		default_login_user = $user
		first_valid_uid = 0
		first_valid_gid = 0
		ssl = required
		ssl_cert = <$folder/here.crt
		ssl_key = <$folder/here.key
		ssl_dh =
		mail_location = maildir:$folder/mail
		passdb {
		  driver = static
		  args = user=asker password=$3
		}
		userdb {
		  driver = static
		  args = uid=$(as_server id -u) gid=$(as_server id -g) home=$folder/home
		}
		service imap-login {
		  chroot =
		  inet_listener imap {
		    port = $1
		  }
		  inet_listener imaps {
		    port = $2
		    ssl = yes
		  }
		}
	END
	for service in anvil stats; do
		printf 'service %s {\n  chroot =\n}\n' "$service"
	done
}

start_exim() {
	as_server env -i PATH="$PATH" LD_LIBRARY_PATH="$folder/programs" \
		LD_PRELOAD="$folder/programs/libnss_wrapper.so" \
		NSS_WRAPPER_PASSWD="$folder/passwd" NSS_WRAPPER_GROUP="$folder/group" \
		"$folder/programs/exim4" -C "$folder/exim.conf" -bd -q10m
}

# doveconf reads the configuration and becomes Dovecot, which would look for it in /usr.
start_dovecot() {
	local libraries

	libraries=$(find "$folder/dovecot/lib" -name '*.so*' -printf '%h\n' | sort -u | paste -sd :)
	as_server env -i PATH="$PATH" LD_LIBRARY_PATH="$libraries" \
		"$folder/dovecot/bin/doveconf" -f service=master -c "$folder/dovecot.conf" -m master \
		-e "$folder/dovecot/sbin/dovecot" -c "$folder/dovecot.conf"
}

stop() {
	local file pid

	[[ -f $folder/exim.conf ]] || fail "there is no server in $folder"
	for file in "$folder/pid" "$folder/run/master.pid"; do
		[[ -s $file ]] || continue
		pid=$(<"$file")
		kill "$pid" || echo "mail: a server was not running any more" >&2
		for _ in $(seq 100); do
			[[ $(ps -o stat= -p "$pid") == [!Z]* ]] || break
			sleep 0.1
		done
	done
	# What they have begun to deliver they finish, and may write here meanwhile.
	for _ in $(seq 100); do
		rm -rf "$folder" 2>/dev/null && return
		sleep 0.1
	done
	fail "cannot remove $folder"
}

# started PROGRAM PIDFILE: runs it, and waits until it has written the file.
started() {
	if "start_$1" </dev/null >"$folder/start" 2>&1; then
		for _ in $(seq 100); do
			[[ ! -s $2 ]] || return 0
			sleep 0.1
		done
	fi
	cat "$folder"/start "$folder"/log-* >&2 || true
	stop
	fail "$1 did not start"
}

start() {
	local smtp smtps imap imaps password

	[[ ! -e $folder/exim.conf ]] || fail "$folder is in use; run: mail.sh stop $folder"
	"$here/fetch.sh" exim4-daemon-light libnss-wrapper dovecot-core+dovecot-imapd
	mkdir -p "$folder"
	certificates
	programs
	read -r smtp smtps imap imaps < <(free_ports)
	password=$(od -An -tx1 -N16 /dev/urandom | tr -d ' \n')
	exim_configuration "$smtp" "$smtps" "$password" >"$folder/exim.conf"
	dovecot_configuration "$imap" "$imaps" "$password" >"$folder/dovecot.conf"
	echo "Debian-exim:x:$(as_server id -u):$(as_server id -g)::/:/bin/sh" >"$folder/passwd"
	echo "Debian-exim:x:$(as_server id -g):" >"$folder/group"
	mkdir "$folder/spool"
	# Exim reads a configuration only of root or of itself.
	chmod 600 "$folder/exim.conf" "$folder/dovecot.conf"
	[[ $(id -u) -ne 0 ]] || chown -R nobody:nogroup "$folder"
	as_server test -x "$folder/programs/exim4" ||
		fail "nobody cannot enter $folder; choose a folder below ${TMPDIR:-/tmp}"
	started exim "$folder/pid"
	started dovecot "$folder/run/master.pid"
	printf '%s\n' "SMTP=smtp://localhost:$smtp" "SMTPS=smtps://127.0.0.1:$smtps" \
		"IMAP=imap://localhost:$imap" "IMAPS=imaps://127.0.0.1:$imaps" \
		"CAFILE=$folder/ca.crt" "MAILUSER=asker" "MAILPASSWORD=$password" "MAILDIR=$folder/mail"
}

[[ $# -eq 2 && ($1 == start || $1 == stop) ]] || fail "usage: mail.sh start|stop DIR"
folder=$(realpath -m "$2")
"$1"
