#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Bad input: for each kind a clear sentence, the documented status, and nothing lost.

# shellcheck disable=SC2030,SC2031 # every test is a process of its own

load helper

# Nothing was stored and nothing waits in the spool.
nothing_kept() {
	[ ! -e "$STORE" ] || [ "$(sql 'SELECT count(*) FROM question')" = 0 ]
	[ ! -e "$STORE.spool" ] || [ "$(tr -d '\0' <"$STORE.spool" | wc -c)" -eq 0 ]
}

# python CODE: changes the store from outside.
python() {
	python3 - "$STORE" <<<"import sqlite3, sys
path = sys.argv[1]
$1"
}

teardown() {
	if [ -n "${mounted:-}" ]; then
		umount "$BATS_TEST_TMPDIR/$mounted"
	fi
	chmod -R u+w "$BATS_TEST_TMPDIR"
}

@test "empty text" {
	for text in '' ' ' $'\n\t \r\n' $'\u00a0'; do
		try 2 log "$text"
		complains 'askback: the question is empty: nothing was saved'
		try 2 log -m "$text"
		try 2 log - <<<"$text"
	done
	try 2 log </dev/null
	complains 'askback: the question is empty: nothing was saved'
	try 2 log -F /dev/null
	nothing_kept
}

@test "a text of 1 MiB is kept, one byte more is printed back" {
	head -c 1048576 /dev/zero | tr '\0' a >largest
	try 0 log -F largest
	[ "$(sql 'SELECT length(body) FROM question')" = 1048576 ]
	sed 's/$/b/' largest >larger
	"$ASKBACK" log -F larger 2>errors && return 1
	{
		echo 'askback: this was not saved:'
		cat larger
		printf '\naskback: the question has 1048577 bytes; at most 1048576 can be kept\n'
	} | cmp - errors
	"$ASKBACK" answer 1 -F larger 2>errors && return 1
	holds "$(tail -n 1 errors)" 'the answer has 1048577 bytes; at most 1048576 can be kept'
	[ "$(sql 'SELECT count(*) FROM question')" = 1 ]
	sound
}

@test "invalid UTF-8 is printed back, with the byte and its place" {
	try 1 log - < <(printf 'caf\xe9 au lait')
	complains 'askback: this was not saved:' 'caf<0xE9> au lait' \
		'askback: the question is not UTF-8: byte 0xE9 at position 4' \
		'hint: convert it first: iconv -f ISO-8859-1 -t UTF-8'
	for bytes in '\xff' 'a\xc0\xaf' '\xed\xa0\x80' '\xf4\x90\x80\x80' 'a\xe2\x82'; do
		try 1 log "$(printf '%b' "$bytes")"
		warns 'the question is not UTF-8'
	done
	try 1 log --lines < <(printf 'good\nbad \xff\ngood too\n')
	complains 'askback: this was not saved:' 'good' 'bad <0xFF>' 'good too' '' \
		'askback: the question is not UTF-8: byte 0xFF at position 10' \
		'hint: convert it first: iconv -f ISO-8859-1 -t UTF-8'
	try 1 log --answer $'\xff' 'Precious?'
	warns $'this was not saved:\nPrecious?\n' 'the answer is not UTF-8'
	nothing_kept
}

@test "invalid UTF-8 in names, options and the environment ends nothing" {
	programme
	local bad=$'a\xff'
	USER=$bad try 0 log 'Whose?'
	[ "$(sql 'SELECT author FROM question')" = me ]
	ASKBACK_TALK=$bad try 0 log 'Where?'
	for arguments in 'talk edit 1 --url https://' 'talk edit 1 --room ' 'person edit 1 --name ' \
		'conference edit 1 --city ' 'contact add 1 url https://' 'contact add 1 github ' \
		'answer 1 text --url https://' 'answer 1 text --by ' 'conference add ' \
		'talk add ' 'person add '; do
		# shellcheck disable=SC2086 # the words are meant to be split
		run --separate-stderr "$ASKBACK" $arguments"$bad"
		[[ $arguments == conference* && $status -eq 2 ]] || expect_status 1
		warns_not "$bad"
	done
	for arguments in 'list --talk' 'search' 'at' 'log Text? --talk' 'list --conference' 'show'; do
		# shellcheck disable=SC2086 # the words are meant to be split
		run --separate-stderr "$ASKBACK" $arguments $'\xff\xfe'
		[ "$status" -eq 1 ] || expect_status 2
		warns_not $'\xff'
	done
	try 0 --store "$PWD/$bad.db" migrate --json
	json 'd["migrate"]["path"][-5:]' $'a\ufffd.db'
	sound
}

