# SPDX-License-Identifier: MIT
"""C files as the lints read them: code without comments and literals, and these by line.

The function scanner relies on the house style (return type on its own line, function name at the
line start, braces of functions in column 1), which clang-format enforces.
"""
import bisect
import os
import re
import sys

TOKEN = re.compile(
    r"""/\*.*?\*/ | //[^\n]* | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'""", re.S | re.X)
INCLUDE = re.compile(r"""^[ \t]*\#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]""", re.M | re.X)
FUNCTION = re.compile(
    r"^(?P<type>[A-Za-z_][^\n;{}#]*)\n(?P<name>\w+)\((?P<args>[^;{}]*)\)\n\{", re.M)
OBJECT = re.compile(
    r"^(?!static|extern|typedef)[A-Za-z_][\w *]*?(?P<name>\w+)(?:\[\w*\])* = ", re.M)


class Function:
    """A function definition: where it starts, how many lines it has, who can call it."""

    def __init__(self, name, line, length, private):
        self.name = name
        self.line = line
        self.length = length
        self.private = private


class Source:
    """One C file. code has the same lines and columns as text, with blanks instead of comments
    and of the inside of literals; comments and literals are lists of (line, text), where literals
    that the compiler joins are one."""

    def __init__(self, root, path):
        self.path = path
        with open(os.path.join(root, path), encoding="utf-8") as file:
            self.text = file.read()
        self._starts = [0] + [m.end() for m in re.finditer("\n", self.text)]
        self.comments = []
        self.literals = []
        self.code = self._split()
        self.words = set(re.findall(r"\w+", self.code))

    def line(self, offset):
        """The number of the line that holds an offset of text or code."""
        return bisect.bisect_right(self._starts, offset)

    def _split(self):
        code = []
        at = 0
        joins = False
        for token in TOKEN.finditer(self.text):
            between = self.text[at:token.start()]
            code.append(between)
            at = token.end()
            text = token.group()
            joins = joins and not between.strip()
            if text.startswith("/"):
                self.comments.append((self.line(token.start()), text))
                code.append(re.sub(r"[^\n]", " ", text))
                continue
            code.append(text[0] + " " * (len(text) - 2) + text[0])
            if text.startswith("'"):
                joins = False
            elif joins:
                line, before = self.literals[-1]
                self.literals[-1] = (line, before + text[1:-1])
            elif not self._is_include(token.start()):
                self.literals.append((self.line(token.start()), text[1:-1]))
                joins = True
        code.append(self.text[at:])
        return "".join(code)

    def _is_include(self, offset):
        start = self._starts[self.line(offset) - 1]
        return INCLUDE.match(self.text, start) is not None

    def includes(self):
        """(line, name, from the system) of every include."""
        return [(self.line(m.start()), m.group(2), m.group(1) == "<")
                for m in INCLUDE.finditer(self.text)]

    def functions(self):
        """Every function definition, in order."""
        found = []
        for match in FUNCTION.finditer(self.code):
            end = self.code.find("\n}", match.end())
            line = self.line(match.start("name"))
            length = self.line(end + 1) - line + 1
            private = "static" in match.group("type").split()
            found.append(Function(match.group("name"), line, length, private))
        return found

    def objects(self):
        """(line, name) of every object that other files can see."""
        return [(self.line(m.start()), m.group("name")) for m in OBJECT.finditer(self.code)]


def find_files(root, folders, suffixes=()):
    """Paths below root of the files in folders ("." for all) that end in one of suffixes."""
    found = []
    for folder in folders:
        for here, below, names in os.walk(os.path.join(root, folder)):
            below[:] = sorted(d for d in below if d not in ("build", "__pycache__", ".git"))
            for name in sorted(names):
                path = os.path.relpath(os.path.join(here, name), root)
                if not suffixes or path.endswith(tuple(suffixes)):
                    found.append(path)
    return found


def find_sources(root, folders, suffixes=(".c", ".h")):
    """The C files in folders, read."""
    return [Source(root, path) for path in find_files(root, folders, suffixes)]


class Findings:
    """What a lint found; status() prints it and is what the lint exits with."""

    def __init__(self):
        self.lines = set()

    def add(self, path, line, what):
        self.lines.add((path, line, what))

    def status(self):
        for path, line, what in sorted(self.lines):
            print(f"{path}:{line}: {what}")
        return 1 if self.lines else 0


def run(check):
    """The main of a lint: check(root, findings), root from the command line or this checkout."""
    here = os.path.dirname(os.path.abspath(__file__))
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "..", "..")
    findings = Findings()
    check(os.path.abspath(root), findings)
    sys.exit(findings.status())
