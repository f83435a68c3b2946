"""Running several processes as one: all start, and when one ends or Ctrl-C comes, all stop."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from types import FrameType

STOP_SECONDS = 15
POLL_SECONDS = 0.2

Commands = Mapping[str, Sequence[str]]


class Stopped(Exception):
    """A signal asked for the end."""


def python_command(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def web_command(host: str, port: int, application: str = "insist.wsgi:application") -> list[str]:
    """Return the command of the demonstration's web process, with two workers."""
    where = ["--interface", "wsgi", "--host", host, "--port", str(port)]
    size = ["--workers", "2", "--blocking-threads", "4", "--backpressure", "128"]
    return python_command("-m", "granian", *where, *size, "--no-ws", "--log-level", "warning", application)


def run_together(commands: Commands) -> int:
    """Run the named commands until one ends or a signal comes; return the exit code of the first that failed."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise Stopped

    previous = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    # A session of its own: Ctrl-C reaches only this process, which then stops the others in order.
    running = {name: subprocess.Popen(command, start_new_session=True) for name, command in commands.items()}
    try:
        return _wait_for_any(running)
    except Stopped:
        return 0
    finally:
        for number, handler in previous.items():
            signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else handler)
        _stop_all(running)
        signal.signal(signal.SIGINT, previous[signal.SIGINT])


def _wait_for_any(running: dict[str, subprocess.Popen[bytes]]) -> int:
    while True:
        for name, process in running.items():
            if process.poll() is not None:
                sys.stderr.write(f"{name} ended with {process.returncode}; stopping the others.\n")
                return process.returncode or 1
        time.sleep(POLL_SECONDS)


def _stop_all(running: dict[str, subprocess.Popen[bytes]]) -> None:
    for process in running.values():
        if process.poll() is None:
            process.terminate()
    for process in running.values():
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