@test "NUL is refused, and all of the text printed back" {
	try 1 log - < <(printf 'before\0after\0\0end')
	complains 'askback: this was not saved:' 'before<NUL>after<NUL><NUL>end' \
		'askback: the question is not UTF-8: byte 0x00 at position 7' \
		'hint: convert it first: iconv -f ISO-8859-1 -t UTF-8'
	nothing_kept
}

@test "control and bidi characters are kept, and shown as escapes everywhere" {
	local hostile=$'red \e[31m bell \a back \b c1 \u009b31m del \x7f bidi \u202eevil\u2066 zero\u200bwidth'
	local shown='red <ESC>[31m bell <BEL> back <BS> c1 <U+009B>31m del <DEL> bidi <U+202E>evil<U+2066> zero<U+200B>width'
	"$ASKBACK" -q conference add "C$hostile" --code c --tz UTC
	"$ASKBACK" -q talk add "T$hostile" --room "R$hostile" --speaker "S$hostile" \
		--start '2017-08-30 12:00' --end 14:00
	try 0 log "$hostile"
	says $'Q1\topen\tT1\t52\t'"T$shown"
	[ "$(sql 'SELECT body FROM question')" = "$hostile" ]
	export NO_COLOR=1 COLUMNS=1000
	for arguments in 'list --format table' 'list --format tsv' 'list --format csv' 'show 1' \
		'search red' 'talk show 1' 'talk list' person conference at 'log -t nothing'; do
		# shellcheck disable=SC2086 # the words are meant to be split
		run "$ASKBACK" $arguments <<<"$hostile"
		holds "$output" "$shown"
		lacks "$output" $'\e' $'\a' $'\b' $'\u009b' $'\x7f' $'\u202e' $'\u2066' $'\u200b'
	done
	on_terminal 0 list
	holds "$output" "$shown"
	lacks "$output" $'\e[31m' $'\a' $'\u202e'
	try 0 show 1 --json
	json 'd["question"]["text"]' "$hostile"
	for arguments in "list --talk" "log Text? --talk" "at" "talk show" "help" "list"; do
		# shellcheck disable=SC2086 # the words are meant to be split
		run "$ASKBACK" $arguments $'\e[31mnothing'
		holds "$output" '<ESC>[31mnothing'
		lacks "$output" $'\e'
	done
}

@test "a bad date: the sentence, the text printed back" {
	while IFS='|' read -r arguments sentence; do
		# shellcheck disable=SC2086 # the words are meant to be split
		try 1 log $arguments - <<<'Precious?'
		warns $'askback: this was not saved:\nPrecious?\n' "askback: cannot log: cannot read $sentence"
	done <<'END'
--at whenever|"whenever" as a time
--at 25:00|"25:00" as a time
--at 2017-02-29|"2017-02-29" as a time
--at 2017-08-30T13:52+99:00|"2017-08-30T13:52+99:00" as a time
--ago soon|"soon" as a length of time
--ago 5x|"5x" as a length of time
--ago -5m|"-5m" as a length of time
--ago 99999999999999999999d|"99999999999999999999d" as a length of time
END
	nothing_kept
}

@test "HOME unset: a sentence, and a way out; the text printed back" {
	unset HOME XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME
	try 2 log - <<<'Precious?'
	complains 'askback: this was not saved:' 'Precious?' \
		'askback: HOME is not set, so there is no place for the store' \
		'hint: set HOME, or use --store FILE'
	HOME=relative try 2 list
	complains 'askback: HOME is not set, so there is no place for the store' \
		'hint: set HOME, or use --store FILE'
	try 0 help
	try 0 version
	try 0 --store here.db log 'How?'
	XDG_DATA_HOME=$PWD/data try 0 log 'How?'
	[ -e data/askback/askback.db ]
}

