"""Answers in the memory of a process, right at any time: a listener takes away what a change has deleted.

The database notifies at once, and once a second at the latest the listener asks what has changed since it
last asked. So a notification that is lost delays a change by a second; and while the listener cannot ask
– the database is away, or was – nothing from the memory is given out, and then it begins empty.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import psycopg
from django.db import connection

from sites.delivery.store.keeping import Answer
from sites.delivery.store.triggers import CHANGE, CHANNEL

logger = logging.getLogger(__name__)

Address = tuple[str, str]  # host and path

ASKED_EVERY = 0.5  # seconds
TRUSTED_FOR = 1.0  # seconds after the listener has begun to ask
PAUSE = 0.2  # seconds before it tries to connect again
ROOM = 32_000_000  # bytes per process
OVERHEAD = 1_500  # bytes that an answer takes beside its body


class Memory:
    """Bounded: the answers that came first go first. All threads of the process share it."""

    def __init__(self, room: int = ROOM) -> None:
        self.answers: dict[Address, Answer] = {}
        self.room, self.taken = room, 0
        self.changes = 0  # seen; an answer that was looked up before the last of them is not taken in
        self.asked_at = float("-inf")
        self.lock = threading.Lock()

    @property
    def is_trusted(self) -> bool:
        return time.monotonic() - self.asked_at < TRUSTED_FOR

    def get(self, address: Address) -> Answer | None:
        return self.answers.get(address) if self.is_trusted else None

    def put(self, address: Address, answer: Answer, changes: int) -> None:
        """Take an answer in; `changes` is what `self.changes` was before it was looked up."""
        size = len(answer.body) + OVERHEAD
        with self.lock:
            if changes != self.changes or size > self.room:
                return
            self._drop(address)
            while self.taken + size > self.room:
                self._drop(next(iter(self.answers)))
            self.answers[address] = answer
            self.taken += size

    def drop(self, addresses: Iterable[Address]) -> None:
        with self.lock:
            self.changes += 1
            for address in addresses:
                self._drop(address)

    def clear(self) -> None:
        with self.lock:
            self.changes += 1
            self.answers.clear()
            self.taken = 0

    def _drop(self, address: Address) -> None:
        answer = self.answers.pop(address, None)
        if answer:
            self.taken -= len(answer.body) + OVERHEAD


@dataclass
class Listener:
    """Keeps a memory right, in a thread of its own with a connection of its own."""

    memory: Memory
    connect: Callable[[], psycopg.Connection]

    def start(self) -> threading.Event:
        """Begin; return the event that ends it."""
        stop = threading.Event()
        threading.Thread(target=self.run, args=[stop], name="answers", daemon=True).start()
        return stop

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                self._listen(stop)
            except psycopg.Error as error:
                logger.warning("no news of changes: %s", error)
            self.memory.asked_at = float("-inf")
            self.memory.clear()
            stop.wait(PAUSE)

    def _listen(self, stop: threading.Event) -> None:
        with self.connect() as listening:
            listening.execute(f"LISTEN {CHANNEL}")
            snapshot = listening.execute("SELECT pg_current_snapshot()::text").fetchone()[0]
            self.memory.clear()
            while not stop.is_set():
                begun = time.monotonic()
                snapshot, gone = changes_since(listening, snapshot)
                if gone:
                    self.memory.drop(gone)
                self.memory.asked_at = begun
                # One notification is enough: all that has changed is asked for anyway.
                for _one in listening.notifies(timeout=ASKED_EVERY, stop_after=1):
                    break


def connect() -> psycopg.Connection:
    """Open a connection beside those of Django, which belong to the threads that answer."""
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    return psycopg.connect(**parameters, autocommit=True)


def changes_since(listening: psycopg.Connection, snapshot: str) -> tuple[str, list[Address]]:
    """Return the snapshot of now and the addresses of all answers that went since the other one."""
    row = listening.execute(SINCE, {"snapshot": snapshot}).fetchone()
    assert row is not None
    now, gone = row
    return now, [tuple(address.split(" ", 1)) for address in gone]  # type: ignore[misc]


SINCE = f"""
SELECT pg_current_snapshot()::text, coalesce(
  (SELECT array_agg(address) FROM {CHANGE}, unnest(gone) address
   WHERE xid >= pg_snapshot_xmin(%(snapshot)s::pg_snapshot)::text::bigint
     AND NOT pg_visible_in_snapshot(xid::text::xid8, %(snapshot)s::pg_snapshot)),
  '{{}}')
"""
