# SPDX-License-Identifier: MIT
"""Test Anything Protocol on standard output, so that prove can run the Python tests."""


class Tap:
    """Counts checks and prints one line for each; status() is what the test exits with."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def ok(self, good, what, note=""):
        """One check. The note, shown only on failure, says what was seen instead."""
        self.count += 1
        print(f"{'ok' if good else 'not ok'} {self.count} - {what}", flush=True)
        if not good:
            self.failed += 1
            for line in str(note).splitlines():
                print(f"#   {line}", flush=True)
        return good

    def status(self):
        """Prints the plan; 0 when every check was good and there was at least one."""
        print(f"1..{self.count}", flush=True)
        return 0 if self.count and not self.failed else 1
