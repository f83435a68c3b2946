"""Answers in the memory of a process, right at any time: a listener takes away what a change has deleted.

While the listener cannot ask – the database is away, or was – nothing from the memory is given out, and
then it begins empty. So a change is seen within a second, whatever happens to notifications.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable

from sites.delivery.store.keeping import Answer
from sites.delivery.store.listening import Address

TRUSTED_FOR = 1.0  # seconds after the listener has begun to ask
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
