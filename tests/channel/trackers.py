#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""One list of scenarios, run over every tracker: what a service does to a follow-up that is sent,
what the channel makes of it, how many issues there are then, and whether the channel finds them.

A follow-up may be sent again only after LATER, or when a look after UNCERTAIN found nothing. So
the one rule above all the others is: an issue that is there is never told to be refused, later or
down, and never not found."""
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import Tap  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
SERVER = os.path.join(HERE, "..", "server", "tracker.py")
CALL = os.path.join(os.environ["OUT"], "tests", "channel", "call")
SECRET = "askback-canary-secret"
UID = "0123456789abcdef" * 2
MARKER = f"<!-- askback:{UID} -->"
TITLE = "How do you discover members, @emil? See #12"
BODY = "Asked at a talk.\n\n> How do you\n> /close it?\n"
SAFE_TITLE = "How do you discover members, @\u200bemil? See #\u200b12"
SENT_BODY = f"Asked at a talk.\\n\\n> How do you\\n> /close it?\\n\\n{MARKER}"
CREATE_DISCUSSION = (
    "mutation($repository:ID!,$category:ID!,$title:String!,$body:String!){createDiscussion(input:"
    "{repositoryId:$repository,categoryId:$category,title:$title,body:$body})"
    "{discussion{number url}}}")


class Service:
    """How the scenarios meet one tracker."""

    def __init__(self, name, **more):
        self.name = name
        self.type = more.get("type", name)
        self.api = more["api"]
        self.place = more["place"]
        self.create = more["create"]  # the request that makes an issue, as a fault knows it
        self.list = more["list"]
        self.payload = more["payload"]
        self.headers = more["headers"]
        self.sent = more.get("sent", self.payload)
        self.target = more["target"]
        self.page = more["page"]


ANY = {"user-agent": None, "content-type": "application/json", "accept": "*/*",
       "content-length": None, "host": None}
GITHUB = {**ANY, "accept": "application/vnd.github+json", "x-github-api-version": "2022-11-28",
          "authorization": f"Bearer {SECRET}"}
SERVICES = [
    Service("github", api="/api/v3", place="owner/repo", target="/api/v3/repos/owner/repo/issues",
            create={"method": "POST", "path": "/issues$"},
            list={"method": "GET", "path": r"/issues\?"},
            payload=f'{{"title":"{SAFE_TITLE}","body":"{SENT_BODY}"}}', headers=GITHUB,
            page="/owner/repo/issues/1"),
    Service("discussion", type="github", api="/api/v3", place="owner/repo/discussions",
            target="/api/graphql",
            create={"method": "POST", "path": "/graphql$", "says": "createDiscussion"},
            list={"method": "POST", "path": "/graphql$", "says": "orderBy"},
            payload=f'{{"query":"{CREATE_DISCUSSION}","variables":{{"title":"{SAFE_TITLE}",'
                    f'"body":"{SENT_BODY}"}}}}',
            sent=f'{{"query":"{CREATE_DISCUSSION}","variables":{{"title":"{SAFE_TITLE}",'
                 f'"body":"{SENT_BODY}","repository":"R_owner/repo","category":"DC_2"}}}}',
            headers=GITHUB, page="/owner/repo/discussions/1"),
    Service("gitlab", api="/api/v4", place="group/sub/project",
            target="/api/v4/projects/group%2Fsub%2Fproject/issues",
            create={"method": "POST", "path": "/issues$"},
            list={"method": "GET", "path": r"/issues\?"},
            payload=f'{{"title":"{SAFE_TITLE}","description":"{SENT_BODY}"}}',
            headers={**ANY, "authorization": f"Bearer {SECRET}"},
            page="/group/sub/project/-/issues/1"),
    Service("gitea", api="/api/v1", place="owner/repo", target="/api/v1/repos/owner/repo/issues",
            create={"method": "POST", "path": "/issues$"},
            list={"method": "GET", "path": r"/issues\?"},
            payload=f'{{"title":"{SAFE_TITLE}","body":"{SENT_BODY}"}}',
            headers={**ANY, "authorization": f"token {SECRET}"}, page="/owner/repo/issues/1"),
    Service("redmine", api="/redmine", place="project", target="/redmine/issues.json",
            create={"method": "POST", "path": "/issues.json$"},
            list={"method": "GET", "path": r"/issues\.json\?"},
            payload=f'{{"issue":{{"project_id":"project","subject":"{SAFE_TITLE}",'
                    f'"description":"{SENT_BODY}"}}}}',
            headers={**ANY, "authorization": "Basic YXNrYmFjay1jYW5hcnktc2VjcmV0Ong="},
            page="/redmine/issues/1000"),
]


class Scenario:
    """A fault of the request that creates, and what must come of it."""

    def __init__(self, name, fault, verdict, issues=0, **more):
        self.name = name
        self.fault = fault
        self.verdict = verdict
        self.issues = issues
        self.found = more.get("found", "it" if issues else "nothing")
        self.wait = more.get("wait")  # the least and the most
        self.denied = more.get("denied", False)
        self.limited = more.get("limited", False)
        self.says = more.get("says", "")
        self.only = more.get("only")
        self.account = more.get("account", {})
        self.call = more.get("call", {})
        self.points = more.get("points", 1)  # how often the request went out
        self.but = more.get("but", {})  # verdicts of services that differ

    def expects(self, service):
        return self.but.get(service.name, self.verdict)


def status(code, verdict, body=None, **more):
    """An answer instead of what was asked for."""
    fault = {"status": code, "body": {"message": "Words"} if body is None else body}
    fault["headers"] = more.pop("headers", {})
    return Scenario(more.pop("name", f"{code}"), fault, verdict, **more)


def limited(name, code, headers, wait, body=None, **more):
    return status(code, "later", body, name=f"{code}, {name}", headers=headers, wait=wait,
                  limited=True, **more)


def both(name, fault, **more):
    """The same before and after the effect: nobody can tell which it was."""
    return [Scenario(f"{name}, nothing was made", fault, "uncertain", 0, **more),
            Scenario(f"{name}, it was made", {**fault, "effect": "before"}, "uncertain", 1, **more)]


def list_statuses():
    for code in (400, 403, 404, 405, 406, 410, 411, 412, 413, 414, 415, 418, 422, 423, 431, 451):
        yield status(code, "refused", says="Words")
    yield status(401, "down", denied=True, says="secret is not accepted")
    yield status(401, "down", "", denied=True, name="401 without words")
    yield status(403, "refused", "", name="403 without words")
    for code in (300, 301, 302, 303, 307, 308):
        yield status(code, "refused", name=f"{code} to nowhere", says="moved")
    for code in (304, 408, 409):
        yield from both(str(code), {"status": code, "body": ""})
    for code in (500, 502, 503, 504, 520):
        yield from both(str(code), {"status": code, "body": {"made": "html"}})
    yield from both("503 with Retry-After",
                    {"status": 503, "headers": {"Retry-After": "30"}, "body": ""}, wait=(30, 30))
    for code in (200, 202, 204):
        yield from both(f"{code} and nothing in it", {"status": code, "body": ""})


def list_limits():
    now = int(time.time())
    date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(now + 1000))
    yield limited("Retry-After", 429, {"Retry-After": "30"}, (30, 30))
    yield limited("Retry-After as a date", 429, {"Retry-After": date}, (400, 1001))
    yield limited("Retry-After in the past", 429,
                  {"Retry-After": "Wed, 30 Aug 2017 12:40:00 GMT"}, (1, 1))
    yield limited("Retry-After of years", 429, {"Retry-After": "99999999"}, (3600, 3600))
    yield limited("Retry-After that is none", 429, {"Retry-After": "soon"}, (60, 60))
    yield limited("Retry-After below 0", 429, {"Retry-After": "-5"}, (60, 60))
    yield limited("nothing said", 429, {}, (60, 60), "")
    yield limited("HTML", 429, {}, (60, 60), "<html>slow down</html>")
    yield limited("words in an object", 429, {}, (60, 60), {"message": {
        "error": "This endpoint has been requested too many times. Try again later."}},
        says="requested too many times")
    yield limited("Retry-After", 403, {"Retry-After": "30"}, (30, 30))
    for prefix in ("X-RateLimit", "RateLimit"):
        yield limited(f"{prefix}-Reset", 403, {f"{prefix}-Remaining": "0",
                                               f"{prefix}-Reset": str(now + 1000)}, (400, 1002))
        yield limited(f"{prefix}-Reset past", 429, {f"{prefix}-Remaining": "0",
                                                    f"{prefix}-Reset": str(now - 100)}, (1, 1))
    yield limited("a reset in years", 403, {"X-RateLimit-Remaining": "0",
                                            "X-RateLimit-Reset": "99999999999"}, (3600, 3600))
    yield limited("a reset in seconds", 429, {"RateLimit-Remaining": "0",
                                              "RateLimit-Reset": "20"}, (21, 21))
    github = ("github", "discussion")
    yield limited("secondary", 403, {"X-RateLimit-Remaining": "4000"}, (60, 60), {
        "message": "You have exceeded a secondary rate limit. Please wait a few minutes."},
        only=github)
    yield limited("abuse", 403, {}, (60, 60), {
        "message": "You have triggered an abuse detection mechanism."}, only=github)
    yield limited("too quickly", 422, {}, (60, 60), {"message": "was submitted too quickly"},
                  only=github)
    yield status(403, "down", {"message": "Maximum number of login attempts exceeded."},
                 name="403, locked out", denied=True, only=github)
    yield limited("RATE_LIMITED", 200, {}, (60, 60), {"errors": [
        {"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}, only=("discussion",))
    yield limited("too quickly", 200, {}, (60, 60), {"data": {"createDiscussion": None}, "errors": [
        {"type": "UNPROCESSABLE", "message": "was submitted too quickly"}]}, only=("discussion",))
    for kind in ("NOT_FOUND", "FORBIDDEN", "INSUFFICIENT_SCOPES", "UNPROCESSABLE"):
        yield status(200, "refused", {"errors": [{"type": kind, "message": "Words"}]},
                     name=kind, says="Words", only=("discussion",))
    yield from (Scenario(s.name, s.fault, s.verdict, s.issues, only=("discussion",))
                for s in both("an error without a type", {"status": 200, "body": {
                    "errors": [{"message": "Something went wrong"}]}}))


def list_bodies():
    for made in ("html", "latin1", "huge", "bomb", "empty", "list", "deep"):
        yield from both(f"201 with {made}", {"status": 201, "body": {"made": made}})
    yield status(422, "refused", {"made": "escapes"}, name="422 with escapes", says="<ESC>")
    yield status(422, "uncertain", {"made": "huge"}, name="422 with a huge body")
    yield status(422, "refused", {"made": "latin1"}, name="422 with invalid UTF-8")
    yield status(422, "refused", {"errors": [{"resource": "Issue", "field": "title",
                                              "code": "missing_field"}]},
                 name="422 with fields", says="title: missing_field")
    yield status(400, "refused", {"message": {"title": ["is too long", "is bad"]}},
                 name="400 with lists", says="title: is too long; title: is bad")
    yield status(422, "refused", {"errors": ["Subject cannot be blank"]}, name="422 with texts",
                 says="Subject cannot be blank")
    yield status(403, "refused", {"error": "insufficient_scope", "error_description": "More rights"},
                 name="403 with a description", says="insufficient_scope; More rights")
    for change in ("types", "no-number", "number-zero", "number-text", "number-huge"):
        yield Scenario(f"201, {change}", {"change": change}, "uncertain", 1)
    for change in ("no-url", "url-elsewhere", "url-odd"):
        yield Scenario(f"201, {change}", {"change": change}, "uncertain", 1,
                       but={"redmine": "sent"})


def list_breaks():
    yield from both("closed", {"close": True})
    yield from both("reset", {"reset": True})
    for cut in (5, 20, 60, -1, -40):
        yield Scenario(f"cut at {cut}", {"cut": cut}, "uncertain", 1)
    yield from both("too slow", {"status": 201, "delay": 1.6}, account={"seconds": 1})
    yield Scenario("slow, but not too slow", {"delay": 0.3}, "sent", 1)
    yield Scenario("byte by byte", {"drip": 0.01}, "uncertain", 1, account={"seconds": 1})
    yield Scenario("made after the end", {"close": True, "effect": "late", "requests": 9},
                   "uncertain", 0)
    yield Scenario("made before the look", {"status": 502, "effect": "late", "requests": 1},
                   "uncertain", 0, found="it")
    yield Scenario("stopped before the first byte", {}, "later", 0, call={"wire": False})


def list_redirects():
    for code in (301, 302, 303, 307, 308):
        for where in ("same", "path", "port", "scheme", "host", "user", "file"):
            keeps = code in (307, 308) and where in ("same", "path")
            fault = {"status": code, "redirect": where, "body": {"message": "Moved"}}
            if keeps:
                yield Scenario(f"{code} to {where}", {**fault, "nth": 1}, "sent", 1, points=2)
            else:
                says = "where the secret is not sent" if where in ("port", "scheme", "host") else ""
                yield Scenario(f"{code} to {where}", fault, "refused", says=says)
        yield Scenario(f"{code} in a circle",
                       {"status": code, "redirect": "loop", "body": ""}, "refused",
                       points=4 if code in (307, 308) else 1)


SCENARIOS = [Scenario("created", {}, "sent", 1), *list_statuses(), *list_limits(), *list_bodies(),
             *list_breaks(), *list_redirects()]


class Bench:
    """The server, and the program that calls channels."""

    def __init__(self, folder):
        self.folder = folder
        self.server = subprocess.Popen([sys.executable, SERVER, folder, "--tls"],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ports = self.server.stdout.readline().split()
        self.call = subprocess.Popen([CALL], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     text=True)

    def close(self):
        self.call.stdin.close()
        self.server.stdin.close()
        good = self.call.wait() == 0
        self.server.wait()
        return good

    def site(self):
        return f"http://127.0.0.1:{self.ports[0]}"

    def control(self, path, tree=None):
        data = None if tree is None else json.dumps(tree).encode()
        with urllib.request.urlopen(self.site() + path, data) as answer:
            return json.load(answer)

    def requests(self):
        """All there were since the last time, on every port."""
        with open(os.path.join(self.folder, "requests.jsonl"), encoding="utf-8") as file:
            lines = file.readlines()
        seen = getattr(self, "seen", 0)
        self.seen = len(lines)
        return [json.loads(line) for line in lines[seen:]]

    def account(self, service, **more):
        return {"name": "work", "type": service.type, "url": self.site() + service.api, **more}

    def do(self, what, service, **more):
        account = self.account(service, **more.pop("account", {}))
        task = {"do": what, "account": account, "secret": SECRET, **more}
        self.call.stdin.write(json.dumps(task) + "\n")
        self.call.stdin.flush()
        return json.loads(self.call.stdout.readline())

    def followup(self, service, **more):
        return {"uid": UID, "place": service.place, "payload": service.payload,
                "attempted_at": int(time.time()), **more}


def judge(scenario, service, bench, sent, issues):
    """What is wrong with how it was sent, as sentences."""
    want = scenario.expects(service)
    words = sent.get("words") or ""
    low, high = scenario.wait or (-1, 3600)
    if sent["verdict"] != want:
        yield f"verdict {sent['verdict']}, not {want}: {words}"
    if len(issues) != scenario.issues:
        yield f"{len(issues)} issues, not {scenario.issues}"
    if not low <= sent["wait"] <= high:
        yield f"wait {sent['wait']}, not {low} to {high}"
    if (sent["denied"], sent["limited"]) != (scenario.denied, scenario.limited):
        yield f"denied {sent['denied']}, limited {sent['limited']}"
    if scenario.says not in words:
        yield f"{words!r} does not say {scenario.says!r}"
    if want != "sent" and (not words or len(words.encode()) > 700 or not words.isprintable()):
        yield f"words {words!r}"
    if want == "sent" and not (sent["remote_id"] or "").isdigit():
        yield f"remote_id {sent['remote_id']}"
    if want == "sent" and sent["remote_url"] != bench.site() + service.page:
        yield f"remote_url {sent['remote_url']}"
    if sent["wire"] != ["first"] * scenario.points:
        yield f"points passed: {sent['wire']}"


def judge_rest(bench, *outcomes):
    """Nothing at all went elsewhere, nobody was told the secret, and no request was wrong."""
    for request in bench.requests():
        if request["listener"] == "other":
            yield f"somebody else was asked: {request['method']} {request['target']}"
    if SECRET in json.dumps(outcomes):
        yield "the secret is told"
    wrong = bench.control("/_state")["wrong"]
    if wrong:
        yield f"the service complains: {wrong}"


def run_scenario(tap, bench, service, scenario):
    bench.control("/_reset", {"faults": [{**service.create, **scenario.fault}]})
    followup = bench.followup(service)
    sent = bench.do("send", service, followup=followup, account=scenario.account, **scenario.call)
    wrong = list(judge(scenario, service, bench, sent, bench.control("/_state")["issues"]))
    found = bench.do("find", service, followup=followup)
    if found["found"] != scenario.found:
        wrong.append(f"found {found['found']}, not {scenario.found}: {found['words']}")
    wrong += judge_rest(bench, sent, found)
    tap.ok(not wrong, f"{service.name}: {scenario.name}", "\n".join(wrong))


def test_compose(tap, bench, service):
    """The bytes of a plain create, on their way and on the wire."""
    letter = {"uid": UID, "place": service.place, "title": TITLE, "body": BODY}
    made = bench.do("compose", service, letter=letter)
    tap.ok(made.get("payload") == service.payload, f"{service.name}: payload", made)
    bench.control("/_reset", {})
    bench.requests()
    bench.do("send", service, followup=bench.followup(service, payload=made["payload"]))
    request = bench.requests()[-1]
    body = request["body"].encode("latin-1").decode()
    headers = {name: value for name, value in request["headers"].items()
               if service.headers.get(name, "") is not None}
    expected = {name: value for name, value in service.headers.items() if value is not None}
    tap.ok((request["method"], request["target"]) == ("POST", service.target),
           f"{service.name}: request line", request)
    tap.ok(body == service.sent, f"{service.name}: bytes on the wire", body)
    tap.ok(headers == expected, f"{service.name}: headers on the wire", headers)


def test_refused_letters(tap, bench, service):
    """What may not leave does not become a payload."""
    for name, body, says in (
            ("too long", "x" * 65000, "65051 bytes"),
            ("just too long", "x" * 64950, "65001 bytes"),
            ("a marker of ours", f"> {MARKER}", "marker"),
            ("a command", "/close", "slash")):
        letter = {"uid": UID, "place": service.place, "title": TITLE, "body": body}
        made = bench.do("compose", service, letter=letter)
        wanted = name != "a command" or service.name == "gitlab"
        tap.ok(("payload" not in made and says in made["error"]) == wanted,
               f"{service.name}: {name}", made)
    letter = {"uid": UID, "place": service.place, "title": "é" * 300, "body": "x" * 64949}
    made = bench.do("compose", service, letter=letter)
    tap.ok("é" * 249 + "…" in made.get("payload", "") and "é" * 250 not in made["payload"],
           f"{service.name}: a long title is cut, the longest body is not", made)


def old_issues(service, count, age, author="mallory", body="something"):
    return [{"service": service.name, "place": service.place.removesuffix("/discussions"),
             "title": f"issue {n}", "body": body, "author": author, "age": age + count - n}
            for n in range(count)]


FAULTS_OF_LISTS = [
    ("500", {"status": 500}, "unknown"), ("401", {"status": 401}, "unknown"),
    ("404", {"status": 404}, "unknown"), ("403", {"status": 403}, "unknown"),
    ("429", {"status": 429}, "unknown"), ("closed", {"close": True}, "unknown"),
    ("HTML", {"status": 200, "body": {"made": "html"}}, "unknown"),
    ("nothing", {"status": 200, "body": ""}, "unknown"),
    ("no list", {"status": 200, "body": "{}"}, "unknown"),
    ("invalid UTF-8", {"status": 200, "body": {"made": "latin1"}}, "unknown"),
    ("huge", {"status": 200, "body": {"made": "huge"}}, "unknown"),
    ("bomb", {"status": 200, "body": {"made": "bomb"}}, "unknown"),
    ("cut", {"cut": -30}, "unknown"),
    ("something else in it", {"change": "strange"}, "unknown"),
    ("redirect to another port", {"status": 307, "redirect": "port"}, "unknown"),
    ("redirect to the same", {"status": 307, "redirect": "same", "nth": 1}, "it"),
    ("reversed", {"change": "reversed"}, "it"),
]


def find_after(bench, service, issues, faults, **more):
    """Sends one among others, and looks for it."""
    bench.control("/_reset", {"issues": issues, "faults": faults, **more})
    followup = bench.followup(service)
    bench.do("send", service, followup=followup)
    bench.requests()
    return bench.do("find", service, followup=followup)


def test_find(tap, bench, service):
    """The look for what may have arrived."""
    def check(name, found, wanted):
        wrong = list(judge_rest(bench, found))
        tap.ok(found["found"] == wanted and not wrong, f"{service.name}: find, {name}",
               (found, wrong))

    for name, fault, wanted in FAULTS_OF_LISTS:
        check(f"list {name}", find_after(bench, service, [], [{**service.list, **fault}]), wanted)
    old = old_issues(service, 230, 9000, "asker")
    check("old ones behind it", find_after(bench, service, old, []), "it")
    check("oldest first", find_after(bench, service, old, [], oldest_first=True), "it")
    check("reversed pages",
          find_after(bench, service, old, [{**service.list, "change": "reversed"}]), "it")
    new = old_issues(service, 230, -600, "asker")
    check("many newer ones", find_after(bench, service, new, []), "it")
    if service.name in ("github", "gitlab", "gitea"):
        check("next page elsewhere",
              find_after(bench, service, new, [{**service.list, "change": "link-elsewhere"}]),
              "unknown")
        check("link dropped",
              find_after(bench, service, new, [{**service.list, "change": "unlinked"}]), "unknown")
    found = find_after(bench, service, [], [{**service.create, "copy": "stranger"}])
    check("a stranger's copy", found, "it")
    tap.ok((found["remote_url"] or "").endswith(service.page), f"{service.name}: ours is found",
           found)
    bench.control("/_reset", {"issues": old_issues(service, 1, 0, "mallory", f"x\n\n{MARKER}")})
    check("only a stranger's", bench.do("find", service, followup=bench.followup(service)),
          "nothing")
    bench.control("/_reset", {"issues": old_issues(service, 1, 0, "asker", f"x\n\n> {MARKER}")})
    check("only a quote", bench.do("find", service, followup=bench.followup(service)), "nothing")
    bench.control("/_reset", {"issues": old_issues(service, 2, 0, "asker", f"x\n\n{MARKER}")})
    found = bench.do("find", service, followup=bench.followup(service))
    tap.ok(found["found"] == "it" and found["remote_url"].endswith(service.page) and
           "2 times" in found["words"], f"{service.name}: find, twice", found)
    bench.control("/_reset", {"faults": [{**service.create, "hide": 2}]})
    bench.do("send", service, followup=bench.followup(service))
    seen = [bench.do("find", service, followup=bench.followup(service))["found"] for _ in range(3)]
    tap.ok(seen == ["nothing", "nothing", "it"], f"{service.name}: find, a list that lags", seen)
    bench.requests()


def test_clocks(tap, bench, service):
    """A service whose clock is two hours behind ours: what it made just now looks old."""
    body = f"x\n\n{MARKER}"
    issues = old_issues(service, 1, 7250, "asker", body) + old_issues(service, 150, 7050, "asker")
    late = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() - 7200))
    bench.control("/_reset", {"issues": issues, "faults": [{"headers": {"Date": late}}]})
    found = bench.do("find", service, followup=bench.followup(service))
    tap.ok(found["found"] == "it", f"{service.name}: find, by a clock that is behind", found)
    bench.control("/_reset", {"issues": issues})
    found = bench.do("find", service, followup=bench.followup(service))
    tap.ok(found["found"] == "nothing", f"{service.name}: find, made long before", found)


def test_circle(tap, bench):
    """Pages without end are given up."""
    service = SERVICES[0]
    bench.control("/_reset", {"issues": old_issues(service, 150, -600, "asker"),
                              "faults": [{**service.list, "change": "circle"}]})
    bench.requests()
    found = bench.do("find", service, followup=bench.followup(service))
    count = len(bench.requests())
    tap.ok(found["found"] == "unknown" and count == 51 and "does not end" in found["words"],
           "a list in a circle", (found, count))


CATEGORIES = [
    ("owner/repo/discussions", "sent", "DC_2"), ("owner/repo/discussions/general", "sent", "DC_1"),
    ("owner/repo/discussions/Q-A", "sent", "DC_2"), ("owner/repo/discussions/no", "refused", None),
    ("owner/silent/discussions", "refused", None), ("owner/missing/discussions", "refused", None),
]


def test_categories(tap, bench):
    """A discussion needs a category: the one named, or the first one for questions."""
    service = SERVICES[1]
    for place, verdict, category in CATEGORIES:
        bench.control("/_reset", {})
        sent = bench.do("send", service, followup=bench.followup(service, place=place))
        made = [issue["category"] for issue in bench.control("/_state")["issues"]]
        tap.ok(sent["verdict"] == verdict and made == ([category] if category else []),
               f"category of {place}", (sent, made))
    bench.control("/_reset", {"faults": [{"says": "discussionCategories", "status": 502}]})
    sent = bench.do("send", service, followup=bench.followup(service))
    tap.ok(sent["verdict"] == "later" and sent["wire"] == [], "no category, nothing begun", sent)


def test_redmine(tap, bench):
    """What the account says of a tracker and of the markup."""
    service = SERVICES[-1]
    letter = {"uid": UID, "place": "project", "title": "t", "body": "b"}
    made = bench.do("compose", service, letter=letter, account={"tracker": "3"})
    tap.ok(json.loads(made["payload"])["issue"]["tracker_id"] == 3, "Redmine: tracker", made)
    made = bench.do("compose", service, letter=letter, account={"tracker": "Bug"})
    tap.ok("no number" in made.get("error", ""), "Redmine: a tracker that is no number", made)
    for markup, wanted in (("textile", "textile"), ("markdown", "commonmark"), (None, "commonmark")):
        made = bench.do("compose", service, letter=letter, account={"markup": markup})
        tap.ok(made["markup"] == wanted, f"Redmine: markup {markup}", made)
    bench.control("/_reset", {"faults": [{"path": "statuses", "status": 403}]})
    sent = bench.do("send", service, followup=bench.followup(service))
    closed = bench.do("close", service, note="by mistake",
                      followup=bench.followup(service, remote_id=sent["remote_id"]))
    tap.ok(closed["verdict"] == "sent" and "no status" in closed["words"] and
           bench.control("/_state")["issues"][0]["comments"] == ["by mistake"],
           "Redmine: a note where no status is known", closed)


FORMS = {
    "github": "/owner/repo/issues/new?title=", "gitea": "/owner/repo/issues/new?title=",
    "discussion": "/owner/repo/discussions/new?title=",
    "gitlab": "/group/sub/project/-/issues/new?issue[title]=",
    "redmine": "/redmine/projects/project/issues/new?issue[subject]=",
}


def test_reading(tap, bench, service):
    """What people see of a payload, and the form that they can fill by hand."""
    text = bench.do("read", service, followup=bench.followup(service))["text"]
    tap.ok(text == f"{SAFE_TITLE}\n\n{BODY}", f"{service.name}: read", text)
    url = bench.do("form", service, followup=bench.followup(service))["url"]
    tap.ok(url.startswith(bench.site() + FORMS[service.name] + "How%20do%20you") and
           UID in url, f"{service.name}: form", url)


def test_pages(tap, bench, service):
    """How far a look reads: the whole page, and no further than it must."""
    bench.control("/_reset", {"issues": old_issues(service, 230, 9000, "asker")})
    bench.requests()
    found = bench.do("find", service, followup=bench.followup(service))
    lists = [r for r in bench.requests() if "/user" not in r["target"]]
    tap.ok(found["found"] == "nothing" and len(lists) == 1, f"{service.name}: one page is enough",
           (found, len(lists)))


def test_close(tap, bench, service):
    bench.control("/_reset", {})
    sent = bench.do("send", service, followup=bench.followup(service))
    followup = bench.followup(service, remote_id=sent["remote_id"],
                              remote_url=sent["remote_url"])
    closed = bench.do("close", service, followup=followup, note="by mistake, @bob\n/reopen")
    issue = bench.control("/_state")["issues"][0]
    wrong = bench.control("/_state")["wrong"]
    tap.ok(closed["verdict"] == "sent" and issue["state"] == "closed" and not wrong and
           issue["comments"] == ["by mistake, @\u200bbob /reopen"],
           f"{service.name}: closed with a note", (closed, issue, wrong))


def test_check(tap, bench, service):
    bench.control("/_reset", {})
    place = service.place
    good = bench.do("check", service, followup={"place": place})
    tap.ok((good.get("login"), good.get("lacks")) == ("asker", None), f"{service.name}: check", good)
    tap.ok("asker" == bench.do("check", service, followup={}).get("login"),
           f"{service.name}: check without a place")
    for name, lacks in (("archived", True), ("silent", True), ("missing", False)):
        there = bench.do("check", service, followup={
            "place": place.replace("repo", name).replace("project", name)})
        tap.ok(bool(there.get("lacks")) == lacks and ("error" in there) != lacks,
               f"{service.name}: check, {name}", there)
    wrong = bench.do("check", service, followup={}, secret="wrong")
    tap.ok("not accepted" in wrong.get("error", "") and "auth login work" in wrong["hint"],
           f"{service.name}: check, wrong secret", wrong)
    bench.control("/_reset", {"issues": old_issues(service, 3, 10, "asker")})
    titles = bench.do("titles", service, followup={"place": place})
    tap.ok([t["title"] for t in titles["titles"]] == ["issue 2", "issue 1", "issue 0"] and
           titles["titles"][0]["url"].startswith(bench.site()), f"{service.name}: titles", titles)
    bench.requests()


def test_scopes(tap, bench):
    """Classic tokens tell what they may do."""
    service = SERVICES[0]
    for scopes, lacks in (("gist, read:org", True), ("", True), ("public_repo", False),
                          ("user, repo", False), ("repo:status", True)):
        bench.control("/_reset", {"faults": [{
            "path": "/user$", "status": 200, "body": {"login": "asker"},
            "headers": {"X-OAuth-Scopes": scopes}}]})
        found = bench.do("check", service, followup={})
        tap.ok(bool(found["lacks"]) == lacks, f"scopes {scopes!r}", found)


HINTS = [
    ({"X-Accepted-GitHub-Permissions": "issues=write"}, "issues=write"),
    ({"X-GitHub-SSO": "required; url=https://github.example/sso?x=1"},
     "https://github.example/sso?x=1"),
    ({"X-GitHub-SSO": "required; url=javascript:alert(1)"}, None),
]


def test_hints(tap, bench):
    service = SERVICES[0]
    for headers, says in HINTS:
        bench.control("/_reset", {"faults": [{**service.create, "status": 403, "body": "",
                                              "headers": headers}]})
        sent = bench.do("send", service, followup=bench.followup(service))
        good = says in (sent["hint"] or "") if says else sent["hint"] is None
        tap.ok(good, f"hint of {headers}", sent)


# Renamed places: who follows, and who says what to do.
RENAMED = {"github": "sent", "gitlab": "refused", "gitea": "sent"}


def test_renamed(tap, bench, service):
    place = service.place.rsplit("/", 1)[0] + "/renamed"
    bench.control("/_reset", {})
    followup = bench.followup(service, place=place)
    sent = bench.do("send", service, followup=followup)
    tap.ok(sent["verdict"] == RENAMED[service.name], f"{service.name}: renamed, send", sent)
    found = bench.do("find", service, followup=followup)
    tap.ok(found["found"] == ("it" if sent["verdict"] == "sent" else "nothing"),
           f"{service.name}: renamed, find", found)
    if sent["verdict"] == "refused":
        tap.ok("new name" in sent["hint"], f"{service.name}: renamed, hint", sent)


def test_connections(tap, bench, service):
    """What fails before the first byte."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
        tls = f"https://127.0.0.1:{bench.ports[2]}{service.api}"
        cases = [
            ("nobody there", {"url": f"http://127.0.0.1:{closed}{service.api}"}, "later"),
            ("TLS without trust", {"url": tls}, "down"),
            ("TLS with a file that is missing", {"url": tls, "cafile": "/missing"}, "down"),
            ("plain to a name", {"url": f"http://localhost:{closed}{service.api}"}, "down"),
            ("TLS with trust", {"url": tls, "cafile": os.path.join(bench.folder, "ca.crt")},
             "sent"),
        ]
        for name, account, wanted in cases:
            bench.control("/_reset", {})
            sent = bench.do("send", service, followup=bench.followup(service), account=account)
            count = len(bench.control("/_state")["issues"])
            points = [] if wanted != "sent" else ["first"]
            tap.ok(sent["verdict"] == wanted and count == len(points) and sent["wire"] == points,
                   f"{service.name}: {name}", sent)
        bench.requests()


