#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Five trackers on one port that remember what was made there, and fail as they are told.

Usage: tracker.py FOLDER [--faults FILE] [--think MS] [--tls] [--secret TEXT]

It listens on 127.0.0.1 and prints its ports in one line: the trackers; a listener elsewhere that
nobody should ever ask; with --tls also the trackers with a certificate whose authority is
FOLDER/ca.crt. It ends when its standard input does. FOLDER/requests.jsonl gets a line for every
request, on whichever port. The addresses of the APIs:

    GitHub       http://127.0.0.1:PORT/api/v3     issues and discussions
    GitLab       http://127.0.0.1:PORT/api/v4
    Gitea        http://127.0.0.1:PORT/api/v1
    Redmine      http://127.0.0.1:PORT/redmine

Every place exists, but for a few whose names say what they are: see PLACES. Requests that the
service would not take are answered as it would, and listed under "wrong" in /_state.

    GET  /_state   {"issues": [...], "wrong": [...], "requests": N}
    POST /_reset   forgets everything; the body may be {"faults": [...], "issues": [...],
                   "oldest_first": true}

A fault is an object that says when and what. When: "method", "path" and "says" (regular expressions
found in the target and in the body), "nth" (which of the requests that fit, from 1; 0 or absent:
each). What:

    "effect"    "before" (it does what was asked first), "never" (the default), or "late": only
                after "requests" more requests, or "seconds"
    "status", "headers", "body"    the answer; without a status it is the service's own with these
    "body"      a text, or one of BODIES by {"made": NAME}
    "redirect"  "same", "port", "scheme", "host", "loop": where Location points, with the status
    "close", "reset"   no answer: the connection ends, or is torn down
    "cut"       only so many bytes of the answer; from the end if negative
    "drip"      seconds between the bytes of the answer
    "delay"     seconds before the answer
    "change"    changes the service's own answer: see CHANGES
    "hide"      what is made now is in no list before so many of them were asked for
    "copy"      somebody else makes the same once more: "stranger"
