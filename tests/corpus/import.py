#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Takes a folder of real schedules into stores with the program itself.

The folder, which cannot be part of the project, is named by the environment variable CORPUS. What
is expected of each file is what its README.md says (of the CSV file it gives a rounded number).
"""
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import program  # noqa: E402
import storecheck  # noqa: E402
from tap import Tap  # noqa: E402

ASKBACK = os.environ["ASKBACK"]
SCHEDULES = Path(os.environ["CORPUS"]) / "schedules"
LONDON = ["--tz", "Europe/London", "-c", "PyCon UK 2015"]

# Path, further arguments, and how many talks, speakers and rooms with talks there are (None: unknown).
IMPORTED = [
    ("frab-xml/fosdem-2013.xml", ["--tz", "Europe/Brussels"], 487, 476, 24),
    ("frab-xml/fosdem-2025-v1-20250104.xml", [], 927, 965, 29),
    ("frab-xml/fosdem-2025-v2-20250108.xml", [], 940, 985, 29),
    ("frab-json/camp2019-frab.json", [], 79, 90, 2),
    ("frab-json/rc3-2020-pretalx.json", [], 48, 56, 5),
    ("frab-json/democon-pretalx.json", [], 36, 27, 2),
    ("frab-json/invalid-example.json", [], 1, 1, 1),
    ("schedule2-json/hub-schedule2-38c3-excerpt.json", [], 2, 4, 2),
    ("sessionize-json/sessionize-demo-All.json", ["-c", "Demo"], 11, 10, 3),
    ("sessionize-json/sessionize-demo-GridSmart.json", ["-c", "Demo"], 11, 10, 3),
    ("sessionize-json/sessionize-demo-Sessions.json", ["-c", "Demo"], 10, 10, 2),
    ("sessionize-json/sessionize-demo-Speakers.json", ["-c", "Demo"], 0, 0, 0),
    ("sessionize-json/sessionize-demo-SpeakerWall.json", ["-c", "Demo"], 0, 0, 0),
    ("open-event-json/PyCon17", [], 147, 143, 18),
    # One of its 38 talks stands there twice, and is stored once.
    ("open-event-json/Droidcon17", [], 37, None, 3),
    ("ics/pyconuk-2015-v08-floating.ics", LONDON, 159, None, None),
    ("ics/pyconuk-2015-v09-utc.ics", LONDON, 159, None, None),
    ("csv/pyconuk-2015.csv", LONDON, 162, None, None),
]

# Path, further arguments, and a part of the reason.
REFUSED = [
    ("frab-xml/fosdem-2013.xml", [], "no time zone"),
    ("ics/pyconuk-2015-v08-floating.ics", ["-c", "PyCon UK 2015"], "no time zone"),
    ("sessionize-json/sessionize-demo-All.json", [], "which conference"),
    ("srecon17-europe.md", [], "no schedule in a known form"),
    ("synthetic/bad1.ics", [], "line 5: the file ends inside of VEVENT"),
    ("synthetic/bl.xml", [], "line 2, column 13: it has a DOCTYPE"),
    ("synthetic/quad.xml", [], "DOCTYPE"),
    ("synthetic/xxe.xml", [], "DOCTYPE"),
    ("synthetic/cp1252.xml", [], "unknown encoding"),
    ("synthetic/ctrl.xml", [], "not well-formed"),
    ("synthetic/nbsp.xml", [], "undefined entity"),
    ("synthetic/latin1.xml", [], "no talk"),
    ("synthetic/tzid.ics", [], "which conference"),
]

CHANGES = ("added", "changed", "moved", "retitled", "durations", "speaker_sets", "cancelled",
           "vanished", "revived", "people", "contacts")


class Store:
    """A store of its own in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.path = os.path.join(folder, "store.db")

    def run(self, path, *words):
        return subprocess.run(
            [ASKBACK, "--store", self.path, "import", "schedule", str(path), "--json", *words],
            env=program.environment(self.folder), stdin=subprocess.DEVNULL, capture_output=True,
            text=True, check=False)

    def take(self, path, *words):
        """The counts of an import, or None when it failed; a failure tells why."""
        done = self.run(path, *words)
        if done.returncode != 0:
            return {"error": done.stderr}
        return json.loads(done.stdout)["import"]

    def digest(self):
        return hashlib.sha256(Path(self.path).read_bytes()).hexdigest()


def picked(counts, names):
    return {name: counts.get(name) for name in names if counts.get(name)}


def same_again(tap, store, path, words):
    """The same file changes no byte; the same talks in other bytes change no talk."""
    before = store.digest()
    store.take(path, *words)
    tap.ok(store.digest() == before, f"{path.name} again: no byte of the store is changed")
    other = Path(store.folder) / path.name
    if path.is_dir():
        shutil.copytree(path, other)
        other.chmod(0o700)
    else:
        other.write_bytes(path.read_bytes())
    with open(other / "sessions.json" if path.is_dir() else other, "ab") as file:
        file.write(b"\n")
    counts = store.take(other, *words)
    tap.ok("error" not in counts and not picked(counts, CHANGES),
           f"{path.name} with one more line feed: no talk is changed", counts)


def import_check(tap, name, words, talks, speakers, rooms):
    path = SCHEDULES / name
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        counts = store.take(path, *words)
        wanted = {"talks": talks, "speakers": speakers, "rooms": rooms, "added": talks}
        wanted = {key: value for key, value in wanted.items() if value is not None}
        tap.ok({key: counts.get(key) for key in wanted} == wanted, f"{path.name}: {wanted}", counts)
        if "error" in counts:
            return
        same_again(tap, store, path, words)
        problems = storecheck.problems(store.path)
        tap.ok(not problems, f"{path.name}: the store is sound", "\n".join(map(str, problems)))


def refuse_check(tap, store, name, words, reason):
    before = store.digest()
    done = store.run(SCHEDULES / name, *words)
    tap.ok(done.returncode in (1, 2) and reason in done.stderr and store.digest() == before,
           f"{name} is refused ({reason}), and nothing is stored",
           f"status {done.returncode}\n{done.stderr}")


def pair_check(tap):
    """Two versions of one programme, four days apart."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        store.take(SCHEDULES / "frab-xml/fosdem-2025-v1-20250104.xml")
        counts = store.take(SCHEDULES / "frab-xml/fosdem-2025-v2-20250108.xml")
        wanted = {"added": 16, "vanished": 3, "moved": 8, "retitled": 3, "durations": 2,
                  "speaker_sets": 9}
        tap.ok({key: counts.get(key) for key in wanted} == wanted and not counts.get("revived"),
               "the re-import pair: +16 -3, 8 moved, 3 retitled, 2 durations, 9 speaker sets",
               counts)


def renamed_check(tap):
    """An exporter that makes its identifiers anew, and writes the same moments in another way."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        store.take(SCHEDULES / "ics/pyconuk-2015-v08-floating.ics", *LONDON)
        done = store.run(SCHEDULES / "ics/pyconuk-2015-v09-utc.ics", *LONDON)
        counts = json.loads(done.stdout)["import"] if done.returncode == 0 else {}
        tap.ok(counts.get("talks") == 159 and not picked(counts, ("added", "moved", "vanished")),
               "all 159 talks are told by their content", f"{counts}\n{done.stderr}")
        tap.ok("identifiers are all new" in done.stderr, "and that is said", done.stderr)


def main():
    tap = Tap()
    for row in IMPORTED:
        import_check(tap, *row)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        store.take(SCHEDULES / "frab-json/camp2019-frab.json")
        for row in REFUSED:
            refuse_check(tap, store, *row)
    pair_check(tap)
    renamed_check(tap)
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
