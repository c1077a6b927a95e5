#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the two stores that the measurements compare: the floor's and askback's, with the same
questions, talks, people and tags, and the history that would be there had they been typed in.

A store is a folder that holds store.db; it gets its name when it is complete.
"""
import datetime
import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

from storecheck import SEARCH_TEXT  # noqa: E402

HERE = Path(__file__).parent
BATCH = 10_000
STATES = {"open": 0, "answered": 2, "dropped": 3}
HASH_SIZE = 1024 * 1024  # what FTS5 starts with


def generate(gen, kind, size):
    """The rows of tests/bench/gen as lists of texts."""
    with subprocess.Popen([gen, kind, str(size)], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            yield line.rstrip("\n").split("\t")
    if process.returncode != 0:
        raise SystemExit(f"gen {kind} {size} failed")


def batches(rows):
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def open_for_load(path):
    """Nothing reads the store before it is complete, so that nothing need be flushed."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = off")
    db.execute("PRAGMA synchronous = off")
    db.execute("PRAGMA cache_size = -262144")
    return db


def set_search_hash(db, size):
    """How much of the search index FTS5 gathers in memory; it is remembered in the store."""
    db.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", (size,))


def fill_floor_programme(db, gen, size):
    for number, conference, title, speaker, email, _start, _end in generate(gen, "talks", size):
        db.execute("INSERT OR IGNORE INTO conference VALUES (?, ?)",
                   (int(conference), f"Conference {conference}"))
        db.execute("INSERT INTO person VALUES (?, ?, ?)", (int(number), speaker, email))
        db.execute("INSERT INTO talk VALUES (?, ?, ?, ?)",
                   (int(number), int(conference), title, int(number)))


def fill_floor_questions(db, gen, size):
    tag_ids = {}
    for batch in batches(generate(gen, "questions", size)):
        questions, entries, tags = [], [], []
        for number, uid, talk, at, _asked, state, words, body in batch:
            questions.append((int(number), uid, int(talk), body, STATES[state], int(at), int(at)))
            entries.append((int(number), body))
            tags += [(int(number), tag_ids.setdefault(tag, len(tag_ids) + 1))
                     for tag in words.split(",") if tag]
        db.executemany("INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?)", questions)
        db.executemany("INSERT INTO search (rowid, body) VALUES (?, ?)", entries)
        db.executemany("INSERT INTO question_tag VALUES (?, ?)", tags)
        db.executemany("INSERT INTO history (question_id, at, kind) VALUES (?, ?, 1)",
                       [(row[0], row[5]) for row in questions])
    db.executemany("INSERT INTO tag (name, id) VALUES (?, ?)", tag_ids.items())


def fill_floor(path, gen, size):
    db = open_for_load(path)
    db.executescript((HERE / "floor.sql").read_text(encoding="utf-8"))
    db.execute("BEGIN")
    set_search_hash(db, 64 * HASH_SIZE)
    fill_floor_programme(db, gen, size)
    fill_floor_questions(db, gen, size)
    set_search_hash(db, HASH_SIZE)
    db.execute("COMMIT")
    db.close()


class History:
    """Rows of the table operation; each question and each talk was a command of its own."""

    def __init__(self, db):
        self.next = db.execute("SELECT next FROM counter WHERE kind = 'operation'").fetchone()[0]
        self.rows = []
        self.command = 0

    def begin(self):
        self.command = self.next

    def add(self, at, words, entity, entity_id, after):
        text = json.dumps(after, ensure_ascii=False, separators=(",", ":"))
        self.rows.append((self.next, self.command, f"{self.command:032x}", at, "bench", words,
                          entity, entity_id, text))
        self.next += 1

    def write(self, db):
        db.executemany(
            "INSERT INTO operation (id, command_id, command_uid, at, author, command, entity,"
            " entity_id, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", self.rows)
        self.rows.clear()


def insert(db, table, rows):
    """Dicts with the same keys, as rows."""
    if rows:
        names = ", ".join(rows[0])
        values = ", ".join(f":{name}" for name in rows[0])
        db.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", rows)