"""
import argparse
import base64
import gzip
import json
import os
import re
import socket
import socketserver
import ssl
import struct
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import web  # noqa: E402  certificates

MIB = 1024 * 1024
LOGIN = "asker"
STRANGER = "mallory"
# The last segment of a place's name.
PLACES = {"missing", "archived", "silent", "renamed"}
VERSION = {"x-github-api-version": "2022-11-28", "accept": "application/vnd.github+json"}
BODIES = {
    "html": b"<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>",
    "latin1": b'{"number": 1, "message": "caf\xe9", "html_url": "http://127.0.0.1/caf\xe9"}',
    "huge": b'{"message": "' + b"x" * (40 * MIB) + b'"}',
    "bomb": gzip.compress(b'{"message": "' + bytes(64 * MIB) + b'"}'),
    "empty": b"",
    "list": b"[]",
    "deep": b'{"message":' * 3000 + b"1" + b"}" * 3000,
    "escapes": json.dumps({"message": "\x1b]0;owned\x07\u202e" + "x" * 5000}).encode(),
}


class Wrong(Exception):
    """A request that a service would not take."""

    def __init__(self, status, body, what=None):
        super().__init__(what)
        self.status = status
        self.body = body
        self.what = what


class Answer:
    def __init__(self, status, tree=None, headers=None, raw=None):
        self.status = status
        self.headers = dict(headers or {})
        self.tree = tree
        self.raw = raw

    def body(self):
        if self.raw is not None:
            return self.raw
        return b"" if self.tree is None else json.dumps(self.tree).encode()


class Request:
    def __init__(self, method, target, headers, body, port):
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.port = port
        self.path, _, query = target.partition("?")
        self.query = dict(urllib.parse.parse_qsl(query))
        self.scheme = "http"

    def site(self):
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def json(self, *wanted):
        """The body, which must be an object with these texts."""
        if self.headers.get("content-type") != "application/json":
            raise Wrong(415, {"message": "content type"}, "content type")
        try:
            tree = json.loads(self.body.decode("utf-8"))
        except ValueError:
            raise Wrong(400, {"message": "Problems parsing JSON"}, "not JSON") from None
        for name in wanted:
            if not isinstance(tree.get(name), str) or not tree[name]:
                raise Wrong(422, {"message": "Validation Failed", "errors": [
                    {"resource": "Issue", "field": name, "code": "missing_field"}]},
                    f"{name} is missing")
        return tree


def moment(at, form="%Y-%m-%dT%H:%M:%SZ"):
    return time.strftime(form, time.gmtime(at))


class Store:
    """What was made, in all services."""

    def __init__(self):
        self.lock = threading.RLock()
        self.reset({})

    def reset(self, tree):
        with self.lock:
            self.issues = []
            self.wrong = []
            self.requests = 0
            self.late = []
            self.newest_first = not tree.get("oldest_first")
            self.faults = [Fault(f) for f in tree.get("faults", [])]
            for issue in tree.get("issues", []):
                self.add(issue["service"], issue["place"], issue["title"], issue["body"],
                         author=issue.get("author", LOGIN),
                         created=int(time.time()) - issue.get("age", 0))

    def add(self, service, place, title, body, author=LOGIN, created=None, hide=0):
        with self.lock:
            number = 1 + sum(i["service"] == service and i["place"] == place for i in self.issues)
            issue = {"service": service, "place": place, "number": number,
                     "id": 1000 + len(self.issues), "title": title, "body": body,
                     "author": author, "state": "open", "comments": [], "reason": None,
                     "created": int(time.time()) if created is None else created, "hide": hide}
            if service == "redmine":
                issue["number"] = issue["id"]
            self.issues.append(issue)
            return issue

    def get(self, service, place, number):
        for issue in self.issues:
            if (issue["service"], issue["number"]) == (service, number):
                if place is None or issue["place"] == place:
                    return issue
        raise Wrong(404, {"message": "Not Found"}, f"there is no {service} {place} {number}")

    def list(self, service, place, state="all", author=None):
        """Newest first, unless it was told to ignore what is asked for."""
        found = []
        with self.lock:
            for issue in self.issues:
                if issue["service"] != service or (place and issue["place"] != place):
                    continue
                if issue["hide"] > 0:
                    issue["hide"] -= 1
                elif state in ("all", issue["state"]) and author in (None, issue["author"]):
                    found.append(issue)
        return sorted(found, key=lambda i: (i["created"], i["id"]), reverse=self.newest_first)

    def run_late(self):
        """What was put off and is due now."""
        with self.lock:
            self.requests += 1
            due = [effect for effect in self.late if effect["at"] <= self.requests]
            self.late = [effect for effect in self.late if effect["at"] > self.requests]
        for effect in due:
            effect["run"]()

    def state(self):
        with self.lock:
            return {"issues": self.issues, "wrong": self.wrong, "requests": self.requests,
                    "late": len(self.late)}


class Fault:
    def __init__(self, tree):
        self.tree = tree
        self.path = re.compile(tree.get("path", ""))
        self.says = re.compile(tree.get("says", "").encode())
        self.count = 0

    def fits(self, request):
        if self.tree.get("method", request.method) != request.method:
            return False
        if not self.path.search(request.target) or not self.says.search(request.body):
            return False
        self.count += 1
        return self.tree.get("nth", 0) in (0, self.count)


def page_of(request, items, most, key="per_page"):
    size = min(int(request.query.get(key, 20)), most)
    page = int(request.query.get("page", 1))
    return items[(page - 1) * size:page * size], page, page * size < len(items)


def link_next(request, path, page):
    query = {**request.query, "page": page + 1}
    url = f"{request.site()}{path}?{urllib.parse.urlencode(query)}"
    return {"Link": f'<{url}>; rel="next", <{url}>; rel="last"'}


def place_check(place, service, writes, statuses):
    """What the places do that are named after it; statuses are the service's for archived and for
    silent ones."""
    name = place.rsplit("/", 1)[-1]
    if name == "missing":
        raise Wrong(404, {"message": "Not Found"})
    if name == "archived" and writes:
        raise Wrong(statuses[0], {"message": "Repository was archived so is read-only."})
    if name == "silent" and writes:
        raise Wrong(statuses[1], {"message": "Issues are disabled for this repo"})
    return service


class GitHub:
    """https://docs.github.com/rest, as far as it is used."""

    name = "github"
    prefix = "/api/v3"

    def __init__(self, store):
        self.store = store
        self.places = []

    def check(self, request, secret):
        for name, value in VERSION.items():
            if request.headers.get(name) != value:
                raise Wrong(400, {"message": f"{name}"}, f"{name} is {request.headers.get(name)}")
        if request.headers.get("authorization") != f"Bearer {secret}":
            raise Wrong(401, {"message": "Bad credentials", "status": "401",
                              "documentation_url": "https://docs.github.com/rest"})

    def repository(self, place):
        with self.store.lock:
            if place not in self.places:
                self.places.append(place)
            return self.places.index(place) + 1

    def shown(self, request, issue):
        return {"id": issue["id"], "number": issue["number"], "title": issue["title"],
                "body": issue["body"], "state": issue["state"], "state_reason": issue["reason"],
                "user": {"login": issue["author"], "id": 1}, "labels": [],
                "html_url": f"{request.site()}/{issue['place']}/issues/{issue['number']}",
                "url": f"{request.site()}{self.prefix}/repos/{issue['place']}/issues/"
                       f"{issue['number']}",
                "comments": len(issue["comments"]), "created_at": moment(issue["created"])}

    def answer(self, request, hide):
        path = request.path[len(self.prefix):]
        if path == "/user" and request.method == "GET":
            return Answer(200, {"login": LOGIN, "id": 1}, {"X-OAuth-Scopes": "repo, user"})
        found = re.fullmatch(r"/repositories/(\d+)(/.*)?", path)
        if found:
            path = f"/repos/{self.places[int(found[1]) - 1]}{found[2] or ''}"
        found = re.fullmatch(r"/repos/([\w.-]+/[\w.-]+)(/issues)?(/\d+)?(/comments)?", path)
        if not found:
            raise Wrong(404, {"message": "Not Found"}, "path")
        place, issues, number, comments = found.groups()
        number = int(number[1:]) if number else 0
        if place.endswith("/renamed"):
            there = self.repository("owner/now")
            rest = path.split("/renamed", 1)[1]
            query = "?" + request.target.partition("?")[2] if "?" in request.target else ""
            status = 301 if request.method == "GET" else 307
            return Answer(status, {"message": "Moved Permanently"},
                          {"Location": f"{request.site()}{self.prefix}/repositories/{there}{rest}"
                                       + query})
        place_check(place, "github", request.method != "GET", (403, 410))
        key = (request.method, bool(issues), bool(number), bool(comments))
        if key == ("GET", False, False, False):
            silent = place.endswith("/silent")
            return Answer(200, {"full_name": place, "id": self.repository(place),
                                "archived": place.endswith("/archived"),
                                "has_issues": not silent, "has_discussions": not silent})
        if key == ("GET", True, False, False):
            items, page, more = page_of(
                request, self.store.list("github", place, request.query.get("state", "open")), 100)
            headers = {}
            if more:
                headers = link_next(request, f"{self.prefix}/repositories/"
                                             f"{self.repository(place)}/issues", page)
            return Answer(200, [self.shown(request, i) for i in items], headers)
        if key == ("POST", True, False, False):
            tree = request.json("title", "body")
            if len(tree["title"]) > 256 or len(tree["body"]) > 65536:
                raise Wrong(422, {"message": "Validation Failed", "errors": [
                    {"resource": "Issue", "field": "title", "code": "custom",
                     "message": "is too long"}]}, "too long")
            issue = self.store.add("github", place, tree["title"], tree["body"], hide=hide)
            return Answer(201, self.shown(request, issue), {"Location": "/issues/1"})
        if key == ("POST", True, True, True):
            tree = request.json("body")
            self.store.get("github", place, number)["comments"].append(tree["body"])
            return Answer(201, {"id": 1, "body": tree["body"]})
        if key == ("PATCH", True, True, False):
            tree = request.json("state")
            issue = self.store.get("github", place, number)
            issue["state"], issue["reason"] = tree["state"], tree.get("state_reason")
            return Answer(200, self.shown(request, issue))
        raise Wrong(404, {"message": "Not Found"}, "method")


