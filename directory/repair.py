"""Whether the read model says what its sources say, column by column, and setting it right where it does not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Field, JSONField, Model
from django.utils import timezone

from directory.entries import CHUNK, chunks, entry_values, private_values, read_sources, write_entries
from directory.models import Association, DirectoryEntry, PrivateEntry
from directory.publicity import Sources, is_public

TABLES = ((DirectoryEntry, entry_values), (PrivateEntry, private_values))

SILENT = ("contacts", "migration")  # the command's lines end up in logs


@dataclass(frozen=True)
class Difference:
    """`column` is "" where the whole row is missing or should not be there."""

    key: UUID
    name: str  # of the association; "" where there is none
    table: str
    column: str
    stored: str
    right: str

    def __str__(self) -> str:
        where = f"{self.name or 'no association'} ({self.key}) {self.table}"
        if not self.column:
            return f"{where}: {'missing' if self.right else 'should not be there'}"
        if self.column in SILENT:
            return f"{where}.{self.column}: differs"
        return f"{where}.{self.column}: {self.stored} instead of {self.right}"


def all_keys() -> list[UUID]:
    """Numbers of all associations and of all rows of the read model."""
    keys = set(Association.objects.sources().values_list("translation_key", flat=True))
    for model, _values in TABLES:
        keys |= set(model._default_manager.values_list("key", flat=True))
    return sorted(keys)


def compare(keys: Sequence[UUID]) -> list[Difference]:
    """Return what is wrong with the rows of these associations, in a fixed number of queries.

    What time alone has changed and the clock has yet to write is not wrong.
    """
    sources = {one.association.translation_key: one for one in read_sources(keys)}
    due = DirectoryEntry.objects.filter(key__in=keys, fresh_until__lte=timezone.now())
    waiting = set(due.values_list("key", flat=True))
    found: list[Difference] = []
    for model, values in TABLES:
        stored = {row.key: row for row in model._default_manager.filter(key__in=keys)}
        for key in keys:
            if key not in waiting:
                found += _compare(key, model, sources.get(key), stored.get(key), values)
    return found


def repair(keys: Sequence[UUID]) -> list[Difference]:
    """Set right what is wrong with these; return what it was."""
    with transaction.atomic():
        found = compare(keys)
        wrong = sorted({one.key for one in found})
        # A wrong slug must not be remembered as an old address, nor be in the way of a right one.
        for model, _values in TABLES:
            model._default_manager.filter(key__in=wrong).delete()
        write_entries(wrong)
    return found


def repair_all() -> Iterator[tuple[int, list[Difference]]]:
    """Repair everything, chunk by chunk; yield how many were looked at and what was wrong."""
    for chunk in chunks(all_keys(), CHUNK):
        yield len(chunk), repair(chunk)


def compare_all() -> Iterator[tuple[int, list[Difference]]]:
    for chunk in chunks(all_keys(), CHUNK):
        yield len(chunk), compare(chunk)


def _compare(
    key: UUID, model: type[Model], source: Sources | None, stored: Any, values: Any
) -> Iterator[Difference]:
    name = source.association.name if source else ""
    shown = source is not None and is_public(source.association)
    if shown != (stored is not None):
        yield Difference(key, name, model.__name__, "", "row" if stored else "", "row" if shown else "")
    if source is None or stored is None or not shown:
        return
    right = model(**values(source))
    for field in model._meta.concrete_fields:
        if field.primary_key or (field.name == "changed_at" and not source.association.last_published_at):
            continue
        one, other = _plain(field, stored), _plain(field, right)
        if one != other:
            yield Difference(key, name, model.__name__, field.name, _short(one), _short(other))


def _plain(field: Field, row: Any) -> Any:
    value = getattr(row, field.attname)
    return json.loads(json.dumps(value)) if isinstance(field, JSONField) else value


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