@test "a full disk: into the reserved spool, and from there into the store once there is room" {
	mkdir disk
	export ASKBACK_STORE=$PWD/disk/askback.db STORE=$PWD/disk/askback.db
	mount -t tmpfs -o size=700k tmpfs disk 2>/dev/null ||
		skip 'may not mount a small disk; the test of a limit on files stands for it'
	mounted=disk
	"$ASKBACK" -q log 'First?'
	dd if=/dev/zero of=disk/filler bs=1k 2>/dev/null || true
	try 0 log -q 'Second?'
	complains
	try 0 log 'Third?'
	warns "askback: the question is safe in $STORE.spool: the disk is full"
	try 1 drop 1
	warns 'cannot drop Q1: the disk is full'
	[ "$(listed)" = Q1 ]
	"$ASKBACK" log -F - < <(head -c 400000 /dev/zero | tr '\0' x) 2>errors && return 1
	holds "$(tail -c 200 errors)" 'askback: cannot log the question: cannot write' 'No space left on device'
	[ "$(tr -cd x <errors | wc -c)" -ge 400000 ]
	rm disk/filler
	try 0 list
	complains 'askback: moved 2 questions out of the spool: Q2 to Q3'
	[ "$(sql 'SELECT body FROM question ORDER BY id' | paste -sd ' ')" = 'First? Second? Third?' ]
	sound
}

# limited BLOCKS ARGS...: runs the program when no file may grow above BLOCKS KiB. What it says goes
# through a pipe, because the limit counts for that too.
limited() {
	local blocks=$1

	shift
	output=$(
		{
			(ulimit -f "$blocks" && exec "$ASKBACK" "$@")
			echo "status $?"
		} 2>&1 | cat
	)
}

@test "a limit on the size of files: kept in the spool, or printed back" {
	"$ASKBACK" -q log 'First?'
	limited 100 log 'Second?'
	holds "$output" $'\tspooled' "askback: the question is safe in $STORE.spool" $'\nstatus 0'
	limited 100 log - < <(head -c 400000 /dev/zero | tr '\0' x)
	holds "$output" 'cannot log the question: cannot write' 'File too large' $'\nstatus 1'
	[ "$(tr -cd x <<<"$output" | wc -c)" -ge 400000 ]
	try 0 list
	complains 'askback: moved a question out of the spool: Q2'
	[ "$(sql 'SELECT body FROM question ORDER BY id' | paste -sd ' ')" = 'First? Second?' ]
	sound
}

@test "no room at all for a new store: printed back" {
	limited 0 log 'Precious?'
	holds "$output" $'this was not saved:\nPrecious?\n' 'askback: cannot log the question:' 'status 1'
	try 0 list
	says ''
	try 0 log 'Again?'
	[ "$(listed)" = Q1 ]
}

