#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kills each command that changes the store just before every one of its system calls, and looks
at what is left.

    sweep.py [--askback PATH] [--stride N] [--only WORD] [--expect-red]

After each kill, in a folder of its own:
- a reader (`list --all --json`) and then a writer (`log`) must simply work, without a repair;
- the file must be sound to a second program, and every row agree with the history (storecheck);
- the change must be wholly there or not there at all ("torn" otherwise);
- what the command had acknowledged must be there ("lost" otherwise).

--expect-red is for a program with a planted fault: then finding nothing is the failure.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

import storecheck  # noqa: E402
from program import complaints, environment  # noqa: E402
from tap import Tap  # noqa: E402

NOW = "2017-08-30T13:52:00+01:00"
TALK = "Standing On the Shoulders of Giants"
SPEAKER = "Emil Stolarsky"
EMAIL = "emil@shopify.example"
RESERVED = 256 * 1024

# What a store holds before a command is killed: nothing, or the talk that is on with its questions.
EMPTY = ()
FULL = (
    ("conference", "add", "FOSDEM 2018", "--tz", "Europe/Brussels"),
    ("conference", "add", "SREcon17 Europe", "--tz", "Europe/Dublin"),
    ("conference", "use", "SREcon17 Europe"),
    ("talk", "add", TALK, "--start", "2017-08-30 13:40", "--end", "2017-08-30 14:30",
     "--room", "Liffey", "--speaker", SPEAKER),
    ("contact", "add", SPEAKER, "email", EMAIL),
    ("log", "How do you drain the traffic cleanly?", "--tag", "lb"),
    ("log", "How large is the ECMP group?"),
    ("drop", "2"),
)
# Somebody was entered twice, with different things, and said something.
TWICE = FULL + (
    ("person", "add", "E. Stolarsky", "--role", "Production Engineer"),
    ("contact", "add", "P2", "email", EMAIL),
    ("contact", "add", "P2", "github", "es"),
    ("talk", "add", "Capacity", "--start", "2017-08-30 15:00", "--end", "50m", "--speaker", "P2"),
    ("answer", "1", "With a shared dictionary.", "--by", SPEAKER),
)
# A question that found no store waits in the spool.
SPOOL = FULL + (("spool", "How do you throttle the members of an ECMP group?"),)

# (name, store before, command)
CASES = (
    ("log first", EMPTY, ("log", "Is there resilient hashing?")),
    ("log", FULL, ("log", "Is there resilient hashing?", "--tag", "ecmp", "--tag", "lb")),
    ("log --answer", FULL, ("log", "Is it open source?", "--answer", "Soon, he said.")),
    ("log drains", SPOOL, ("log", "Is there resilient hashing?", "--tag", "ecmp")),
    ("answer", FULL, ("answer", "1", "We use a shared dictionary.")),
    ("drop", FULL, ("drop", "1")),
    ("reopen", FULL, ("reopen", "2")),
    ("at", FULL, ("at", TALK)),
    ("conference add", FULL, ("conference", "add", "SREcon18", "--tz", "Europe/Berlin")),
    ("conference edit", FULL, ("conference", "edit", "SREcon17 Europe", "--city", "Dublin")),
    ("conference use", FULL, ("conference", "use", "FOSDEM 2018")),
    ("talk add", FULL, ("talk", "add", "Capacity", "--start", "2017-08-30 15:00", "--end", "50m",
                        "--speaker", SPEAKER, "--speaker", "Ann Other")),
    ("talk edit", FULL, ("talk", "edit", TALK, "--room", "Corrib", "--speaker", "Ann Other")),
    ("person add", FULL, ("person", "add", "Ann Other", "--affiliation", "Example Ltd")),
    ("person edit", FULL, ("person", "edit", SPEAKER, "--role", "Production Engineer")),
    ("person merge", TWICE, ("person", "merge", "P1", "P2", "--yes")),
    ("person forget", TWICE, ("person", "forget", "P1", "--yes")),
    ("contact add", FULL, ("contact", "add", SPEAKER, "github", "es")),
    ("contact remove", FULL, ("contact", "remove", SPEAKER, "email", EMAIL)),
    ("migrate", EMPTY, ("migrate",)),
)


