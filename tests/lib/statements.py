# SPDX-License-Identifier: MIT
"""The named statements of src/store/queries, read by the same rules as the generator embed.awk.

    -- name: question_add            begins a statement
    -- name: search_add@postgres     the second text of one, where the engines truly differ
    -- fragment: question_columns    begins a text that later ones use as {question_columns}
    -- scan: reason                  above a statement: it is meant to read a whole table

All other lines that begin with -- are comments. A text ends at its ';'.
"""
import glob
import os
import re

FOLDER = "src/store/queries"
HEAD = re.compile(r"-- (name|fragment): *(\S*)\s*$")
SCAN = re.compile(r"-- scan:\s*(.*)$")
LITERAL = re.compile(r"'(?:[^']|'')*'")


class Statement:
    """A statement (or fragment) with the place it stands at; text has no comments."""

    def __init__(self, path, line, kind, name, scan):
        self.path = path
        self.line = line
        self.kind = kind
        self.name, _, self.engine = name.partition("@")
        self.scan = scan
        self.text = ""

    def code(self):
        """The text without the inside of SQL literals."""
        return LITERAL.sub("''", self.text)


def read_file(root, path):
    """The statements and fragments of one file, and (line, text) of lines outside of any."""
    found = []
    stray = []
    scan = None
    with open(os.path.join(root, path), encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            head = HEAD.match(line)
            if head:
                found.append(Statement(path, number, head.group(1), head.group(2), scan))
                scan = None
            elif SCAN.match(line):
                scan = SCAN.match(line).group(1)
            elif line.lstrip().startswith("--") or not line.strip():
                continue
            elif found:
                found[-1].text += re.sub(r"[ \t]--.*", "", line)
            else:
                stray.append((number, line.strip()))
    if scan is not None:
        stray.append((number, "-- scan: without a statement below it"))
    return found, stray


def read_all(root):
    """Statements, fragments and stray lines (path, line, text) of all files, in order."""
    statements, fragments, strays = [], [], []
    for full in sorted(glob.glob(os.path.join(root, FOLDER, "*.sql"))):
        path = os.path.relpath(full, root)
        found, stray = read_file(root, path)
        statements += [s for s in found if s.kind == "name"]
        fragments += [s for s in found if s.kind == "fragment"]
        strays += [(path, line, text) for line, text in stray]
    return statements, fragments, strays


def expand(statement, fragments):
    """Puts the fragments into a statement's text; returns the names of those that do not exist."""
    texts = {f.name: f.text.strip().rstrip("; ") for f in fragments}
    missing = []
    while True:
        word = re.search(r"\{(\w+)\}", statement.text)
        if not word:
            return missing
        if word.group(1) not in texts:
            missing.append(word.group(1))
        inner = texts.get(word.group(1), word.group(1))
        statement.text = statement.text[:word.start()] + inner + statement.text[word.end():]


def for_engine(statements, engine):
    """One text for each name: the engine's own where there is one."""
    chosen = {}
    for statement in statements:
        if statement.engine == engine or (not statement.engine and statement.name not in chosen):
            chosen[statement.name] = statement
    return list(chosen.values())
