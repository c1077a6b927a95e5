#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the n-th system call of `askback log` fail, for each call and error that a disk can give.

A question is never lost and never doubled: after the faulty run and one sound run it is in the
store exactly once if the faulty run had acknowledged it; if not, the whole text was printed back
and the question is there at most once. strace counts per system call, which is what is wanted here.
"""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from program import environment  # noqa: E402
from tap import Tap  # noqa: E402

ASKBACK = os.environ["ASKBACK"]
TEXT = "How do you drain the traffic cleanly?"
FAULTS = tuple(
    (call, error, last)
    for call, error in (
        ("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("pwrite64", "EDQUOT"), ("fdatasync", "EIO"),
        ("ftruncate", "EIO"), ("openat", "EMFILE"), ("openat", "EACCES"), ("openat", "EROFS"),
        ("openat", "ENOSPC"), ("pread64", "EIO"), ("flock", "ENOLCK"))
    for last in ("", "+"))  # only this call, or this one and all later ones


def run(folder, *words, before=()):
    """Runs the program on the store of a folder."""
    return subprocess.run([*before, ASKBACK, *words], env=environment(
        folder, ASKBACK_STORE=os.path.join(folder, "a.db"), ASKBACK_NOW="2017-08-30T13:52+01:00"),
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def times_there(folder):
    """How often the question is in the store after a sound run, and whether the store is sound."""
    answer = run(folder, "list", "--all", "--json")
    if answer.returncode:
        return None, answer.stderr
    with sqlite3.connect(os.path.join(folder, "a.db")) as db:
        sound = db.execute("PRAGMA integrity_check").fetchone()[0]
    found = [q for q in json.loads(answer.stdout)["questions"] if q["text"] == TEXT]
    return len(found), sound


def judge(answer, count, sound):
    """What is wrong with one faulty run, or nothing."""
    if sound != "ok":
        return f"the store is not sound: {sound}"
    if answer.returncode in (0, 74) and count != 1:
        return f"acknowledged with status {answer.returncode}, but there {count} times"
    if answer.returncode not in (0, 74) and count > 1:
        return f"there {count} times"
    if answer.returncode not in (0, 74) and count == 0 and TEXT not in answer.stderr:
        return f"lost: status {answer.returncode}, {answer.stderr.strip()}"
    if answer.returncode < 0 or answer.returncode >= 126:
        return f"died with {answer.returncode}"
    return None


def sweep(base, scratch, call, error, last):
    """Every occurrence of a call in turn; counts and findings."""
    points, bad = 0, []
    while points < 200:
        work = os.path.join(scratch, "work")
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(base, work)
        trace = os.path.join(scratch, "trace")
        answer = run(work, "log", TEXT, before=(
            "strace", "-qq", "-o", trace, "-P", work, "-P", os.path.join(work, "a.db"),
            "-P", os.path.join(work, "a.db-journal"), "-P", os.path.join(work, "a.db.lock"),
            "-P", os.path.join(work, "a.db.spool"), "-e", f"trace={call}",
            "-e", f"inject={call}:error={error}:when={points + 1}{last}"))
        with open(trace, encoding="utf-8", errors="replace") as lines:
            if "INJECTED" not in lines.read():
                break
        points += 1
        finding = judge(answer, *times_there(work))
        if finding:
            bad.append(f"{call} {points}{last} {error}: {finding}")
    return points, bad


def main():
    """One TAP line for each pair of call and error."""
    tap = Tap()
    scratch = tempfile.mkdtemp(prefix="askback-fault.",
                               dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    base = os.path.join(scratch, "base")
    os.mkdir(base)
    total = 0
    try:
        run(base, "conference", "add", "SREcon17", "--tz", "Europe/Dublin")
        run(base, "log", "The first question?")
        for call, error, last in FAULTS:
            points, bad = sweep(base, scratch, call, error, last)
            total += points
            tap.ok(points and not bad,
                   f"{call} fails with {error} {'from then on' if last else 'once'}: {points} points",
                   "\n".join(bad[:5]))
        tap.ok(total >= 300, f"{total} points in all")
    finally:
        shutil.rmtree(scratch)
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