class Discussions:
    """GitHub's GraphQL, by the names in a query; errors come with status 200."""

    name = "discussion"
    prefix = "/api/graphql"

    def __init__(self, store):
        self.store = store
        self.check = GitHub(store).check

    def shown(self, request, issue):
        return {"id": f"D_{issue['id']}", "number": issue["number"], "title": issue["title"],
                "body": issue["body"], "createdAt": moment(issue["created"]),
                "author": {"login": issue["author"]},
                "url": f"{request.site()}/{issue['place']}/discussions/{issue['number']}"}

    def by_node(self, node):
        for issue in self.store.issues:
            if f"D_{issue['id']}" == node:
                return issue
        raise Wrong(200, {"data": None, "errors": [
            {"type": "NOT_FOUND", "message": "Could not resolve to a node"}]}, "no such node")

    def answer(self, request, hide):
        if request.method != "POST" or request.path != self.prefix:
            raise Wrong(404, {"message": "Not Found"}, "path")
        tree = request.json("query")
        query, given = tree["query"], tree.get("variables", {})
        for name, kind in re.findall(r"\$(\w+):(\w+)!", query.partition("{")[0]):
            if not isinstance(given.get(name), int if kind == "Int" else str):
                raise Wrong(200, {"errors": [
                    {"message": f"Variable ${name} of type {kind}! was provided invalid value"}]},
                    f"{name} is missing")
        if "createDiscussion(" in query:
            place = given["repository"].removeprefix("R_")
            if not given["category"].startswith("DC_"):
                raise Wrong(200, {"errors": [{"type": "NOT_FOUND", "message": "no category"}]},
                            "category")
            issue = self.store.add("discussion", place, given["title"], given["body"], hide=hide)
            issue["category"] = given["category"]
            return Answer(200, {"data": {"createDiscussion": {
                "discussion": self.shown(request, issue)}}})
        if "addDiscussionComment(" in query:
            self.by_node(given["discussion"])["comments"].append(given["body"])
            return Answer(200, {"data": {"addDiscussionComment": {"comment": {"id": "DC_9"}}}})
        if "closeDiscussion(" in query:
            issue = self.by_node(given["discussion"])
            issue["state"], issue["reason"] = "closed", "OUTDATED"
            return Answer(200, {"data": {"closeDiscussion": {
                "discussion": {"number": issue["number"]}}}})
        place = f"{given['owner']}/{given['name']}"
        if place.endswith("/missing"):
            return Answer(200, {"data": {"repository": None}, "errors": [
                {"type": "NOT_FOUND", "path": ["repository"],
                 "message": f"Could not resolve to a Repository with the name '{place}'."}]})
        if "discussionCategories(" in query:
            nodes = [{"id": "DC_1", "slug": "general", "isAnswerable": False},
                     {"id": "DC_2", "slug": "q-a", "isAnswerable": True}]
            return Answer(200, {"data": {"repository": {
                "id": f"R_{place}", "discussionCategories": {
                    "nodes": [] if place.endswith("/silent") else nodes}}}})
        if "discussion(number:" in query:
            issue = self.store.get("discussion", place, given["number"])
            return Answer(200, {"data": {"repository": {
                "discussion": {"id": f"D_{issue['id']}"}}}})
        items = self.store.list("discussion", place)
        start = int(given.get("after") or 0)
        part = items[start:start + 100]
        return Answer(200, {"data": {"repository": {"discussions": {
            "pageInfo": {"hasNextPage": start + 100 < len(items),
                         "endCursor": str(start + len(part))},
            "nodes": [self.shown(request, i) for i in part]}}}})