@test "a read-only store: it can be read; the text is printed back" {
	mkdir disk
	export ASKBACK_STORE=$PWD/disk/askback.db
	"$ASKBACK" -q log 'First?'
	if [ "$(id -u)" -eq 0 ]; then
		mount --bind disk disk && mounted=disk || skip 'root that may not mount'
		mount -o remount,ro,bind disk
	else
		chmod 400 disk/*
		chmod 500 disk
	fi
	[ "$(listed)" = Q1 ]
	try 1 log 'Precious?'
	warns $'this was not saved:\nPrecious?\n' 'askback: cannot log the question: cannot write'
	try 1 drop 1
	warns "cannot open store $ASKBACK_STORE"
	[ "$(listed)" = Q1 ]
}

@test "a place where no store can be" {
	mkdir folder
	ln -s /dev/null device
	for place in folder device; do
		try 1 --store "$place" log 'Precious?'
		complains 'askback: this was not saved:' 'Precious?' \
			"askback: cannot log the question: cannot open store $place: it is not a regular file"
		try 1 --store "$place" list
		complains "askback: cannot open store $place: it is not a regular file"
	done
	echo a file >file
	try 1 --store file/askback.db log 'Precious?'
	warns 'Precious?' 'cannot log the question'
}

@test "a store of another program is refused and left as it is" {
	mkdir -p "${STORE%/*}"
	python 'sqlite3.connect(path).execute("CREATE TABLE theirs (a)")'
	before=$(sha256sum <"$STORE")
	for arguments in list 'show 1' 'search x' export migrate 'drop 1' 'talk list'; do
		# shellcheck disable=SC2086 # the words are meant to be split
		try 1 $arguments
		warns "cannot open store $STORE: it is a database of another program"
	done
	try 1 log 'Precious?'
	complains 'askback: this was not saved:' 'Precious?' \
		"askback: cannot log the question: cannot open store $STORE: it is a database of another program"
	[ "$(sha256sum <"$STORE")" = "$before" ]
}

@test "a file that is no database: left as it is, the question is in the spool" {
	mkdir -p "${STORE%/*}"
	printf 'Dear diary, this is a text and no database.\n%.0s' {1..30} >"$STORE"
	cp "$STORE" before
	try 1 list
	complains "askback: cannot open store $STORE: file is not a database"
	try 0 log 'Precious?'
	says $'\tspooled'
	complains "askback: the question is safe in $STORE.spool: cannot open store $STORE: file is not a database"
	cmp "$STORE" before
	grep -aq '"text":"Precious?"' "$STORE.spool"
	rm "$STORE"
	try 0 list
	[ "$(cut -f1,9 <<<"$output")" = $'Q1\tPrecious?' ]
}

@test "a truncated store: a sentence, and the question in the spool" {
	programme
	questions
	cp "$STORE" whole
	for size in 50 100 4000 4096 5000 40000 100000; do
		head -c $size whole >"$STORE"
		try 1 list
		warns "askback: cannot open store $STORE: "
		[ "${#lines[@]}" -eq 0 ]
		try 0 log 'Precious?'
		says $'\tspooled'
		grep -aq '"text":"Precious?"' "$STORE.spool"
		cp whole "$STORE"
		try 0 list
		warns 'askback: moved a question out of the spool: Q6'
		[ "$(sql 'SELECT body FROM question WHERE id = 6')" = 'Precious?' ]
		sound
	done
}

@test "a store with flipped bits: never a crash, never a question lost" {
	programme
	questions
	ASKBACK_NOW=2017-08-30T16:15+01:00 "$ASKBACK" -q log 'Last?'
	python3 - "$STORE" <<'END'
import os, random, subprocess, sys
askback, path = os.environ["ASKBACK"], sys.argv[1]
whole = open(path, "rb").read()
chance = random.Random(2017)
commands = (["list"], ["list", "--json", "--all"], ["show", "1-6"], ["search", "ecmp"],
            ["export", "--history"], ["log", "Precious?"], ["talk", "list", "--all"], ["person"],
            ["drop", "3"], ["answer", "2", "text"], ["at", "pembroke"], ["list"])
for turn in range(60):
    data = bytearray(whole)
    for _ in range(chance.choice((1, 1, 4, 40))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    if turn % 5 == 0:
        page = chance.randrange(len(data) // 4096) * 4096
        data[page:page + 4096] = bytes(4096)
    for name in os.listdir(os.path.dirname(path)):
        os.remove(os.path.join(os.path.dirname(path), name))
    with open(path, "wb") as file:
        file.write(data)
    for words in commands:
        ran = subprocess.run([askback, *words], stdin=subprocess.DEVNULL, capture_output=True,
                             timeout=60)
        assert ran.returncode in (0, 1), (turn, words, ran)
        assert ran.returncode == 0 or ran.stderr.startswith(b"askback: "), (turn, words, ran)
        if words[0] == "log":
            kept = open(path, "rb").read()
            if os.path.exists(path + ".spool"):
                kept += open(path + ".spool", "rb").read()
            assert b"Precious?" in (kept if ran.returncode == 0 else ran.stderr), (turn, ran)
END
}

@test "a store newer than the program: one sentence, and the question in the spool" {
	programme
	sql 'PRAGMA user_version = 99'
	newer="cannot open store $STORE: it was made by a newer askback (schema 99, this program knows 2)"
	try 1 list
	complains "askback: $newer"
	try 1 drop 1
	complains "askback: $newer"
	try 0 log 'Precious?'
	says $'\tspooled'
	complains "askback: the question is safe in $STORE.spool: $newer"
	on_terminal 0 log 'Another?'
	holds "$output" 'saved to the spool, to be numbered with the next run'
	sql 'PRAGMA user_version = 2'
	try 0 list
	complains 'askback: moved 2 questions out of the spool: Q1 to Q2'
	[ "$(cut -f1,5,6,9 <<<"$output")" = $'Q1\t12\tT1\tPrecious?\nQ2\t12\tT1\tAnother?' ]
}

@test "a store whose schema somebody has changed is refused" {
	programme
	cp "$STORE" whole
	while IFS= read -r change; do
		cp whole "$STORE"
		sql "$change"
		try 1 list
		complains "askback: cannot open store $STORE: its schema is not that of askback: somebody has changed it"
		try 1 log 'Precious?'
		warns $'this was not saved:\nPrecious?\n' 'its schema is not that of askback'
	done <<'END'
CREATE TRIGGER evil AFTER INSERT ON question BEGIN DELETE FROM question; END
CREATE VIEW evil AS SELECT 1
CREATE TABLE evil (a)
CREATE INDEX evil ON question (body)
DROP INDEX question_uid
ALTER TABLE question ADD COLUMN evil TEXT
END
	cp whole "$STORE"
	try 0 log 'How?'
}