class Program:
    """The program under test, always with the same clock and nothing of the user's around it."""

    def __init__(self, path, scratch):
        self.path = os.path.abspath(path)
        self.scratch = scratch
        home = os.path.join(scratch, "home")
        os.makedirs(home, exist_ok=True)
        self.environment = environment(home, ASKBACK_NOW=NOW)

    def command(self, folder, words):
        return [self.path, "--store", os.path.join(folder, "askback.db"), *words]

    def execute(self, command):
        return subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False)

    def run(self, folder, words):
        return self.execute(self.command(folder, words))

    def must_run(self, folder, words):
        result = self.run(folder, words)
        if result.returncode:
            sys.exit(f"sweep: cannot prepare: {' '.join(words)}: {result.stderr}")

    def spool(self, folder, text):
        """Logs a question while the store is not one, so that it goes into the spool."""
        store = os.path.join(folder, "askback.db")
        os.rename(store, store + ".aside")
        with open(store, "w", encoding="ascii") as file:
            file.write("This is no database. " * 100)
        result = self.run(folder, ("log", text))
        os.rename(store + ".aside", store)
        with open(store + ".spool", "rb") as file:
            if text.encode() not in file.read():
                sys.exit(f"sweep: the question was not spooled: {result.stderr}")

    def prepare(self, folder, steps):
        os.makedirs(folder)
        for words in steps:
            if words[0] == "spool":
                self.spool(folder, words[1])
            else:
                self.must_run(folder, words)


class Sweep:
    """All kill points of one case."""

    def __init__(self, program, killat, name, steps, words):
        self.program = program
        self.killat = killat
        self.name = name
        self.words = words
        self.folder = os.path.join(program.scratch, name.replace(" ", "_"))
        self.base = self._folder("base")
        program.prepare(self.base, steps)
        self.verdicts = {}
        self.notes = []
        self.points = self.torn = self.lost = self.committed = 0
        self.lock = threading.Lock()
        self.before = self._settled_dump("before", ())
        self.afterwards = self._settled_dump("after", (words,))

    def _folder(self, name):
        return os.path.join(self.folder, str(name))

    def _copy(self, name):
        folder = self._folder(name)
        shutil.copytree(self.base, folder)
        return folder

    def _settle(self, folder):
        """The next command of the user; it also brings in what is still in the spool."""
        return self.program.run(folder, ("log", "And the next question?"))

    def _settled_dump(self, name, commands):
        folder = self._copy(name)
        for words in commands:
            self.program.must_run(folder, words)
        result = self._settle(folder)
        store = os.path.join(folder, "askback.db")
        wrong = result.stderr if result.returncode else storecheck.problems(store)
        if wrong:
            sys.exit(f"sweep: {self.name}: wrong before any kill: {wrong}")
        return storecheck.dump(store)

    def _kill(self, folder, number):
        """Runs the command; returns (was it killed there, did it acknowledge, all its calls)."""
        report = folder + ".calls"
        killat = [self.killat, "-f", folder, "-r", report, str(number)]
        result = self.program.execute(killat + self.program.command(folder, self.words))
        with open(report, encoding="ascii") as file:
            count = int(file.read())
        return 0 < number <= count, bool(result.stdout) or result.returncode == 0, count

    def _judge(self, folder):
        """What the crash left: absent, present, or what is wrong with it."""
        store = os.path.join(folder, "askback.db")
        listed = self.program.run(folder, ("list", "--all", "--json"))
        if listed.returncode:
            return f"list failed: {listed.stderr.strip()}"
        json.loads(listed.stdout)
        found = storecheck.problems(store)
        settled = self._settle(folder)
        if settled.returncode or complaints(settled.stderr):
            found.append(f"the next log failed: {settled.stderr.strip()}")
        found += storecheck.problems(store)
        if not os.path.exists(store + ".spool") or os.path.getsize(store + ".spool") < RESERVED:
            found.append("the spool has no reserved space")
        if found:
            return "; ".join(dict.fromkeys(found))
        held = storecheck.dump(store)
        if held == self.afterwards:
            return "present"
        if held == self.before:
            return "absent"
        return f"neither before nor after: {difference(self.before, held)} since before"

    def point(self, number):
        """Kills at one point and judges; False when the command ended before it."""
        folder = self._copy(number)
        killed, acknowledged, _ = self._kill(folder, number)
        if killed:
            state = digest(folder)
            verdict = self.verdicts.get(state) or self._judge(folder)
            with self.lock:
                self.verdicts[state] = verdict
                self._count(number, verdict, acknowledged)
        shutil.rmtree(folder)
        return killed

    def _count(self, number, verdict, acknowledged):
        self.points += 1
        self.committed += verdict == "present"
        if verdict not in ("absent", "present"):
            self.torn += 1
            self.notes.append(f"torn at call {number}: {verdict}")
        elif acknowledged and verdict == "absent":
            self.lost += 1
            self.notes.append(f"lost at call {number}: acknowledged, but not there")

    def run(self, stride):
        folder = self._copy("count")
        _, _, count = self._kill(folder, 0)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(self.point, range(1, count + 1, stride)))
        # A run may take a few calls more than the counted one did.
        number = count + 1
        while self.point(number):
            number += stride
        shutil.rmtree(self.folder)


