"""Web processes as the demonstration starts them, and what they use of the machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sites.processes import web_command

ROOT = Path(__file__).parents[2]
LOOPBACK = "127.0.0.1"
STARTS_IN = 60  # seconds
STOPS_IN = 15
IDLE_WITHIN = 10
BUSY = 0.03  # seconds of computing within a tenth of a second
PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")  # per second
PARENT, USER_TIME, SYSTEM_TIME = 1, 11, 12  # fields of /proc/<pid>/stat after the name of the program


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen[bytes]

    @property
    def workers(self) -> list[int]:
        """The processes that answer; [] on a system that does not tell."""
        if not PROC.exists():
            return []
        numbers = [int(path.name) for path in PROC.iterdir() if path.name.isdecimal()]
        return [number for number in numbers if _is_worker(number, self.process.pid)]

    def cpu_seconds(self) -> float:
        """What its processes have computed so far, the database not included."""
        ticks = [_stat(number) for number in self.workers]
        return sum(int(told[USER_TIME]) + int(told[SYSTEM_TIME]) for told in ticks if told) / TICKS

    def wait_until_idle(self) -> None:
        """Until it has done what it was asked: wrk does not wait for its last answers."""
        before, deadline = -1.0, time.monotonic() + IDLE_WITHIN
        while (now := self.cpu_seconds()) - before > BUSY and time.monotonic() < deadline:
            before = now
            time.sleep(0.1)

    def megabytes_per_worker(self) -> float:
        """The memory of a worker; what it shares with other processes counts in equal parts."""
        workers = self.workers
        return sum(_pss(number) for number in workers) / max(len(workers), 1)


@contextmanager
def serving(application: str, **environment: str) -> Iterator[Server]:
    """Start a server of `module:name`, wait until it answers, and stop it at the end.

    Raises RuntimeError if it does not start.
    """
    port = free_port()
    process = subprocess.Popen(
        web_command(LOOPBACK, port, application),
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.bench.settings", **environment},
        start_new_session=True,
    )
    try:
        _wait(process, port, application)
        yield Server(port, process)
    finally:
        process.terminate()
        try:
            process.wait(STOPS_IN)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # its workers too


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, application: str) -> None:
    deadline = time.monotonic() + STARTS_IN
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with socket.create_connection((LOOPBACK, port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{application} does not start.")


def _is_worker(number: int, parent: int) -> bool:
    told = _stat(number)
    if not told or int(told[PARENT]) != parent:
        return False
    try:
        return b"resource_tracker" not in (PROC / str(number) / "cmdline").read_bytes()
    except OSError:
        return False


def _stat(number: int) -> list[str]:
    try:
        return (PROC / str(number) / "stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended
        return []


def _pss(number: int) -> float:
    facts: Mapping[str, str] = dict(
        line.split(":", 1)  # type: ignore[misc]
        for line in (PROC / str(number) / "smaps_rollup").read_text().splitlines()[1:]
    )
    return int(facts["Pss"].split()[0]) / 1024
