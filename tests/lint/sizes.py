#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Lists the longest functions and files of cmd/ and src/, for people to look at; never fails."""
import source

SHOWN = 10


def print_longest(what, sizes):
    print(f"longest {what}:")
    for lines, name in sizes[:SHOWN]:
        print(f"  {lines:5} {name}")


def check(root, _findings):
    functions = []
    files = []
    for file in source.find_sources(root, ("cmd", "src")):
        files.append((file.text.count("\n"), file.path))
        functions += [(f.length, f"{f.name} ({file.path}:{f.line})") for f in file.functions()]
    functions.sort(reverse=True)
    files.sort(reverse=True)
    print_longest("functions", functions)
    print_longest("files", files)
    print(f"longest function {max(functions)[0] if functions else 0} lines, "
          f"longest file {max(files)[0] if files else 0} lines")


if __name__ == "__main__":
    source.run(check)
