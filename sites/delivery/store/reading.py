"""What is read while an answer is built: rows, columns, cities, and how long it stays so.

Nobody has to say what an answer depends on. Every instance that the ORM makes is noted as a row, and
every statement by the columns that it looks at; the triggers of the database name changes in the same
words (`triggers.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_init
from wagtail.models import Page

from sites.delivery.store.scopes import HOME_PATH, ignored_tables, listed_tables, watched_tables
from sites.delivery.store.statements import PAGE_TABLE, looked_at
from sites.models import City
from sites.present import Watch, watched

# An answer that shows more rows of one table depends on all rows that the city has there.
MOST_ROWS = 200


@dataclass
class Reading:
    """`strange`: what was read that nothing watches; an answer with it cannot be stored."""

    present: Watch
    rows: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))
    columns: set[tuple[str, str]] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    cities: set[int] = field(default_factory=set)
    home_paths: set[str] = field(default_factory=set)
    strange: set[str] = field(default_factory=set)

    def note_row(self, instance: Model) -> None:
        for table in tables_of(type(instance)):
            self.rows[table].add(instance.pk)
        values = instance.__dict__
        if isinstance(instance, City):
            self.cities.add(instance.pk)
        elif values.get("city_id"):
            self.cities.add(values["city_id"])
        elif isinstance(instance, Page) and len(values.get("path") or "") >= HOME_PATH:
            self.home_paths.add(values["path"][:HOME_PATH])

    def note_statement(self, sql: str) -> None:
        looked = looked_at(sql)
        self.columns |= looked.columns
        self.tables |= looked.tables
        self.beside |= looked.beside
        if not looked.is_understood:
            self.strange.add(sql[:200])

    def add(self, other: Reading) -> None:
        """Take over what was read for several answers together."""
        for table, keys in other.rows.items():
            self.rows[table] |= keys
        self.columns |= other.columns
        self.tables |= other.tables
        self.beside |= other.beside
        self.cities |= other.cities
        self.home_paths |= other.home_paths
        self.strange |= other.strange
        self.present.asked_now |= other.present.asked_now
        if other.present.until:
            self.present.note(other.present.until)

    def keys(self, cities: set[int]) -> list[str]:
        """Return what must not change, as the triggers write it; `cities`: those whose things were read."""
        self._find_strange()
        for table in self.beside:
            self.rows[table] |= self.rows[PAGE_TABLE]
        watched = watched_tables()
        many = {table for table, keys in self.rows.items() if len(keys) > MOST_ROWS}
        rows = [
            f"{table}:{key}"
            for table, keys in self.rows.items()
            if table in watched and table not in many
            for key in keys
        ]
        columns = [f"{table}.{column}" for table, column in self.columns if table in listed_tables()]
        tables = [table for table in {*self.tables, *many} if table in listed_tables()]
        spread = [f"{name}@{city}" for name in (*columns, *tables) for city in cities]
        return sorted([*rows, *spread, *(f"city:{city}" for city in cities)])

    def _find_strange(self) -> None:
        read = {*self.rows, *self.tables, *(table for table, _column in self.columns)}
        self.strange |= read - watched_tables() - ignored_tables()


_reading: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def reading() -> Iterator[Reading]:
    """Note everything that this thread reads inside of the block."""
    with watched() as present:
        read = Reading(present)
        token = _reading.set(read)

        def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            read.note_statement(sql)
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(look):
                yield read
        finally:
            _reading.reset(token)


@cache
def tables_of(model: type[Model]) -> tuple[str, ...]:
    """The tables over which a row of this model is spread, those of its parents included."""
    concrete = [model, *model._meta.get_parent_list()]
    return tuple(one._meta.db_table for one in concrete if not one._meta.proxy)


def note(instance: Model) -> None:
    """Note a row that was made before, for what is read now."""
    read = _reading.get()
    if read is not None:
        read.note_row(instance)


def _note_row(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    read = _reading.get()
    if read is not None and instance.pk is not None:
        read.note_row(instance)


def connect() -> None:
    """Listen to every instance that is made; called once, when the app is ready."""
    post_init.connect(_note_row, dispatch_uid="rows_of_answers")
