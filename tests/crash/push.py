#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kills push just before its system calls, against services that answer, break off, or are late;
and then lets the user go on.

    push.py [--askback PATH] [--points N] [--only KIND[/MODE]]

Two follow-ups wait in the outbox. After each kill push is called again, each time a little later,
until nothing is left to do. Then there must be

- exactly one issue for each follow-up ("twice" and "lost" otherwise), and the store must say so;
- at most one copy of each mail; one of which nobody can tell must be held, and in doubt;
- nothing that is still waiting after all that ("stuck").

What comes after a kill depends only on what the store says and what the service has: equal cases
are judged once. --points: about so many kills for each kind of service, 0 for all. Then two are
started at once, again and again.

Without --only the same is done to programs with a planted fault, those of OUT/tests/faults: there,
finding nothing is the failure.
"""
import argparse
import concurrent.futures
import email
import json
import os
import queue
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import types

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib"), os.path.join(HERE, "..", "server")]

import storecheck  # noqa: E402
import tracker  # noqa: E402
from counted import Counted  # noqa: E402
from mailbox import Mailbox  # noqa: E402
from program import environment  # noqa: E402
from tap import Tap  # noqa: E402

HOUR = "2017-08-30T%02d:%02d:00+01:00"
SECRET = "askback-canary-secret"
LATER = 12  # so many more times the user tries
CREATES = {
    "github": {"method": "POST", "path": "/issues$"},
    "discussion": {"method": "POST", "path": "/graphql", "says": r"createDiscussion\("},
    "gitlab": {"method": "POST", "path": "/issues$"},
    "gitea": {"method": "POST", "path": "/issues$"},
    "redmine": {"method": "POST", "path": r"/issues\.json$"},
}
PREFIXES = {"github": "/api/v3", "discussion": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1",
            "redmine": "/redmine"}
PLACES = {"github": "owner/repo", "discussion": "owner/repo/discussions",
          "gitlab": "group/project", "gitea": "owner/repo", "redmine": "project"}
# What the service does with the first thing that is made there; with nth 0, with each.
TRACKER_MODES = {
    "ok": {},
    "closed": {"effect": "before", "close": True},
    "reset": {"effect": "before", "reset": True},
    "500": {"effect": "before", "status": 500, "body": {"made": "html"}},
    "502": {"effect": "before", "status": 502, "body": {"made": "empty"}},
    "504": {"effect": "before", "status": 504, "body": {"made": "html"}},
    "dropped": {"effect": "never", "close": True},
    "late": {"effect": "late", "requests": 4, "status": 504, "body": {"made": "html"}},
    "lagging": {"effect": "before", "close": True, "hide": 2},
    "all lag": {"nth": 0, "effect": "before", "hide": 2},
}
MAIL_MODES = (None, "closed", "reset", "451", "dropped", "begun")
# The planted faults, and where they must show.
FAULTS = {"naive": [("github", "ok"), ("mail", None)], "hasty": [("gitea", "late")]}
MODES = {**{kind: tuple(TRACKER_MODES) for kind in CREATES}, "mail": MAIL_MODES}


class TrackerServer(Counted, tracker.Server):
    """One that can be waited for."""


class Trackers:
    """The trackers as one service."""

    def __init__(self, folder, kind):
        self.kind = kind
        self.tracker = tracker.Tracker(
            types.SimpleNamespace(folder=folder, faults=None, think=0, secret=SECRET))
        self.server = TrackerServer(self.tracker, "plain")
        self.tracker.ports["other"] = self.server.server_address[1]

    def config(self):
        port = self.server.server_address[1]
        type_ = "github" if self.kind == "discussion" else self.kind
        return (f'[channel "test"]\ntype = {type_}\npace = 0\n'
                f"url = http://127.0.0.1:{port}{PREFIXES[self.kind]}\n")

    def reset(self, mode):
        fault = {"nth": 1, **CREATES[self.kind], **TRACKER_MODES[mode]}
        self.tracker.store.reset({"faults": [fault] if TRACKER_MODES[mode] else []})

    def made(self):
        """How many there are of each marker, and what else decides how the service goes on."""
        self.server.settle()
        store = self.tracker.store
        with store.lock:
            made = {}
            for issue in store.issues:
                for uid in re.findall(r"\b[0-9a-f]{32}\b", issue["body"]):
                    made[uid] = made.get(uid, 0) + 1
            rest = ([issue["hide"] for issue in store.issues], len(store.late),
                    [fault.count for fault in store.faults],
                    [effect["at"] - store.requests for effect in store.late])
            wrong = list(store.wrong)
        return made, rest, wrong

    def targets(self):
        return ["test:" + PLACES[self.kind]]


class Mails:
    """The mail server as one service."""

    def __init__(self, folder, kind):
        del folder, kind
        self.mailbox = Mailbox()

    def config(self):
        return (f'[channel "mail"]\ntype = mail\nurl = smtp://127.0.0.1:{self.mailbox.port}\n'
                "auth = none\nfrom = asker@mail.example\npace = 0\n")

    def reset(self, mode):
        self.mailbox.reset(mode)

    def made(self):
        self.mailbox.server.settle()
        made = {}
        for mail in self.mailbox.mails:
            for uid in set(re.findall(r"\b[0-9a-f]{32}\b",
                                      email.message_from_bytes(mail)["Message-ID"])):
                made[uid] = made.get(uid, 0) + 1
        return made, self.mailbox.fault, []

    def targets(self):
        return ["mail"]


class Worker:
    """A service, a user of it, and a store in which two follow-ups wait."""

    def __init__(self, path, killat, scratch, kind, number):
        self.path = path
        self.killat = killat
        self.kind = kind
        self.folder = os.path.join(scratch, f"{kind}-{number}")
        home = os.path.join(self.folder, "home")
        config = os.path.join(home, ".config", "askback")
        os.makedirs(config)
        self.service = (Mails if kind == "mail" else Trackers)(self.folder, kind)
        with open(os.path.join(config, "config"), "w", encoding="utf-8") as file:
            file.write("[user]\nname = Ann Asker\nemail = asker@mail.example\n"
                       "[push]\nlookups = 3\nsettle = 60\npatience = 0\n"
                       + self.service.config())
        self.environment = environment(home, ASKBACK_SECRET_TEST=SECRET)
        self.verdicts = {}
        self.base = os.path.join(self.folder, "base")
        self.prepare()

    def command(self, folder, words, minutes):
        """The words of a call, and its environment."""
        moment = HOUR % (13 + (minutes + 52) // 60, (minutes + 52) % 60)
        return ([self.path, "--store", os.path.join(folder, "askback.db"), *words],
                {**self.environment, "ASKBACK_NOW": moment})

    def run(self, folder, words, minutes=0, before=()):
        command, more = self.command(folder, words, minutes)
        return subprocess.run([*before, *command], env=more, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False, timeout=120)

    def must_run(self, *words):
        result = self.run(self.base, words)
        if result.returncode:
            sys.exit(f"push: {words}: {result.stderr}")

    def prepare(self):
        os.makedirs(self.base)
        self.must_run("conference", "add", "SREcon17 Europe", "--tz", "Europe/Dublin")
        for start, title, speaker in (("13:00", "Load Balancers", "Emil Stolarsky"),
                                      ("13:40", "OK Log", "Peter Bourgon")):
            self.must_run("talk", "add", title, "--start", "2017-08-30 " + start, "--end", "30m",
                          "--speaker", speaker)
            self.must_run("contact", "add", speaker, "email",
                          speaker.split()[1].lower() + "@shop.example")
        self.must_run("log", "--talk", "T1", "How do you drain the traffic cleanly?")
        self.must_run("log", "--talk", "T2", "How large is the ECMP group?")
        for target in self.service.targets():
            self.must_run("push", "--queue", "--yes", "1", "2", "--to", target)
        if len(self.followups(self.base)) != 2:
            sys.exit(f"push: {self.kind}: {self.followups(self.base)}")

    def copy(self, name):
        folder = os.path.join(self.folder, str(name))
        shutil.copytree(self.base, folder)
        return folder

    def followups(self, folder):
        db = sqlite3.connect(os.path.join(folder, "askback.db"))
        try:
            return db.execute("SELECT uid, state, phase, attempts, attempted_at, lookups, next_at,"
                              " remote_id FROM followup ORDER BY id").fetchall()
        finally:
            db.close()

    def gates(self, folder):
        db = sqlite3.connect(os.path.join(folder, "askback.db"))
        try:
            return db.execute("SELECT * FROM gate").fetchall()
        finally:
            db.close()

    def kill(self, folder, mode, number):
        """Runs push; returns (was it killed there, all its calls)."""
        report = folder + ".calls"
        self.service.reset(mode)
        self.run(folder, ("push", "--yes"),
                 before=[self.killat, "-f", folder, "-r", report, str(number)])
        with open(report, encoding="ascii") as file:
            count = int(file.read())
        os.unlink(report)
        return 0 < number <= count, count

    def judge(self, folder):
        """Goes on as a user would; what is wrong in the end."""
        self.service.made()
        for turn in range(1, LATER + 1):
            result = self.run(folder, ("push", "--yes"), 10 * turn)
            if result.returncode not in (0, 3, 75):
                return [f"push ended with {result.returncode}: {result.stderr.strip()}"]
            if all(row[1] not in ("queued", "sending", "uncertain")
                   for row in self.followups(folder)):
                break
        made, _, wrong = self.service.made()
        found = [f"the service says: {words}" for words in wrong]
        for uid, state, phase, *_, remote_id in self.followups(folder):
            found += self.judge_one(made.pop(uid, 0), state, phase, remote_id)
        found += [f"somebody else's: {uid}" for uid in made]
        return found + storecheck.problems(os.path.join(folder, "askback.db"))

    def judge_one(self, count, state, phase, remote_id):
        if count > 1:
            yield f"twice: {count} times, {state}"
        if state == "sent" and (count == 0 or not remote_id):
            yield f"lost: sent as {remote_id}, but it is not there"
        if state not in ("sent", "held"):
            yield f"stuck: {state}, {count} there"
        if state == "held" and (self.kind != "mail" or not phase):
            yield f"held without need, {count} there"

    def point(self, mode, number):
        """Kills at one call and judges; None when push ended before it."""
        folder = self.copy(f"{mode} {number}")
        try:
            killed, _ = self.kill(folder, mode, number)
            if not killed:
                return None
            made, rest, _ = self.service.made()
            key = json.dumps([mode, made, rest, self.followups(folder), self.gates(folder)],
                             sort_keys=True)
            if key not in self.verdicts:
                self.verdicts[key] = self.judge(folder)
            return self.verdicts[key]
        finally:
            shutil.rmtree(folder)

    def count(self, mode):
        folder = self.copy("count")
        _, count = self.kill(folder, mode, 0)
        self.service.made()
        shutil.rmtree(folder)
        return count

    def close(self):
        shutil.rmtree(self.folder)


class Sweep:
    """All modes of one kind of service."""

    def __init__(self, path, killat, scratch, kind):
        self.kind = kind
        self.workers = [Worker(path, killat, scratch, kind, number)
                        for number in range(os.cpu_count())]
        self.idle = queue.Queue()
        for worker in self.workers:
            self.idle.put(worker)
        self.lock = threading.Lock()
        self.points = 0
        self.bad = 0
        self.notes = []

    def point(self, mode, number):
        worker = self.idle.get()
        try:
            found = worker.point(mode, number)
        finally:
            self.idle.put(worker)
        if found is None:
            return
        with self.lock:
            self.points += 1
            self.bad += bool(found)
            self.notes += [f"{mode}, killed at call {number}: {words}" for words in found]

    def run(self, modes, wanted):
        counts = {mode: self.workers[0].count(mode) for mode in modes}
        total = sum(counts.values())
        stride = max(1, total // wanted) if wanted else 1
        jobs = [(mode, number) for at, mode in enumerate(modes)
                for number in range(1 + at % stride, counts[mode] + 1, stride)]
        with concurrent.futures.ThreadPoolExecutor(len(self.workers)) as pool:
            list(pool.map(lambda job: self.point(*job), jobs))
        for worker in self.workers:
            worker.close()
        return sum(len(worker.verdicts) for worker in self.workers)


class Race:
    """Two at once: one delivers, and the other says so, or finds nothing left to do."""

    def __init__(self, path, scratch):
        self.worker = Worker(path, None, scratch, "github", "race")
        self.ends = {}

    def start(self, folder):
        command, more = self.worker.command(folder, ("push", "--yes"), 0)
        return subprocess.Popen(command, env=more, stdin=subprocess.DEVNULL, text=True,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def round(self, number):
        """What is wrong with one round."""
        worker = self.worker
        folder = worker.copy(f"race {number}")
        worker.service.reset("ok")
        found = []
        for program in [self.start(folder), self.start(folder)]:
            _, stderr = program.communicate()
            self.ends[program.returncode] = self.ends.get(program.returncode, 0) + 1
            if program.returncode not in (0, 75):
                found.append(f"push ended with {program.returncode}: {stderr.strip()}")
            if program.returncode == 75 and "another delivery is running" not in stderr:
                found.append(f"push is put off: {stderr.strip()}")
        made, _, _ = worker.service.made()
        for uid, state, *_ in worker.followups(folder):
            if state != "sent" or made.get(uid) != 1:
                found.append(f"{state}, {made.get(uid)} there")
        shutil.rmtree(folder)
        return found

    def run(self, rounds):
        notes = [words for number in range(rounds) for words in self.round(number)]
        self.worker.close()
        return notes


def build_killat(scratch):
    path = os.path.join(scratch, "killat")
    subprocess.run(["cc", "-std=c17", "-D_GNU_SOURCE", "-O2", "-o", path,
                    os.path.join(HERE, "killat.c")], check=True)
    return path


def parse_arguments():
    soak = os.environ.get("ASKBACK_TEST_KIND") == "soak"
    parser = argparse.ArgumentParser(description="kill push at its system calls, and go on")
    parser.add_argument("--askback", default=os.environ.get("ASKBACK"))
    parser.add_argument("--points", type=int, default=0 if soak else 510)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    if not arguments.askback:
        parser.error("--askback or the environment variable ASKBACK must name the program")
    arguments.askback = os.path.abspath(arguments.askback)
    arguments.rounds = 200 if soak else 50
    return arguments


def sweep_kinds(tap, arguments, killat, scratch):
    only_kind, _, only_mode = arguments.only.partition("/")
    for kind, modes in MODES.items():
        modes = [mode for mode in modes if only_mode in ("", mode or "ok")]
        if only_kind not in ("", kind) or not modes:
            continue
        sweep = Sweep(arguments.askback, killat, scratch, kind)
        ends = sweep.run(modes, arguments.points)
        tap.ok(sweep.points and not sweep.bad,
               f"{kind:10} {sweep.points:5} kills in {len(modes)} modes, {ends:4} different ends,"
               f" {sweep.bad} bad", "\n".join(sweep.notes[:5]))


def race(tap, arguments, scratch):
    two = Race(arguments.askback, scratch)
    notes = two.run(arguments.rounds)
    tap.ok(not notes, f"two at once, {arguments.rounds} times: {two.ends.get(75, 0)} were told that"
                      " another delivery is running", "\n".join(notes[:5]))


def sweep_fault(tap, killat, scratch, fault, case):
    """Few kills are enough: the fault is no rare one."""
    kind, mode = case
    path = os.path.abspath(os.path.join(os.environ["OUT"], "tests", "faults", fault))
    sweep = Sweep(path, killat, scratch, kind)
    sweep.run([mode], 60)
    tap.ok(any("twice" in words for words in sweep.notes),
           f"the planted fault is seen: {fault}, {kind}, {mode or 'ok'}:"
           f" {sweep.bad} of {sweep.points} bad", "\n".join(sweep.notes[:5]))


def main():
    arguments = parse_arguments()
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="askback-push-", dir=memory) as scratch:
        killat = build_killat(scratch)
        sweep_kinds(tap, arguments, killat, scratch)
        if not arguments.only:
            race(tap, arguments, scratch)
            for fault, cases in FAULTS.items():
                for case in cases:
                    sweep_fault(tap, killat, scratch, fault, case)
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