class GitLab:
    """https://docs.gitlab.com/api/issues"""

    name = "gitlab"
    prefix = "/api/v4"

    def __init__(self, store):
        self.store = store

    def check(self, request, secret):
        if request.headers.get("authorization") != f"Bearer {secret}":
            raise Wrong(401, {"message": "401 Unauthorized"})

    def shown(self, request, issue):
        return {"id": issue["id"], "iid": issue["number"], "title": issue["title"],
                "description": issue["body"],
                "state": "opened" if issue["state"] == "open" else "closed",
                "author": {"username": issue["author"]},
                "created_at": moment(issue["created"], "%Y-%m-%dT%H:%M:%S.123Z"),
                "web_url": f"{request.site()}/{issue['place']}/-/issues/{issue['number']}"}

    def answer(self, request, hide):
        path = request.path[len(self.prefix):]
        if path == "/user":
            return Answer(200, {"username": LOGIN})
        if path == "/version":
            return Answer(200, {"version": "16.4.1"})
        found = re.fullmatch(r"/projects/([^/]+)(/issues)?(/\d+)?(/notes)?", path)
        if not found:
            raise Wrong(404, {"error": "404 Not Found"}, "path")
        place = urllib.parse.unquote(found[1])
        number = int(found[3][1:]) if found[3] else 0
        if place.endswith("/renamed"):
            if request.method != "GET":
                raise Wrong(405, {"message": "405 Method Not Allowed (Non GET methods are not "
                                             "allowed for moved projects)"})
            return Answer(301, {"message": "moved"}, {
                "Location": request.site() + request.target.replace(found[1], "owner%2Fnow")})
        place_check(place, "gitlab", request.method != "GET", (403, 403))
        key = (request.method, bool(found[2]), bool(number), bool(found[4]))
        if key == ("GET", False, False, False):
            return Answer(200, {"path_with_namespace": place, "id": 7,
                                "archived": place.endswith("/archived"),
                                "issues_enabled": not place.endswith("/silent")})
        if key == ("GET", True, False, False):
            author = LOGIN if request.query.get("scope") == "created_by_me" else None
            state = {"opened": "open"}.get(request.query.get("state", "all"),
                                           request.query.get("state", "all"))
            items, page, more = page_of(
                request, self.store.list("gitlab", place, state, author), 100)
            headers = link_next(request, request.path, page) if more else {}
            return Answer(200, [self.shown(request, i) for i in items], headers)
        if key == ("POST", True, False, False):
            tree = request.json("title", "description")
            if len(tree["title"]) > 255:
                raise Wrong(400, {"message": {"title": ["is too long (maximum is 255 characters)"]}},
                            "too long")
            issue = self.store.add("gitlab", place, tree["title"], tree["description"], hide=hide)
            self.act(issue, tree["description"])
            return Answer(201, self.shown(request, issue))
        if key == ("POST", True, True, True):
            tree = request.json("body")
            issue = self.store.get("gitlab", place, number)
            issue["comments"].append(tree["body"])
            self.act(issue, tree["body"])
            return Answer(201, {"id": 1, "body": tree["body"]})
        if key == ("PUT", True, True, False):
            tree = request.json("state_event")
            issue = self.store.get("gitlab", place, number)
            issue["state"] = "closed" if tree["state_event"] == "close" else "open"
            return Answer(200, self.shown(request, issue))
        raise Wrong(404, {"error": "404 Not Found"}, "method")

    def act(self, issue, text):
        """Quick actions: lines that begin with a slash are obeyed."""
        for line in text.split("\n"):
            if line.startswith("/"):
                self.store.wrong.append(f"quick action {line!r} in {issue['place']}")


