#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An older store meets a newer program, and the reverse.

The newer program is build/future/askback: this one with one more migration (9999_future.sql).
Released migrations are frozen: their checksums must be those of the file `frozen`. vN.sql is what an
askback with schema N had written; this one must take it over.
"""
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

import storecheck  # noqa: E402
from program import environment  # noqa: E402
from tap import Tap  # noqa: E402

PRESENT = os.environ["ASKBACK"]
FUTURE = os.path.join(ROOT, "build", "future", "askback")
KILLAT = os.path.join(os.environ["OUT"], "tests", "killat")
VERSION = 2
QUESTIONS = ["How is auto-discovery managed?", "What is the size of the ECMP group?"]


def run(program, folder, *words, before=()):
    """Runs a command on the store of a folder."""
    return subprocess.run([*before, program, *words], env=environment(
        folder, ASKBACK_STORE=os.path.join(folder, "a.db"), ASKBACK_NOW="2017-08-30T13:52+01:00"),
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def old_store(folder):
    """A store of the present program with some content."""
    run(PRESENT, folder, "conference", "add", "SREcon17", "--tz", "Europe/Dublin")
    run(PRESENT, folder, "talk", "add", "Load Balancers", "--start", "2017-08-30 13:40",
        "--end", "50m", "--speaker", "Emil Stolarsky")
    for text in QUESTIONS:
        run(PRESENT, folder, "log", text)
    run(PRESENT, folder, "drop", "2")


def first_store(folder):
    """The store that an askback with schema 1 left."""
    path = os.path.join(folder, "a.db")
    db = sqlite3.connect(path)
    for name in (os.path.join(ROOT, "migrations", "sqlite", "0001_start.sql"),
                 os.path.join(HERE, "v1.sql")):
        with open(name, encoding="utf-8") as text:
            db.executescript(text.read())
    db.close()
    os.chmod(path, 0o600)


def questions(program, folder):
    """The texts that a program lists."""
    answer = run(program, folder, "list", "--all", "--json")
    if answer.returncode:
        return answer.stderr
    return sorted(q["text"] for q in json.loads(answer.stdout)["questions"])


def version(path):
    """What the file says it is."""
    with sqlite3.connect(path) as db:
        return db.execute("PRAGMA user_version").fetchone()[0]


def copies(folder):
    """Verified copies that an upgrade left."""
    return sorted(name for name in os.listdir(folder) if ".db.v" in name)


def check_frozen(tap):
    """A released migration never changes."""
    with open(os.path.join(HERE, "frozen"), encoding="ascii") as lines:
        for line in lines:
            wanted, name = line.split()
            with open(os.path.join(ROOT, name), "rb") as text:
                found = hashlib.sha256(text.read()).hexdigest()
            tap.ok(found == wanted, f"{name} is as it was released", found)


def check_upgrade(tap, folder):
    """A reading command brings an old store up to date, and leaves a copy that is the old store."""
    old_store(folder)
    answer = run(FUTURE, folder, "list")
    tap.ok(answer.returncode == 0 and "a copy of the old one is" in answer.stderr,
           "a newer program upgrades when it reads, and says so", answer.stderr)
    tap.ok(version(os.path.join(folder, "a.db")) == 9999, "the store has the new version")
    tap.ok(questions(FUTURE, folder) == sorted(QUESTIONS), "with all questions")
    with sqlite3.connect(os.path.join(folder, "a.db")) as db:
        notes = [row[0] for row in db.execute("SELECT note FROM future ORDER BY id")]
    tap.ok(notes == ["was open", "was dropped"], "and what the migration made of them", notes)
    left = copies(folder)
    tap.ok(left == [f"a.db.v{VERSION}-20170830T125200Z"], "one copy is left beside it", left)
    copy = os.path.join(folder, left[0]) if left else "missing"
    tap.ok(os.stat(copy).st_mode & 0o777 == 0o600, "readable by its owner alone")
    os.rename(copy, os.path.join(folder, "a.db"))
    tap.ok(questions(PRESENT, folder) == sorted(QUESTIONS), "the older program reads the copy")


def content(path):
    """What a store holds, but for what says which schema it has."""
    return {table: found for table, found in storecheck.dump(path).items() if table != "counter"}


def check_first(tap, folder):
    """A store of schema 1 is taken over whole, and is then like one that was made today."""
    path = os.path.join(folder, "a.db")
    first_store(folder)
    before = content(path)
    answer = run(PRESENT, folder, "list", "--all")
    tap.ok(answer.returncode == 0 and "a copy of the old one is" in answer.stderr,
           "a store of schema 1 is upgraded", answer.stderr)
    tap.ok(version(path) == VERSION, "to that of the program", version(path))
    after = content(path)
    people = [person.pop("do_not_contact") for person in after["person"]]
    tap.ok(after == before and people == [0, 0], "and holds what it held", after)
    answer = run(PRESENT, folder, "log", "Does it go on?")
    tap.ok(answer.returncode == 0 and answer.stdout.startswith("Q4"), "it goes on counting",
           answer.stdout + answer.stderr)
    problems = storecheck.problems(path)
    tap.ok(not problems, "it is sound", problems)
    tap.ok(copies(folder) == ["a.db.v1-20170830T125200Z"], "the old one is left beside it")


def check_newer(tap, folder):
    """The older program refuses the new store in one sentence, and loses no question."""
    old_store(folder)
    run(FUTURE, folder, "migrate")
    with open(os.path.join(folder, "a.db"), "rb") as file:
        before = file.read()
    answer = run(PRESENT, folder, "list")
    tap.ok(answer.returncode == 1 and answer.stderr.count("\n") == 1 and
           "made by a newer askback" in answer.stderr, "a newer store is refused in one sentence",
           answer.stderr)
    answer = run(PRESENT, folder, "log", "Is this lost?")
    tap.ok(answer.returncode == 0 and "spool" in answer.stderr,
           "a question logged by the older program waits in the spool", answer.stderr)
    with open(os.path.join(folder, "a.db"), "rb") as file:
        tap.ok(file.read() == before, "and the newer store is not touched")
    tap.ok(questions(FUTURE, folder) == sorted(QUESTIONS + ["Is this lost?"]),
           "the newer program takes it in")


def check_kills(tap, folder):
    """Killed at any system call, an upgrade is done or not begun; the next run completes it."""
    base = os.path.join(folder, "base")
    os.mkdir(base)
    old_store(base)
    bad, point = [], 0
    while True:
        point += 1
        work = os.path.join(folder, "work")
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(base, work)
        killed = run(FUTURE, work, "migrate", before=(KILLAT, "-f", work, str(point)))
        with sqlite3.connect(os.path.join(work, "a.db")) as db:
            sound = db.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok" or version(os.path.join(work, "a.db")) not in (VERSION, 9999):
            bad.append(f"{point}: {sound}, version {version(os.path.join(work, 'a.db'))}")
        if questions(FUTURE, work) != sorted(QUESTIONS):
            bad.append(f"{point}: {questions(FUTURE, work)}")
        if killed.returncode not in (128 + signal.SIGKILL, -signal.SIGKILL):
            break
    tap.ok(point > 100 and not bad, f"{point - 1} kills of an upgrade, none tore the store",
           f"{point} points\n" + "\n".join(bad[:5]))


def check_full(tap, folder):
    """Without room for the copy nothing is changed."""
    old_store(folder)
    blocker = os.path.join(folder, f"a.db.v{VERSION}-20170830T125200Z.part")
    os.mkdir(blocker)
    answer = run(FUTURE, folder, "list")
    tap.ok(answer.returncode == 1 and "cannot copy the store" in answer.stderr,
           "an upgrade that cannot leave a copy stops", answer.stderr)
    tap.ok(version(os.path.join(folder, "a.db")) == VERSION, "and the old store is as it was")


def main():
    """Each check in a folder of its own."""
    tap = Tap()
    check_frozen(tap)
    for check in (check_first, check_upgrade, check_newer, check_kills, check_full):
        folder = tempfile.mkdtemp(prefix="askback-upgrade.", dir="/dev/shm"
                                  if os.path.isdir("/dev/shm") else None)
        try:
            check(tap, folder)
        finally:
            shutil.rmtree(folder)
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
