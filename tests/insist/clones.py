"""Clones of the project with servers of their own, and processes that use them."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

from insist.database import PACKAGE, embedded_settings
from insist.server_account import Account, as_account

PROJECT = Path(__file__).resolve().parent.parent.parent
PACKAGES = Path(psycopg.__file__).parent.parent
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can start it as another user")

START = """
import pathlib, sys
from insist import database
data_dir = pathlib.Path(sys.argv[1])
database.start(data_dir)
"""
START_AND_ASK = f"""{START}
import psycopg
where = database.embedded_settings(data_dir)
with psycopg.connect(host=where["HOST"], port=where["PORT"], dbname=where["NAME"], user=where["USER"]) as db:
    print(db.execute("SELECT 'an answer'").fetchone()[0])
"""
START_AND_WAIT = f"""{START}
print("ready", flush=True)
sys.stdin.read()
"""
START_AND_LEAVE_A_FORK = f"""{START}
import os
if os.fork() == 0:
    sys.stdin.read()
    os._exit(0)
print("ready", flush=True)
"""
START_IN_A_WORKER = """
import multiprocessing, pathlib, sys
from insist import database
worker = multiprocessing.get_context("fork").Process(target=database.start, args=(pathlib.Path(sys.argv[1]),))
worker.start()
worker.join()
"""
START_WITHOUT_WHEEL = f"""
import sys
sys.modules["{PACKAGE}"] = None
{START}
"""


class Clone:
    """A folder like a checkout of the project, with the data folder of its server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data_dir = folder / "var" / "postgres"
        self.cluster = self.data_dir / "cluster"

    def settings(self) -> dict[str, Any]:
        return embedded_settings(self.data_dir)

    def connect(self, role: str | None = None) -> psycopg.Connection[Any]:
        where = self.settings()
        return psycopg.connect(
            host=where["HOST"], port=where["PORT"], dbname=where["NAME"], user=role or where["USER"]
        )

    def answers(self) -> bool:
        with self.connect() as db:
            return db.execute("SELECT 1").fetchone() == (1,)

    def postmaster(self) -> int:
        return int((self.cluster / "postmaster.pid").read_text().split()[0])

    def has_processes(self) -> bool:
        with open(self.data_dir / "server.lock") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    def is_stopped_cleanly(self) -> bool:
        log = (self.data_dir / "server.log").read_text()
        return (
            not self.has_processes()
            and not (self.cluster / "postmaster.pid").exists()
            and "database system is shut down" in log[log.rindex("ready to accept connections") :]
        )

    def stop(self) -> None:
        if (self.cluster / "postmaster.pid").exists() and self.has_processes():
            os.kill(self.postmaster(), signal.SIGQUIT)
        while (self.data_dir / "server.lock").exists() and self.has_processes():
            time.sleep(0.01)

    def remove(self) -> None:
        self.stop()
        for folder in (Path(self.settings()["HOST"]), self.data_dir.resolve(), self.folder):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def temporary_clone(owner: Account | None = None, mode: int = 0o755) -> Iterator[Clone]:
    # Not tmp_path: as root, the server's user may not enter it.
    clone = Clone(Path(tempfile.mkdtemp(prefix="insist-clone-", dir="/tmp")))
    clone.folder.chmod(mode)
    if owner:
        os.chown(clone.folder, *owner)
    yield clone
    clone.remove()


@cache
def python_for(account: Account | None) -> str | None:
    """Return a Python that `account` may run with the project's packages; ours can lie in root's home."""
    same_version = shutil.which(f"python3.{sys.version_info.minor}", path=os.defpath)
    for python in filter(None, (sys.executable, same_version)):
        with_packages = [python, "-c", "import insist.database"]
        try:
            subprocess.run(with_packages, check=True, capture_output=True, **surroundings(account))
        except (subprocess.CalledProcessError, PermissionError):
            continue
        return python
    return None


def surroundings(account: Account | None = None, **variables: str) -> dict[str, Any]:
    path = os.pathsep.join([str(PROJECT), str(PACKAGES)])
    environment = {"PATH": os.defpath, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", **variables}
    return {"cwd": "/", "env": environment, "text": True, **as_account(account)}


def run(
    code: str, clone: Clone, account: Account | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    command = [python_for(account) if account else sys.executable, "-c", code, str(clone.data_dir)]
    return subprocess.run(command, capture_output=True, timeout=50, **surroundings(account, **variables))


def make_user_process(clone: Clone, code: str = START_AND_WAIT) -> subprocess.Popen[str]:
    """Return a process that uses the server until its standard input is closed."""
    command = [sys.executable, "-c", code, str(clone.data_dir)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **surroundings())
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)
