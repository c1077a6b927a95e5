#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Who may call whom: the include graph goes downwards only, and each library, each way out of
the program, and SQL have one place.

A file includes lower ranks and its own folder. The tests may include everything.
"""
import re

import source

RANKS = {
    "base": 0,
    "text": 1,
    "model": 2,
    "store": 3, "net": 3, "config": 3, "term": 3,
    "channel": 4, "intake": 4, "report": 4,
    "flow": 5,
    "cmd": 6,
}

# The store and the channels meet in flow only, although their ranks would allow more.
STRANGERS = {("channel", "store")}

LIBRARIES = (
    (r"sqlite3", ("src/store/db_sqlite.c",)),
    (r"libpq|postgres", ("src/store/db_postgres.c",)),
    (r"curl/", ("src/net/",)),
    (r"gmime", ("src/net/mime.c",)),
    (r"expat", ("src/intake/",)),
    (r"zip\.h", ("src/intake/",)),
    (r"jansson", ("src/text/json.h",)),
    (r"utf8proc", ("src/text/",)),
    (r"cmark", ("src/report/commonmark.c", "src/intake/notes_markdown.c")),
    (r"n?cursesw?[./]", ("src/term/",)),
)

OUTSIDE = ("cmd/", "src/term/", "src/config/")
FUNCTIONS = (
    (("printf", "vprintf", "puts", "putchar", "perror", "psignal"), OUTSIDE),
    (("exit", "_exit", "_Exit", "quick_exit"), OUTSIDE),
    # A zone of the process is the only way that libc computes local times of another zone.
    (("getenv", "secure_getenv", "setenv", "unsetenv", "putenv"), OUTSIDE + ("src/text/zone.c",)),
    (("abort",), ("src/base/arena.c", "src/text/json.c")),
    (("__builtin_trap",), ("src/store/db_sqlite.c",)),
)
STREAMS = re.compile(r"\b(stdout|stderr)\b")

SQL = re.compile(
    r"\s*((SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|REPLACE|WITH|VACUUM|ATTACH|ANALYZE"
    r"|REINDEX)\s+[\w*\"(]|(VACUUM|ANALYZE|REINDEX)\b)"
    r"|.*\b(INSERT INTO|DELETE FROM|ORDER BY|GROUP BY|WHERE \w+ (=|<|>|IN|IS|LIKE))\s", re.S)
SESSION = re.compile(
    r"\s*(PRAGMA\s+\w|(BEGIN|COMMIT|ROLLBACK)(?![\w:-])|(SAVEPOINT|RELEASE|START TRANSACTION)\b)")
ENGINES = ("src/store/db_sqlite.c", "src/store/db_postgres.c")
# What only one engine has: its own catalogue, and how it copies a file.
ENGINE_SQL = re.compile(r".*\b(sqlite_schema|pg_catalog|information_schema)\b|VACUUM\b", re.S)


def folder_of(path):
    """The rank's name for a path: src/text/when.c is in text, cmd/log.c in cmd."""
    parts = path.split("/")
    return parts[1] if parts[0] == "src" else parts[0]


def check_include(file, line, name, findings):
    """An include of ours: downwards or in the same folder."""
    folder = folder_of(file.path)
    target = name.split("/")[0] if "/" in name else None
    if name.endswith(".inc"):
        return
    if target not in RANKS:
        findings.add(file.path, line, f'"{name}" does not begin with a folder that has a rank')
    elif target != folder and RANKS[target] >= RANKS[folder]:
        way = "sideways" if RANKS[target] == RANKS[folder] else "upwards"
        findings.add(file.path, line, f'{folder} includes {way}: "{name}"')
    elif (folder, target) in STRANGERS:
        findings.add(file.path, line, f'{folder} and {target} meet only in flow: "{name}"')


def check_includes(file, findings):
    for line, name, system in file.includes():
        fence = next((f for f in LIBRARIES if re.match(f[0], name)), None)
        if fence and not file.path.startswith(fence[1]):
            findings.add(file.path, line, f"{name} is included only in {' and '.join(fence[1])}")
        if not system:
            check_include(file, line, name, findings)


def check_functions(file, findings):
    for names, places in FUNCTIONS:
        if file.path.startswith(places):
            continue
        for call in re.finditer(rf"(?<![\w.>])({'|'.join(names)})\s*\(", file.code):
            findings.add(file.path, file.line(call.start()),
                         f"{call.group(1)}() is called only in {', '.join(places)}")
    if not file.path.startswith(OUTSIDE):
        for use in STREAMS.finditer(file.code):
            findings.add(file.path, file.line(use.start()),
                         f"{use.group(1)} is used only in {', '.join(OUTSIDE)}")


def check_sql(file, findings):
    for line, text in file.literals:
        if file.path in ENGINES and ENGINE_SQL.match(text):
            continue
        if SQL.match(text):
            findings.add(file.path, line, "SQL text belongs into src/store/queries")
        elif SESSION.match(text) and file.path not in ENGINES:
            findings.add(file.path, line, f"{text.split()[0]} belongs into {ENGINES[0]}")


def check(root, findings):
    for file in source.find_sources(root, ("src", "cmd")):
        if folder_of(file.path) not in RANKS:
            findings.add(file.path, 1, f"folder {folder_of(file.path)} has no rank")
            continue
        check_includes(file, findings)
        check_functions(file, findings)
        check_sql(file, findings)


if __name__ == "__main__":
    source.run(check)
