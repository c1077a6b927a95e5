#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs every fuzz target for FUZZ_SECONDS, two at a time; a check for each.

What a target learns is kept in build/fuzz/learnt, so that the next run begins there; an input
that breaks it is kept in build/fuzz/found.
"""
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

from tap import Tap  # noqa: E402

OUT = Path(os.environ["OUT"])
SECONDS = int(os.environ["FUZZ_SECONDS"])
FIXTURES = Path(__file__).parent.parent / "cli" / "fixtures"
CORPUS = os.environ.get("CORPUS")
OPEN_EVENT = ("event.json", "microlocations.json", "speakers.json", "sessions.json")
# What the files of each target end with.
ENDINGS = {"csv": ".csv", "ical": ".ics", "notes": ".md", "schedule_json": ".json",
           "schedule_xml": ".xml", "sessionize": ".json"}


def seeds_of_files(ending):
    for folder in filter(None, (FIXTURES, CORPUS)):
        for path in sorted(Path(folder).rglob("*" + ending)):
            yield path.read_bytes()


def seeds_of_folders():
    """Folders of Open Event: the target takes their files with NULs between them."""
    for path in sorted(Path(CORPUS).rglob("sessions.json")) if CORPUS else ():
        yield b"\0".join((path.parent / name).read_bytes() for name in OPEN_EVENT)
    yield b"\0".join((b'{"id":1,"name":"E","timezone":"UTC"}', b'[{"id":1,"name":"R"}]',
                      b'[{"id":1,"name":"N","twitter":"@n"}]',
                      b'[{"id":1,"title":"T","start_time":"2017-03-11T10:00:00+00:00",'
                      b'"end_time":"2017-03-11T11:00:00+00:00","state":"accepted",'
                      b'"microlocation":{"id":1},"speakers":[{"id":1}]}]'))


def seeds_of_handles():
    for path in Path(CORPUS).rglob("handles.tsv") if CORPUS else ():
        for line in path.read_bytes().splitlines()[1:]:
            yield b"\n".join(line.split(b"\t")[:2])
    yield b"twitter\nhttps://twitter.com/@name?lang=en"
    yield b"mastodon\n@name@host.example"


def seeds_of_templates():
    yield b"Title: {{text}}\n\n{{#list}}\n> {{text}}\n{{/list}}\n{{^nothing}}\n{{! x }}\n{{/nothing}}"


def seeds(name):
    if name in ENDINGS:
        return seeds_of_files(ENDINGS[name])
    return {"open_event": seeds_of_folders, "handles": seeds_of_handles,
            "template": seeds_of_templates}[name]()


def prepare(name):
    """The folders of a target: what it has learnt, and its seeds."""
    learnt, given = OUT / "learnt" / name, OUT / "seeds" / name
    shutil.rmtree(given, ignore_errors=True)
    for folder in (learnt, given, OUT / "found"):
        folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, seed in enumerate(seeds(name), 1):
        (given / str(count)).write_bytes(seed)
    return learnt, given, count


def fuzz(target):
    """Name, seeds, executions, and what was said if it failed."""
    learnt, given, count = prepare(target.name)
    done = subprocess.run(
        [target, f"-max_total_time={SECONDS}", "-timeout=10", "-rss_limit_mb=2048",
         "-max_len=65536", "-print_final_stats=1", f"-artifact_prefix={OUT}/found/{target.name}-",
         learnt, given], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, check=False)
    said = done.stderr.decode(errors="replace")
    found = re.search(r"number_of_executed_units: (\d+)", said)
    return target.name, count, int(found.group(1)) if found else 0, done.returncode, said


def main():
    tap = Tap()
    targets = sorted(path for path in (OUT / "tests" / "fuzz").iterdir() if not path.suffix)
    with ThreadPoolExecutor(2) as pool:
        for name, count, executions, status, said in pool.map(fuzz, targets):
            tap.ok(status == 0 and executions > count,
                   f"{name}: {count} seeds, {executions} executions in {SECONDS} s",
                   "\n".join(said.splitlines()[-60:]))
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
