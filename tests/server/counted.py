# SPDX-License-Identifier: MIT
"""A server that can tell when all that was sent to it has had its effect."""
import socket
import threading


class Counted:
    """To be put in front of socketserver.ThreadingTCPServer."""

    def __init__(self, *arguments):
        self.changed = threading.Condition()
        self.connections = 0
        super().__init__(*arguments)

    def _count(self, change):
        with self.changed:
            self.connections += change
            self.changed.notify_all()

    def process_request(self, request, client_address):
        self._count(1)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        super().shutdown_request(request)
        self._count(-1)

    def settle(self):
        """Waits until every connection is over. One of our own comes after all that were made
        before it, even when nobody has accepted them yet."""
        with socket.create_connection(self.server_address) as last:
            last.shutdown(socket.SHUT_WR)
            while last.recv(1000):
                pass
        with self.changed:
            self.changed.wait_for(lambda: self.connections == 0)
