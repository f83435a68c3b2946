"""The embedded PostgreSQL: its settings, its life time, many users at once. Real servers, real processes."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from insist.database import release, start
from tests.insist.clones import (
    START,
    START_AND_ASK,
    START_AND_LEAVE_A_FORK,
    START_IN_A_WORKER,
    START_WITHOUT_WHEEL,
    make_user_process,
    run,
)

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
