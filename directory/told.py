"""Which entries changed in public: what webhooks of the city are told of associations.

An association is told once, with its German address, for all its languages: its facts are those
of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models.signals import pre_delete

from directory.answers import TYPE
from directory.models import Association, DirectoryEntry, DirectoryPage
from sites.delivery.summaries import uid
from sites.webhooks.changes import (
    DELETED,
    Change,
    Public,
    content_changed,
    differences,
    somebody_listens,
)
from sites.webhooks.pages import for_looking, public_pages

# When the row was written, and when it has to be again.
NO_CONTENT = ("id", "changed_at", "fresh_until")


@contextmanager
def telling(keys: Iterable[UUID]) -> Iterator[None]:
    """Tell what the block has changed in the public rows of these associations."""
    if not somebody_listens():
        yield
        return
    wanted = list(keys)
    before = public_entries(wanted)
    yield
    content_changed(differences(before, public_entries(wanted)))


def public_entries(keys: Iterable[UUID]) -> dict[UUID, Public]:
    """Return the entries of these associations, in three queries; those of a city without a directory page lack."""
    return _public(DirectoryEntry.objects.filter(key__in=list(keys)))


def connect() -> None:
    pre_delete.connect(_tell_deletion, sender=DirectoryEntry, dispatch_uid="webhooks_entry_goes")


def _tell_deletion(instance: DirectoryEntry, origin: Any = None, **kwargs: Any) -> None:
    # With its association it goes before anything is written anew; otherwise `telling` sees it.
    if getattr(origin, "model", type(origin)) is Association and somebody_listens():
        content_changed([Change(DELETED, thing) for thing in _public([instance]).values()])


def _public(entries: Iterable[DirectoryEntry]) -> dict[UUID, Public]:
    language = settings.LANGUAGE_CODE
    pages = for_looking(DirectoryPage.objects.filter(locale__language_code=language))
    bases = {page.city: page.address for page in public_pages(pages).values()}
    return {
        entry.key: Public(
            city=entry.city_id,
            address=f"{bases[entry.city_id]}/{entry.slug}",
            type=TYPE,
            uid=uid(entry.key, language),
            language=language,
            version=_version(entry),
        )
        for entry in entries
        if entry.city_id in bases
    }


def _version(entry: DirectoryEntry) -> list[Any]:
    columns = DirectoryEntry._meta.concrete_fields
    return [getattr(entry, column.attname) for column in columns if column.name not in NO_CONTENT]
