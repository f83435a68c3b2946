"""A public entry as its page and the lists show it, in the reader's language."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale

from directory.choices import AddressKind, OpenToContact, Statement
from directory.emblem_files import emblem_url
from directory.linked_data import association_data
from directory.models import (
    EXCHANGE,
    KIND,
    LEGAL_FORM,
    TARGET_GROUP,
    Association,
    DirectoryEntry,
    DirectoryPage,
)
from directory.nearby import Near, nearest
from directory.staff_choices import Channel, Direction
from directory.words import Field, Words, read_words
from sites.frame.context import Below, build_frame
from sites.labels import Labels
from sites.models import City
from sites.present import is_over
from sites.registry import registry

FRESH = datetime.timedelta(days=365)
ENTRY = "association"  # the place for sections of other apps


@dataclass(frozen=True)
class Card:
    """An entry in a list."""

    entry: DirectoryEntry
    url: str
    emblem: str
    fields: list[Field]
    summary: str
    kind: Labels | None  # None for an association, which goes without saying
    offers: list[Labels]
    needs: list[Labels]
    is_outdated: bool


def card(entry: DirectoryEntry, page: DirectoryPage, words: Words) -> Card:
    language = get_language() or settings.LANGUAGE_CODE
    return Card(
        entry=entry,
        url=page.url_of_slug(entry.slug),
        emblem=emblem_url(entry.seed, entry.shapes),
        fields=words.fields(entry.fields)[:2],
        summary=entry.texts.get(language, {}).get("summary", ""),
        kind=words.labels(KIND, entry.kind) if entry.kind != "association" else None,
        offers=_types(entry, Direction.OFFER, words),
        needs=_types(entry, Direction.NEED, words),
        is_outdated=is_outdated(entry),
    )


def entry_context(entry: DirectoryEntry, page: DirectoryPage, city: City) -> dict[str, Any]:
    """Return what `directory/entry.html` shows."""
    language = get_language() or settings.LANGUAGE_CODE
    words = read_words(city)
    near = nearest(entry)
    sections = [
        {"template": section.template, **found}
        for section in registry.page_sections.get(ENTRY, [])
        if (found := section.build(entry, page))
    ]
    umbrellas = related(entry.umbrellas, page, entry.facts.get("positions", {}))
    return {
        "entry": entry,
        "emblem": emblem_url(entry.seed, entry.shapes),
        "fields": words.fields(entry.fields),
        "texts": entry.texts.get(language, {}),
        "is_translated": language in entry.texts,
        "kind": words.labels(KIND, entry.kind),
        "legal_form": words.labels(LEGAL_FORM, code) if (code := entry.facts.get("legal_form")) else None,
        "groups": words.all_labels(TARGET_GROUP, entry.target_groups),
        "statement": Statement(entry.migration).label if entry.migration else "",
        "open_to_contact": OpenToContact(entry.open_to_contact).label if entry.open_to_contact else "",
        "addresses": [
            address | {"kind_name": AddressKind(address["kind"]).label}
            for address in entry.facts.get("addresses", [])
        ],
        "offers": exchange_lines(entry, Direction.OFFER, words),
        "needs": exchange_lines(entry, Direction.NEED, words),
        "contacts": entry.current_contacts(Channel.PAGE),
        "takes_messages": takes_messages(entry) and not city.is_archived,
        "is_outdated": is_outdated(entry),
        "near": [_near_line(one, page, words) for one in near],
        "has_rose": any(one.spot for one in near),
        "umbrellas": umbrellas,
        "members": members(entry, page),
        "sections": sections,
        "data": [
            thing
            | {name: value for section in sections for name, value in section.get("linked_data", {}).items()}
            for thing in association_data(entry, words, language, [one["key"] for one in umbrellas])
        ],
    }


def exchange_lines(entry: DirectoryEntry, direction: str, words: Words) -> list[dict[str, Any]]:
    """Offers or needs that hold today: of what, and in which words (of this language, else none)."""
    language = get_language() or settings.LANGUAGE_CODE
    return [
        {
            "type": words.labels(EXCHANGE, row["type"]),
            "text": row["texts"].get(language, ""),
            "capacity": row["capacity"],
            "until": datetime.date.fromisoformat(row["until"]) if row["until"] else None,
        }
        for row in entry.current_exchanges(direction)
    ]


def members(entry: DirectoryEntry, page: DirectoryPage) -> list[dict[str, Any]]:
    """The associations that belong to this umbrella body or alliance."""
    found = DirectoryEntry.objects.filter(umbrellas__contains=[entry.key]).order_by("sort_key")
    return [
        _link(member, page) | {"position": member.facts.get("positions", {}).get(str(entry.key), "")}
        for member in found
    ]


def related(keys: list[Any], page: DirectoryPage, positions: dict[str, str]) -> list[dict[str, Any]]:
    found = DirectoryEntry.objects.filter(key__in=keys).order_by("sort_key") if keys else []
    return [_link(entry, page) | {"position": positions.get(str(entry.key), "")} for entry in found]


def is_outdated(entry: DirectoryEntry) -> bool:
    """Whether nobody has said for a year that it is still right."""
    return entry.confirmed_on is not None and is_over(entry.confirmed_on + FRESH)


def takes_messages(entry: DirectoryEntry) -> bool:
    """Whether the city passes messages on: where no address is public, or the association wants it so."""
    if entry.open_to_contact == OpenToContact.NOT_NOW:
        return False
    is_wanted = entry.open_to_contact == OpenToContact.THROUGH_CITY
    return is_wanted or not entry.current_contacts(Channel.PAGE)


def preview_context(association: Association, request: HttpRequest) -> dict[str, Any]:
    """The page of an entry as it would be if this draft were published now."""
    from directory.entries import draft_entry

    if association.locale_id is None:  # it is being written for the first time, in German
        association.locale = Locale.get_default()
    page = page_of(association)
    entry = draft_entry(association)
    below = Below(entry.name, f"{entry.slug}/")
    frame = build_frame(request, page, below=below)
    return {"page": page, "self": page, "frame": frame} | entry_context(entry, page, association.city)


def page_of(association: Association) -> DirectoryPage:
    """Return the directory in the language of the row, the German one where the city has no other."""
    homes = association.city.homes()
    for locale in (association.locale, Locale.get_default()):
        page = DirectoryPage.objects.descendant_of(homes.get(locale=locale)).first()
        if page:
            return page
    raise LookupError("create_city makes the directory page")


def _types(entry: DirectoryEntry, direction: str, words: Words) -> list[Labels]:
    codes = dict.fromkeys(row["type"] for row in entry.current_exchanges(direction))
    return [words.labels(EXCHANGE, code) for code in codes]


def _near_line(near: Near, page: DirectoryPage, words: Words) -> dict[str, Any]:
    return _link(near.entry, page) | {
        "distance": near.distance,
        "shared": [field.labels for field in words.fields(near.shared)],
        "spot": near.spot,
    }


def _link(entry: DirectoryEntry, page: DirectoryPage) -> dict[str, Any]:
    return {
        "key": entry.key,
        "name": entry.name,
        "url": page.url_of_slug(entry.slug),
        "emblem": emblem_url(entry.seed, entry.shapes),
    }
