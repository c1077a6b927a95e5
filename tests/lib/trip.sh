#!/bin/bash
# SPDX-License-Identifier: MIT
# Sourced by the tests of reports: a store with a trip worth reporting. Needs askback in PATH.

# Every command happens at the moment that it is given.
trip_at() {
	export ASKBACK_NOW=$1
	shift
	askback -q "$@"
}

# trip_fill: the trip, into the store named by ASKBACK_STORE.
trip_fill() {
	local before=2017-08-29T12:00Z

	trip_at $before conference add "SREcon17 Europe" --code srecon17 --tz Europe/Dublin \
		--city Dublin --start 2017-08-30 --end 2017-09-01 --url https://srecon.example/17
	trip_at $before person add "Emil Stolarsky" --role "Production Engineer" --affiliation Shopify
	trip_at $before contact add "Emil Stolarsky" email emil@shopify.example
	trip_at $before person add "Dana Bystander"
	trip_at $before talk add "Standing On the Shoulders of Giants: Unleashing the Power of Scriptable Load Balancers" \
		--start "2017-08-30 13:40" --end 14:30 --room "Pembroke Room" --speaker "Emil Stolarsky" \
		--url https://srecon.example/17/stolarsky --slides https://slides.example/stolarsky.pdf \
		--recording "https://www.youtube.com/watch?v=x1&t=3"
	trip_at $before talk add "OK Log: Distributed and Coördination-Free Logging" \
		--start "2017-08-30 16:10" --end 17:00 --speaker "Peter Bourgon" \
		--recording https://media.ccc.de/v/ok-log
	trip_at $before talk add "SRE 101" --speaker "Laura Nolan"
	trip_at $before talk add "Automated Debugging of Bad Deployments" \
		--start "2017-08-31 14:30" --end 15:00 --speaker "Joe Gordon"

	trip_at 2017-08-30T13:52+01:00 log --asked live \
		"How do you manage auto-discovery through ZooKeeper?"
	trip_at 2017-08-30T13:55+01:00 log --tag ecmp \
		"How are you dealing with ECMP members when throttling nodes?"
	trip_at 2017-08-30T14:01+01:00 log \
		"If you take care of members when throttling, how do you drain the traffic *cleanly*?"
	trip_at 2017-08-30T14:05+01:00 log "How about resilient hashing within the ECMP group?"
	trip_at 2017-08-30T14:10+01:00 log --asked hallway "What is the size of the ECMP group?"
	trip_at 2017-08-30T14:20+01:00 log --private "Would they hire me?"
	trip_at 2017-08-30T16:30+01:00 log --asked online --speaker "Dana Bystander" \
		--talk "OK Log" "Does \`vector<int>\` count as a log, and is 1 < 2?"
	trip_at 2017-08-30T18:00+01:00 log --talk "SRE 101" "Is there a reading list?"
	trip_at 2017-08-30T18:30+01:00 log --inbox "Whom should I ask about on-call pay?"
	trip_at 2017-08-30T14:45+01:00 answer 5 "64 members, weighted" --by "Emil Stolarsky" \
		--source hallway
	trip_at 2017-08-30T17:30+01:00 answer 3 --partial --by "Dana Bystander" --source online -m \
		"They wait until the connections are gone:

1. take the node out of the group
2. wait for \`established\` to reach 0

Ask dana@bystander.example for the script."
	trip_at 2017-09-04T09:00+01:00 answer 7 "Yes, to both." --by "Peter Bourgon" --source mail \
		--url https://github.com/oklog/oklog/issues/12
	trip_at 2017-08-31T10:00+01:00 drop 4
	unset ASKBACK_NOW
}

# What no report may pass on as it is, one text each.
trip_hostile_texts=(
	'<script>alert(1)</script>'
	'</style></title><svg onload=alert(1)>'
	'"><img src=x onerror=alert(1)>'
	"' onmouseover='alert(1)"
	'<a href="javascript:alert(1)">x</a> [x](javascript:alert(1)) [y](data:text/html,<script>)'
	'[x](JaVaScRiPt&#58;alert(1)) <javascript:alert(1)> [z](vbscript:x) [w](file:///etc/passwd)'
	'![x](https://tracker.example/p.png) ![](https://tracker.example/q.png "t") ![z](p.png)'
	'<!-- everything is gone from here'
	'<![CDATA[ ]]> ]]> <?php ?> <!DOCTYPE html>'
	'&lt;script&gt; &#x3C;script&#x3E; &amp;lt;'
	$'\e]52;c;ZXZpbA==\a \e[2J \xc2\x9b2J \u202etxt.exe \u2066x\u2069 \u200b\u00ad\U000e0041'
	$'# Title\n## Title\n\nUnderlined\n===\n\n| a | b |\n| - | - |'
	$'``` "onload=alert(1)\ncode </code></pre><script>\n```'
	'@user @org/team #12 GH-3 owner/repo#1 !4 https://github.com/a/b/issues/1'
	$'/close\n/label ~bug\n- [ ] task\n1. one\n> quote'
	'[ref]: javascript:alert(1) "x"'
	$'a\\\n<b>b</b>  \n***c*** _d_ ~~e~~ `f` $g$'
	'https://x.example/"onclick="alert(1) <https://x.example/?a="b"> <mailto:a@b.example>'
	'wide-wide-wide-wide-wide-wide-wide-wide-wide-wide-wide-wide-wide-wide-wide-wide-wide-wide-wide-wide'
	'0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789'
)

# trip_hostile_fill: every such text in every place that has a text.
trip_hostile_fill() {
	local text number=0

	trip_at 2020-01-01T08:00Z conference add '"><script>alert("c")</script>' --code hostile --tz UTC \
		--city "</title><b onclick='x'>City" --start 2020-01-01 --end 2020-01-02
	for text in "${trip_hostile_texts[@]}"; do
		number=$((number + 1))
		trip_at 2020-01-01T08:00Z talk add "$number $text" --start "2020-01-01 09:00" --end 10:00 \
			--room "$text" --speaker "$number $text" \
			--url 'https://x.example/?a=1&b=2' --recording 'https://youtu.be/x?a=1&b=2'
		trip_at 2020-01-01T09:10Z log --talk "T$number" --speaker "$number $text" -m "$text"
		trip_at 2020-01-01T09:30Z answer $number --partial -m "$text" --by "$text"
	done
	unset ASKBACK_NOW
}