def digest(folder):
    """A name for the bytes that a crash left, so that equal states are judged once."""
    state = hashlib.sha256()
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            content = file.read()
        state.update(f"{name} {len(content)}\n".encode() + content)
    return state.digest()


def difference(before, after):
    """The tables that differ, with the rows that came or went."""
    parts = []
    for name in sorted(before.keys() | after.keys()):
        gone = [r for r in before.get(name, []) if r not in after.get(name, [])]
        come = [r for r in after.get(name, []) if r not in before.get(name, [])]
        if gone or come:
            parts.append(f"{name} -{len(gone)} +{len(come)}")
    return ", ".join(parts) or "the same rows, in another number"


def build_killat(scratch):
    path = os.path.join(scratch, "killat")
    subprocess.run(["cc", "-std=c17", "-D_GNU_SOURCE", "-O2", "-o", path,
                    os.path.join(HERE, "killat.c")], check=True)
    return path


def parse_arguments():
    parser = argparse.ArgumentParser(description="kill at every system call, and look")
    parser.add_argument("--askback", default=os.environ.get("ASKBACK"))
    parser.add_argument("--stride", type=int, default=1, help="only every N-th call")
    parser.add_argument("--only", help="only the cases whose name begins so")
    parser.add_argument("--expect-red", action="store_true")
    arguments = parser.parse_args()
    if not arguments.askback:
        parser.error("--askback or the environment variable ASKBACK must name the program")
    return arguments


def main():
    arguments = parse_arguments()
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    tap = Tap()
    totals = [0, 0, 0]
    with tempfile.TemporaryDirectory(prefix="askback-sweep-", dir=memory) as scratch:
        program = Program(arguments.askback, scratch)
        killat = build_killat(scratch)
        for name, steps, words in CASES:
            if arguments.only and not name.startswith(arguments.only):
                continue
            sweep = Sweep(program, killat, name, steps, words)
            if sweep.before == sweep.afterwards and steps:
                tap.ok(False, f"{name}: changes nothing, so it proves nothing")
                continue
            sweep.run(arguments.stride)
            totals = [a + b for a, b in zip(totals, (sweep.points, sweep.torn, sweep.lost))]
            bad = sweep.torn + sweep.lost
            tap.ok(sweep.points and (arguments.expect_red or not bad),
                   f"{name:16} {sweep.points:5} points {sweep.committed:5} after the commit"
                   f" {sweep.torn:4} torn {sweep.lost:4} lost", "\n".join(sweep.notes[:5]))
    if arguments.expect_red:
        tap.ok(totals[1] + totals[2] > 0, "the planted fault is seen")
    print(f"{totals[0]} points, {totals[1]} torn, {totals[2]} lost")
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
