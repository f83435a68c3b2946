"""Hearing of changes: which stored answers are gone, as soon as the transaction that took them has ended.

The database notifies at once, and once in half a second the listener asks what has changed since it last
asked. So a notification that is lost delays a change and hides none.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import psycopg
from django.db import connection

from sites.delivery.store.triggers import CHANGE, CHANNEL

logger = logging.getLogger(__name__)

Address = tuple[str, str]  # host and path

ASKED_EVERY = 0.5  # seconds
PAUSE = 0.2  # seconds before it tries to connect again


class Hearer(Protocol):
    """Whoever wants to know. `asked_at` is when the listener last began to ask, by the monotonic clock."""

    asked_at: float

    def drop(self, addresses: Iterable[Address]) -> None:
        """These answers are gone."""

    def clear(self) -> None:
        """Changes may have been missed: any answer may be gone."""


@dataclass
class Listener:
    """Tells a hearer of changes, from a thread of its own with a connection of its own."""

    hearer: Hearer
    connect: Callable[[], psycopg.Connection]

    def start(self) -> threading.Event:
        """Begin; return the event that ends it."""
        stop = threading.Event()
        threading.Thread(target=self.run, args=[stop], name="changes", daemon=True).start()
        return stop

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                self._listen(stop)
            except psycopg.Error as error:
                logger.warning("no news of changes: %s", error)
            self.hearer.asked_at = float("-inf")
            self.hearer.clear()
            stop.wait(PAUSE)

    def _listen(self, stop: threading.Event) -> None:
        with self.connect() as listening:
            listening.execute(f"LISTEN {CHANNEL}")
            snapshot = snapshot_of(listening)
            self.hearer.clear()
            while not stop.is_set():
                begun = time.monotonic()
                snapshot, gone = changes_since(listening, snapshot)
                if gone:
                    self.hearer.drop(gone)
                self.hearer.asked_at = begun
                # One notification is enough: all that has changed is asked for anyway.
                for _one in listening.notifies(timeout=ASKED_EVERY, stop_after=1):
                    break


def connect() -> psycopg.Connection:
    """Open a connection beside those of Django, which belong to the threads that answer."""
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    return psycopg.connect(**parameters, autocommit=True)


def snapshot_of(listening: psycopg.Connection) -> str:
    row = listening.execute("SELECT pg_current_snapshot()::text").fetchone()
    assert row is not None
    return str(row[0])


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
