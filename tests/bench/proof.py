# SPDX-License-Identifier: MIT
"""The tests that prove something by numbers, counted: what was tried, and what of it went wrong."""
import os
import re
import subprocess
from pathlib import Path

PROOFS = (
    ("tests/crash/push.py", "push, killed and run again until all is settled: exactly one each"),
    ("tests/channel/trackers.py", "one list of scenarios over every tracker"),
    ("tests/channel/mail.py", "mails through a real Exim, read back by Python and by Dovecot"),
    ("tests/channel/canary.py", "a secret and an address, followed through every command"),
    ("tests/channel/hostile.py", "hostile texts through every channel, judged by others"),
)


def count(test, program):
    """The checks of a test that passed and failed, and the lines of those that say figures."""
    out = Path(program).resolve().parent
    done = subprocess.run(["python3", test], stdout=subprocess.PIPE, text=True, check=False,
                          env={**os.environ, "ASKBACK": str(out / "askback"), "OUT": str(out)})
    lines = re.findall(r"^(ok|not ok) \d+ (?:- )?(.*)$", done.stdout, re.M)
    failed = sum(state == "not ok" for state, _ in lines)
    return len(lines) - failed, failed + (done.returncode != 0 and not failed), lines


def measure(page, program):
    page.section("proof", "What the tests counted in this run. A planted fault is a program spoilt on "
                 "purpose: what goes wrong there shows that the harness sees it.")
    page.lines += ["| test | checks | failed | what |", "| --- | ---: | ---: | --- |"]
    figures = []
    for test, what in PROOFS:
        passed, failed, lines = count(test, program)
        page.lines.append(f"| `{test}` | {passed + failed} | {failed} | {what} |")
        page.misses += failed > 0
        if test.startswith("tests/crash/"):
            figures = [" ".join(line.split()) for _, line in lines]
    page.lines += ["", *(f"- {line}" for line in figures)]
