#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Secrets and addresses with a ring on them, through every command that meets them. strace sees
what the program and whatever it starts write, send and run.

A secret may be in the bytes to its own service, in what the program that tells it says, and in the
file of mode 0600 that auth login makes: nowhere else, and in no other form. The address of a
speaker may be in a mail to that speaker, on this machine, and in what its owner reads there; never
in what a tracker is sent, nor in what is made for strangers."""
import base64
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib")]

from program import environment  # noqa: E402
from tap import Tap  # noqa: E402

SERVERS = os.path.join(HERE, "..", "server")
ASKBACK = os.environ["ASKBACK"]
TOKEN = "ringedTOKENwith40lettersAndDigits0123456"
PASSWORD = "correct horse"  # smtp.py repeats it
TYPED = "ringedTYPED9012"  # another one for the trackers, which they do not accept
ADDRESS = "ringed.speaker@secret.example"
PHONE = "+353 1 555 0173"
CALLS = "write,writev,pwrite64,pwritev,sendto,sendmsg,sendmmsg,execve"
# One line of strace: who, which call, what is known of the file, the rest.
LINE = re.compile(r"^(\d+) +(\w+)\((?:\d+<((?:->|[^<>]|<[^>]*>)*)>)?(.*)")
DESTINATIONS = {"hub": "hub:shop/lb", "talk": "hub:shop/lb/discussions", "lab": "lab:shop/lb",
                "tea": "tea:shop/lb", "red": "red:lb"}
CONFIG = """[user]
name = Ada
email = ada@asker.example
[push]
patience = 0
[channel "hub"]
type = github
url = {tracker}/api/v3
pace = 0
secret-env = HUB_TOKEN
[channel "lab"]
type = gitlab
url = {tracker}/api/v4
pace = 0
secret-command = {teller} token
[channel "tea"]
type = gitea
url = {tracker}/api/v1
pace = 0
[channel "red"]
type = redmine
url = {tracker}/redmine
pace = 0
secret-command = {teller} token
[channel "mail"]
type = mail
url = {smtp}
cafile = {folder}/smtp/ca.crt
user = ada
pace = 0
secret-command = {teller} password
[channel "local"]
type = mail
pace = 0
sendmail = {folder}/sendmail
"""


def forms(secret):
    """As it is, and as base64 whatever stands before it; the ends depend on the neighbours."""
    yield secret
    for before in range(3):
        code = base64.b64encode(b"\0" * before + secret.encode()).decode().rstrip("=")
        yield code[4 if before else 0:-1]


SECRETS = {form: secret for secret in (TOKEN, PASSWORD, TYPED) for form in forms(secret)}


class World:
    """Services, a user's home, and what every command did there."""

    def __init__(self, folder):
        self.folder = folder
        self.home = os.path.join(folder, "home")
        self.store = os.path.join(self.home, "askback.db")
        self.kept = os.path.join(self.home, ".local/share/askback/credentials") + "/"
        os.makedirs(os.path.join(self.home, ".config/askback"))
        self.servers = []
        self.port = self.serve("tracker.py", "tracker", "--secret", TOKEN)[0]
        self.smtp = self.serve("smtp.py", "smtp")[:2]
        self.teller = self.write("teller", f'#!/bin/sh\nif [ "$1" = token ]; then echo {TOKEN}; '
                                           f"else echo {PASSWORD}; fi\n")
        self.write("sendmail", "#!/bin/sh\nexec cat >/dev/null\n")
        self.write("editor", "#!/bin/sh\nexec sed -i 's/^How/So how/' \"$1\"\n")
        self.configure()
        self.environment = environment(self.home, HUB_TOKEN=TOKEN, ASKBACK_SECRET_TEA=TOKEN,
                                       EDITOR=self.folder + "/editor", ASKBACK_STORE=self.store,
                                       ASAN_OPTIONS="detect_leaks=0")  # it cannot under strace
        self.leaks = []
        self.minutes = 0
        self.calls = 0

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, 0o700)
        return path

    def configure(self, smtp=None):
        """With another address of the mail server, perhaps: one without TLS."""
        path = os.path.join(self.home, ".config/askback/config")
        with open(path, "w", encoding="utf-8") as file:
            file.write(CONFIG.format(tracker=f"http://127.0.0.1:{self.port}", folder=self.folder,
                                     smtp=smtp or f"smtps://127.0.0.1:{self.smtp[1]}",
                                     teller=self.teller))

    def serve(self, script, name, *more):
        folder = os.path.join(self.folder, name)
        os.mkdir(folder)
        server = subprocess.Popen([sys.executable, os.path.join(SERVERS, script), folder, *more],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.servers.append(server)
        return [int(port) for port in server.stdout.readline().split()]

    def close(self):
        for server in self.servers:
            server.stdin.close()
            server.wait()

    def tracker_does(self, *faults):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/_reset",
                                         json.dumps({"faults": faults}).encode())
        urllib.request.urlopen(request).close()

    def mail_server_does(self, mode):
        self.servers[1].stdin.write(mode + "\n")
        self.servers[1].stdin.flush()
        self.servers[1].stdout.readline()

    def run(self, *words, typed="", later=1, **more):
        """Runs a command, later by so many minutes, and reads its trace: (status, output)."""
        self.minutes += later
        self.calls += 1
        trace = os.path.join(self.folder, "trace")
        hours, minutes = divmod(self.minutes, 60)
        now = f"2017-08-{30 + (18 + hours) // 24}T{(18 + hours) % 24:02}:{minutes:02}+01:00"
        result = subprocess.run(
            ["strace", "-f", "-yy", "-v", "-s", "65535", "-o", trace, "-e", "trace=" + CALLS,
             ASKBACK, *words], input=typed, capture_output=True, text=True, check=False,
            env={**self.environment, "ASKBACK_NOW": now, **more}, timeout=60)
        with open(trace, encoding="utf-8", errors="replace") as file:
            self.leaks += [f"{' '.join(words)}: {leak}" for leak in self.leaks_of(file)]
        if result.returncode not in (0, 1, 3, 4, 75):
            self.leaks.append(f"{' '.join(words)}: ended with {result.returncode}")
        return result.returncode, result.stdout + result.stderr

    def leaks_of(self, lines):
        """What went where it should not. The program itself may be told; it comes in two parts."""
        programs = {}
        for number, line in enumerate(lines):
            match = LINE.match(line)
            if not match:
                continue
            process, call, file, rest = match.groups()
            if call == "execve":
                programs[process] = line.split('"')[1]
                if number == 0 or programs[process] == ASKBACK + "-full":
                    continue
                if self.teller in line:  # it may need another secret to fetch this one
                    rest = rest.replace(f'"HUB_TOKEN={TOKEN}"', "")
            for form, secret in SECRETS.items():
                if form in rest and not self.may(secret, call, file or "", programs.get(process)):
                    yield f"{secret} in {call} {file}: {rest[:200]}"
            if self.is_tracker(file or "") and has_address(rest):
                yield f"an address in {call} {file}: {rest[:400]}"

    def is_tracker(self, file):
        return file.startswith("TCP:") and file.endswith(f"->127.0.0.1:{self.port}]")

    def may(self, secret, call, file, program):
        """Whether a secret may be in this call."""
        if call == "execve":
            return False
        return self.is_tracker(file) or file.startswith(self.kept) or \
            (secret == PASSWORD and file.endswith(f"->127.0.0.1:{self.smtp[0]}]")) or \
            (program == self.teller and file.startswith("pipe:"))

    def files_with_secret(self):
        """Those on the disk that have one and should not."""
        for folder, _, names in os.walk(self.home):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    octets = file.read()
                kept = path.startswith(self.kept) and stat.S_IMODE(os.stat(path).st_mode) == 0o600
                if not kept and any(form.encode() in octets for form in SECRETS):
                    yield path


