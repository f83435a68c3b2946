"""What the blocks of a page choose: pages, pictures, documents, contacts, topics.

Wagtail reads them for one type of block after the other, so a page with many kinds of
blocks would cost many queries; here each kind of thing is read once for the whole page.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, Q
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text

from directory.models import Contact, Term
from directory.shown import entries_with, shown_contacts
from directory.staff_choices import Channel
from sites.frame.pictures import read_pictures
from sites.frame.visibility import in_restricted_collection, is_in_hidden_city, is_restricted
from sites.models import Document, Image, RoleContact

Found = dict[type[Model], dict[int, Any]]  # model → key → row

_found: ContextVar[Found | None] = ContextVar("found", default=None)


class ReadTogether:
    """For blocks that choose a row: takes what was read for the whole page, where a page is shown."""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        rows = found_of(self.model_class)  # type: ignore[attr-defined]
        if rows is None:
            return self._read_alone(values)
        # Each use has its own: a picture carries the description of the block it stands in.
        return [copy.copy(rows.get(key)) for key in values]  # type: ignore[arg-type]

    def _read_alone(self, values: Iterable[int | None]) -> list[Any]:
        return super().bulk_to_python(values)  # type: ignore[misc]


def found_of(model: type[Model]) -> dict[int, Any] | None:
    """Return key → row of a model as read for the page that is being shown, None outside of one."""
    found = _found.get()
    return None if found is None else found.get(model, {})


@contextmanager
def reading_together(streams: list[StreamValue], pictures: Collection[int] = ()) -> Iterator[Found]:
    """Read all that `streams` choose, and `pictures` (keys); inside, blocks and links take it from there."""
    keys: dict[type[Model], set[int]] = defaultdict(set, {Image: set(pictures)})
    linked: set[int] = set()
    for stream in streams:
        for model, key, is_link in _keys_in(stream.stream_block, list(stream.raw_data)):
            (linked if is_link and model is Page else keys[model]).add(key)
    found = _read(keys, linked)
    token = _found.set(found)
    try:
        yield found
    finally:
        _found.reset(token)


def read_pages(chosen: Collection[int], linked: Collection[int]) -> dict[int, Page]:
    """Return pages by key, told whether they ask for a password and whether their city is hidden.

    Of linked ones, all translations too.
    """
    translations = Page.objects.filter(pk__in=linked).values("translation_key")
    wanted = Q(pk__in=chosen) | Q(translation_key__in=translations) if linked else Q(pk__in=chosen)
    pages = Page.objects.filter(wanted).annotate(
        restricted=is_restricted(), in_hidden_city=is_in_hidden_city()
    )
    return {page.pk: page for page in pages.select_related("locale")}


def read_documents(keys: Collection[int]) -> dict[int, Document]:
    """Return documents by key, told whether they ask for a password."""
    return Document.objects.annotate(restricted=in_restricted_collection()).in_bulk(keys)


def read_contacts(functions: Collection[int], persons: Collection[int]) -> Found:
    """Return the contacts of the city and those of associations by key, all in one query.

    Of those of associations there is nothing but `shown`: what may be shown today on pages, else None;
    and `shown_as_data`: the same for other programs, to which a person agrees on its own.
    """
    rows = RoleContact.objects.filter(pk__in=functions)
    if not persons:
        return {RoleContact: rows.in_bulk()}
    found = {row.pk: row for row in rows.annotate(entries=ArraySubquery(entries_with(persons)))}
    entries = next((row.entries for row in found.values()), None)
    entries = list(entries_with(persons)) if entries is None else entries
    on_pages = shown_contacts(persons, entries)
    as_data = shown_contacts(persons, entries, Channel.API)
    of_associations = {key: Contact(pk=key) for key in persons}
    for key, contact in of_associations.items():
        contact.shown, contact.shown_as_data = on_pages.get(key), as_data.get(key)
    return {RoleContact: found, Contact: of_associations}


def _keys_in(block: Any, raw: Any) -> Iterator[tuple[type[Model], int, bool]]:
    """Yield model and key of each thing that is chosen in a raw value, and whether a text only links to it."""
    match block:
        case _ if not raw:
            return
        case blocks.ChooserBlock():
            yield block.model_class, int(raw), False
        case blocks.RichTextBlock():
            for model, key, *_path in extract_references_from_rich_text(raw):
                yield model, int(key), True
        case TypedTableBlock():
            for number, column in enumerate(raw["columns"]):
                for row in raw["rows"]:
                    yield from _keys_in(block.child_blocks[column["type"]], row["values"][number])
        case blocks.StreamBlock() | blocks.StructBlock() | blocks.ListBlock():
            for child, value in _children(block, raw):
                yield from _keys_in(child, value)


def _children(block: Any, raw: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each part of a raw value with its block; what no block is there for any more is left out."""
    if isinstance(block, blocks.ListBlock):
        # Lists of old releases of Wagtail, and those that programs write, are plain.
        yield from ((block.child_block, item["value"] if _is_item(item) else item) for item in raw)
    elif isinstance(block, blocks.StreamBlock):
        known = [item for item in raw if item["type"] in block.child_blocks]
        yield from ((block.child_blocks[item["type"]], item["value"]) for item in known)
    else:
        yield from ((child, raw.get(name)) for name, child in block.child_blocks.items())


def _is_item(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item


def _read(keys: Mapping[type[Model], set[int]], linked: set[int]) -> Found:
    found: Found = {}
    for model, some in keys.items():
        if some and model not in (Page, RoleContact, Contact):
            found[model] = READERS[model](some) if model in READERS else model._default_manager.in_bulk(some)  # type: ignore[attr-defined]
    if keys.get(RoleContact) or keys.get(Contact):
        found |= read_contacts(keys.get(RoleContact, set()), keys.get(Contact, set()))
    if linked or keys.get(Page):
        found[Page] = read_pages(keys.get(Page, set()), linked)
    return found


READERS: Mapping[type[Model], Callable[[Collection[int]], dict[int, Any]]] = {
    Image: read_pictures,
    Document: read_documents,
    # Lists that fill themselves need nothing but the key.
    Term: lambda keys: {key: Term(pk=key) for key in keys},
}
