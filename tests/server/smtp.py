#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A mail server that misbehaves on request. Usage: smtp.py FOLDER

It listens on 127.0.0.1 and prints its ports in one line: SMTP, where TLS begins with STARTTLS;
SMTP over TLS with a certificate for 127.0.0.1 and localhost; the same with a certificate for
elsewhere.example. FOLDER gets ca.crt, the authority that signed them.

Each line on its standard input says how the next connection is treated, by its name in MODES; the
answer is "ready". "log" is answered with what that connection did, one line, words separated by
"|": every command as it came, TLS where it began, .N for N bytes of a mail with its final dot (~N
without it), and CLOSE when the other side hung up within PATIENCE seconds of the last word between
us, else OPEN. The mail is then in FOLDER/mail, with its dots undone. It ends when its standard
input does.
"""
import os
import queue
import socket
import ssl
import sys
import threading
import time

from web import make_certificate, make_context

PATIENCE = 5
SILENT = "silent"  # no answer at all
CLOSE = "close"    # the connection ends instead of an answer

CAPABILITIES = ["mail.example at your service", "SIZE 35882577", "8BITMIME", "ENHANCEDSTATUSCODES"]
AUTH = "AUTH PLAIN LOGIN XOAUTH2"
REFUSED = "554 5.7.1 No thank you"

# What differs from a good server: a reply for each verb. "dot" is the one behind the mail; "body"
# closes while it is read. Of "ehlo" the lists are the capabilities before and in TLS.
MODES = {
    "ok": {},
    "ok-continued": {"dot": "250-2.0.0 Ok:\r\n250 2.0.0 queued as 12345"},
    "greeting-421": {"greeting": "421 4.3.2 Try again later", "then": CLOSE},
    "greeting-554": {"greeting": REFUSED},
    "greeting-silent": {"greeting": SILENT},
    "greeting-closed": {"greeting": CLOSE},
    "greeting-garbage": {"greeting": "HTTP/1.1 400 Bad Request"},
    "greeting-endless": {"greeting": "220-" + "\r\n220-".join(["x" * 500] * 400)},
    "greeting-slow": {"greeting-wait": 0.5},
    "starttls-none": {"clear": [AUTH]},
    "starttls-none-no-auth": {"clear": []},
    "starttls-454": {"starttls": "454 4.7.0 TLS not available"},
    "starttls-500": {"starttls": "500 5.5.1 What?"},
    "starttls-closed": {"starttls": CLOSE},
    "starttls-silent": {"starttls": SILENT},
    "starttls-garbage": {"garbage": b"This is not TLS.\r\n"},
    "starttls-injected": {"starttls": "220 Go\r\n250 mail.example\r\n235 2.7.0 Welcome"},
    "ehlo-welcomes": {"ehlo": "235-mail.example\r\n235 2.7.0 Welcome"},
    "ehlo-500": {"ehlo": "500 5.5.1 What?"},
    "auth-none": {"secure": []},
    "auth-unknown": {"secure": ["AUTH GSSAPI NTLM"]},
    "auth-535": {"login": "535 5.7.8 Bad password: 'correct horse'"},
    "auth-535-plain": {"login": "535 5.7.8 Authentication failed"},
    "auth-454": {"login": "454 4.7.0 Temporary failure"},
    "auth-closed": {"login": CLOSE},
    "mail-451": {"mail": "451 4.3.0 Not now"},
    "mail-550": {"mail": "550 5.7.1 Not you"},
    "rcpt-450": {"rcpt": "450 4.2.0 Greylisted, see you in 300 s"},
    "rcpt-550": {"rcpt": "550 5.1.1 No such user"},
    "rcpt-550-mute": {"rcpt": "550 5.1.1 No such user", "quit": SILENT},
    "rcpt-closed": {"rcpt": CLOSE},
    "rcpt-silent": {"rcpt": SILENT},
    "data-451": {"data": "451 4.3.0 Not now"},
    "data-554": {"data": REFUSED},
    "body-closed": {"body": 20000},
    "body-silent": {"body": 20000, "then": SILENT},
    "dot-closed": {"dot": CLOSE},
    "dot-silent": {"dot": SILENT},
    "dot-garbage": {"dot": "what was that?"},
    "dot-451": {"dot": "451 4.3.0 Not now"},
    "dot-554": {"dot": "554-5.7.1 This looks\r\n554 5.7.1 like spam\x1b[2J"},
    "dot-554-mute": {"dot": REFUSED, "quit": SILENT},
    "dot-slow": {"dot-wait": 0.7},
    "quit-silent": {"quit": SILENT},
    "login-only": {"secure": ["AUTH LOGIN"]},
}


class Hangup(Exception):
    """The connection is over; the text is its last word in the log."""


class Session:
    """One connection, treated by a mode."""

    def __init__(self, server, connection, secure):
        self.server = server
        self.connection = connection
        self.is_secure = secure
        self.mode = MODES[server.mode]
        self.log = ["TLS"] if secure else []
        self.mail = b""
        self.pending = b""
        self.logged_in = False

    def receive(self):
        """Some bytes. Nobody answers for PATIENCE seconds: the other side waits for something."""
        try:
            got = self.connection.recv(65536)
        except TimeoutError as stuck:
            raise Hangup("OPEN") from stuck
        except OSError as broken:
            raise Hangup("CLOSE") from broken
        if not got:
            raise Hangup("CLOSE")
        return got

    def read_line(self):
        while b"\r\n" not in self.pending:
            self.pending += self.receive()
        line, self.pending = self.pending.split(b"\r\n", 1)
        return line.decode("latin-1")

    def wait_for_close(self):
        while True:
            self.pending = b""
            try:
                self.receive()
            except Hangup as end:
                return end

    def send(self, text):
        try:
            self.connection.sendall(text.encode("latin-1") + b"\r\n")
        except OSError as broken:
            raise Hangup("CLOSE") from broken

    def answer(self, what, usual):
        """The reply of the mode, or the usual one; False when it is a bad one."""
        reply = self.mode.get(what, usual)
        time.sleep(self.mode.get(what + "-wait", 0))
        if reply == CLOSE:
            raise Hangup("CLOSED")
        if reply == SILENT:
            raise self.wait_for_close()
        self.send(reply)
        return reply[0] in "23"

    def secure(self):
        garbage = self.mode.get("garbage")
        if garbage:
            self.connection.sendall(garbage)
            raise self.wait_for_close()
        try:
            self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        except OSError as refused:
            raise Hangup("CLOSE") from refused
        self.log.append("TLS")
        self.is_secure = True
        self.pending = b""

    def say_hello(self):
        if self.is_secure:
            lines = CAPABILITIES + self.mode.get("secure", [AUTH])
        else:
            lines = CAPABILITIES + self.mode.get("clear", ["STARTTLS", AUTH])
        usual = "\r\n".join([f"250-{line}" for line in lines[:-1]] + [f"250 {lines[-1]}"])
        self.answer("ehlo", usual)

    def log_in(self, words):
        """AUTH with or without its first answer; every answer of the other side is a command."""
        challenges = {"PLAIN": [""], "LOGIN": ["VXNlcm5hbWU6", "UGFzc3dvcmQ6"], "XOAUTH2": [""]}
        for challenge in challenges.get(words[1], [])[len(words) - 2:]:
            self.send(f"334 {challenge}")
            self.log.append(self.read_line())
        self.logged_in = self.answer("login", "235 2.7.0 Welcome")

    def read_mail(self):
        enough = self.mode.get("body")
        while b"\r\n.\r\n" not in b"\r\n" + self.pending:
            if enough and len(self.pending) > enough:
                self.log.append(f"~{len(self.pending)}")
                raise self.wait_for_close() if self.mode.get("then") else Hangup("CLOSED")
            try:
                self.pending += self.receive()
            except Hangup:
                self.log.append(f"~{len(self.pending)}")
                raise
        mail, self.pending = (b"\r\n" + self.pending).split(b"\r\n.\r\n", 1)
        self.mail = (mail + b"\r\n").replace(b"\r\n.", b"\r\n")[2:]
        self.log.append(f".{len(self.mail)}")
        self.answer("dot", "250 2.0.0 Ok: queued as 12345")

    def obey(self, line):
        """One command."""
        words = line.upper().split()
        verb = words[0] if words else ""
        self.log.append(line)
        if verb in ("EHLO", "HELO"):
            self.say_hello()
        elif verb == "STARTTLS":
            if self.answer("starttls", "220 2.0.0 Go ahead"):
                self.secure()
        elif verb == "AUTH":
            self.log_in(words)
        elif verb in ("MAIL", "RCPT"):
            self.answer(verb.lower(), "250 2.1.0 Ok")
        elif verb == "DATA":
            if self.answer("data", "354 Go on"):
                self.read_mail()
        elif verb == "QUIT":
            self.answer("quit", "221 2.0.0 Bye")
            raise self.wait_for_close()
        else:
            self.send("502 5.5.2 What?")

    def run(self):
        """The log of it, when it is over."""
        try:
            self.answer("greeting", "220 mail.example ESMTP")
            if self.mode.get("greeting") and self.mode.get("then") == CLOSE:
                raise Hangup("CLOSED")
            while True:
                self.obey(self.read_line())
        except Hangup as end:
            self.log.append(str(end))
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.connection.close()
        return self.log


class Server:
    """Listens on three ports and treats one connection after the other as it was told."""

    def __init__(self, folder, context, misnamed):
        self.folder = folder
        self.context = context
        self.mode = "ok"
        self.logs = queue.Queue()  # of the mode's connections
        self.ports = [self.listen(None), self.listen(context), self.listen(misnamed)]

    def listen(self, context):
        listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.serve, args=(listener, context), daemon=True).start()
        return listener.getsockname()[1]

    def serve(self, listener, context):
        while True:
            connection, _ = listener.accept()
            logs = self.logs
            connection.settimeout(PATIENCE)
            try:
                if context:
                    connection = context.wrap_socket(connection, server_side=True)
            except OSError:
                logs.put(["CLOSE"])
                connection.close()
                continue
            session = Session(self, connection, context is not None)
            log = session.run()
            with open(os.path.join(self.folder, "mail"), "wb") as file:
                file.write(session.mail)
            logs.put(log)

    def find_log(self):
        try:
            return "|".join(self.logs.get(timeout=2 * PATIENCE))
        except queue.Empty:
            return "NOBODY"

    def obey(self, line):
        if line == "log":
            return self.find_log()
        if line not in MODES:
            return f"there is no {line}"
        self.mode = line
        self.logs = queue.Queue()
        return "ready"


def main():
    folder = sys.argv[1]
    make_certificate(folder, "ca")
    here = make_context(folder, "here", "IP:127.0.0.1,DNS:localhost")
    there = make_context(folder, "there", "DNS:elsewhere.example")
    server = Server(folder, here, there)
    print(*server.ports, flush=True)
    for line in sys.stdin:
        print(server.obey(line.strip()), flush=True)


if __name__ == "__main__":
    main()