class Gitea:
    """https://docs.gitea.com/api"""

    name = "gitea"
    prefix = "/api/v1"

    def __init__(self, store):
        self.store = store

    def check(self, request, secret):
        if request.headers.get("authorization") != f"token {secret}":
            raise Wrong(401, {"message": "token is required", "url": "/api/swagger"})

    def shown(self, request, issue):
        return {"id": issue["id"], "number": issue["number"], "title": issue["title"],
                "body": issue["body"], "state": issue["state"],
                "user": {"login": issue["author"]}, "pull_request": None,
                "created_at": moment(issue["created"], "%Y-%m-%dT%H:%M:%S+00:00"),
                "html_url": f"{request.site()}/{issue['place']}/issues/{issue['number']}"}

    def answer(self, request, hide):
        path = request.path[len(self.prefix):]
        if path == "/user":
            return Answer(200, {"login": LOGIN, "id": 1})
        if path == "/version":
            return Answer(200, {"version": "1.21.0"})
        found = re.fullmatch(r"/repos/([\w.-]+/[\w.-]+)(/issues)?(/\d+)?(/comments)?", path)
        if not found:
            raise Wrong(404, {"message": "Not Found", "url": ""}, "path")
        place, issues, number, comments = found.groups()
        number = int(number[1:]) if number else 0
        if place.endswith("/renamed"):
            return Answer(307, None, {"Location": request.target.replace(place, "owner/now")})
        place_check(place, "gitea", request.method != "GET", (423, 404))
        key = (request.method, bool(issues), bool(number), bool(comments))
        if key == ("GET", False, False, False):
            return Answer(200, {"full_name": place, "archived": place.endswith("/archived"),
                                "has_issues": not place.endswith("/silent")})
        if key == ("GET", True, False, False):
            items, page, more = page_of(request, self.store.list(
                "gitea", place, request.query.get("state", "open")), 50, "limit")
            headers = link_next(request, request.path, page) if more else {}
            return Answer(200, [self.shown(request, i) for i in items], headers)
        if key == ("POST", True, False, False):
            tree = request.json("title", "body")
            if len(tree["title"]) > 255:
                raise Wrong(422, {"message": "[Title]: MaxSize", "url": ""}, "too long")
            issue = self.store.add("gitea", place, tree["title"], tree["body"], hide=hide)
            return Answer(201, self.shown(request, issue))
        if key == ("POST", True, True, True):
            tree = request.json("body")
            self.store.get("gitea", place, number)["comments"].append(tree["body"])
            return Answer(201, {"id": 1, "body": tree["body"]})
        if key == ("PATCH", True, True, False):
            tree = request.json("state")
            issue = self.store.get("gitea", place, number)
            issue["state"] = tree["state"]
            return Answer(201, self.shown(request, issue))
        raise Wrong(404, {"message": "Not Found", "url": ""}, "method")


