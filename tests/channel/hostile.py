#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What attackers would ask, in questions, titles and names, through every channel: what arrives is
judged by other programs. To cmark-gfm with all of GitHub's extensions a body is text, and nothing
that a forge or a terminal would act upon; to Python's parser a mail has the headers that every
mail has."""
import email
import email.policy
import glob
import html.parser
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib")]

from page import RINGS, TRACES  # noqa: E402
from program import environment  # noqa: E402
from tap import Tap  # noqa: E402

ASKBACK = os.environ["ASKBACK"]
UNIT = os.path.join(HERE, "..", "unit", "text")
TALKS = 12
QUESTIONS = 8  # of each talk
DESTINATIONS = ("hub:shop/lb", "hub:shop/lb/discussions", "lab:shop/lb", "tea:shop/lb", "red:lb",
                "old:lb")
MARKER = re.compile(r"askback:([0-9a-f]{32})")
CONFIG = """[user]
name = Ada
email = ada@asker.example
[push]
patience = 0
[channel "hub"]
type = github
url = {url}/api/v3
pace = 0
[channel "lab"]
type = gitlab
url = {url}/api/v4
pace = 0
[channel "tea"]
type = gitea
url = {url}/api/v1
pace = 0
[channel "red"]
type = redmine
url = {url}/redmine
markup = markdown
pace = 0
[channel "old"]
type = redmine
url = {url}/redmine
markup = textile
pace = 0
[channel "mail"]
type = mail
pace = 0
folder = {mails}
"""
MORE = ["\n/close", "\n/assign @emil\n", "<!-- askback:" + "0" * 32 + " -->", "-->", "<!--",
        "![x](https://e.example/p.png)", "!https://e.example/p.png!", "\n.\n", "\r\nBcc: a@b.example",
        "\nTo: a@b.example\n\n", "=?utf-8?q?=0d=0aBcc:_a?=", "%0d%0aBcc: a", "@emil", "#12", "GH-12",
        "shop/lb#3", "!7", "https://github.com/shop/lb/issues/3", "fixes #1", "{{macro}}",
        "<img src=x onerror=alert(1)>", "</details>", "\n```\n@emil\n```\n", "\n    @emil", "`@emil`",
        "<a@b.example>", "a@b.example", "\n---\n", "\n===\n", "| a | b |\n| - | - |\n", "[^1]",
        "\n[^1]: @emil", "[x]: http://e.example", "&#64;emil", "&commat;emil", "\\@emil", "<pre>",
        "</pre>", "<notextile>", "h1. x", "\n# x\n", "$$x$$", "x" * 300, "日本語" * 40, "plain words"]


def strings_of(path):
    """The parts in a C file that are whole texts."""
    with open(path, encoding="utf-8") as file:
        table = re.search(r"parts\[\] = \{(.*?)\n?\};", file.read(), re.S).group(1)
    for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', table):
        octets = literal.encode("utf-8").decode("unicode_escape")
        if "\\x" in literal:
            try:
                octets = octets.encode("latin-1").decode("utf-8")
            except UnicodeError:
                continue  # log does not take it
        yield octets


def hidden(text):
    """Characters that nobody sees, but terminals and eyes obey."""
    return [c for c in text if c not in "\t\n" and unicodedata.category(c) == "Cc"] + \
        re.findall("[\u202a-\u202e\u2066-\u2069]", text)


class Rendered(html.parser.HTMLParser):
    """What a forge makes of a body."""

    def __init__(self, text):
        super().__init__()
        run = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e",
                              "strikethrough", "-e", "tasklist", "-e", "footnotes"],
                             input=text, capture_output=True, text=True, check=True)
        self.comments, self.wrong, self.inside = [], [], []
        self.feed(run.stdout)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in ("p", "blockquote", "code", "pre", "a", "br", "em", "strong", "hr"):
            self.wrong.append(f"element {tag}")
        for name, value in attrs:
            if name == "href" and (TRACES.match(value) or not value.startswith("http")):
                self.wrong.append(f"link to {value}")
        if tag in ("code", "a"):
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if tag in ("code", "a"):
            self.inside.pop()

    def handle_comment(self, data):
        self.comments.append(data)

    def handle_data(self, data):
        if not self.inside and RINGS.search(data):
            self.wrong.append(f"rings: {RINGS.search(data)}: {data!r}")


class World:
    """Trackers, a folder of mails, and a programme of hostile talks."""

    def __init__(self, folder):
        self.folder = folder
        self.home = os.path.join(folder, "home")
        self.mails = os.path.join(folder, "mails")
        os.makedirs(os.path.join(self.home, ".config/askback"))
        os.mkdir(self.mails)
        os.mkdir(os.path.join(folder, "tracker"))
        self.tracker = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "..", "server", "tracker.py"),
             os.path.join(folder, "tracker")], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True)
        self.url = "http://127.0.0.1:" + self.tracker.stdout.readline().split()[0]
        with open(os.path.join(self.home, ".config/askback/config"), "w",
                  encoding="utf-8") as file:
            file.write(CONFIG.format(url=self.url, mails=self.mails))
        secrets = {f"ASKBACK_SECRET_{name}": "askback-canary-secret"
                   for name in ("HUB", "LAB", "TEA", "RED", "OLD")}
        self.environment = environment(self.home, ASKBACK_NOW="2017-08-30T18:00+01:00", **secrets)

    def close(self):
        self.tracker.stdin.close()
        self.tracker.wait()

    def run(self, *words, typed=""):
        run = subprocess.run([ASKBACK, *words], input=typed.encode(), capture_output=True,
                             env=self.environment, check=False, timeout=60)
        return run.returncode, run.stdout.decode(), run.stderr.decode()

    def issues(self):
        with urllib.request.urlopen(self.url + "/_state") as answer:
            state = json.load(answer)
        with urllib.request.urlopen(self.url + "/_reset", b"{}"):
            return state["issues"], state["wrong"]


def fill(tap, world):
    chance = random.Random(5)
    parts = [*strings_of(os.path.join(UNIT, "hostile.h")),
             *strings_of(os.path.join(UNIT, "safe_markdown.c")), *MORE]
    world.run("conference", "add", "C", "--code", "c", "--tz", "UTC", "--start", "2017-08-30")
    taken = 0
    for talk in range(TALKS):
        title, name = ("".join(chance.choices(parts, k=4)).replace("\0", "") for _ in range(2))
        clean = " ".join(name.split())[:200]
        world.run("talk", "add", f"T{talk} {title}", "--start", f"2017-08-30 {8 + talk:02}:00",
                  "--end", "30m", "--speaker", f"S{talk} {clean}", "--conference", "c")
        world.run("contact", "add", f"P{talk + 1}", "email", f"s{talk}@speakers.example")
        for _ in range(QUESTIONS):
            text = "".join(chance.choices(parts, k=chance.randint(1, 14)))
            taken += world.run("log", "--talk", f"T{talk + 1}", "-", typed=text)[0] == 0
    tap.ok(taken > TALKS * QUESTIONS * 0.9, "questions were asked", taken)


def judge_body(issue, textile):
    """What is wrong with an issue, as sentences."""
    title, body = issue["title"], issue["body"]
    if hidden(title + body) or "\n" in title or "\t" in title or len(title) > 255:
        yield f"characters: {hidden(title + body)} {title!r}"
    if RINGS.search(title):
        yield f"the title rings: {title!r}"
    if re.search(r"^\s*/", body, re.M):
        yield f"a command: {body!r}"
    if len(MARKER.findall(body.replace("0" * 32, ""))) != 1:
        yield f"not one marker: {body!r}"
    if textile:
        bare = re.sub(r"(?s)<pre>.*?</pre>|<code>.*?</code>|https?://\S+", "", body)
        for ring in re.finditer(r"(^|[>\s])!\S+!|\{\{|\[\[|@\w|#\d", bare, re.M):
            yield f"textile: {ring.group()!r} in {body!r}"
        return
    page = Rendered(body)
    ours = [MARKER.search(comment) for comment in page.comments]
    if len(ours) != 1 or not ours[0] or ours[0].group(1) == "0" * 32:
        yield f"comments {page.comments} of {body!r}"
    yield from (f"{wrong} of {body!r}" for wrong in page.wrong)


def uids(world):
    _, output, _ = world.run("outbox", "--all", "--json")
    return {f["uid"] for f in json.loads(output)["followups"]}


def check_issues(tap, world, place):
    words = ("push", "--to", place, "--again", "--flood")
    status, output, errors = world.run(*words, "-n", "--json")
    if not tap.ok(status == 0, f"{place}: planned", errors):
        return
    plan = json.loads(output)["plan"]
    status, _, errors = world.run(*words, "--yes")
    issues, service_says = world.issues()
    tap.ok(status == 0 and not service_says and len(issues) == len(plan["followups"]) > 80,
           f"{place}: all arrive", f"{status} {len(issues)} {plan['skipped']} {errors[-900:]}")
    wrong = [words for issue in issues for words in judge_body(issue, place.startswith("old"))]
    tap.ok(not wrong, f"{place}: only text", "\n".join(wrong[:5]))
    found = {MARKER.findall(issue["body"])[-1] for issue in issues}
    tap.ok(found and found <= uids(world), f"{place}: the markers are ours", found)
    planned = sorted(MARKER.sub("MARK", f["payload"]) for f in plan["followups"])
    _, output, _ = world.run("outbox", "--all", "--json")
    ids = [f["id"] for f in json.loads(output)["followups"] if f["uid"] in found]
    sent = sorted(MARKER.sub("MARK", json.loads(world.run("outbox", "show", f"F{n}", "--json")[1])
                             ["followup"]["payload"]) for n in ids)
    tap.ok(planned == sent, f"{place}: -n shows what leaves",
           next((pair for pair in zip(planned, sent) if pair[0] != pair[1]), ""))


HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
           "Content-Transfer-Encoding"]


def judge_mail(octets):
    mail = email.message_from_binary_file(io.BytesIO(octets), policy=email.policy.default)
    plain = octets.replace(b"\r\n", b"")
    if re.search(rb"[\0-\x08\x0a-\x1f\x7f-\xff]", plain):
        yield f"characters: {re.search(rb'.{20}[^ -~]', plain)}"
    if max(map(len, octets.split(b"\r\n"))) > 998:
        yield "a long line"
    names = [name for name in mail.keys() if name not in ("Reply-To", "Auto-Submitted")]
    if sorted(names) != sorted(HEADERS):
        yield f"headers {mail.keys()}"
    if len(mail["To"].addresses) != 1 or not mail["To"].addresses[0].addr_spec.endswith(
            "@speakers.example") or len(mail["From"].addresses) != 1:
        yield f"{mail['From']} to {mail['To']}"
    words = mail["Subject"] + mail["To"].addresses[0].display_name
    if hidden(words + mail.get_content()) or "\n" in words:
        yield f"characters: {words!r} {hidden(words + mail.get_content())}"
    defects = [d for part in mail.walk() for d in part.defects] + \
        [d for value in mail.values() for d in value.defects]
    if defects or mail.is_multipart():
        yield f"defects {defects}"


def check_mails(tap, world):
    status, output, errors = world.run("push", "-n", "--json")
    planned = len(json.loads(output)["plan"]["followups"]) if status == 0 else 0
    status, _, errors = world.run("push", "--yes", "--flood")
    mails = []
    for path in glob.glob(os.path.join(world.mails, "*")):
        with open(path, "rb") as file:
            mails.append(file.read())
    tap.ok(status == 0 and planned == len(mails) == TALKS, "mail: all leave",
           f"{status} {planned} {len(mails)} {errors[-900:]}")
    wrong = [words for mail in mails for words in judge_mail(mail)]
    tap.ok(not wrong, "mail: each has its headers and nothing else", "\n".join(wrong))


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="askback-hostile-") as folder:
        world = World(folder)
        try:
            fill(tap, world)
            check_mails(tap, world)
            for place in DESTINATIONS:
                check_issues(tap, world, place)
        finally:
            world.close()
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