def has_address(text, numbers=True):
    """However it is written: the signs that keep it from being a link do not hide it."""
    bare = re.sub(r"\\342\\200\\213|\\u200b|\\", "", text).replace("%40", "@")
    return ADDRESS in bare.replace("&#64;", "@").lower() or \
        (numbers and "5550173" in re.sub(r"[ -]", "", bare))


def fill(world):
    world.run("conference", "add", "SREcon17 Europe", "--tz", "Europe/Dublin", "--start",
              "2017-08-30", "--end", "2017-09-01")
    for title, speaker, start, abstract in (
            ("Load Balancers", "Emil Ringed", "13:00", "About load."),
            ("OK Log", "Peter Bourgon", "14:00", f"Write to {ADDRESS} or call {PHONE}.")):
        world.run("talk", "add", title, "--speaker", speaker, "--start", "2017-08-30 " + start,
                  "--end", "30m", "--abstract", abstract)
    world.run("contact", "add", "Emil", "email", ADDRESS)
    world.run("contact", "add", "Emil", "phone", PHONE)
    for talk, text in (("T1", "How do you drain?"), ("T1", f"Is {ADDRESS} right?"),
                       ("T2", "How large is it?"), ("T1", f"Shall I call {PHONE}?"),
                       ("T1", "How often?"), ("T1", f"Is RINGED.Speaker@Secret.Example, or "
                                                    f"`{ADDRESS}`, or mailto:{ADDRESS} right?")):
        world.run("log", "--talk", talk, "--asked", "live", text)


