#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
#
# Trip reports: what a person gets, whom it keeps quiet about, and that no text from outside gets
# through as markup. After a change that is meant: GOLDEN=write bats tests/cli/report.bats, and read
# the difference.

bats_require_minimum_version 1.5.0

setup_file() {
	export HOME=$BATS_FILE_TMPDIR USER=tester
	PATH=$(dirname "${ASKBACK:?the program to test}"):$PATH
	export PATH ASKBACK_STORE=$HOME/trip.db
	unset ASKBACK_NOW SOURCE_DATE_EPOCH
	# shellcheck source=/dev/null
	. "$BATS_TEST_DIRNAME/../lib/trip.sh"
	trip_fill
	ASKBACK_STORE=$HOME/hostile.db trip_hostile_fill
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	tests=$BATS_TEST_DIRNAME/..
}

golden() {
	if [[ ${GOLDEN:-} = write ]]; then
		cat >"$tests/golden/$1"
	else
		diff -u "$tests/golden/$1" -
	fi
}

# The style has a test of its own, in the browser.
without_style() {
	sed '/<style>/,/<\/style>/d; /Content-Security-Policy/d'
}

page() {
	"$tests/lib/page.py" "$@"
}

# What a forge makes of a report.
rendered() {
	cmark-gfm -e table -e autolink -e strikethrough -e tasklist "$1" >"$1.html"
	page --rendered "$1.html"
}

@test "report: Markdown on standard output" {
	askback report srecon17 2>hint | golden trip.md
	grep -q '^hint: 1 unanswered question of these days belongs to no talk' hint
}

@test "report: one HTML file" {
	askback report srecon17 --format html | without_style | golden trip.html
}

@test "report --public: what strangers get" {
	askback report srecon17 --public | golden public.md
}

@test "report --public: no private question, no bystander, no address, not who wrote it" {
	for format in md html json; do
		askback report srecon17 --public --format "$format" >"report.$format"
		run ! grep -iE 'hire me|dana|bystander|tester|emil@|shopify\.example' "report.$format"
		grep -q 'Emil Stolarsky' "report.$format"
		grep -q 'Peter Bourgon' "report.$format"
	done
	grep -q 'public version: private questions, addresses, and the names' report.md
	askback report srecon17 | grep -q 'Would they hire me'
}

@test "report: contacts are in no report" {
	for format in md html json; do
		run ! grep -F emil@shopify.example <(askback report srecon17 --format "$format")
	done
}

@test "report -o: whole, for its owner only, in the format of its name" {
	mkdir reports
	echo old >reports/trip.html
	askback report srecon17 -o reports/trip.html >said 2>notes
	[ ! -s said ]
	[ "$(head -n 1 notes)" = 'askback: wrote reports/trip.html' ]
	[ "$(head -n 1 reports/trip.html)" = '<!doctype html>' ]
	[ "$(stat -c %a reports/trip.html)" = 600 ]
	[ "$(ls -A reports)" = trip.html ]
	askback report srecon17 -o trip.json
	python3 -m json.tool trip.json >/dev/null
	askback report srecon17 -o trip.json --format md
	grep -q '^# Trip report' trip.json
	askback report srecon17 -o - | grep -q '^# Trip report'
}

@test "report -o: what cannot be written leaves nothing behind" {
	mkdir shut
	run askback report srecon17 -o missing/trip.html
	[ "$status" -eq 1 ]
	[[ $output == *'cannot report: cannot write missing/trip.html'* ]]
	run askback report srecon17 -o shut
	[ "$status" -eq 1 ]
	[ "$(ls -A)" = shut ]
}

@test "report: formats that it has not, and HTML elsewhere, are refused" {
	for format in table tsv csv; do
		run askback report srecon17 --format $format
		[ "$status" -eq 2 ]
		[ "${lines[0]}" = "askback: cannot report as $format: md, html, json or jsonl" ]
	done
	run askback list --format html
	[ "$status" -eq 2 ]
	[ "${lines[0]}" = 'askback: list cannot be written as HTML: only a report can' ]
}

@test "report: the same store gives the same bytes, whenever and wherever" {
	for format in md html json; do
		askback report srecon17 --format $format >first
		TZ=Asia/Tokyo LC_ALL=C askback report srecon17 --format $format | cmp first
		ASAN_OPTIONS=verify_asan_link_order=0 faketime '2031-05-05 05:05' askback report srecon17 --format $format | cmp first
	done
}

