# SPDX-License-Identifier: MIT
"""The services that `push` is measured against, on this machine, and stores with a full outbox."""
import os
import sqlite3
import subprocess
import sys
import types

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "server"))

import tracker  # noqa: E402
from mailbox import Mailbox  # noqa: E402

FLOOR = "build/bench/floor_push"
SECRET = "askback-canary-secret"
ADDRESS = "asker@mail.example"


class Services:
    """A tracker that thinks before it answers, and a mail server that does not."""

    def __init__(self, program, folder, think):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "requests.jsonl").unlink(missing_ok=True)
        self.program = program
        self.folder = folder
        self.tracker = tracker.Tracker(types.SimpleNamespace(
            folder=str(folder), faults=None, think=think, secret=SECRET))
        self.port = tracker.Server(self.tracker, "plain").server_address[1]
        self.mailbox = Mailbox()
        self.issue_url = f"http://127.0.0.1:{self.port}/api/v3/repos/owner/repo/issues"
        self.mail_url = f"smtp://127.0.0.1:{self.mailbox.port}"

    def configure(self, home):
        """Nothing waits between two deliveries."""
        config = home / ".config" / "askback"
        config.mkdir(parents=True)
        (config / "config").write_text(
            f"[user]\nemail = {ADDRESS}\n"
            f'[channel "work"]\ntype = github\nurl = http://127.0.0.1:{self.port}\npace = 0\n'
            f'[channel "mail"]\ntype = mail\nurl = {self.mail_url}\nauth = none\npace = 0\n',
            encoding="utf-8")
        os.environ["ASKBACK_SECRET_WORK"] = SECRET

    def think(self, milliseconds):
        self.tracker.options.think = milliseconds

    def forget(self):
        """So that what is remembered costs no time."""
        self.tracker.store.reset({})
        self.mailbox.reset()

    def received(self):
        return len(self.tracker.store.issues) + len(self.mailbox.mails)

    def run(self, store, *words):
        subprocess.run([self.program, "--quiet", "--store", store, *words], check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def outbox(self, kind, count):
        """A store in which so many issues or mails wait."""
        store = self.folder / f"{kind}-{count}.db"
        for path in self.folder.glob(store.name + "*"):
            path.unlink()
        for number in range(1, count + 1):
            self.run(store, "log", f"How does the cache index handle latency under load {number}?")
            if kind == "mail":
                self.run(store, "push", "--queue", "--yes", "--to",
                         f"ada{number}@mail.example", str(number))
        if kind == "issue":
            self.run(store, "push", "--queue", "--yes", "--flood", "--to", "work:owner/repo")
        if states(store) != {"queued": count}:
            raise SystemExit(f"{store}: {states(store)}")
        return store


def states(store):
    """How many follow-ups there are in each state."""
    db = sqlite3.connect(store)
    try:
        return dict(db.execute("SELECT state, count(*) FROM followup GROUP BY state"))
    finally:
        db.close()


class Push:
    """What waits in an outbox, pushed to services here; each run begins with the full outbox."""

    def __init__(self, bench, services, kind, count):
        self.bench = bench
        self.services = services
        self.count = count
        self.full = services.outbox(kind, count)
        self.store = services.folder / "push.db"
        self.marks = services.folder / "marks.db"
        self.url = services.issue_url if kind == "issue" else services.mail_url
        self.ours = self.after(f"cp {self.full} {self.store}", bench.program, "--store",
                               self.store, "push", "--yes", "--flood")

    @staticmethod
    def after(before, *command):
        return ["sh", "-c", before + ' && exec "$@"', "sh", *command]

    def floor(self, connection, *marks):
        return self.after(f"rm -f {self.marks}", FLOOR, connection, self.url,
                          self.count, *marks)

    def ratio(self, name, limit, floor, rounds):
        """A figure against the floor, once it is certain that everything arrived."""
        self.services.forget()
        got = self.bench.ratio(name, limit, self.ours, floor, rounds)
        arrived = self.services.received() / (2 * self.count)
        if arrived < rounds or arrived != int(arrived) or \
                states(self.store) != {"sent": self.count}:
            raise SystemExit(f"{self.full}: {arrived} times, {states(self.store)}")
        return got
