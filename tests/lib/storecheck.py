# SPDX-License-Identifier: MIT
"""Looks at a store from outside the program: is it sound, and what does it hold?

This is the second opinion of the crash and concurrency tests. It reads the file with Python's
sqlite3 and knows the schema only through the tables themselves.
"""
import json
import os
import re
import sqlite3

# Tables whose rows are things that the history tells about, under the table's name.
ENTITIES = ("conference", "talk", "person", "contact", "question", "answer", "followup")
# Different in every run: random names, readings of the clock, and the command of an operation,
# because whichever command comes next brings in what was spooled.
CHANCE = re.compile(r"(.*_)?uid|at|(created|updated|added|applied)_at|command")
LEFT_OUT = ("schema_version", "sqlite_sequence", "sqlite_stat1")


def tables(db):
    """Every table but those that make up the search index."""
    names = [row[0] for row in db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return [n for n in names if not n.startswith("search") and n not in LEFT_OUT]


def rows(db, table):
    """The rows of a table as dictionaries, in a fixed order."""
    cursor = db.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row)) for row in cursor]
    return sorted(found, key=lambda row: json.dumps(row, sort_keys=True))


def without_chance(row):
    """A row, and the JSON objects inside it, without what differs in every run."""
    kept = {}
    for name, value in row.items():
        if CHANCE.fullmatch(name):
            continue
        if name in ("before", "after") and value:
            value = without_chance(json.loads(value))
        kept[name] = value
    return kept


def dump(path):
    """All that a store holds, comparable between runs; a store that is not there holds nothing,
    and so does a new one."""
    if not os.path.exists(path):
        return {}
    db = sqlite3.connect(path)
    try:
        content = {name: [without_chance(row) for row in rows(db, name)] for name in tables(db)}
    finally:
        db.close()
    content["counter"] = [row for row in content.get("counter", []) if row["next"] > 1]
    return {name: sorted(found, key=lambda row: json.dumps(row, sort_keys=True))
            for name, found in content.items() if found}


def check_engine(db):
    """SQLite's own opinion of the file and of the search index."""
    for name in ("integrity_check", "foreign_key_check"):
        found = [row for row in db.execute(f"PRAGMA {name}") if row != ("ok",)]
        if found:
            yield f"{name}: {found[:3]}"
    try:
        db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        db.rollback()
    except sqlite3.DatabaseError as error:
        yield f"search index: {error}"


# The text of every entry of the search index: 4 * id + kind, as migrations/sqlite says.
SEARCH_TEXT = """
    SELECT 4 * id AS entry, body FROM question
    UNION ALL SELECT 4 * id + 1, body FROM answer
    UNION ALL SELECT 4 * id + 2, title || ' ' || coalesce(abstract, '') FROM talk
    UNION ALL SELECT 4 * id + 3, name || ' ' || coalesce(role, '') || ' ' || coalesce(affiliation, '')
        FROM person
"""


def check_search(db):
    """The index holds no text, so it is compared word by word with one made anew."""
    db.execute("CREATE VIRTUAL TABLE temp.anew USING fts5 (body, content = '',"
               " tokenize = 'unicode61 remove_diacritics 2')")
    db.execute(f"INSERT INTO temp.anew (rowid, body) SELECT entry, body FROM ({SEARCH_TEXT})")
    words = []
    for schema, table in (("main", "search"), ("temp", "anew")):
        db.execute(f"CREATE VIRTUAL TABLE temp.words_{table} USING"
                   f" fts5vocab ('{schema}', '{table}', 'instance')")
        words.append(set(db.execute(f"SELECT term, doc, offset FROM temp.words_{table}")))
    db.rollback()
    if words[0] != words[1]:
        yield (f"search index: {len(words[1] - words[0])} words missing,"
               f" {len(words[0] - words[1])} too many")


def check_history(db, table, operations):
    """Every row was made by an operation, and is as the last one left it."""
    made = {op["entity_id"] for op in operations if op["entity"] == table and not op["before"]}
    last = {op["entity_id"]: op["after"] for op in operations if op["entity"] == table}
    found = {row["id"]: row for row in rows(db, table)}
    for number, row in found.items():
        if number not in made:
            yield f"{table} {number}: nobody made it"
        after = json.loads(last.get(number) or "{}")
        # The history writes 0 for a number that is not there.
        wrong = [k for k in after.keys() & row.keys() if (after[k] or None) != (row[k] or None)]
        if wrong:
            yield f"{table} {number}: {', '.join(sorted(wrong))} differ from the history"
    for number, after in last.items():
        if after and number not in found:
            yield f"{table} {number}: in the history, but not there"


def check_counters(db):
    """No id can be given twice."""
    next_ids = dict(db.execute("SELECT kind, next FROM counter"))
    for table in ENTITIES + ("operation",):
        highest = db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
        if next_ids.get(table, 0) <= highest:
            yield f"counter {table}: {next_ids.get(table)} is not above {highest}"


# What may not be true of any follow-up.
FOLLOWUP_WRONG = {
    "is about no question":
        "NOT EXISTS (SELECT 1 FROM followup_question x WHERE x.followup_id = f.id)",
    "has been sent, but has no remote_id":
        "state = 'sent' AND remote_id IS NULL AND kind NOT IN ('mail', 'note')",
    "has been sent, but not at any moment":
        "state IN ('sent', 'acked', 'bounced', 'replied', 'closed') AND sent_at IS NULL",
    "has a phase without an attempt":
        "phase IS NOT NULL AND state NOT IN ('sending', 'uncertain', 'held')",
    "was attempted, but at no moment":
        "(attempts > 0) <> (attempted_at IS NOT NULL)",
}


def check_followups(db):
    """What src/model/followup.h says of them."""
    for what, where in FOLLOWUP_WRONG.items():
        for (number,) in db.execute(f"SELECT id FROM followup f WHERE {where} ORDER BY id"):
            yield f"followup {number}: {what}"


def problems(path):
    """What is wrong with a store, as sentences; a store that is not there has no problems, and
    neither has one that was cut off before its schema was made."""
    if not os.path.exists(path):
        return []
    db = sqlite3.connect(path)
    try:
        if not tables(db):
            return []
        found = (list(check_engine(db)) + list(check_search(db)) + list(check_counters(db)) +
                 list(check_followups(db)))
        operations = sorted(rows(db, "operation"), key=lambda op: op["id"])
        for table in ENTITIES:
            found += check_history(db, table, operations)
        return found
    except sqlite3.DatabaseError as error:
        return [f"cannot be read: {error}"]
    finally:
        db.close()
