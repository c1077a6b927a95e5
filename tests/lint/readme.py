#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every command that README.md shows exists. The commands are the .name members of the entries in
cmd/*.c, from which the program's own help is made."""
import os
import re

import source

ENTRY = re.compile(r"\bstruct command \w+ = \{(.*?)^\}", re.S | re.M)
NAME = re.compile(r"\.name = \"([^\"]+)\"")
# In a code block a line that begins with the program, after a prompt or not; in running text
# the program in backticks.
BLOCK_LINE = re.compile(r"^\s*(?:[$>]\s+)?(?:.*\|\s*)?askback(?:\s+--?\S+)*\s+([a-z][a-z-]*)")
INLINE = re.compile(r"`askback ([a-z][a-z-]*)[^`]*`")


def read_commands(root):
    """The names of all command and subcommand entries."""
    names = set()
    for file in source.find_sources(root, ("cmd",), (".c",)):
        for entry in ENTRY.finditer(file.text):
            names |= set(NAME.findall(entry.group(1)))
    return names


def shown_commands(text):
    """(line, command) for every use of the program that the text shows."""
    block = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("```"):
            block = not block
        elif block:
            yield from ((number, name) for name in BLOCK_LINE.findall(line))
        else:
            yield from ((number, name) for name in INLINE.findall(line))


def check(root, findings):
    commands = read_commands(root)
    with open(os.path.join(root, "README.md"), encoding="utf-8") as file:
        text = file.read()
    for number, name in shown_commands(text):
        if name not in commands:
            findings.add("README.md", number, f"there is no command {name}")


if __name__ == "__main__":
    source.run(check)
