# SPDX-License-Identifier: MIT
"""How the Python tests call the program: nothing of the user's around it, and what it may say."""
import os


def environment(home, **more):
    """The environment of the program under test."""
    sanitizer = {name: os.environ[name] for name in ("ASAN_OPTIONS",) if name in os.environ}
    return {"PATH": os.environ["PATH"], "HOME": home, "USER": "tester", "LC_ALL": "C.UTF-8",
            **sanitizer, **more}


def complaints(stderr):
    """The lines on standard error that are no hints: a new store is announced with one."""
    return [line for line in stderr.splitlines() if not line.startswith("hint: ")]