class Redmine:
    """https://www.redmine.org/projects/redmine/wiki/Rest_api; a refused key has no words."""

    name = "redmine"
    prefix = "/redmine"

    def __init__(self, store):
        self.store = store

    def check(self, request, secret):
        key = base64.b64encode(f"{secret}:x".encode()).decode()
        if request.headers.get("authorization") != f"Basic {key}":
            raise Wrong(401, None)

    def shown(self, issue):
        return {"id": issue["number"], "project": {"id": 1, "name": issue["place"]},
                "tracker": {"id": issue.get("tracker", 1)}, "subject": issue["title"],
                "status": {"id": 1, "is_closed": issue["state"] != "open"},
                "description": issue["body"], "author": {"id": 5, "name": issue["author"]},
                "created_on": moment(issue["created"])}

    def answer(self, request, hide):
        path = request.path[len(self.prefix):]
        if path == "/users/current.json":
            return Answer(200, {"user": {"id": 5, "login": LOGIN}})
        if path == "/issue_statuses.json":
            return Answer(200, {"issue_statuses": [
                {"id": 1, "name": "New", "is_closed": False},
                {"id": 5, "name": "Closed", "is_closed": True}]})
        found = re.fullmatch(r"/projects/([\w-]+)\.json", path)
        if found:
            place_check(found[1], "redmine", False, (403, 403))
            closed = found[1] in ("archived", "silent")
            return Answer(200, {"project": {"id": 1, "identifier": found[1],
                                            "status": 5 if closed else 1}})
        found = re.fullmatch(r"/issues(?:/(\d+))?\.json", path)
        if not found:
            raise Wrong(404, None, "path")
        if request.method == "GET" and not found[1]:
            return self.list(request)
        if request.method == "POST" and not found[1]:
            return self.create(request, hide)
        if request.method == "PUT" and found[1]:
            tree = request.json()["issue"]
            issue = self.store.get("redmine", None, int(found[1]))
            issue["comments"].append(tree["notes"])
            if tree.get("status_id") == 5:
                issue["state"] = "closed"
            return Answer(204)
        raise Wrong(404, None, "method")

    def list(self, request):
        author = LOGIN if request.query.get("author_id") == "me" else None
        state = "all" if request.query.get("status_id") == "*" else "open"
        items = self.store.list("redmine", request.query.get("project_id"), state, author)
        start = int(request.query.get("offset", 0))
        size = min(int(request.query.get("limit", 25)), 100)
        return Answer(200, {"issues": [self.shown(i) for i in items[start:start + size]],
                            "total_count": len(items), "offset": start, "limit": size})

    def create(self, request, hide):
        tree = request.json().get("issue", {})
        place_check(str(tree.get("project_id", "")), "redmine", True, (403, 403))
        errors = [f"{name} cannot be blank" for name in ("project_id", "subject", "description")
                  if not tree.get(name)]
        if len(tree.get("subject", "")) > 255:
            errors.append("Subject is too long (maximum is 255 characters)")
        if errors:
            raise Wrong(422, {"errors": errors}, "; ".join(errors))
        issue = self.store.add("redmine", str(tree["project_id"]), tree["subject"],
                               tree["description"], hide=hide)
        issue["tracker"] = tree.get("tracker_id", 1)
        return Answer(201, {"issue": self.shown(issue)}, {"Location": "/issues/1"})


def first(answer):
    """The issue that an answer tells of."""
    tree = answer.tree
    for key in ("issue", "data", "createDiscussion", "discussion"):
        if isinstance(tree, dict) and key in tree:
            tree = tree[key]
    return tree


def change_types(answer):
    for key, value in list(first(answer).items()):
        first(answer)[key] = str(value) if isinstance(value, int) else [value]


def change_keys(names, value=None):
    def change(answer):
        for name in names:
            if name in first(answer):
                if value is None:
                    del first(answer)[name]
                else:
                    first(answer)[name] = value
    return change


def issues_of(answer):
    """The list that an answer has."""
    tree = answer.tree
    for key in ("data", "repository", "discussions", "nodes", "issues"):
        if isinstance(tree, dict) and key in tree:
            tree = tree[key]
    return tree


