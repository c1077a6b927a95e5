#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a file may look like, and that somebody needs it: comments, marks left behind, the licence
line, trailing blanks, machine paths, headers that compile alone, code that nobody calls."""
import glob
import os
import re
import subprocess

import source

TEXT = (".c", ".h", ".sh", ".py", ".sql", ".bats", ".awk", ".md", ".bash", ".mk")
LICENSED = (".c", ".h", ".sh", ".py", ".sql", ".bats", ".awk", ".bash")
LICENCE = re.compile(r"(/\*|#|--) SPDX-License-Identifier: MIT\b")
MARK = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
BANNER = re.compile(r"([*=#~_+-])\1{4,}")
LINE_COMMENT = {".sql": r"--.*", ".md": r"<!--.*", ".c": None, ".h": None}
MACHINE = re.compile(r"(?<![\w.])/(home|tmp|root|Users|mnt)/")
# The compiler includes it before every file.
EVERYWHERE = "src/base/ban.h"


def is_script(root, path):
    """A file without an ending whose first line names an interpreter."""
    if "." in os.path.basename(path):
        return False
    with open(os.path.join(root, path), "rb") as file:
        return file.read(2) == b"#!"


def check_text(root, path, findings):
    """Rules for every text file: licence, blanks, marks in comments, this machine's paths."""
    with open(os.path.join(root, path), encoding="utf-8") as file:
        lines = file.read().split("\n")
    ending = os.path.splitext(path)[1]
    head = lines[1] if lines[0].startswith("#!") and len(lines) > 1 else lines[0]
    if (ending in LICENSED or is_script(root, path)) and not LICENCE.match(head):
        findings.add(path, 1, "the first line is not the SPDX licence line")
    comment = LINE_COMMENT.get(ending, r"#.*")
    here = re.compile(rf"(?<![\w./]){re.escape(root)}\b")
    for number, line in enumerate(lines, 1):
        if line != line.rstrip():
            findings.add(path, number, "blanks at the end of the line")
        if here.search(line):
            findings.add(path, number, "names a folder of this machine")
        if comment:
            for found in re.findall(comment, line):
                check_comment(path, number, found, findings)
    if lines[-1] or (len(lines) > 1 and not lines[-2]):
        findings.add(path, len(lines), "does not end with exactly one line feed")


def check_comment(path, number, comment, findings):
    mark = MARK.search(comment)
    if mark:
        findings.add(path, number, f"{mark.group()} left behind")
    if BANNER.search(comment):
        findings.add(path, number, "banner comment")


def check_c(file, findings):
    """Rules for C: comments, typedef, guards, paths in literals."""
    for number, comment in file.comments:
        if comment.startswith("//"):
            findings.add(file.path, number, "// comment: use /* */")
        check_comment(file.path, number, comment, findings)
    for match in re.finditer(r"\btypedef\s+(const\s+)?(struct|enum|union)\b", file.code):
        findings.add(file.path, file.line(match.start()), "typedef of a struct, enum or union")
    if "#pragma once" in file.code:
        findings.add(file.path, 1, "#pragma once: use a guard")
    if file.path.endswith(".h"):
        check_guard(file, findings)
    if file.path.startswith(("src/", "cmd/")):
        for number, literal in file.literals:
            if MACHINE.search(literal):
                findings.add(file.path, number, f"machine path in a literal: {literal}")


def check_guard(file, findings):
    """src/text/when.h is guarded by TEXT_WHEN_H."""
    inner = re.sub(r"^src/", "", file.path)
    guard = re.sub(r"\W", "_", inner).upper()
    if not re.search(rf"^#ifndef {guard}\n#define {guard}\n", file.code, re.M):
        findings.add(file.path, 1, f"the guard is not {guard}")


def check_alone(root, file, findings):
    """A header compiles without anything before it."""
    made = [f"-I{path}" for path in glob.glob(os.path.join(root, "build", "*", "made"))]
    command = ["gcc", "-std=c17", "-D_GNU_SOURCE", "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
               "-Isrc", "-I.", *made, "-x", "c", file.path]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if run.returncode:
        first = next((l for l in run.stderr.splitlines() if "error" in l), run.stderr.strip())
        findings.add(file.path, 1, f"does not compile alone: {first}")


def check_included(headers, files, findings):
    """Every header is included by more than the file that it belongs to."""
    for header in headers:
        if header.path == EVERYWHERE:
            continue
        own = header.path[:-2] + ".c"
        name = re.sub(r"^src/", "", header.path)
        if not any(name in [i[1] for i in file.includes()] for file in files if file.path != own):
            findings.add(header.path, 1, "is included by nobody")


def check_used(files, builders, findings):
    """Every function and object that other files can see is used by one of them, or by a program
    that helps to build."""
    macros = set().union(*(f.words for f in builders))
    for file in files:
        for body in re.findall(r"^#define (?:[^\n]*\\\n)*[^\n]*", file.code, re.M):
            macros |= set(re.findall(r"\w+", body))
    for file in files:
        if not file.path.endswith(".c"):
            continue
        others = macros.union(
            *(f.words for f in files if f.path.endswith(".c") and f.path != file.path))
        seen = [(f.line, f.name) for f in file.functions() if not f.private] + file.objects()
        for line, name in seen:
            if name not in others and name != "main":
                findings.add(file.path, line, f"{name} is used by no other file")


def check(root, findings):
    for path in source.find_files(root, (".",)):
        if path.endswith(TEXT) or os.path.basename(path) == "Makefile" or is_script(root, path):
            check_text(root, path, findings)
    program = source.find_sources(root, ("src", "cmd"))
    builders = source.find_sources(root, ("migrations",))
    for file in program + builders + source.find_sources(root, ("tests",)):
        check_c(file, findings)
    headers = [f for f in program if f.path.endswith(".h")]
    for header in headers:
        check_alone(root, header, findings)
    check_included(headers, program, findings)
    check_used(program, builders, findings)


if __name__ == "__main__":
    source.run(check)
