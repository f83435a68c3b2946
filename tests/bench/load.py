"""Asking a server as fast as it answers: with wrk where it is installed, else with a client of our own.

Both share the machine with the server, so the fastest cases are faster than they look.
"""

from __future__ import annotations

import http.client
import itertools
import json
import selectors
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from tests.bench.servers import LOOPBACK

WRK = shutil.which("wrk")
PATIENCE = 30  # seconds
CLIENT = "wrk" if WRK else "a client of its own, in Python"


@dataclass(frozen=True)
class Request:
    host: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def bytes(self) -> bytes:
        lines = [f"GET {self.path} HTTP/1.1", f"Host: {self.host}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True)
class Round:
    """What came of one round; latencies in milliseconds, `size` in bytes with headers."""

    requests: int
    seconds: float
    p50: float
    p99: float
    size: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


class WrongAnswerError(Exception):
    """A server answered something else than the case is about."""


def fire(port: int, requests: Sequence[Request], connections: int, seconds: float, status: int) -> Round:
    """Ask for these in turn over so many connections. Raises WrongAnswerError."""
    if WRK:
        return _fire_wrk(port, requests, connections, seconds)
    return fire_own(port, requests, connections, seconds, status)


def ask_once(port: int, request: Request) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers (in lower case) and body of one answer."""
    asking = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
    asking.request("GET", request.path, headers={"Host": request.host, **dict(request.headers)})
    answer = asking.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    asking.close()
    return found


@dataclass
class _Connection:
    socket: socket.socket
    asked_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)
    missing: int = 0  # bytes of the answer, once its head is there


def fire_own(port: int, requests: Sequence[Request], connections: int, seconds: float, status: int) -> Round:
    """The same with the client of our own."""
    coming = itertools.cycle([request.bytes for request in requests])
    wanted = f"HTTP/1.1 {status} ".encode()
    latencies: list[float] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        begun = now = time.perf_counter()
        for _number in range(connections):
            opened = _Connection(socket.create_connection((LOOPBACK, port)))
            opened.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(opened.socket, selectors.EVENT_READ, opened)
            _ask(opened, next(coming))
        # What has been asked is waited for, or it would burden the next case.
        while selector.get_map():
            for key, _events in selector.select(timeout=PATIENCE) or _nothing_came(port):
                one: _Connection = key.data
                length = _receive(one, wanted)
                if length:
                    now = time.perf_counter()
                    latencies.append(now - one.asked_at)
                    size += length
                    if now < begun + seconds:
                        _ask(one, next(coming))
                    else:
                        selector.unregister(one.socket)
                        one.socket.close()
    latencies.sort()
    p50, p99 = (latencies[int(len(latencies) * share)] * 1000 for share in (0.5, 0.99))
    return Round(len(latencies), now - begun, p50, p99, size / len(latencies))


def _nothing_came(port: int) -> NoReturn:
    raise WrongAnswerError(f"port {port}: nothing within {PATIENCE} s")


def _ask(one: _Connection, request: bytes) -> None:
    one.received.clear()
    one.missing = 0
    one.asked_at = time.perf_counter()
    one.socket.sendall(request)


def _receive(one: _Connection, wanted: bytes) -> int:
    """Read what has come; return the length of the answer if it is complete, else 0. Raises WrongAnswerError."""
    piece = one.socket.recv(262_144)
    if not piece:
        raise WrongAnswerError("the server closed the connection")
    one.received += piece
    if not one.missing:
        head = one.received.find(b"\r\n\r\n")
        if head < 0:
            return 0
        if not one.received.startswith(wanted):
            raise WrongAnswerError(one.received[: head + 200].decode(errors="replace"))
        one.missing = head + 4 + _length(bytes(one.received[:head]).lower())
    return len(one.received) if len(one.received) >= one.missing else 0


def _length(head: bytes) -> int:
    """The length of the body, 0 for an answer without one."""
    _before, name, after = head.partition(b"\r\ncontent-length:")
    return int(after.split(b"\r\n", 1)[0]) if name else 0


SCRIPT = """
local requests, place, others = {}, 0, 0
function init(args)
  for line in io.lines(args[1]) do
    local host, path, known = line:match("([^\\t]*)\\t([^\\t]*)\\t([^\\t]*)")
    local headers = {["Host"] = host}
    if known ~= "" then headers["If-None-Match"] = known end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end
function request()
  place = place % #requests + 1
  return requests[place]
end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\\nJSON {"requests": %d, "us": %d, "bytes": %d, "p50": %d, "p99": %d, "errors": %d}\\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status))
end
"""


def _fire_wrk(port: int, requests: Sequence[Request], connections: int, seconds: float) -> Round:
    with tempfile.TemporaryDirectory() as folder:
        script, paths = Path(folder) / "ask.lua", Path(folder) / "paths"
        script.write_text(SCRIPT)
        paths.write_text("".join(_lines(requests)))
        where = f"http://{LOOPBACK}:{port}/"
        options = ["-t1", f"-c{connections}", f"-d{max(round(seconds), 1)}s", "--timeout", "10s"]
        ran = subprocess.run(
            [str(WRK), *options, "-s", str(script), where, "--", str(paths)],
            capture_output=True,
            text=True,
            check=True,
        )
    told = json.loads(ran.stdout.rpartition("JSON ")[2])
    if told["errors"] or not told["requests"]:
        raise WrongAnswerError(f"port {port}: {told}")
    count = max(told["requests"], 1)
    return Round(
        told["requests"],
        told["us"] / 1e6,
        told["p50"] / 1000,
        told["p99"] / 1000,
        told["bytes"] / count,
    )


def _lines(requests: Sequence[Request]) -> Iterator[str]:
    for request in requests:
        yield f"{request.host}\t{request.path}\t{dict(request.headers).get('If-None-Match', '')}\n"
