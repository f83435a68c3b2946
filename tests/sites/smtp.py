"""A small SMTP server for tests: takes mails on a port of its own, or refuses their recipient."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Handler(socketserver.StreamRequestHandler):
    server: "Server"

    def handle(self) -> None:
        self.say("220 test")
        for raw in self.rfile:
            word = raw[:4].upper()
            if word == b"DATA":
                self.say("354 go on")
                self.server.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            elif word == b"RCPT" and self.server.refuse_with:
                self.say(f"{self.server.refuse_with} no")
                continue
            elif word == b"QUIT":
                self.say("221 bye")
                return
            self.say("250 ok")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, refuse_with: int | None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.mails: list[bytes] = []
        self.refuse_with = refuse_with
        self.port = self.server_address[1]


@contextmanager
def smtp_server(refuse_with: int | None = None) -> Iterator[Server]:
    with Server(refuse_with) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
