"""Which tables and columns a statement of the ORM looks at to decide what it returns.

Rows that come back whole are noted as rows (`reading.py`), so the columns of such rows in the list of
what is selected do not count; every other column that the statement names does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from django.apps import apps
from wagtail.models import Page

PAGE_TABLE = "wagtailcore_page"
# As Django writes them: FROM "table", JOIN "table" T4, and "table"."column" or T4."column".
TABLE = re.compile(r'(?:\bFROM|\bJOIN|,) +\(*"(\w+)"(?: +([A-Z]\w*\d\w*))?(?! *\.)')
COLUMN = re.compile(r'(?:"(\w+)"|\b([A-Z]\w*\d\w*))\."(\w+)"')
ITEM = re.compile(rf'\(*{COLUMN.pattern}\)*(?: AS "\w+")?')
# A source that is written in another way than the ORM does.
FOREIGN = re.compile(r"\b(?:FROM|JOIN)\s+(?![\"(]|LATERAL\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Looked:
    """`columns` are (table, column); `tables` those of which no column but the key was named.

    `beside`: tables of page types of which columns stand beside whole pages; the row has the page's key.
    `is_understood` is False for a statement that is not written as the ORM does.
    """

    columns: frozenset[tuple[str, str]]
    tables: frozenset[str]
    beside: frozenset[str] = frozenset()
    is_understood: bool = True


@lru_cache(maxsize=4096)
def looked_at(sql: str) -> Looked:
    """Return what a SELECT looks at; nothing for any other statement."""
    if not sql.lstrip("( ").startswith("SELECT"):
        return Looked(frozenset(), frozenset(), is_understood=not sql.lstrip().upper().startswith("WITH"))
    names = _names(sql)
    tables = {table for found in names.values() for table in found}
    plain, rest = _split(sql)
    selected = _selected(plain, names)
    parts = {name: columns for name, columns in selected.items() if not _is_whole(name, columns, names)}
    has_pages = any(names[name] == {PAGE_TABLE} for name in selected.keys() - parts.keys())
    beside = {name for name in parts if has_pages and names.get(name, set()) <= page_type_tables()}
    columns = set(_columns(rest, names))
    for name in parts.keys() - beside:
        columns |= set(_known(names.get(name, ()), parts[name]))
    keys = {(table, key_column(table)) for table in tables}
    bare = tables - {table for table, _column in columns | set(_columns(sql, names))}
    return Looked(
        frozenset(columns - keys),
        frozenset(bare),
        frozenset(table for name in beside for table in names[name]),
        not FOREIGN.search(sql),
    )


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
        yield from _known(names.get(quoted or alias, ()), {column})


def _known(tables: Iterable[str], columns: Set[str]) -> Iterator[tuple[str, str]]:
    """Of two tables with the same name only one may have a column."""
    for table in tables:
        yield from ((table, column) for column in columns & columns_of(table))


def _selected(items: Iterable[str], names: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return name of a table → the columns of it that are selected."""
    found: dict[str, set[str]] = {}
    for item in items:
        for quoted, alias, column in COLUMN.findall(item):
            if (quoted or alias) in names:
                found.setdefault(quoted or alias, set()).add(column)
    return found


def _is_whole(name: str, columns: set[str], names: dict[str, set[str]]) -> bool:
    return all(columns_of(table) and columns >= columns_of(table) for table in names[name])


@cache
def page_type_tables() -> frozenset[str]:
    """The tables of page types, whose rows have the keys of their pages."""
    return frozenset(
        model._meta.db_table for model in apps.get_models() if issubclass(model, Page) and model is not Page
    )


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
