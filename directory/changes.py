"""Whatever changes what an entry is made of writes the entry, in the same transaction and once, at its end.

    with rewriting(associations=[contact.association_id]):
        contact.delete()

What deletes or updates past these paths (raw SQL, `bulk_create`, the database itself) calls
`write_entries`, as `demo/builder.py` does; the nightly job finds what did not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save


@dataclass
class Waiting:
    """What has to be written when the outermost change is through."""

    keys: set[UUID] = field(default_factory=set)
    associations: set[int] = field(default_factory=set)  # rows in any language


_waiting: ContextVar[Waiting | None] = ContextVar("entries_to_write", default=None)


@contextmanager
def rewriting(associations: Iterable[int] = (), keys: Iterable[UUID] = ()) -> Iterator[Waiting]:
    """Write the entries of these associations (rows in any language, or numbers) after the block.

    All in one transaction. Inside another such block it is the outer one that writes.
    """
    outer = _waiting.get()
    waiting = outer or Waiting()
    waiting.associations.update(associations)
    waiting.keys.update(keys)
    if outer is not None:
        yield waiting
        return
    token = _waiting.set(waiting)
    try:
        with transaction.atomic():
            yield waiting
            _write(waiting)
    finally:
        _waiting.reset(token)


def _write(waiting: Waiting) -> None:
    from directory.entries import write_entries
    from directory.models import Association

    if waiting.associations:
        rows = Association.objects.filter(pk__in=waiting.associations)
        waiting.keys.update(rows.values_list("translation_key", flat=True))
    write_entries(waiting.keys)


# What entries borrow from: words, districts, pictures. They belong to apps that know nothing of entries,
# so signals carry the news; how they are called is read when a page is shown.


def connect() -> None:
    from directory.models import Term
    from sites.models import District, Image

    for model, borrowers, borrowed in (
        (Term, _of_term, ("code", "parent_id", "city_id")),
        (District, _of_district, ("parent_id", "latitude", "longitude")),
        (Image, _of_image, ("consent_note",)),
    ):
        watch = _Watch(borrowers, borrowed)
        uid = f"entries_{model.__name__}"
        pre_save.connect(watch.before_save, sender=model, weak=False, dispatch_uid=uid)
        post_save.connect(watch.write, sender=model, weak=False, dispatch_uid=uid)
        pre_delete.connect(watch.before_delete, sender=model, weak=False, dispatch_uid=uid)
        post_delete.connect(watch.write, sender=model, weak=False, dispatch_uid=uid)


@dataclass(frozen=True)
class _Watch:
    borrowers: Any  # thing → condition on DirectoryEntry
    borrowed: tuple[str, ...]  # attributes that entries copy

    def before_save(self, instance: Any, raw: bool = False, **kwargs: Any) -> None:
        stored = (
            None if raw or instance._state.adding else type(instance).objects.filter(pk=instance.pk).first()
        )
        changed = stored and any(getattr(stored, name) != getattr(instance, name) for name in self.borrowed)
        instance._entries_to_write = self._keys(stored) if changed else []

    def before_delete(self, instance: Any, **kwargs: Any) -> None:
        instance._entries_to_write = self._keys(instance)

    def write(self, instance: Any, **kwargs: Any) -> None:
        from directory.entries import write_entries

        write_entries(instance.__dict__.pop("_entries_to_write", []))

    def _keys(self, thing: Any) -> list[UUID]:
        from directory.models import DirectoryEntry

        return list(DirectoryEntry.objects.filter(self.borrowers(thing)).values_list("key", flat=True))


def _of_term(term: Any) -> Q:
    listed = Q(fields__contains=[term.code]) | Q(target_groups__contains=[term.code])
    exchanged = Q(exchanges__contains=[{"type": term.code}])
    return listed | exchanged | Q(kind=term.code) | Q(facts__legal_form=term.code)


def _of_district(district: Any) -> Q:
    return Q(districts__contains=[district.pk])


def _of_image(image: Any) -> Q:
    return Q(logo=image.pk) | Q(association__logo=image.pk)
