#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Many processes log into one store at the same time: every acknowledged question is there, under
an id of its own, and nobody hears of a lock.

    many.py [--askback PATH] [--crowd PROCESSES EACH]...

Without --crowd: 16 processes with 500 questions each, then 64 with 50 each.
"""
import argparse
import collections
import multiprocessing
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

import storecheck  # noqa: E402
from program import complaints, environment  # noqa: E402
from tap import Tap  # noqa: E402

CROWDS = ((16, 500), (64, 50))

Log = collections.namedtuple("Log", "body status question_id stderr seconds")


def log_each(askback, store, worker, each):
    """One process of the crowd: logs its questions one after the other."""
    logs = []
    for number in range(each):
        body = f"Question {number} of worker {worker}?"
        start = time.monotonic()
        run = subprocess.run([askback, "--store", store, "log", body],
                             env=environment(os.path.dirname(store)), stdin=subprocess.DEVNULL,
                             capture_output=True, text=True, check=False)
        shown = re.search(r"\bQ(\d+)\b", run.stdout)
        logs.append(Log(body, run.returncode, int(shown.group(1)) if shown else 0, run.stderr,
                        time.monotonic() - start))
    return logs


def run_crowd(askback, store, processes, each):
    """All logs of all workers, and how long that took."""
    start = time.monotonic()
    with multiprocessing.Pool(processes) as pool:
        work = [(askback, store, worker, each) for worker in range(processes)]
        logs = [log for part in pool.starmap(log_each, work, chunksize=1) for log in part]
    return logs, time.monotonic() - start


def check_crowd(tap, askback, processes, each):
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="askback-many-", dir=memory) as folder:
        store = os.path.join(folder, "askback.db")
        logs, seconds = run_crowd(askback, store, processes, each)
        db = sqlite3.connect(store)
        stored = dict(db.execute("SELECT id, body FROM question"))
        rows = db.execute("SELECT count(*) FROM question").fetchone()[0]
        db.close()
        found = storecheck.problems(store)
    name = f"{processes} x {each}"
    wanted = processes * each
    failed = [log for log in logs if log.status or not log.question_id]
    tap.ok(len(logs) == wanted and not failed, f"{name}: every log is acknowledged with its id",
           failed[:3])
    loud = [log.stderr for log in logs if complaints(log.stderr)]
    tap.ok(not loud, f"{name}: no word of a lock on standard error", loud[:3])
    twice = [i for i, n in collections.Counter(log.question_id for log in logs).items() if n > 1]
    tap.ok(not twice, f"{name}: every id is given once", twice[:3])
    lost = [log for log in logs if stored.get(log.question_id) != log.body]
    tap.ok(not lost, f"{name}: every acknowledged question is there under its id", lost[:3])
    tap.ok(rows == wanted, f"{name}: and no other", f"{rows} instead of {wanted}")
    tap.ok(not found, f"{name}: the store is sound", found[:3])
    print(f"# {name}: {seconds:.1f} s, {wanted / seconds:.0f} a second, "
          f"slowest {max(log.seconds for log in logs):.2f} s")


def main():
    parser = argparse.ArgumentParser(description="many processes, one store")
    parser.add_argument("--askback", default=os.environ.get("ASKBACK"))
    parser.add_argument("--crowd", nargs=2, type=int, action="append",
                        metavar=("PROCESSES", "EACH"))
    arguments = parser.parse_args()
    if not arguments.askback:
        parser.error("--askback or the environment variable ASKBACK must name the program")
    tap = Tap()
    for processes, each in arguments.crowd or CROWDS:
        check_crowd(tap, os.path.abspath(arguments.askback), processes, each)
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