def log_in(world):
    """By standard input; a secret that is good, one that is not, and a service that is down."""
    bare = {"ASKBACK_SECRET_TEA": ""}
    for typed, faults in ((TYPED, ()), (TOKEN, [{"path": "/user", "status": 502, "body": TOKEN}]),
                          (TOKEN, ())):
        world.tracker_does(*faults)
        world.run("auth", "login", "tea", "--with-token", typed=typed + "\n", **bare)
        world.run("auth", "status", "--json", **bare)
    for online in ((), ("--online",)):
        world.run("doctor", *online, **bare)
    world.run("push", "5", "--to", DESTINATIONS["tea"], "--yes", **bare)
    world.run("auth", "logout", "tea", **bare)
    world.run("auth", "login", "tea", "--with-token", typed=TOKEN + "\n", **bare)


def push_issues(world):
    """To each tracker, which fails first in ways that say what they were told."""
    for name, place in DESTINATIONS.items():
        for fault in ({"status": 422, "body": {"message": f"Bad: {TOKEN}", "errors": [TOKEN]}},
                      {"status": 401, "body": {"message": f"Not good: Bearer {TOKEN}"}},
                      {"status": 502, "body": f"<html>{TOKEN}"},
                      {"status": 307, "redirect": "port"}, {"effect": "before", "reset": True}):
            world.tracker_does({"method": "POST", "nth": 1, **fault})
            world.run("push", "1", "--to", place, "--yes", "--again", "--flood")
            world.run("outbox", "--all")
            world.run("outbox", "show", f"F{newest(world)}", "--json")
            world.run("push", "--yes", "--flood", later=30)
            world.run("outbox", "retry", f"F{newest(world)}")
        world.tracker_does()
        world.run("push", "--yes", "--flood", "--check-target", later=30)
        world.run("push", "1", "5", "--to", place, "--queue", "--again")
        world.run("outbox", "edit", f"F{newest(world)}")
        world.run("push", "-n")
        world.run("push", "--yes", "--flood", later=30)
        world.run("outbox", "retract", f"F{newest(world)}", "--yes", "-m", f"{name}: not here")


def newest(world):
    _, output = world.run("outbox", "--all", "--json")
    return max((f["id"] for f in json.loads(output)["followups"]), default=1)


def push_mails(world):
    """With TLS, and without on this machine, to a server that repeats what it was told."""
    world.run("push", "1", "--to", "local:" + ADDRESS, "--yes", "--again")
    for mode in ("auth-535", "starttls-none", "dot-554", "body-closed", "ok"):
        port = world.smtp[0 if mode.startswith("starttls") else 1]
        scheme = "smtp" if mode.startswith("starttls") else "smtps"
        world.configure(f"{scheme}://127.0.0.1:{port}")
        world.mail_server_does(mode)
        world.run("push", "5", "--to", "mail:" + ADDRESS, "--yes", "--again")
        world.run("outbox", "show", f"F{newest(world)}")
    world.run("doctor", "--online", "mail")


def check_address(tap, world):
    """Texts with an address in them are left out of issues, wherever they got it from."""
    world.tracker_does()
    for name, place in DESTINATIONS.items():
        for question in ("2", "4", "6"):
            _, output = world.run("push", question, "--to", place, "--yes", "--again", "--flood")
            tap.ok("it would tell" in output, f"Q{question} is left out for {name}", output)
    for words in (("report", "SREcon17 Europe", "--public"),
                  ("report", "SREcon17 Europe", "--public", "--format", "html"),
                  ("report", "SREcon17 Europe", "--public", "--json")):
        status, output = world.run(*words)
        tap.ok(status == 0 and len(output) > 300 and not has_address(output, False),
               f"no address in {' '.join(words)}", output)


def check_seen(tap, world):
    """The test would see it: the good requests had the secret, and strace showed it."""
    with open(os.path.join(world.folder, "tracker", "requests.jsonl"), encoding="utf-8") as file:
        requests = [json.loads(line) for line in file]
    told = [r for r in requests if TOKEN in json.dumps(r["headers"])]
    tap.ok(len(told) > 20, "trackers were told the secret", len(told))
    tap.ok(all(r["listener"] == "plain" for r in told), "and nobody else was", told[-1:])
    with open(os.path.join(world.folder, "trace"), encoding="utf-8") as file:
        tap.ok("execve" in file.read(), "strace shows what it should")


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="askback-canary-") as folder:
        world = World(folder)
        try:
            for part in (fill, log_in, push_issues, push_mails):
                part(world)
                tap.ok(not world.leaks, f"{part.__name__}: no leak", "\n".join(world.leaks))
                world.leaks = []
            check_address(tap, world)
            for words in (("list", "--json"), ("export", "--history"), ("search", "drain"),
                          ("auth", "status"), ("doctor", "--json"), ("report", "SREcon17 Europe")):
                world.run(*words)
            tap.ok(not world.leaks, "reading: no leak", "\n".join(world.leaks))
            check_seen(tap, world)
            found = list(world.files_with_secret())
            tap.ok(not found, "no secret on the disk but in the one file", "\n".join(found))
        finally:
            world.close()
    print(f"# {world.calls} commands")
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
