#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Where questions go, and why.

load helper

setup() {
	fresh
	programme
	questions
	mkdir -p "$XDG_CONFIG_HOME/askback"
	cat >"$XDG_CONFIG_HOME/askback/config" <<-'END'
		[user]
			email = ada@home.example
		[channel "mail"]
			url = smtps://mail.home.example
		[channel "work"]
			type = gitlab
			url = https://git.work.example
	END
}

@test "without any route a question goes to the only speaker with an address" {
	try 0 route list
	says ''
	try 0 route explain 1
	says $'Q1\ttalk T1\t\tno route' \
		$'Q1\tperson P1 Emil Stolarsky\t\tno route' \
		$'Q1\tconference srecon17-europe\t\tno route' \
		$'Q1\tdefault\t\tno route' \
		$'Q1\tno route\tmail\ttaken'
}

@test "nobody to write to: no way, and why" {
	"$ASKBACK" -q log --talk T3 'How much?'
	try 0 route explain Q6 --json
	json 'd["routings"][0]["destination"]' None
	json 'd["routings"][0]["steps"][-1]["verdict"]' 'P4 Peter Bourgon has no e-mail address'
}

@test "set, list, replace, remove" {
	try 0 route set --talk shoulders https://github.com/shopify/lb mail
	says $'talk\tT1 '"$SHOPIFY"$'\tgithub:shopify/lb, else mail'
	try 0 route set --person emil work:group/project
	try 0 route set --conference srecon17-europe hand:somebody
	try 0 route set --default github:o/r/discussions
	try 0 route list
	says $'talk\tT1 '"$SHOPIFY"$'\tgithub:shopify/lb, else mail' \
		$'person\tP1 Emil Stolarsky\twork:group/project' \
		$'conference\tsrecon17-europe\thand:somebody' \
		$'default\t\tgithub:o/r/discussions'
	try 0 route list --json
	json '[r["destinations"] for r in d["routes"]][:2]' \
		"[['github:shopify/lb', 'mail'], ['work:group/project']]"
	try 0 route set --talk T1 mail --json
	json 'd["route"]["id"], d["route"]["destinations"]' "(1, ['mail'])"
	try 0 route set --talk T1 --remove
	says $'talk\tT1 '"$SHOPIFY"$'\tno route'
	try 0 route list
	lacks "$output" shoulders github:shopify
	sound
}

@test "the talk's before the person's before the conference's before the default" {
	"$ASKBACK" -q route set --default github:o/default
	"$ASKBACK" -q route set --conference srecon17-europe github:o/conference
	"$ASKBACK" -q route set --person emil github:o/person
	try 0 route explain 2
	says $'Q2\ttalk T1\t\tno route' $'Q2\tperson P1 Emil Stolarsky\tgithub:o/person\ttaken'
	"$ASKBACK" -q route set --talk T1 github:o/talk
	try 0 route explain 2
	says $'Q2\ttalk T1\tgithub:o/talk\ttaken'
	"$ASKBACK" -q log --inbox 'Where is the coffee?'
	try 0 route explain 6
	says $'Q6\tdefault\tgithub:o/default\ttaken'
}

@test "a choice that is not possible is passed over" {
	"$ASKBACK" -q route set --talk T3 mail work:group/project github:o/r
	"$ASKBACK" -q log --talk T3 'How much?'
	sed -i '/work/,$d' "$XDG_CONFIG_HOME/askback/config"
	try 0 route explain 6
	says $'Q6\ttalk T3\tmail\tP4 Peter Bourgon has no e-mail address' \
		$'Q6\ttalk T3\twork:group/project\tthere is no account work' \
		$'Q6\ttalk T3\tgithub:o/r\ttaken'
}

@test "of several speakers the first with an address, and it says so" {
	"$ASKBACK" -q contact add basavaiah email b@q.example
	"$ASKBACK" -q route set --talk T2 mail
	"$ASKBACK" -q log --talk T2 'Sampling?'
	try 0 route explain 6
	says $'Q6\ttalk T2\tmail\ttaken'
	"$ASKBACK" -q contact add karthik email k@q.example
	try 0 route explain 6
	says $'Q6\ttalk T2\tmail\ttaken: to Karthik Appigatla, the first of 2 speakers who have an address'
	"$ASKBACK" -q log --talk T2 --speaker basavaiah 'And you?'
	try 0 route explain 7 --json
	json 'd["routings"][0]["person_id"], d["routings"][0]["steps"][0]["verdict"]' "(3, 'taken')"
	"$ASKBACK" -q route set --talk T2 --remove
	try 0 route explain 6
	holds "$output" $'no route\tmail\tseveral speakers have an address'
}

@test "used wrongly" {
	try 2 route set mail
	warns 'what is the route for?'
	try 2 route set --default --talk T1 mail
	warns 'a route is for one thing'
	try 2 route set --default
	warns 'where to?'
	try 2 route set --default --remove mail
	try 2 route set --default mail mail
	warns 'mail is named twice'
	try 1 route set --default githb:o/r
	complains 'askback: cannot set the route: there is no account githb' \
		'hint: did you mean github, or gitlab?'
	try 1 route set --talk T9 mail
	try 1 route explain 99
	try 0 route list
	says ''
}
