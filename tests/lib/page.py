#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Looks at an HTML report from outside the program: page.py FILE, or page.py --rendered FILE for a
Markdown report that cmark-gfm has rendered. Says what should not be in it; silent when all is well."""
import base64
import hashlib
import re
import sys
from html.parser import HTMLParser

LINKS = ("https://", "http://", "mailto:", "#")
PLAIN = {name: set() for name in (
    "body", "header", "ul", "ol", "p", "main", "section", "dl", "div", "dt", "dd", "figure", "svg",
    "title", "desc", "rect", "text", "table", "thead", "tbody", "tr", "th", "td", "span", "a", "em",
    "strong", "code", "pre", "br", "hr", "blockquote", "cite", "time", "footer", "h1", "h2", "h3",
    "h4", "li", "nav", "html", "head", "meta", "style")}
PAGE = {**PLAIN, **{
    "html": {"lang"}, "meta": {"charset", "http-equiv", "content", "name"}, "a": {"class", "href"},
    "h1": {"dir"}, "h2": {"id"}, "h3": {"dir"}, "h4": {"id", "dir"}, "p": {"class"},
    "nav": {"aria-label"}, "main": {"id"}, "section": {"aria-labelledby"}, "dl": {"class"},
    "div": {"class", "dir"}, "svg": {"class", "role", "width", "height", "aria-labelledby"},
    "title": {"id"}, "desc": {"id"}, "rect": {"class", "x", "width", "height"}, "text": {"x", "y"},
    "th": {"scope"}, "span": {"class"}, "ol": {"class", "start"}, "li": {"id", "class"},
    "time": {"datetime"}, "blockquote": {"class"}, "footer": {"class"}}}
# What a forge makes of Markdown that holds no HTML.
RENDERED = {**{name: set() for name in (
    "h1", "h2", "h3", "h4", "p", "ul", "li", "strong", "em", "br", "hr", "blockquote", "table",
    "thead", "tbody", "tr")}, "th": {"align"}, "td": {"align"}, "a": {"href"},
    "input": {"type", "checked", "disabled"}}
EMPTY = {"meta", "br", "hr", "rect", "input"}
# What may not be in a page as it is: control characters, and those that reorder or hide text.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2028"
                    "\u2029\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")
# What a forge would take for a mention or a reference, in a text and in a link.
RINGS = re.compile(r"@\w|#\d|\bGH-\d|(?<!\w)!\d")
TRACES = re.compile(r"https?://(www\.)?github\.com/[^/]+/[^/]+/(issues|pull|discussions)/", re.I)


class Page(HTMLParser):
    """Notes in `wrong` whatever the template does not have."""

    def __init__(self, rendered):
        super().__init__(convert_charrefs=True)
        self.allowed = RENDERED if rendered else PAGE
        self.rendered = rendered
        self.open = []
        self.wrong = []
        self.style = ""
        self.policy = ""

    def handle_starttag(self, tag, attrs):
        names = {name for name, _ in attrs}
        if tag not in self.allowed:
            self.wrong.append(f"element {tag}")
        elif names - self.allowed[tag] or len(names) != len(attrs):
            self.wrong.append(f"attributes of {tag}: {attrs}")
        for name, value in attrs:
            if name == "href" and not (value or "").startswith(LINKS):
                self.wrong.append(f"link to {value}")
            if self.rendered and name == "href" and TRACES.match(value or ""):
                self.wrong.append(f"leaves a trace at {value}")
            if name == "content" and "default-src" in value:
                self.policy = value
            if UNSEEN.search(value or ""):
                self.wrong.append(f"unseen characters in {name} of {tag}")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes something else")

    def handle_data(self, data):
        inside = self.open[-1] if self.open else ""
        if inside == "style":
            self.style += data
        if self.rendered and RINGS.search(data):
            self.wrong.append(f"a forge would tell somebody: {data!r}")
        if UNSEEN.search(data.replace("\u200b", "") if self.rendered else data):
            self.wrong.append(f"unseen characters: {data!r}")

    def handle_comment(self, data):
        self.wrong.append(f"comment {data!r}")

    def handle_pi(self, data):
        self.wrong.append(f"instruction {data!r}")

    def unknown_decl(self, data):
        self.wrong.append(f"declaration {data!r}")

    def check_policy(self):
        """The style is the one that the policy allows, and it allows nothing else."""
        digest = base64.b64encode(hashlib.sha256(self.style.encode()).digest()).decode()
        wanted = (f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
                  "form-action 'none'")
        if self.policy != wanted:
            self.wrong.append(f"policy {self.policy!r}, not {wanted!r}")


def main():
    rendered = sys.argv[1] == "--rendered"
    with open(sys.argv[-1], encoding="utf-8", newline="") as file:
        text = file.read()
    page = Page(rendered)
    page.feed(text)
    page.close()
    if not rendered:
        page.check_policy()
    if page.open:
        page.wrong.append(f"never closed: {page.open}")
    for wrong in page.wrong:
        print(wrong)
    return 1 if page.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
