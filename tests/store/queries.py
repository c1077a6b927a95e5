#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every named statement is understood by both engines, and none reads a whole big table unless it
says that it means to (`-- scan: reason`).

    queries.py [sqlite|postgres]

SQLite plans each statement on an empty store of the newest schema; PostgreSQL, a private server
unpacked from Debian packages, prepares it. The texts are read from the .sql files here, so what the
generator makes of them for C is compared first.
"""
import glob
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "..", ".."))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

import statements as named  # noqa: E402
from tap import Tap  # noqa: E402

# Tables that grow with use; the others stay small enough to read.
BIG = ("question", "answer", "operation", "candidate", "question_tag", "talk", "followup",
       "followup_question")
SERVER = os.path.join(HERE, "..", "parts", "postgres.sh")


def read_statements(engine):
    """The texts that one engine gets, with their fragments in place."""
    found, fragments, _ = named.read_all(ROOT)
    chosen = named.for_engine(found, engine)
    for statement in chosen:
        named.expand(statement, fragments)
    return chosen


def normal(text):
    """A text as the generator writes it: on one line, without the ; at its end."""
    return " ".join(text.split()).rstrip("; ")


def read_generated():
    """(name, SQLite's text, PostgreSQL's if it has one), as a C compiler reads embed.awk's rows."""
    folder = os.path.join(ROOT, named.FOLDER)
    awk = ["awk", "-f", os.path.join(folder, "embed.awk")]
    run = subprocess.run(awk + sorted(glob.glob(os.path.join(folder, "*.sql"))),
                         env={**os.environ, "LC_ALL": "C"}, capture_output=True, text=True,
                         check=True)
    literal = r'"((?:[^"\\]|\\.)*)"'
    row = rf"^QUERY\(\w+, {literal}, {literal}, (?:{literal}|NULL)\)$"
    rows = re.findall(row, run.stdout, re.M)
    return [[re.sub(r"\\(.)", r"\1", text) for text in row] for row in rows]


def check_generator(tap):
    sqlite = {s.name: normal(s.text) for s in read_statements("sqlite")}
    postgres = {s.name: normal(s.text) for s in read_statements("postgres")}
    generated = read_generated()
    tap.ok([row[0] for row in generated] == list(sqlite), "generator: every statement, in order",
           f"{len(generated)} instead of {len(sqlite)}")
    wrong = [f"{name}:\n  {first}\n  {second}" for name, first, second in generated
             if first != sqlite.get(name) or (second or first) != postgres.get(name)]
    tap.ok(not wrong, "generator: every text as it stands in its file", "\n".join(wrong))


def read_migrations(engine):
    paths = sorted(glob.glob(os.path.join(ROOT, "migrations", engine, "*.sql")))
    texts = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            texts.append(file.read())
    return texts


def big_aliases(code):
    """What the big tables are called in a statement: {"q": "question", "question": "question"}."""
    names = {table: table for table in BIG}
    for table, alias in re.findall(rf"\b({'|'.join(BIG)})\s+(?:AS\s+)?(\w+)", code, re.I):
        names[alias] = table.lower()
    return names


def plan(db, statement):
    """Lines of SQLite's plan."""
    parameters = {number: None for number in re.findall(r"\$(\d+)", statement.text)}
    return [row[3] for row in db.execute("EXPLAIN QUERY PLAN " + statement.text, parameters)]


def partial_indexes(db):
    """Indexes that hold only some rows: reading all of one is not reading the whole table."""
    return {index[1] for table in BIG for index in db.execute(f"PRAGMA index_list({table})")
            if index[4]}


def find_scans(db, statement, lines):
    """The lines of a plan that read a whole big table."""
    names = big_aliases(statement.code())
    partial = partial_indexes(db)
    scans = []
    for line in lines:
        scan = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", line)
        if scan and scan.group(1) in names and scan.group(2) not in partial:
            scans.append(line)
    return scans


def check_plan(tap, db, statement):
    try:
        lines = plan(db, statement)
    except sqlite3.Error as error:
        tap.ok(False, f"sqlite: {statement.name}", error)
        return
    if statement.scan:
        tap.ok(any(line.startswith("SCAN") for line in lines),
               f"sqlite: {statement.name} reads a whole table: {statement.scan}",
               "it does not; remove the line -- scan:")
    else:
        scans = find_scans(db, statement, lines)
        tap.ok(not scans, f"sqlite: {statement.name}", "\n".join(scans))


def check_sqlite(tap):
    db = sqlite3.connect(":memory:")
    for text in read_migrations("sqlite"):
        db.executescript(text)
    for statement in read_statements("sqlite"):
        check_plan(tap, db, statement)
    db.close()


def psql(environment, text):
    """Runs SQL; returns what is wrong with it, or nothing."""
    command = [environment["PSQL"], "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-"]
    run = subprocess.run(command, input=text, env=environment, capture_output=True, text=True,
                         check=False)
    return run.stderr if run.returncode else ""


def prepare_all(tap, environment):
    for text in read_migrations("postgres"):
        wrong = psql(environment, text)
        tap.ok(not wrong, "postgres: migration", wrong)
    for statement in read_statements("postgres"):
        wrong = psql(environment, f"PREPARE wanted AS {statement.text}")
        tap.ok(not wrong, f"postgres: {statement.name}", wrong)


def check_postgres(tap):
    with tempfile.TemporaryDirectory(prefix="askback-postgres-") as scratch:
        # The server's user must be able to enter; its own folder inside is closed.
        os.chmod(scratch, 0o755)
        folder = os.path.join(scratch, "server")
        started = subprocess.run([SERVER, "start", folder], stdout=subprocess.PIPE, text=True,
                                 check=False)
        if not tap.ok(started.returncode == 0, "postgres: a private server starts"):
            return
        try:
            settings = dict(line.split("=", 1) for line in started.stdout.splitlines())
            prepare_all(tap, {**os.environ, **settings})
        finally:
            subprocess.run([SERVER, "stop", folder], check=False)


def main():
    tap = Tap()
    engines = sys.argv[1:] or ["sqlite", "postgres"]
    check_generator(tap)
    if "sqlite" in engines:
        check_sqlite(tap)
    if "postgres" in engines:
        check_postgres(tap)
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