def change_unlink(answer):
    answer.headers.pop("Link", None)


def change_link(answer):
    if "Link" in answer.headers:
        answer.headers["Link"] = answer.headers["Link"].replace("127.0.0.1", "127.0.0.2")


def change_circle(answer):
    """The next page is the first one again."""
    url = answer.headers.get("Link", "<>").partition(">")[0][1:]
    answer.headers["Link"] = f'<{re.sub("page=[0-9]+$", "page=1", url)}>; rel="next"'


NUMBERS = ("number", "iid", "id")
CHANGES = {
    "types": change_types,
    "no-number": change_keys(NUMBERS),
    "number-zero": change_keys(NUMBERS, 0),
    "number-text": change_keys(NUMBERS, "7"),
    "number-huge": change_keys(NUMBERS, 2 ** 70),
    "no-url": change_keys(("html_url", "web_url", "url")),
    "url-elsewhere": change_keys(("html_url", "web_url", "url"), "https://elsewhere.example/1"),
    "url-odd": change_keys(("html_url", "web_url", "url"), "javascript:alert(1)"),
    "reversed": lambda answer: issues_of(answer).reverse(),
    "emptied": lambda answer: issues_of(answer).clear(),
    "strange": lambda answer: issues_of(answer).insert(0, "?"),
    "unlinked": change_unlink,
    "link-elsewhere": change_link,
    "circle": change_circle,
}


class Tracker:
    """The services, the faults and the log; asked by every connection."""

    def __init__(self, options):
        self.options = options
        self.store = Store()
        self.services = [GitHub(self.store), Discussions(self.store), GitLab(self.store),
                         Gitea(self.store), Redmine(self.store)]
        self.log_lock = threading.Lock()
        self.log = open(os.path.join(options.folder, "requests.jsonl"), "w", encoding="utf-8")
        self.ports = {}
        if options.faults:
            with open(options.faults, encoding="utf-8") as file:
                self.store.reset({"faults": json.load(file)})

    def note(self, listener, request):
        line = json.dumps({"listener": listener, "method": request.method,
                           "target": request.target, "headers": request.headers,
                           "body": request.body.decode("latin-1")})
        with self.log_lock:
            self.log.write(line + "\n")
            self.log.flush()

    def control(self, request):
        if request.path == "/_reset" and request.method == "POST":
            self.store.reset(json.loads(request.body or b"{}"))
            return Answer(200, {})
        if request.path == "/_state":
            return Answer(200, self.store.state())
        return Answer(404, {})

    def ask(self, request, hide=0):
        """What the service does, and its answer."""
        for service in self.services:
            if request.path.startswith(service.prefix):
                break
        else:
            return Answer(404, {"message": "no service"})
        try:
            if not request.headers.get("user-agent"):
                raise Wrong(403, {"message": "User-Agent"}, "no User-Agent")
            service.check(request, self.options.secret)
            return service.answer(request, hide)
        except Wrong as wrong:
            if wrong.what:
                with self.store.lock:
                    self.store.wrong.append(f"{request.method} {request.target}: {wrong.what}")
            return Answer(wrong.status, wrong.body)

    def find_fault(self, request):
        with self.store.lock:
            for fault in self.store.faults:
                if fault.fits(request):
                    return fault.tree
        return {}

    def put_off(self, request, fault):
        """The effect comes later, when nobody waits for it any more."""
        if "seconds" in fault:
            threading.Timer(fault["seconds"], self.ask, (request,)).start()
            return
        with self.store.lock:
            self.store.late.append({"at": self.store.requests + fault.get("requests", 1),
                                    "run": lambda: self.ask(request)})

    def add_copy(self, fault):
        with self.store.lock:
            if self.store.issues and fault.get("copy") == "stranger":
                last = self.store.issues[-1]
                self.store.add(last["service"], last["place"], last["title"], last["body"],
                               author=STRANGER)

    def location(self, request, kind):
        port, other = request.port, self.ports["other"]
        scheme = "https" if request.scheme == "http" else "http"
        return {"same": f"{request.site()}{request.target}",
                "path": request.target,
                "loop": f"{request.site()}{request.target}",
                "port": f"{request.scheme}://127.0.0.1:{other}{request.target}",
                "scheme": f"{scheme}://127.0.0.1:{port}{request.target}",
                "host": f"{request.scheme}://localhost:{other}{request.target}",
                "user": f"{request.scheme}://user:word@127.0.0.1:{port}{request.target}",
                "file": "file:///etc/passwd"}[kind]

    def find_answer(self, request):
        """The answer, and the fault that says how it goes out."""
        self.store.run_late()
        fault = self.find_fault(request)
        effect = fault.get("effect", "never")
        own = None
        if effect == "late":
            self.put_off(request, fault)
        answers = {"status", "close", "reset", "redirect"} & set(fault)
        if effect == "before" or (effect == "never" and not answers):
            own = self.ask(request, fault.get("hide", 0))
            self.add_copy(fault)
        if "status" not in fault:
            answer = own or Answer(500, {"message": "later"})
        else:
            answer = Answer(fault["status"], raw=b"")
        answer.headers.update(fault.get("headers", {}))
        if "body" in fault:
            body = fault["body"]
            made = isinstance(body, dict) and "made" in body
            answer.raw = BODIES[body["made"]] if made else \
                body.encode() if isinstance(body, str) else json.dumps(body).encode()
        if "body" in fault and answer.raw[:2] == b"\x1f\x8b":
            answer.headers["Content-Encoding"] = "gzip"
        if "redirect" in fault:
            answer.headers["Location"] = self.location(request, fault["redirect"])
        if "change" in fault:
            CHANGES[fault["change"]](answer)
        return answer, fault


class Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def receive(self):
        """The next request of a connection; None at its end."""
        words = self.rfile.readline(65536).decode("latin-1").split()
        if len(words) != 3:
            return None
        headers = {}
        for line in iter(lambda: self.rfile.readline(65536), b"\r\n"):
            if not line:
                return None
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        length = int(headers.get("content-length", 0))
        body = self.rfile.read(length)
        if len(body) < length:
            return None
        request = Request(words[0], words[1], headers, body, self.server.server_address[1])
        request.scheme = "https" if self.server.context else "http"
        return request

    def answer_bytes(self, answer):
        body = answer.body()
        headers = {"Date": web_date(), "Content-Type": "application/json; charset=utf-8",
                   "Content-Length": str(len(body)), **answer.headers}
        head = f"HTTP/1.1 {answer.status} Words\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in headers.items())
        return head.encode("latin-1") + b"\r\n" + (b"" if answer.status == 204 else body)

    def send(self, answer, fault):
        """False: the connection is over."""
        if fault.get("delay"):
            time.sleep(fault["delay"])
        if fault.get("reset"):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                       struct.pack("ii", 1, 0))
            os.close(self.connection.detach())  # now, and without a FIN before it
            return False
        if fault.get("close"):
            return False
        text = self.answer_bytes(answer)
        if "cut" in fault:
            text = text[:fault["cut"]]
        if "drip" in fault:
            for byte in text:
                self.connection.sendall(bytes([byte]))
                time.sleep(fault["drip"])
        else:
            self.connection.sendall(text)
        return "cut" not in fault

    def handle_one(self, request):
        tracker = self.server.tracker
        if request.path.startswith("/_"):
            return self.send(tracker.control(request), {})
        tracker.note(self.server.listener, request)
        if self.server.listener == "other":
            return self.send(Answer(200, {}), {})
        if tracker.options.think:
            time.sleep(tracker.options.think / 1000)
        return self.send(*tracker.find_answer(request))

    def handle(self):
        try:
            while True:
                request = self.receive()
                if not request or not self.handle_one(request):
                    break
                if request.headers.get("connection") == "close":
                    break
        except (OSError, ValueError):
            pass  # the other side hung up, as killed programs do


def web_date():
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, tracker, listener, context=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.tracker = tracker
        self.listener = listener
        self.context = context
        tracker.ports[listener] = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def finish_request(self, request, client_address):
        if self.context:
            try:
                request = self.context.wrap_socket(request, server_side=True)
            except OSError:
                return
        super().finish_request(request, client_address)
        try:
            request.close()
        except OSError:
            pass

    def handle_error(self, request, client_address):
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handle_error(request, client_address)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--faults")
    parser.add_argument("--think", type=int, default=0)
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--secret", default="askback-canary-secret")
    options = parser.parse_args()
    tracker = Tracker(options)
    servers = [Server(tracker, "plain"), Server(tracker, "other")]
    if options.tls:
        web.make_certificate(options.folder, "ca")
        context = web.make_context(options.folder, "here", "IP:127.0.0.1,DNS:localhost")
        servers.append(Server(tracker, "tls", context))
    print(*(server.server_address[1] for server in servers), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
