"""Things done on connections of their own, which commit: the test's own never does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

PATIENCE = 20  # seconds


def beside(action: Callable[[], Any]) -> Any:
    """Do it in another thread, whose connection commits; return what comes of it."""
    results: list[Any] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(action())
        except BaseException as error:  # noqa: BLE001 (told to the test)
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive(), "it waits for something that does not come"
    if errors:
        raise errors[0]
    return results[0]


class InFlight:
    """A change in a transaction that stays open until `commit` or `roll_back`."""

    def __init__(self, change: Callable[[], Any]) -> None:
        self.change = change
        self.made, self.may_end = threading.Event(), threading.Event()
        self.is_wanted = True
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._run)
        self.thread.start()
        assert self.made.wait(PATIENCE)

    def _run(self) -> None:
        try:
            with transaction.atomic():
                self.change()
                self.made.set()
                self.may_end.wait(PATIENCE)
                transaction.set_rollback(not self.is_wanted)
        except BaseException as error:  # noqa: BLE001 (told to the test)
            self.error = error
        finally:
            self.made.set()
            connection.close()

    def commit(self) -> None:
        self.may_end.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        if self.error:
            raise self.error

    def roll_back(self) -> None:
        self.is_wanted = False
        self.commit()