@test "report: a moment can be given" {
	askback report srecon17 | grep -q '^State of Mon 4 Sep 2017 09:00 (Europe/Dublin)\.'
	SOURCE_DATE_EPOCH=1504500000 askback report srecon17 |
		grep -q '^State of Mon 4 Sep 2017 05:40 '
	SOURCE_DATE_EPOCH=1504500000 askback report srecon17 --now 2017-09-05T10:00+01:00 |
		grep -q '^State of Tue 5 Sep 2017 10:00 '
	SOURCE_DATE_EPOCH=soon run askback report srecon17
	[ "$status" -eq 2 ]
}

@test "report --since: only what was asked since" {
	askback report srecon17 --since '2017-08-30 16:00' >report.md
	grep -q '^2 questions at 2 of 4 talks' report.md
	grep -q 'Only questions asked since Wed 30 Aug 2017 16:00\.' report.md
	run ! grep ZooKeeper report.md
}

@test "report --json: figures and lists" {
	askback report srecon17 --json >report.json
	python3 - <<'END'
import json
report = json.load(open("report.json"))["report"]
assert report["figures"] == {
    "questions": 8, "answered": 2, "partial": 1, "open": 4, "dropped": 1, "answers": 3,
    "talks": 3, "programme": 4, "median_seconds_to_answer": 203550}, report["figures"]
assert report["needs_me"] == [1, 2, 3, 6, 8]
assert [len(talk["questions"]) for talk in report["talks"]] == [6, 1, 1]
first = report["talks"][0]
assert first["speakers"][0]["affiliation"] == "Shopify"
question = first["questions"][0]
assert question["recording_url"] == "https://www.youtube.com/watch?v=x1&t=720s", question
assert question["next"] == "follow up"
assert first["questions"][4]["answers"][0]["said_by"] == "Emil Stolarsky"
assert report["as_of"] == "2017-09-04T08:00:00Z" and report["public"] is False
END
}

@test "report: a conference without questions, and one that is not there" {
	empty() { askback --store empty.db "$@"; }
	empty -q conference add "Quiet" --tz UTC
	empty report quiet >quiet.md
	grep -q '^0 questions at 0 of 0 talks\.$' quiet.md
	rendered quiet.md
	empty report quiet -o quiet.html
	page quiet.html
	run empty report loud
	[ "$status" -eq 1 ]
	[[ ${lines[0]} == 'askback: cannot report: '* ]]
}

@test "report: hostile texts stay text, in HTML and on a forge" {
	for public in --public --no-public; do
		askback --store "$HOME/hostile.db" report hostile $public -o report.html
		page report.html
		askback --store "$HOME/hostile.db" report hostile $public -o report.md
		rendered report.md
	done
}

@test "report: nothing that was written is lost" {
	askback --store "$HOME/hostile.db" report hostile -o report.html
	for text in '&lt;script&gt;alert(1)&lt;/script&gt;' '&lt;!-- everything is gone' '&lt;U+202E&gt;txt' \
		'https://tracker.example/p.png' '&lt;![CDATA[ ]]&gt; ]]&gt;' '&lt;b&gt;b&lt;/b&gt;'; do
		grep -qF "<p>${text%% *}" report.html || grep -qF "$text" report.html
	done
}

@test "the judge of pages sees what is wrong with one" {
	askback report srecon17 -o good.html
	page good.html
	while IFS= read -r change; do
		sed "$change" good.html >bad.html
		run page bad.html
		[ "$status" -eq 1 ]
	done <<'END'
s/<main/<script>x<\/script><main/
s/<h2 /<h2 onclick="x" /
s/href="#q1"/href="javascript:x"/
s/--bg: #ffffff/--bg: #fffffe/
s/<section/<!-- x --><section/
s/Dublin/Dub\xe2\x80\xaelin/
s/<\/ol>//
END
	printf 'Ask @user\n' >bad.md
	run rendered bad.md
	[ "$status" -eq 1 ]
	printf '[x](https://github.com/a/b/issues/1)\n' >bad.md
	run rendered bad.md
	[ "$status" -eq 1 ]
}

@test "the light program holds nothing of it" {
	if ldd "$ASKBACK" | grep -q cmark; then return 1; fi
	run ! grep -c 'Answers worth keeping' "$ASKBACK"
	grep -q 'Answers worth keeping' "$(dirname "$ASKBACK")/askback-full"
}

@test "report: a device is written to, not replaced, and so is what a link stands for" {
	run ! askback report srecon17 -o /dev/full
	[[ $output == *'No space left on device'* ]]
	[ -c /dev/full ]
	: >real.md
	ln -s real.md link.md
	askback report srecon17 -o link.md
	[ -L link.md ]
	[ -s real.md ]
}