PLACES = [
    ("github", "owner/repo", "owner/repo", "issue"),
    ("github", "owner/repo.git", "owner/repo", "issue"),
    ("github", "https://github.com/owner/repo/", "owner/repo", "issue"),
    ("github", "https://github.com/owner/repo/issues/12?q=1#x", "owner/repo", "issue"),
    ("github", "owner/repo/discussions", "owner/repo/discussions", "discussion"),
    ("github", "owner/repo/discussions/q-a", "owner/repo/discussions/q-a", "discussion"),
    ("github", "https://github.com/o/r/discussions/categories/ideas", "o/r/discussions/ideas",
     "discussion"),
    ("github", "https://github.com/o/r/discussions/7", "o/r/discussions", "discussion"),
    ("github", "owner", None, None), ("github", "owner/..", None, None),
    ("github", "owner/repo/issues", None, None), ("github", "o/r/discussions/a/b", None, None),
    ("github", "owner/re po", None, None), ("github", "owner/repo?x", None, None),
    ("github", "", None, None), ("github", "/owner/repo", None, None),
    ("gitlab", "group/project", "group/project", "issue"),
    ("gitlab", "a/b/c/d", "a/b/c/d", "issue"), ("gitlab", "81", "81", "issue"),
    ("gitlab", "https://gitlab.com/a/b/-/issues/3", "a/b", "issue"),
    ("gitlab", "group", None, None), ("gitlab", "a//b", None, None),
    ("gitlab", "a/../b", None, None), ("gitlab", "a/b/", "a/b", "issue"),
    ("gitea", "owner/repo", "owner/repo", "issue"), ("gitea", "a/b/c", None, None),
    ("gitea", "https://codeberg.org/a/b/issues", "a/b", "issue"),
    ("redmine", "my-project_2", "my-project_2", "issue"), ("redmine", "7", "7", "issue"),
    ("redmine", "https://redmine.example/sub/projects/askback/issues", "askback", "issue"),
    ("redmine", "My Project", None, None), ("redmine", "a/b", None, None),
]


def test_places(tap, bench):
    by_type = {service.type: service for service in reversed(SERVICES)}
    for kind, text, place, made in PLACES:
        got = bench.do("place", by_type[kind], text=text)
        tap.ok((got.get("place"), got.get("kind")) == (place, made), f"{kind}: place {text!r}", got)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder)
        test_places(tap, bench)
        for service in SERVICES:
            test_compose(tap, bench, service)
            test_refused_letters(tap, bench, service)
            for scenario in SCENARIOS:
                if not scenario.only or service.name in scenario.only:
                    run_scenario(tap, bench, service, scenario)
            test_find(tap, bench, service)
            test_clocks(tap, bench, service)
            test_pages(tap, bench, service)
            test_reading(tap, bench, service)
            test_close(tap, bench, service)
            test_check(tap, bench, service)
            test_connections(tap, bench, service)
            if service.name in RENAMED:
                test_renamed(tap, bench, service)
        test_circle(tap, bench)
        test_categories(tap, bench)
        test_redmine(tap, bench)
        test_scopes(tap, bench)
        test_hints(tap, bench)
        tap.ok(bench.close(), "the program that calls ended well")
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
