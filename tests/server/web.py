#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A web server that misbehaves on request. Usage: web.py FOLDER

It listens on 127.0.0.1 and prints its ports in one line: plain HTTP, which is also a proxy to
elsewhere.example; TLS with a certificate for 127.0.0.1 and localhost; TLS with a certificate for
elsewhere.example; one that breaks every connection before it reads. FOLDER gets ca.crt, the
authority that signed them. It ends when its standard input does.

What it answers is in ANSWERS: a path and the pieces that go out, one after the other. A connection
serves one request, but under /keep: there it stays open after the first answer, reads a second
request, and dies.
"""
import collections
import gzip
import os
import re
import socket
import socketserver
import ssl
import struct
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


class Reset:
    """A piece that breaks the connection."""


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
CREATED = b'{"number": 17, "html_url": "https://a.example/17"}'
LINKS = (b'Link: <https://a.example/first>; rel="first"', b'Link: </page/2>; rel="next"')
# For answers that are cut at every byte.
WHOLE = {
    "/cut-counted": reply(201, b"X-One: 1", body=CREATED),
    "/cut-chunked": b"".join([b"HTTP/1.1 201 Words\r\n", CHUNKED, b"\r\n\r\n", chunk(CREATED[:9]),
                              chunk(CREATED[9:]), b"0\r\n\r\n"]),
    "/cut-hinted": b"HTTP/1.1 103 Early Hints\r\nX-First: 1\r\n\r\n" + reply(201, body=CREATED),
}
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
    "/keep": [b"HTTP/1.1 200 Words\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY],
    "/created": [reply(201, body=CREATED)],
    "/created-late": [Pause(1), reply(201, body=CREATED)],
    "/created-packed": [reply(201, GZIP, body=gzip.compress(CREATED))],
    "/reset": [Reset()],
    "/reset-in-body": [b"HTTP/1.1 201 Words\r\nContent-Length: 100\r\n\r\nhalf", Reset()],
    "/pages": [reply(200, *LINKS, body=b"[]")],
}


class Log:
    """How many requests came, on any port: all of them, and of each method and path."""

    def __init__(self):
        self.lock = threading.Lock()
        self.counts = collections.Counter()

    def add(self, method, path):
        with self.lock:
            self.counts.update(["", f"{method} {path}"])


LOG = Log()


def find_answer(head, body):
    """The pieces for a request; those that depend on the request are made here."""
    method, target = (head.decode("latin-1").split(" ") + ["", ""])[:2]
    path, _, query = target.partition("?")
    LOG.add(method, path)
    if method == "CONNECT":
        return [reply(403)]
    if target.startswith("http"):
        return [reply(200, body=b"a proxy was asked")]
    if path == "/head":
        return [reply(200, body=head)]
    if path == "/echo":
        return [reply(200, body=head + body)]
    if path == "/count":
        return [reply(200, body=b"%d" % LOG.counts[urllib.parse.unquote(query)])]
    if path in WHOLE:
        return [WHOLE[path][:int(query)] if query else WHOLE[path]]
    if path == "/headers":
        return [reply(200, urllib.parse.unquote_to_bytes(query))]
    if path == "/conditional":
        same = ETAG in head or b"If-Modified-Since: " + MODIFIED in head
        return [reply(304, b"ETag: " + ETAG)] if same else ANSWERS["/ok"]
    redirect = re.fullmatch(r"/redirect/(\d+)", path)
    if redirect:
        place = urllib.parse.unquote(query).encode()
        return [reply(int(redirect[1]), b"Location: " + place, body=b"moved")]
    return ANSWERS.get(path, [reply(404)])


class Handler(socketserver.BaseRequestHandler):
    """A connection."""

    def break_off(self):
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.request.close()

    def send(self, piece):
        if isinstance(piece, Pause):
            time.sleep(piece.seconds)
        elif isinstance(piece, Reset):
            self.break_off()
        elif isinstance(piece, Endless):
            while True:
                self.request.sendall(piece.piece)
                time.sleep(piece.seconds)
        else:
            self.request.sendall(piece)

    def receive(self):
        """Head and body of a request, or nothing when it ends too early, or when the other side
        speaks TLS where there is none."""
        got = b""
        while b"\r\n\r\n" not in got:
            more = self.request.recv(65536)
            got += more
            if not more or not got[:1].isalpha():
                return b"", b""
        head, end, body = got.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        while length and len(body) < int(length[1]):
            more = self.request.recv(65536)
            body += more
            if not more:
                return b"", b""
        return head + end, body

    def secure(self, context):
        self.request = context.wrap_socket(self.request, server_side=True)

    def handle(self):
        try:
            if self.server.context:
                self.secure(self.server.context)
            head, body = self.receive()
            if head.startswith(b"CONNECT elsewhere.example:443 "):
                self.send(b"HTTP/1.1 200 Connected\r\n\r\n")
                self.secure(self.server.tunnel)
                head, body = self.receive()
            for piece in find_answer(head, body):
                self.send(piece)
            if b" /keep" in head.partition(b"\r\n")[0]:
                head, body = self.receive()
                if head:
                    find_answer(head, body)
            self.request.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the other side hung up, which is what many tests are about


class Breaker(Handler):
    """Breaks every connection when a request is there, without reading it."""

    def handle(self):
        self.request.recv(1, socket.MSG_PEEK)
        self.break_off()


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 32

    def __init__(self, context=None, tunnel=None, handler=Handler):
        super().__init__(("127.0.0.1", 0), handler)
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
    servers = [Server(tunnel=there), Server(here), Server(there), Server(handler=Breaker)]
    print(*(server.server_address[1] for server in servers), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
