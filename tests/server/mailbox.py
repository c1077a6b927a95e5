# SPDX-License-Identifier: MIT
"""A mail server that keeps what it took, for tests that count. It listens on 127.0.0.1, without
TLS. What it does with the first mail that comes, when it has all of it, is its fault:

    None        takes it and says so, as with all the others
    "closed"    takes it, and the connection ends
    "reset"     takes it, and the connection is torn down
    "451"       does not take it, and says so
    "dropped"   does not take it, and the connection ends
    "begun"     ends the connection before the mail is complete
"""
import socket
import socketserver
import struct
import threading

from counted import Counted

REPLIES = {"EHLO": "250-mail.example\r\n250 8BITMIME", "MAIL": "250 2.1.0 Ok",
           "RCPT": "250 2.1.5 Ok", "QUIT": "221 2.0.0 Bye", "DATA": "354 Go on"}


class Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def read_mail(self, fault):
        """The lines of a mail; None when the other side was cut off, or hung up, within it."""
        lines = []
        for line in iter(self.rfile.readline, b".\r\n"):
            if not line.endswith(b"\r\n") or fault == "begun":
                return None
            lines.append(line)
        return b"".join(lines)

    def take(self):
        """Reads a mail and does with it what the fault says; False: the connection is over."""
        fault = self.server.mailbox.next_fault()
        mail = self.read_mail(fault)
        if mail is None:
            return False
        if fault not in ("451", "dropped"):
            self.server.mailbox.add(mail)
        if fault == "reset":
            self.reset()
        if fault in ("reset", "closed", "dropped"):
            return False
        self.say("451 4.3.0 Not now" if fault == "451" else "250 2.0.0 Ok: queued")
        return True

    def handle(self):
        try:
            self.say("220 mail.example ESMTP")
            for line in iter(self.rfile.readline, b""):
                verb = line[:4].decode("latin-1").upper()
                self.say(REPLIES.get(verb, "502 5.5.2 What?"))
                if verb == "QUIT" or (verb == "DATA" and not self.take()):
                    break
        except OSError:
            pass  # killed programs hang up


class Server(Counted, socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128


class Mailbox:
    """The server, and what it took."""

    def __init__(self):
        self.lock = threading.Lock()
        self.mails = []
        self.fault = None
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.mailbox = self
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def add(self, mail):
        with self.lock:
            self.mails.append(mail)

    def next_fault(self):
        with self.lock:
            fault, self.fault = self.fault, None
            return fault

    def reset(self, fault=None):
        with self.lock:
            self.mails = []
            self.fault = fault
