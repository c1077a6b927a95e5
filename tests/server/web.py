#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A web server that misbehaves on request. Usage: web.py FOLDER

It listens on 127.0.0.1 and prints its ports in one line: plain HTTP, which is also a proxy to
elsewhere.example; TLS with a certificate for 127.0.0.1 and localhost; TLS with a certificate for
elsewhere.example. FOLDER gets ca.crt, the authority that signed them. It ends when its standard
input does.

What it answers is in ANSWERS: a path and the pieces that go out, one after the other.
"""
import gzip
import os
import re
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse

MIB = 1024 * 1024
BODY = b"a schedule\n"
LONG = b"0123456789abcdef" * 1024
ETAG = b'"one"'
MODIFIED = b"Wed, 30 Aug 2017 12:40:00 GMT"


class Pause:
    """A piece that is a wait."""

    def __init__(self, seconds):
        self.seconds = seconds


class Endless:
    """A piece that is sent again and again, until nobody listens any more."""

    def __init__(self, piece, seconds=0):
        self.piece = piece
        self.seconds = seconds


def reply(status, *headers, body=b""):
    """A whole answer."""
    lines = [b"HTTP/1.1 %d Words" % status, *headers, b"Content-Length: %d" % len(body)]
    return b"\r\n".join(lines) + b"\r\nConnection: close\r\n\r\n" + body


def start(*headers):
    """An answer whose body ends with the connection."""
    return b"\r\n".join([b"HTTP/1.1 200 OK", *headers]) + b"\r\n\r\n"


def chunk(body):
    return b"%x\r\n%s\r\n" % (len(body), body)


GZIP = b"Content-Encoding: gzip"
CHUNKED = b"Transfer-Encoding: chunked"
ANSWERS = {
    "/ok": [reply(200, b"ETag: " + ETAG, b"Last-Modified: " + MODIFIED, body=BODY)],
    "/empty": [reply(200)],
    "/kilobyte": [reply(200, body=b"k" * 1024)],
    "/chunked": [start(CHUNKED), chunk(b"a sche"), chunk(b"dule\n"), b"0\r\nX-After: 1\r\n\r\n"],
    "/early": [b"HTTP/1.1 103 Early Hints\r\nX-First: 1\r\n\r\n", reply(200, body=BODY)],
    "/gzip": [reply(200, GZIP, body=gzip.compress(LONG))],
    "/gzip-bomb": [reply(200, GZIP, body=gzip.compress(bytes(64 * MIB)))],
    "/gzip-damaged": [reply(200, GZIP, body=b"\x1f\x8b\x08" + b"\xff" * 40)],
    "/not-found": [reply(404, body=b"\x1b[31mnothing here")],
    "/too-many": [reply(429, b"Retry-After: 30")],
    "/too-many-past": [reply(429, b"Retry-After: Wed, 30 Aug 2017 12:40:00 GMT")],
    "/too-many-long": [reply(429, b"Retry-After: 99999999")],
    "/broken": [reply(503)],
    "/no-content": [reply(204)],
    "/nowhere": [reply(302)],
    "/loop": [reply(302, b"Location: /loop")],
    "/silent": [Pause(60)],
    "/slow": [start(), Endless(b".", 0.2)],
    "/endless": [start(), Endless(b"x" * 65536)],
    "/endless-chunks": [start(CHUNKED), Endless(chunk(b"x" * 65536))],
    "/endless-headers": [b"HTTP/1.1 200 OK\r\n", Endless(b"X-More: " + b"x" * 1000 + b"\r\n")],
    "/endless-early": [Endless(b"HTTP/1.1 103 Early Hints\r\nX-More: 1\r\n\r\n")],
    "/headers-fit": [start(*[b"X-More: " + b"x" * 990] * 200), BODY],
    "/long-header": [start(b"X-More: " + b"x" * MIB), BODY],
    "/closed": [],
    "/cut-status": [b"HTTP/1.1 2"],
    "/cut-headers": [b"HTTP/1.1 200 OK\r\nContent-Type: text/pl"],
    "/cut-early": [b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nX: "],
    "/cut-body": [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"],
    "/cut-chunk": [start(CHUNKED), b"ff\r\nhalf"],
    "/no-status": [b"a schedule without any HTTP\r\n"],
    "/odd-status": [b"HTTP/7.7 none\r\n\r\n"],
    **{f"/chain/{n}": [reply(301, b"Location: %d" % (n - 1))] for n in range(1, 5)},
    "/chain/0": [reply(200, body=BODY)],
}


class Log:
    """How many requests came, on any port."""

    def __init__(self):
        self.lock = threading.Lock()
        self.count = 0

    def add(self):
        with self.lock:
            self.count += 1


LOG = Log()


def find_answer(head):
    """The pieces for a request; those that depend on the request are made here."""
    method, target = (head.decode("latin-1").split(" ") + ["", ""])[:2]
    path, _, query = target.partition("?")
    LOG.add()
    if method != "GET":
        return [reply(403)]
    if target.startswith("http"):
        return [reply(200, body=b"a proxy was asked")]
    if path == "/head":
        return [reply(200, body=head)]
    if path == "/count":
        return [reply(200, body=b"%d" % LOG.count)]
    if path == "/conditional":
        same = ETAG in head or b"If-Modified-Since: " + MODIFIED in head
        return [reply(304, b"ETag: " + ETAG)] if same else ANSWERS["/ok"]
    redirect = re.fullmatch(r"/redirect/(\d+)", path)
    if redirect:
        place = urllib.parse.unquote(query).encode()
        return [reply(int(redirect[1]), b"Location: " + place, body=b"moved")]
    return ANSWERS.get(path, [reply(404)])


class Handler(socketserver.BaseRequestHandler):
    """One request per connection."""

    def send(self, piece):
        if isinstance(piece, Pause):
            time.sleep(piece.seconds)
        elif isinstance(piece, Endless):
            while True:
                self.request.sendall(piece.piece)
                time.sleep(piece.seconds)
        else:
            self.request.sendall(piece)

    def receive(self):
        """The head of a request, or nothing when the other side speaks TLS where there is none."""
        head = b""
        while b"\r\n\r\n" not in head:
            got = self.request.recv(65536)
            head += got
            if not got or not head[:1].isalpha():
                return b""
        return head

    def secure(self, context):
        self.request = context.wrap_socket(self.request, server_side=True)

    def handle(self):
        try:
            if self.server.context:
                self.secure(self.server.context)
            head = self.receive()
            if head.startswith(b"CONNECT elsewhere.example:443 "):
                self.send(b"HTTP/1.1 200 Connected\r\n\r\n")
                self.secure(self.server.tunnel)
                head = self.receive()
            for piece in find_answer(head):
                self.send(piece)
            self.request.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the other side hung up, which is what many tests are about


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 32

    def __init__(self, context=None, tunnel=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.context = context
        self.tunnel = tunnel
        threading.Thread(target=self.serve_forever, daemon=True).start()


def run_openssl(folder, *words):
    run = subprocess.run(["openssl", *words], cwd=folder, capture_output=True, text=True,
                         check=False)
    if run.returncode:
        sys.exit(f"web.py: openssl {words[0]}: {run.stderr}")


def make_certificate(folder, name, *more):
    """NAME.crt and its NAME.key; signed by itself unless more words say otherwise."""
    run_openssl(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                "-nodes", "-days", "2", "-subj", f"/CN={name}", "-keyout", f"{name}.key",
                "-out", f"{name}.crt", *more)


def make_context(folder, name, names):
    """TLS with a certificate for some names, signed by the authority."""
    make_certificate(folder, name, "-CA", "ca.crt", "-CAkey", "ca.key",
                     "-addext", f"subjectAltName={names}",
                     "-addext", "basicConstraints=critical,CA:FALSE")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, f"{name}.crt"),
                            os.path.join(folder, f"{name}.key"))
    return context


def main():
    folder = sys.argv[1]
    make_certificate(folder, "ca")
    here = make_context(folder, "here", "IP:127.0.0.1,DNS:localhost")
    there = make_context(folder, "there", "DNS:elsewhere.example")
    servers = [Server(tunnel=there), Server(here), Server(there)]
    print(*(server.server_address[1] for server in servers), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
