"""Which tables and columns a statement of the ORM looks at to decide what it returns.

Rows that come back whole are noted as rows (`reading.py`), so the columns of such rows in the list of
what is selected do not count; every other column that the statement names does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from django.apps import apps

# As Django writes them: FROM "table", JOIN "table" T4, and "table"."column" or T4."column".
TABLE = re.compile(r'(?:\bFROM|\bJOIN|,) +\(*"(\w+)"(?: +([A-Z]\w*\d\w*))?(?! *\.)')
COLUMN = re.compile(r'(?:"(\w+)"|\b([A-Z]\w*\d\w*))\."(\w+)"')
ITEM = re.compile(rf'\(*{COLUMN.pattern}\)*(?: AS "\w+")?')
# A source that is written in another way than the ORM does.
FOREIGN = re.compile(r"\b(?:FROM|JOIN)\s+(?![\"(]|LATERAL\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Looked:
    """`columns` are (table, column); `tables` those of which no column but the key was named.

    `is_understood` is False for a statement that is not written as the ORM does.
    """

    columns: frozenset[tuple[str, str]]
    tables: frozenset[str]
    is_understood: bool = True


@lru_cache(maxsize=4096)
def looked_at(sql: str) -> Looked:
    """Return what a SELECT looks at; nothing for any other statement."""
    if not sql.lstrip("( ").startswith("SELECT"):
        return Looked(frozenset(), frozenset(), not sql.lstrip().upper().startswith("WITH"))
    names = _names(sql)
    tables = {table for found in names.values() for table in found}
    whole, rest = _split(sql)
    columns = set(_columns(rest, names)) | set(_not_whole(whole, names))
    keys = {(table, key_column(table)) for table in tables}
    bare = tables - {table for table, _column in columns | set(_columns(sql, names))}
    return Looked(frozenset(columns - keys), frozenset(bare), not FOREIGN.search(sql))


def _names(sql: str) -> dict[str, set[str]]:
    """Return name → tables; two subqueries may call different tables by the same name."""
    names: dict[str, set[str]] = {}
    for table, alias in TABLE.findall(sql):
        names.setdefault(alias or table, set()).add(table)
    return names


def _split(sql: str) -> tuple[list[str], str]:
    """Return the plain columns of the outermost list and all the rest of the statement."""
    if not sql.startswith("SELECT "):
        return [], sql
    items, end = _items(sql)
    plain = [item for item in items if ITEM.fullmatch(item)]
    others = [item for item in items if not ITEM.fullmatch(item)]
    return plain, ", ".join(others) + sql[end:]


def _items(sql: str) -> tuple[list[str], int]:
    """Return what stands between SELECT and its FROM, and where that begins."""
    start = len("SELECT DISTINCT ") if sql.startswith("SELECT DISTINCT ") else len("SELECT ")
    depth, items, begin = 0, [], start
    for position in range(start, len(sql)):
        letter = sql[position]
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        elif depth == 0 and letter == ",":
            items.append(sql[begin:position].strip())
            begin = position + 1
        elif depth == 0 and sql.startswith(" FROM ", position):
            return [*items, sql[begin:position].strip()], position
    return [*items, sql[begin:].strip()], len(sql)


def _columns(sql: str, names: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    for quoted, alias, column in COLUMN.findall(sql):
        for table in names.get(quoted or alias, ()):
            if column in columns_of(table):  # of two tables with the same name only one may have it
                yield table, column


def _not_whole(items: Iterable[str], names: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """The selected columns of those tables of which not every column is selected."""
    by_name: dict[str, set[str]] = {}
    for item in items:
        for quoted, alias, column in COLUMN.findall(item):
            by_name.setdefault(quoted or alias, set()).add(column)
    for name, columns in by_name.items():
        for table in names.get(name, ()):
            if not columns >= columns_of(table):
                yield from ((table, column) for column in columns & columns_of(table))


@cache
def _tables() -> dict[str, tuple[str, frozenset[str]]]:
    """Return table → its key column and all of its columns."""
    return {
        model._meta.db_table: (
            str(model._meta.pk.column),
            frozenset(str(field.column) for field in model._meta.local_concrete_fields),
        )
        for model in apps.get_models(include_auto_created=True)
    }


def columns_of(table: str) -> frozenset[str]:
    """The columns of a table; of one without a model none is known."""
    return _tables().get(table, ("", frozenset[str]()))[1]


def key_column(table: str) -> str:
    return _tables().get(table, ("", frozenset()))[0]
