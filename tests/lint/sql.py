#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The named statements: named, unique, used, parameters in order, and in the dialect that both
engines take. Every migration exists for both engines."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import source  # noqa: E402
import statements as named  # noqa: E402

DIALECT = (
    (r"\bINSERT\s+OR\b", "INSERT OR ...: use ON CONFLICT"),
    (r"\bMERGE\s+INTO\b", "MERGE: use ON CONFLICT"),
    (r"\b(datetime|strftime|julianday|unixepoch|now)\s*\(", "times are passed in"),
    (r"\bCURRENT_(TIMESTAMP|DATE|TIME)\b", "times are passed in"),
    (r"\bILIKE\b", "ILIKE: use LIKE on a folded column"),
    (r"\bGLOB\b", "GLOB: use LIKE on a folded column"),
    (r"\blower\s*\(", "lower(): SQLite folds ASCII only; use a folded column"),
    (r"\b(group_concat|string_agg|array_agg)\s*\(", "lists are joined in C"),
    (r"\b(AUTOINCREMENT|SERIAL|IDENTITY)\b", "ids are drawn from counter"),
    (r"\bmax\s*\(\s*id\s*\)\s*\+", "ids are drawn from counter"),
    (r"\$\d+\s+IS\s+(NOT\s+)?NULL", "a bare parameter IS NULL: PostgreSQL wants CAST($n AS type)"),
    (r"\?", "parameters are $1..$n"),
    (r"[:@]\w+", "parameters are $1..$n"),
)
ENGINES = ("sqlite", "postgres")


def check_dialect(statement, findings):
    code = statement.code()
    for pattern, what in DIALECT:
        if re.search(pattern, code.replace("::", " "), re.I):
            findings.add(statement.path, statement.line, f"{statement.name}: {what}")
    if re.search(r"\browid\b", code, re.I) and not re.search(r"\bsearch\b", code):
        findings.add(statement.path, statement.line, f"{statement.name}: rowid outside of search")


def check_parameters(statement, findings):
    """Ascending first use: SQLite numbers $n by first appearance, not by digit."""
    order = []
    for digits in re.findall(r"\$(\d+)", statement.code()):
        if int(digits) not in order:
            order.append(int(digits))
    if order != list(range(1, len(order) + 1)):
        shown = " ".join(f"${n}" for n in order)
        findings.add(statement.path, statement.line,
                     f"{statement.name}: parameters are first used in the order {shown}")


def check_statement(statement, findings):
    text = statement.text.strip()
    if not re.fullmatch(r"[a-z][a-z0-9_]*", statement.name):
        findings.add(statement.path, statement.line, f"'{statement.name}' is no statement's name")
    if not text.endswith(";"):
        findings.add(statement.path, statement.line, f"{statement.name} does not end with ;")
    if ";" in statement.code().strip()[:-1]:
        findings.add(statement.path, statement.line, f"{statement.name} is more than one statement")
    if statement.scan == "":
        findings.add(statement.path, statement.line, f"{statement.name}: scan without a reason")
    check_parameters(statement, findings)
    check_dialect(statement, findings)


def check_names(items, findings):
    """Unique, and a second text only for an engine and beside a first one."""
    seen = set()
    first = {s.name for s in items if not s.engine}
    for item in items:
        key = (item.name, item.engine)
        if key in seen:
            findings.add(item.path, item.line, f"{item.kind} {item.name} exists twice")
        seen.add(key)
        if item.engine and (item.engine != "postgres" or item.name not in first):
            findings.add(item.path, item.line,
                         f"{item.name}@{item.engine}: no such engine, or no first text")


def check_use(root, statements, fragments, findings):
    words = set()
    for file in source.find_sources(root, ("src", "cmd")):
        words |= file.words
    for statement in statements:
        if not statement.engine and "Q_" + statement.name.upper() not in words:
            findings.add(statement.path, statement.line, f"{statement.name} is used by nobody")
    used = set()
    for item in statements + fragments:
        used |= set(re.findall(r"\{(\w+)\}", item.text))
    for fragment in fragments:
        if fragment.name not in used:
            findings.add(fragment.path, fragment.line, f"{fragment.name} is used by nobody")


def check_migrations(root, findings):
    names = {e: source.find_files(root, (f"migrations/{e}",), (".sql",)) for e in ENGINES}
    both = {e: {os.path.basename(p) for p in names[e]} for e in ENGINES}
    for engine, other in (ENGINES, ENGINES[::-1]):
        for path in names[engine]:
            if os.path.basename(path) not in both[other]:
                findings.add(path, 1, f"has no counterpart in migrations/{other}")


def check(root, findings):
    statements, fragments, strays = named.read_all(root)
    for path, line, text in strays:
        findings.add(path, line, f"outside of any statement: {text}")
    check_names(statements, findings)
    check_names(fragments, findings)
    check_use(root, statements, fragments, findings)
    for statement in statements:
        for name in named.expand(statement, fragments):
            findings.add(statement.path, statement.line, f"{statement.name}: no fragment {name}")
        check_statement(statement, findings)
    check_migrations(root, findings)
    second = sorted(f"{s.name}@{s.engine}" for s in statements if s.engine)
    print(f"{len(statements) - len(second)} statements, {len(second)} with a second text for one "
          f"engine{': ' if second else ''}{' '.join(second)}")


if __name__ == "__main__":
    source.run(check)
