#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Questions out of notes that were written freely.

load helper

setup() {
	fresh
	programme
	cat >"$HOME/notes.md" <<'END'
# SREcon17 Europe

## Scriptable Load Balancers

They throttle at the edge.

Q: How do you drain the traffic cleanly?
A: By weight, over ten minutes.

Open questions:

1. What is the size of the ECMP group?
2. How about resilient hashing?

Is it not a strange world?
END
}

@test "import notes: nothing is taken without a look or a yes" {
	try 2 import notes "$HOME/notes.md"
	try 0 list --all --json
	json 'len(d["questions"])' 0
}

@test "import notes: --yes takes the certain ones, with their talk, answer and place" {
	try 0 import notes --yes "$HOME/notes.md"
	holds "$output" '3 questions, 1 answers'
	try 0 list --all --json
	json 'sorted(q["text"] for q in d["questions"])' \
		"['How about resilient hashing?', 'How do you drain the traffic cleanly?', 'What is the size of the ECMP group?']"
	json 'set(q["talk"]["id"] for q in d["questions"])' '{1}'
	json '[q["state"] for q in d["questions"] if "drain" in q["text"]]' "['answered']"
	id=$("$ASKBACK" search drain --json | python3 -c \
		'import json, sys; print([h["question"]["id"] for h in json.load(sys.stdin)["hits"] if h["kind"] == "question"][0])')
	try 0 show "$id" --json
	json 'd["question"]["origin"]["line"]' 7
	json 'd["question"]["answers"][0]["text"]' 'By weight, over ten minutes.'
}

@test "import notes: twice is nothing new, wherever the file lies" {
	try 0 import notes --yes "$HOME/notes.md"
	before=$("$ASKBACK" export)
	mv "$HOME/notes.md" "$HOME/moved.md"
	try 0 import notes --yes "$HOME/moved.md"
	holds "$output" '0 questions, 0 answers, 0 new talks, 3 questions were there already'
	same "$before" "$("$ASKBACK" export)"
}

@test "import notes: an answer that was written down since is added to its question" {
	try 0 import notes --yes "$HOME/notes.md"
	sed -i 's/^2. How about.*/&\n   A: In the next version./' "$HOME/notes.md"
	try 0 import notes --yes "$HOME/notes.md"
	holds "$output" '0 questions, 1 answers, 0 new talks, 3 questions were there already'
	try 0 list --all --json
	json '[q["state"] for q in d["questions"] if "hashing" in q["text"]]' "['answered']"
	try 0 import notes --yes "$HOME/notes.md"
	holds "$output" '0 questions, 0 answers'
}

@test "import notes: a new answer to a dropped question does not bring it back" {
	try 0 import notes --yes "$HOME/notes.md"
	"$ASKBACK" -q drop 3
	sed -i 's/^2. How about.*/&\n   A: In the next version./' "$HOME/notes.md"
	try 0 import notes --yes "$HOME/notes.md"
	holds "$output" '1 answers'
	try 0 show 3 --json
	json '(d["question"]["state"], len(d["question"]["answers"]))' "('dropped', 1)"
}

@test "import notes: -n --json gives each find" {
	try 0 import notes -n "$HOME/notes.md" --json
	json '[(f["line"], f["certain"]) for f in d["finds"]]' \
		'[(7, True), (12, True), (13, True), (15, False)]'
	[ ! -e "$STORE" ] || [ -z "$(sql 'SELECT * FROM question')" ]
}

@test "import notes: -n shows what is certain and what is suspected, and keeps nothing" {
	try 0 import notes -n "$HOME/notes.md"
	holds "$output" 'certain  '
	holds "$output" 'notes.md:12: What is the size of the ECMP group?'
	try 0 list --all --json
	json 'len(d["questions"])' 0
}

@test "import notes: a file that is not there, or no text" {
	try 1 import notes --yes "$HOME/missing.md"
	printf 'Q: \xff?\n' >"$HOME/bad.md"
	try 1 import notes --yes "$HOME/bad.md"
	warns 'bad.md'
}

@test "import notes: escapes in notes reach no terminal" {
	printf '## Talk\n\nQ: How \033[31mred\033[0m is it?\n' >"$HOME/red.md"
	try 0 import notes -n "$HOME/red.md"
	holds "$output" '<ESC>[31mred'
}
