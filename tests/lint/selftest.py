#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plants one violation of every rule in a tiny tree and requires the finding: a lint that cannot
fail is worse than none. The tree without a violation must be clean."""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from tap import Tap  # noqa: E402

SPDX = "/* SPDX-License-Identifier: MIT */\n"
SQL_SPDX = "-- SPDX-License-Identifier: MIT\n"
SH_SPDX = "#!/bin/sh\n# SPDX-License-Identifier: MIT\n"
ADD = "-- name: add\nINSERT INTO talk (id, room) VALUES ($1, $2);\n"


def header(path, body):
    guard = path.replace("src/", "").replace("/", "_").replace(".", "_").upper()
    return f"{SPDX}#ifndef {guard}\n#define {guard}\n\n{body}\n#endif\n"


TREE = {
    "src/base/ban.h": header("src/base/ban.h", "enum { LEAST = 1 };\n"),
    "src/text/when.h": header("src/text/when.h", "int when_parse(int at);\n"),
    "src/text/when.c":
        SPDX + '#include "text/when.h"\n\nint\nwhen_parse(int at)\n{\n\treturn at;\n}\n',
    "src/store/store.h": header("src/store/store.h", "int store_add(int id);\n"),
    "src/store/store.c":
        SPDX + '#include "store/store.h"\n\nenum { Q_ADD };\n\nint\nstore_add(int id)\n{\n'
        "\treturn id + Q_ADD;\n}\n",
    "src/store/queries/talk.sql": SQL_SPDX + ADD,
    "migrations/sqlite/0001_start.sql": SQL_SPDX + "CREATE TABLE talk (id INTEGER);\n",
    "migrations/postgres/0001_start.sql": SQL_SPDX + "CREATE TABLE talk (id bigint);\n",
    "cmd/main.c":
        SPDX + '#include "store/store.h"\n#include "text/when.h"\n\nint\nmain(void)\n{\n'
        "\treturn store_add(when_parse(0));\n}\n",
    "cmd/log.c":
        SPDX + "struct command {\n\tconst char *name;\n};\n\n"
        'static const struct command cmd_log = {\n        .name = "log",\n};\n',
    "README.md": "# Tool\n\n```\n$ askback log What is it?\n```\n",
    "tests/check.sh": SH_SPDX + "exit 0\n",
}


def function(body, include=""):
    """A C file with one private function that holds body on line 6."""
    return f"{SPDX}{include}\nstatic int\nlocal(int a)\n{{\n\t{body}\n\treturn a;\n}}\n"


def query(text):
    return f"{SQL_SPDX}{ADD}-- name: other\n{text}\n"


# (lint, file, its new content, line of the finding, part of the finding)
PLANTS = (
    ("layers", "src/text/a.c", SPDX + '#include "store/store.h"\n', 2, "upwards"),
    ("layers", "src/net/a.c", SPDX + '#include "store/store.h"\n', 2, "sideways"),
    ("layers", "src/flow/a.c", SPDX + '#include "cmd/command.h"\n', 2, "upwards"),
    ("layers", "src/channel/a.c", SPDX + '#include "store/store.h"\n', 2, "meet only in flow"),
    ("layers", "src/text/a.c", SPDX + '#include "when.h"\n', 2, "does not begin with a folder"),
    ("layers", "src/odd/a.c", SPDX, 1, "has no rank"),
    ("layers", "src/store/a.c", SPDX + "#include <sqlite3.h>\n", 2, "sqlite3.h is included only"),
    ("layers", "src/store/a.c", SPDX + "#include <libpq-fe.h>\n", 2, "is included only"),
    ("layers", "src/flow/a.c", SPDX + "#include <curl/curl.h>\n", 2, "is included only"),
    ("layers", "src/net/http.c", SPDX + "#include <gmime/gmime.h>\n", 2, "is included only"),
    ("layers", "src/text/a.c", SPDX + "#include <expat.h>\n", 2, "is included only"),
    ("layers", "src/net/a.c", SPDX + "#include <zip.h>\n", 2, "is included only"),
    ("layers", "cmd/a.c", SPDX + "#include <jansson.h>\n", 2, "is included only"),
    ("layers", "cmd/a.c", SPDX + "#include <utf8proc.h>\n", 2, "is included only"),
    ("layers", "src/text/a.c", SPDX + "#include <cmark.h>\n", 2, "is included only"),
    ("layers", "cmd/a.c", SPDX + "#include <ncurses.h>\n", 2, "is included only"),
    ("layers", "src/text/a.c", function('printf("a");'), 6, "printf() is called only"),
    ("layers", "src/text/a.c", function('puts("a");'), 6, "puts() is called only"),
    ("layers", "src/text/a.c", function('perror("a");'), 6, "perror() is called only"),
    ("layers", "src/text/a.c", function('fprintf(stderr, "a");'), 6, "stderr is used only"),
    ("layers", "src/text/a.c", function("exit(1);"), 6, "exit() is called only"),
    ("layers", "src/text/a.c", function("_exit(1);"), 6, "_exit() is called only"),
    ("layers", "src/text/a.c", function('getenv("A");'), 6, "getenv() is called only"),
    ("layers", "src/text/a.c", function('setenv("A", "b", 1);'), 6, "setenv() is called only"),
    ("layers", "cmd/a.c", function("abort();"), 6, "abort() is called only"),
    ("layers", "cmd/a.c", function("__builtin_trap();"), 6, "__builtin_trap() is called only"),
    ("layers", "cmd/a.c", function('a = f("SELECT 1");'), 6, "SQL text"),
    ("layers", "cmd/a.c", function('a = f("INS" "ERT INTO talk");'), 6, "SQL text"),
    ("layers", "cmd/a.c", function('a = f(" ORDER BY id");'), 6, "SQL text"),
    ("layers", "src/store/db_sqlite.c", function('a = f("SELECT id FROM talk");'), 6, "SQL text"),
    ("layers", "src/store/a.c", function('a = f("PRAGMA user_version");'), 6, "PRAGMA belongs"),
    ("layers", "src/store/a.c", function('a = f("BEGIN IMMEDIATE");'), 6, "BEGIN belongs"),
    ("sql", "src/store/queries/a.sql", "SELECT 1;\n", 1, "outside of any statement"),
    ("sql", "src/store/queries/z.sql", ADD, 1, "name add exists twice"),
    ("sql", "src/store/queries/talk.sql", query("SELECT 1;"), 4, "other is used by nobody"),
    ("sql", "src/store/queries/talk.sql", query("SELECT 1"), 4, "does not end with ;"),
    ("sql", "src/store/queries/talk.sql", query("SELECT 1; SELECT 2;"), 4, "more than one"),
    ("sql", "src/store/queries/talk.sql", query("SELECT $2, $1;"), 4, "in the order $2 $1"),
    ("sql", "src/store/queries/talk.sql", query("SELECT $1, $3;"), 4, "in the order $1 $3"),
    ("sql", "src/store/queries/talk.sql", query("SELECT {none};"), 4, "no fragment none"),
    ("sql", "src/store/queries/talk.sql", SQL_SPDX + "-- scan:\n" + ADD, 3, "without a reason"),
    ("sql", "src/store/queries/talk.sql", SQL_SPDX + ADD + "-- scan: why\n", 4,
     "without a statement below it"),
    ("sql", "src/store/queries/a.sql", "-- fragment: f\na, b\n", 1, "f is used by nobody"),
    ("sql", "src/store/queries/a.sql", "-- name: A-b\nSELECT 1;\n", 1, "is no statement's name"),
    ("sql", "src/store/queries/a.sql", "-- name: add@oracle\nSELECT 1;\n", 1, "no such engine"),
    ("sql", "src/store/queries/a.sql", "-- name: b@postgres\nSELECT 1;\n", 1, "no first text"),
    ("sql", "migrations/sqlite/0002_b.sql", SQL_SPDX, 1, "no counterpart in migrations/postgres"),
    ("names", "cmd/a.c", SPDX + "// short\n", 2, "// comment"),
    ("names", "cmd/a.c", SPDX + f"/* {'*' * 9} */\n", 2, "banner comment"),
    ("names", "tests/a.sh", f"{SH_SPDX}# {'-' * 9}\n", 3, "banner comment"),
    ("names", "cmd/a.c", SPDX + "/* TO" "DO: later */\n", 2, "left behind"),
    ("names", "tests/a.py", "# SPDX-License-Identifier: MIT\n# FIX" "ME\n", 2, "left behind"),
    ("names", "cmd/a.c", SPDX + "typedef struct a b;\n", 2, "typedef of a struct"),
    ("names", "cmd/a.h", SPDX + "#pragma once\n", 1, "#pragma once"),
    ("names", "cmd/a.h", SPDX + "#ifndef A_H\n#define A_H\n#endif\n", 1, "guard is not CMD_A_H"),
    ("names", "cmd/a.c", "int a;\n", 1, "SPDX"),
    ("names", "migrations/sqlite/0001_start.sql", "SELECT 1;\n", 1, "SPDX"),
    ("names", "tests/a", "#!/bin/sh\nexit 0\n", 1, "SPDX"),
    ("names", "cmd/a.c", SPDX + "struct a; \n", 2, "blanks at the end"),
    ("names", "cmd/a.c", SPDX + "\n\n", 4, "exactly one line feed"),
    ("names", "cmd/a.c", function('a = f("/home/me");'), 6, "machine path"),
    ("names", "src/text/b.h", header("src/text/b.h", "size_t b(void);\n"), 1, "compile alone"),
    ("names", "src/text/b.h", header("src/text/b.h", ""), 1, "is included by nobody"),
    ("names", "src/text/b.c", SPDX + "int\nlost(void)\n{\n\treturn 0;\n}\n", 3,
     "lost is used by no other file"),
    ("names", "src/text/b.c", SPDX + "const int lost[] = {0};\n", 2,
     "lost is used by no other file"),
    ("readme", "README.md", "```\n$ askback lgo Why?\n```\n", 2, "no command lgo"),
    ("readme", "README.md", "```\n$ askback log add\n$ askback\n```\nask: `askback nix`\n", 5,
     "no command nix"),
)

# Each word that the dialect forbids, in a statement of its own.
DIALECT = (
    "INSERT OR REPLACE INTO talk VALUES (1);", "MERGE INTO talk;", "SELECT datetime(1);",
    "SELECT now();", "SELECT CURRENT_TIMESTAMP;", "SELECT 1 WHERE 'a' ILIKE 'b';",
    "SELECT 1 WHERE 'a' GLOB 'b';", "SELECT lower('A');", "SELECT group_concat(id) FROM talk;",
    "SELECT string_agg(id, ',') FROM talk;", "SELECT 1 AUTOINCREMENT;",
    "SELECT max(id) + 1 FROM talk;", "SELECT 1 WHERE $1 IS NULL OR id = $1;",
    "SELECT 1 WHERE id = ?;", "SELECT 1 WHERE id = :id;", "SELECT rowid FROM talk;",
)

# Things that look like violations and are none.
HARMLESS = (
    ("layers", "src/text/a.c", function("struct x y = {.exit = 1}; a = y.exit(snprintf(0));")),
    ("layers", "src/net/a.c", function('a = f("DELETE") + f("BEGIN:VCALENDAR");')),
    ("layers", "src/store/db_sqlite.c", function('a = f("PRAGMA x");', "#include <sqlite3.h>\n")),
    ("layers", "src/store/db_sqlite.c", function('a = f("SELECT sql FROM sqlite_schema");')),
    ("layers", "src/text/zone.c", function('setenv("TZ", "UTC", 1);')),
    ("layers", "src/text/a.c", function('/* printf("a"); exit(1) */ a = f("exit(1)");')),
    ("layers", "tests/a.c", SPDX + '#include <sqlite3.h>\n#include "cmd/command.h"\n'),
    ("sql", "src/store/queries/talk.sql",
     SQL_SPDX + "-- name: add\nSELECT '?', 'now()' WHERE CAST($1 AS bigint) IS NULL OR 1 = $1;\n"),
    ("sql", "src/store/queries/talk.sql",
     SQL_SPDX + "-- fragment: f\n$1, $2;\n-- name: add\n-- why\nINSERT INTO talk VALUES ({f});\n"),
    ("names", "cmd/a.c", function('a = f("// text: TO" "DO");')),
)

# What the other tools of tests/lint/run must find: (tool, file, its new content).
TOOLS = (
    ("clang-format", "cmd/a.c", function("a  =  1;")),
    ("cppcheck", "cmd/a.c", function("int b[2];\n\ta = b[a ? 2 : 3];")),
    ("shellcheck", "tests/a.sh", SH_SPDX + "rm $1\n"),
    ("layers.py", "src/text/a.c", SPDX + '#include "store/store.h"\n'),
)


def write_tree(root, files):
    for path, content in files.items():
        full = os.path.join(root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(content)


def run_lint(lint, files):
    """Status and output of a lint on the tiny tree with some files replaced or added."""
    with tempfile.TemporaryDirectory() as root:
        write_tree(root, {**TREE, **files})
        shutil.copy(os.path.join(HERE, "..", "..", ".clang-format"), root)
        run = subprocess.run([os.path.join(HERE, lint), root],
                             capture_output=True, text=True, check=False)
        return run.returncode, run.stdout + run.stderr


def check_tools(tap):
    """The tools that we did not write are called so that they find something."""
    status, output = run_lint("run", {})
    tap.ok(status == 0 and output.endswith("lint: ok\n"), "run: the tiny tree is clean", output)
    for tool, path, content in TOOLS:
        status, output = run_lint("run", {path: content})
        tap.ok(status == 1 and f"lint: {tool} found something" in output,
               f"run: {tool} finds something in {path}", output)


def main():
    tap = Tap()
    for lint in ("layers", "sql", "names", "sizes", "readme"):
        status, output = run_lint(lint + ".py", {})
        tap.ok(status == 0, f"{lint}: the tiny tree is clean", output)
    for lint, path, content, line, what in PLANTS:
        status, output = run_lint(lint + ".py", {path: content})
        found = any(text.startswith(f"{path}:{line}: ") and what in text
                    for text in output.splitlines())
        tap.ok(status == 1 and found, f"{lint} finds: {path}: {what}", output)
    for text in DIALECT:
        files = {"src/store/queries/talk.sql": SQL_SPDX + f"-- name: add\n{text}\n"}
        status, output = run_lint("sql.py", files)
        tap.ok(status == 1, f"sql refuses {text}", output)
    for lint, path, content in HARMLESS:
        status, output = run_lint(lint + ".py", {path: content})
        tap.ok(status == 0, f"{lint} accepts {path}", output)
    status, output = run_lint("sizes.py", {})
    tap.ok("longest function 4 lines, longest file 10 lines" in output, "sizes counts", output)
    check_tools(tap)
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
