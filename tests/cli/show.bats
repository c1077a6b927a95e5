#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# show: all that is known about a question.

load helper

setup() {
	fresh
	programme
	questions
}

@test "show: text, state, talk, people and contacts, answers, history" {
	ASKBACK_NOW=2017-08-30T14:00+01:00 try 0 show 4
	says 'Q4         Resilient hashing within the ECMP group?' \
		'state      ✓ answered' \
		'asked      no, Wed 30 Aug 2017 13:52, minute 12' \
		'talk       T1 Standing On the Shoulders of Giants: Unleashing the Power of' \
		'           Scriptable Load Balancers' \
		'           Wed 30 Aug 2017 13:40-14:30, srecon17-europe, Pembroke Room' \
		'speaker    P1 Emil Stolarsky, Production Engineer, Shopify' \
		'           email: emil@shop.example' \
		'answer     On the roadmap' \
		'           Emil (hallway, 8 min ago)' \
		'history    Wed 30 Aug 2017 13:52 log by tester' \
		'           Wed 30 Aug 2017 13:52 answer by tester'
}

@test "show: tags, private, for whom; links of the talk" {
	"$ASKBACK" -q talk edit 1 --url https://conf.example/1 --slides https://conf.example/1.pdf
	"$ASKBACK" -q log --private --tag one --tag two --speaker emil 'Secret?'
	try 0 show Q6
	holds "$output" $'\ntags       one, two\n' $'\nprivate    yes\n' \
		$'\nfor        P1 Emil Stolarsky, Production Engineer, Shopify\n' \
		$'\npage       https://conf.example/1\n' $'\nslides     https://conf.example/1.pdf\n'
}

@test "show: several ids, ranges and lists, in the order given" {
	try 0 show 5 1-2 q3,1
	[ "$(grep -o '^Q[0-9]*' <<<"$output" | paste -sd ' ')" = 'Q5 Q1 Q2 Q3' ]
	try 0 show 2 1 --json
	json '[q["id"] for q in d["questions"]]' '[2, 1]'
}

@test "show: JSON of one question, whole" {
	try 0 show Q4 --json
	json '[a["text"] for a in d["question"]["answers"]], d["question"]["answers"][0]["said_by"]' \
		"(['On the roadmap'], 'Emil')"
	json '[(o["command"], o["author"]) for o in d["question"]["history"]]' \
		"[('log', 'tester'), ('answer', 'tester')]"
	json '[(p["name"], p["contacts"][0]["value"]) for p in d["question"]["speakers"]]' \
		"[('Emil Stolarsky', 'emil@shop.example')]"
	json 'd["question"]["talk"]["starts_at"]' 2017-08-30T12:40:00Z
}

@test "show: a question that is not there" {
	try 1 show 99
	says ''
	complains 'askback: cannot show Q99: there is no question Q99'
	# Not a part of what was asked for: half of a JSON list would be no JSON.
	try 1 show 1 99 --json
	says ''
}

@test "show: what is no id" {
	for id in x 0 -- 2-1 1- 1,,2 T1 1.5 99999999999999999999; do
		try 2 show "$id" x
		[ "$id" = -- ] || complains "askback: \"$id\" is not the id of a question" \
			'hint: ids look like Q12, 12, 3-7 or 3,5: askback list'
	done
	try 2 show
	complains 'askback: show needs more words: askback show ID...' 'hint: askback show -h'
	try 2 show 1-20000
	complains 'askback: "1-20000" names more than 10000 questions'
}
