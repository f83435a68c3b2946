"""The memory of a process: what a change has deleted is gone from it; how soon, `make bench` measures."""

import time

import pytest
from django.db import connection

from sites.delivery.store import listening
from sites.delivery.store import memory as module
from sites.delivery.store.keeping import Answer
from sites.delivery.store.listening import Listener, connect
from sites.delivery.store.memory import Memory
from tests.sites.delivery.store.connections import beside

ADDRESS = ("dortmund.localhost:8000", "/dazwischen/")
ANSWER = Answer((("Content-Type", "text/html"),), '"1"', b"Vorher")


def soon(condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def memory(committed):
    """A memory with a listener, as a web process has one."""
    memory = Memory()
    listener = Listener(memory, connect)
    stop = listener.start()
    assert soon(lambda: memory.is_trusted)
    yield memory
    stop.set()
    assert soon(lambda: not memory.is_trusted)


def fill(memory):
    memory.put(ADDRESS, ANSWER, memory.changes)
    assert ADDRESS in memory.answers


def test_a_change_reaches_it(memory, get, rename):
    beside(get)
    fill(memory)
    beside(rename)
    assert soon(lambda: ADDRESS not in memory.answers)


def test_a_change_reaches_it_though_the_notification_is_lost(committed, get, rename, monkeypatch):
    monkeypatch.setattr(listening, "CHANNEL", "nobody_speaks_here")
    memory = Memory()
    stop = Listener(memory, connect).start()
    assert soon(lambda: memory.is_trusted)
    beside(get)
    fill(memory)
    beside(rename)
    assert soon(lambda: ADDRESS not in memory.answers)
    stop.set()
    assert soon(lambda: not memory.is_trusted)


def test_a_broken_connection_empties_it(memory, get):
    beside(get)
    fill(memory)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE '%%contentchange%%'"
            " AND pid <> pg_backend_pid()"
        )
    assert soon(lambda: ADDRESS not in memory.answers)
    assert soon(lambda: memory.is_trusted)
    assert memory.get(ADDRESS) is None


def test_what_nobody_has_asked_about_for_a_second_is_not_given_out():
    memory = Memory()
    memory.put(ADDRESS, ANSWER, memory.changes)
    memory.asked_at = time.monotonic()
    assert memory.get(ADDRESS) == ANSWER
    memory.asked_at -= module.TRUSTED_FOR
    assert memory.get(ADDRESS) is None


def test_nothing_is_given_out_while_nobody_listens():
    memory = Memory()
    memory.put(ADDRESS, ANSWER, memory.changes)
    assert memory.get(ADDRESS) is None


def test_what_was_looked_up_before_a_change_is_not_taken_in():
    memory = Memory()
    changes = memory.changes
    memory.drop([("elsewhere", "/")])
    memory.put(ADDRESS, ANSWER, changes)
    assert ADDRESS not in memory.answers


def test_it_is_bounded():
    memory = Memory(room=3 * (len(ANSWER.body) + module.OVERHEAD))
    for number in range(10):
        memory.put(("host", f"/{number}"), ANSWER, memory.changes)
    assert list(memory.answers) == [("host", "/7"), ("host", "/8"), ("host", "/9")]


def test_an_answer_larger_than_all_its_room_is_left_out():
    memory = Memory(room=10)
    memory.put(ADDRESS, ANSWER, memory.changes)
    assert memory.answers == {}
