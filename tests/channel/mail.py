#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Mails that a real server takes, by every way that there is, read back by a parser that is not
ours: the headers and the text that somebody sees are those that were written. By IMAP another real
server shows the same bytes."""
import email
import email.policy
import glob
import imaplib
import io
import json
import os
import shlex
import ssl
import subprocess
import sys
import tempfile
import time
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
from tap import Tap  # noqa: E402

CALL = os.path.join(os.environ["OUT"], "tests", "channel", "call")
PARTS = os.path.join(HERE, "..", "parts")
WRITTEN_AT = 1504097520
DELIVERY = 20  # seconds that the server may take to put a mail into the Maildir


class Letter:
    """One mail, and what is special about it."""

    def __init__(self, what, title="Questions about load balancers", body="Dear Emil,\n\nhello.\n",
                 name="Emil Stolarsky", sender_name="Ada Asker"):
        self.what = what
        self.title = title
        self.body = body
        self.name = name
        self.sender_name = sender_name


LETTERS = [
    Letter("plain words"),
    Letter("umlauts", "Größe der ECMP-Gruppe", "Grüße aus Köln,\nwie groß ist sie?\n",
           "Zoë Müller", "Jörg Fräger"),
    Letter("emoji and CJK", "🎉 日本語の質問 – „Standing on the shoulders“ 🎉🎉 " + "日本語" * 20,
           "🎉🎉🎉\n日本語\n" + "🎉" * 200 + "\n", "山田 太郎", "Ada 🦊 Asker"),
    Letter("long lines", "A title that goes on " + "and on " * 40 + "to its end",
           "x" * 5000 + "\n" + "ü" * 3000 + "\n" + "word " * 2000 + "end\n"),
    Letter("dots and From", "...and then?",
           ".\n..\n.a\n" + "." * 300 + "\nFrom here\nFrom: there\n>From\n.\n"),
    Letter("blanks and tabs", "two  blanks", "  indented\n\tby tab\ntrailing  \n\n\n\nend\n"),
    Letter("what looks encoded", "=?utf-8?q?no?= =41 a=3Db", "=41 =\n=?utf-8?q?no?=\n==\n",
           "=?utf-8?q?Mallory?=", 'A "quoted", <odd>; name: (x)'),
    Letter("1 MiB", "Much", "".join(f"line {n:06} Grüße.\n" for n in range(50000))),
]


def parse(octets):
    """The mail, with the line ends that it has in our files."""
    return email.message_from_binary_file(io.BytesIO(octets), policy=email.policy.default)


def read_octets(path):
    with open(path, "rb") as file:
        return file.read()


class Server:
    """The real ones, of tests/parts/mail.sh."""

    def __init__(self, folder):
        self.folder = folder
        run = subprocess.run([os.path.join(PARTS, "mail.sh"), "start", folder],
                             capture_output=True, text=True, check=False)
        if run.returncode:
            sys.exit(f"mail.py: {run.stderr}")
        self.settings = dict(line.split("=", 1) for line in run.stdout.splitlines())
        self.mails = {}  # (bytes, what they mean) by file name, which IMAP adds flags to

    def stop(self):
        subprocess.run([os.path.join(PARTS, "mail.sh"), "stop", self.folder], check=True)

    def find(self, uid):
        """The mails of a Message-ID, as soon as there is one."""
        end = time.monotonic() + DELIVERY
        while True:
            for path in glob.glob(os.path.join(self.settings["MAILDIR"], "[nc][eu][wr]", "*")):
                name = os.path.basename(path).split(":")[0]
                if name not in self.mails:
                    octets = read_octets(path)
                    self.mails[name] = octets, parse(octets)
            found = [(octets, mail) for octets, mail in self.mails.values()
                     if mail["Message-ID"] == f"<{uid}@home.example>"]
            if found or time.monotonic() > end:
                return found
            time.sleep(0.05)

    def log_in(self):
        """INBOX, as an IMAP client sees it that is not ours."""
        client = imaplib.IMAP4_SSL(
            "127.0.0.1", int(self.settings["IMAPS"].rsplit(":", 1)[1]), timeout=DELIVERY,
            ssl_context=ssl.create_default_context(cafile=self.settings["CAFILE"]))
        client.login(self.settings["MAILUSER"], self.settings["MAILPASSWORD"])
        client.select("INBOX", readonly=True)
        return client


class Caller:
    """The program that calls the channel for us."""

    def __init__(self):
        self.process = subprocess.Popen([CALL], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)

    def ask(self, **question):
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        return self.process.wait()


def make_account(letter, **way):
    return {"name": "mail", "type": "mail", "user": "asker", "auth": "password",
            "sender": "asker@home.example", "sender_name": letter.sender_name,
            "reply_to": "asker+askback@home.example", "seconds": 30, **way}


def send(caller, letter, secret, place="emil@shop.example", **way):
    """The marker and what came of it."""
    uid = uuid.uuid4().hex
    account = make_account(letter, **way)
    composed = caller.ask(do="compose", account=account, letter={
        "uid": uid, "place": place, "title": letter.title, "body": letter.body,
        "name": letter.name, "written_at": WRITTEN_AT})
    followup = {"uid": uid, "place": place, "payload": composed["payload"]}
    return uid, caller.ask(do="send", account=account, secret=secret, followup=followup)


def compare(mail, uid, letter):
    """What differs from the letter; nothing when it came as it was written."""
    wanted = {
        "Message-ID": (mail["Message-ID"], f"<{uid}@home.example>"),
        "Subject": (mail["Subject"], letter.title),
        "From": ([(a.display_name, a.addr_spec) for a in mail["From"].addresses],
                 [(letter.sender_name, "asker@home.example")]),
        "To": ([(a.display_name, a.addr_spec) for a in mail["To"].addresses],
               [(letter.name, "emil@shop.example")]),
        "Reply-To": (mail["Reply-To"], f"asker+askback.{uid[:12]}@home.example"),
        "Date": (mail["Date"].datetime.timestamp(), WRITTEN_AT),
        "type": (mail.get_content_type(), "text/plain"),
        "text": (mail.get_content(), letter.body),
        "defects": ([d for p in mail.walk() for d in p.defects], []),
        "Message-IDs": (len(mail.get_all("Message-ID")), 1),
        "X-": ([n for n in mail.keys() if n.startswith("X-")], []),
    }
    return [f"{name}: {str(seen)[:300]!r}, not {str(right)[:300]!r}"
            for name, (seen, right) in wanted.items() if seen != right]


def fetch(client, uid):
    """The mails of a Message-ID, by IMAP."""
    _, [numbers] = client.uid("SEARCH", "HEADER", "Message-ID", f"<{uid}@home.example>")
    return [client.uid("FETCH", number, "(BODY.PEEK[])")[1][0][1] for number in numbers.split()]


def check_arrives(tap, server, client, caller, letter, how, **way):
    uid, outcome = send(caller, letter, server.settings["MAILPASSWORD"], **way)
    sent = outcome["verdict"] == "sent" and outcome["wire"] == ["first", "last"] and \
        outcome["remote_id"] == f"{uid}@home.example"
    if not tap.ok(sent, f"{letter.what} by {how}: sent", outcome):
        return
    mails = server.find(uid)
    faults = compare(mails[0][1], uid, letter) if mails else ["nothing came"]
    tap.ok(len(mails) == 1 and not faults, f"{letter.what} by {how}: came as it was written",
           "\n".join(faults) or f"{len(mails)} mails")
    client.noop()
    octets = fetch(client, uid)
    faults = [f for mail in octets for f in compare(parse(mail), uid, letter)]
    tap.ok(octets == [mail[0].replace(b"\n", b"\r\n") for mail in mails] and not faults,
           f"{letter.what} by {how}: IMAP shows the same",
           "\n".join(faults) or f"{len(octets)} mails")


def check_refused(tap, server, caller, way):
    """What a real server says when it does not take a mail."""
    cases = [
        ("a recipient who does not exist", "refused@shop.example", None, "refused", "550 No such"),
        ("greylisting", "later@shop.example", None, "later", "451 Greylisted"),
        ("a wrong password", "emil@shop.example", "wrong", "down", "535 "),
    ]
    for what, place, secret, verdict, words in cases:
        secret = secret or server.settings["MAILPASSWORD"]
        _, outcome = send(caller, LETTERS[0], secret, place, **way)
        tap.ok(outcome["verdict"] == verdict and words in outcome["words"] and
               outcome["denied"] == (verdict == "down"), f"{what}: {verdict}", outcome)
    _, outcome = send(caller, LETTERS[0], None, auth="none", **way)
    tap.ok(outcome["verdict"] == "refused", "without a login: refused", outcome)


def msmtp_command(server, folder, password):
    """A sendmail that many people have."""
    subprocess.run([os.path.join(PARTS, "fetch.sh"), "msmtp"], check=True)
    part = os.path.realpath(os.path.join(PARTS, "..", "..", "build", "parts", "msmtp", "usr"))
    secret = os.path.join(folder, "password")
    with open(secret, "w", encoding="utf-8") as file:
        file.write(password)
    libraries = ":".join(sorted({os.path.dirname(path) for path in
                                 glob.glob(f"{part}/lib/**/*.so*", recursive=True)}))
    port = server.settings["SMTPS"].rsplit(":", 1)[1]
    return " ".join(shlex.quote(word) for word in (
        "env", f"LD_LIBRARY_PATH={libraries}", f"{part}/bin/msmtp", "-C", "/dev/null",
        "--host=127.0.0.1", f"--port={port}", "--tls=on", "--tls-starttls=off",
        f"--tls-trust-file={server.settings['CAFILE']}", "--auth=plain", "--user=asker",
        f"--passwordeval=cat {shlex.quote(secret)}", "--from=asker@home.example", "-t"))


def check_msmtp(tap, server, client, caller, folder):
    good = {"sendmail": msmtp_command(server, folder, server.settings["MAILPASSWORD"])}
    for letter in LETTERS:
        check_arrives(tap, server, client, caller, letter, "msmtp", **good)
    _, outcome = send(caller, LETTERS[0], None, "refused@shop.example", **good)
    tap.ok(outcome["verdict"] == "refused", "a recipient who does not exist, by msmtp", outcome)
    bad = {"sendmail": msmtp_command(server, folder, "wrong")}
    _, outcome = send(caller, LETTERS[0], None, **bad)
    tap.ok(outcome["verdict"] == "down", "a wrong password, by msmtp", outcome)


def check_files(tap, caller, folder):
    for letter in LETTERS:
        uid, outcome = send(caller, letter, None, folder=folder)
        faults = compare(parse(read_octets(os.path.join(folder, f"{uid}.eml"))), uid, letter)
        tap.ok(outcome["verdict"] == "sent" and not faults, f"{letter.what} by file",
               "\n".join(faults) or outcome)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="askback-mail-") as folder:
        os.chmod(folder, 0o755)
        server = Server(os.path.join(folder, "server"))
        caller = Caller()
        try:
            client = server.log_in()
            ways = {name: {"url": server.settings[name], "cafile": server.settings["CAFILE"]}
                    for name in ("SMTP", "SMTPS")}
            for letter in LETTERS:
                for name, way in ways.items():
                    check_arrives(tap, server, client, caller, letter, name, **way)
            check_refused(tap, server, caller, ways["SMTPS"])
            check_msmtp(tap, server, client, caller, folder)
            check_files(tap, caller, folder)
            tap.ok(caller.close() == 0, "the caller ends well")
        finally:
            server.stop()
    return tap.status()


if __name__ == "__main__":
    sys.exit(main())