def fill_programme(db, gen, size, history):
    conferences, talks, people, speakers = {}, [], [], []
    for number, conference, title, speaker, _email, start, end in generate(gen, "talks", size):
        number, conference = int(number), int(conference)
        conferences[conference] = {
            "id": conference, "code": f"conference-{conference}",
            "name": f"Conference {conference}", "folded": f"conference {conference}",
            "zone": "Europe/Dublin"}
        talks.append({
            "id": number, "conference_id": conference, "title": title, "folded": title.lower(),
            "room": "Room 1", "room_folded": "room 1", "starts_at": int(start),
            "ends_at": int(end), "status": "planned"})
        people.append({"id": number, "name": speaker, "folded": speaker.lower()})
        speakers.append({"talk_id": number, "position": 1, "person_id": number})
        history.begin()
        history.add(int(start), "talk add", "talk", number, talks[-1])
        history.add(int(start), "talk add", "person", number, people[-1])
    conferences.pop(1)  # made by askback itself, see fill_askback
    insert(db, "conference", list(conferences.values()))
    insert(db, "talk", talks)
    insert(db, "person", people)
    insert(db, "speaker", speakers)
    history.write(db)
    return len(talks), len(conferences) + 1


def fill_questions(db, gen, size, history):
    for batch in batches(generate(gen, "questions", size)):
        questions, tags = [], []
        for number, uid, talk, at, asked, state, words, body in batch:
            number, at = int(number), int(at)
            questions.append({
                "id": number, "uid": uid, "talk_id": int(talk), "person_id": None, "body": body,
                "asked": asked, "state": state, "private": 0, "asked_at": at, "created_at": at,
                "updated_at": at, "author": "bench"})
            history.begin()
            history.add(at, "log", "question", number, questions[-1])
            for tag in filter(None, words.split(",")):
                tags.append((number, tag))
                history.add(at, "log", "tag", number, {"tag": tag})
        insert(db, "question", questions)
        db.executemany("INSERT INTO search (rowid, body) VALUES (?, ?)",
                       [(4 * row["id"], row["body"]) for row in questions])
        db.executemany("INSERT INTO question_tag (question_id, tag) VALUES (?, ?)", tags)
        history.write(db)


def fill_askback(path, gen, size, program):
    """The empty store is askback's own work: its schema, marks and side files."""
    subprocess.run([program, "--quiet", "--store", path, "conference", "add", "Conference 1",
                    "--tz", "Europe/Dublin"], check=True, stdout=subprocess.DEVNULL)
    db = open_for_load(path)
    db.execute("BEGIN")
    set_search_hash(db, 64 * HASH_SIZE)
    history = History(db)
    talks, conferences = fill_programme(db, gen, size, history)
    fill_questions(db, gen, size, history)
    for kind in (2, 3):
        db.execute(f"INSERT INTO search (rowid, body) SELECT entry, body FROM ({SEARCH_TEXT})"
                   " WHERE entry % 4 = ? ORDER BY entry", (kind,))
    for kind, count in (("conference", conferences), ("talk", talks), ("person", talks),
                        ("question", size), ("operation", history.next - 1)):
        db.execute("UPDATE counter SET next = ? WHERE kind = ?", (count + 1, kind))
    set_search_hash(db, HASH_SIZE)
    db.execute("COMMIT")
    db.close()


SCHEDULE = """<?xml version="1.0" encoding="UTF-8"?>
<schedule><version>{version}</version><conference><acronym>bench</acronym><title>Bench</title>
<time_zone_name>UTC</time_zone_name></conference><day index="1" date="2015-01-01">
"""
EVENT = """<room name="Room {room}"><event guid="{number:08d}-0000-5000-8000-000000000000"
id="{number}"><date>{date}</date><duration>00:50</duration><room>Room {room}</room>
<title>{title}</title><abstract>&lt;p&gt;{abstract}&lt;/p&gt;</abstract><track>Track</track>
<url>https://bench.example/{number}</url><persons><person id="{number}">{speaker}</person></persons>
</event></room>
"""


def write_schedule(path, gen, talks, version):
    """A frab XML programme, with abstracts as long as those of a large conference."""
    texts = (row[-1] for row in generate(gen, "questions", 20 * talks))
    with open(path, "w", encoding="utf-8") as file:
        file.write(SCHEDULE.format(version=version))
        for row in generate(gen, "talks", 20 * talks):
            number, start = int(row[0]), int(row[5])
            abstract = "&lt;/p&gt;&lt;p&gt;".join(list(itertools.islice(texts, 20))[:12])
            date = datetime.datetime.fromtimestamp(start, datetime.timezone.utc).isoformat()
            file.write(EVENT.format(number=number, room=number % 20, date=date, title=row[2],
                                    abstract=abstract, speaker=row[3]))
        file.write("</day></schedule>\n")


def make(folder, fill):
    """Makes a store unless it is there; fill gets the path of the file."""
    if folder.exists():
        return False
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    os.makedirs(part)
    fill(part / "store.db")
    part.rename(folder)
    return True
