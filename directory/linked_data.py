"""An association in the words of schema.org, from what its entry shows to other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from directory.models import DirectoryEntry
from directory.nearby import is_exact
from directory.staff_choices import Channel
from directory.words import Words
from sites.labels import text_in


def association_data(
    entry: DirectoryEntry, words: Words, language: str, umbrellas: Iterable[UUID] = ()
) -> list[dict[str, Any]]:
    """Return the association as an NGO, without `@id` and `url`, which are those of its page.

    `umbrellas`: numbers of the public ones that it belongs to; an entry remembers the others, too.
    """
    facts = entry.facts
    thing = {
        "@type": "NGO",
        "identifier": str(entry.key),
        "name": entry.name,
        "alternateName": facts.get("alternative_names"),
        "description": entry.texts.get(language, {}).get("summary"),
        "foundingDate": str(facts["founded_year"]) if "founded_year" in facts else None,
        "sameAs": facts.get("website"),
        "knowsLanguage": entry.languages,
        "areaServed": entry.district.name if entry.district else None,
        "keywords": [text_in(field.labels, language).text for field in words.fields(entry.fields)],
        "address": [_address(row) for row in facts.get("addresses", [])],
        "location": _location(entry),
        "contactPoint": [_contact(row) for row in entry.current_contacts(Channel.API)],
        "memberOf": [{"@type": "Organization", "identifier": str(key)} for key in umbrellas],
    }
    return [_without_blanks(thing)]


def _address(row: dict[str, Any]) -> dict[str, Any]:
    return _without_blanks(
        {
            "@type": "PostalAddress",
            "streetAddress": row["street"],
            "postalCode": row["postcode"],
            "addressLocality": row["town"],
            "addressCountry": "DE",
        }
    )


def _location(entry: DirectoryEntry) -> dict[str, Any] | None:
    if not is_exact(entry):
        return None
    geo = {"@type": "GeoCoordinates", "latitude": entry.latitude, "longitude": entry.longitude}
    return {"@type": "Place", "geo": geo}


def _contact(row: dict[str, Any]) -> dict[str, Any]:
    return _without_blanks(
        {
            "@type": "ContactPoint",
            "contactType": row["function"].get("de"),
            "name": row["person"],
            "email": row["email"],
            "telephone": row["phone"],
            "availableLanguage": row["languages"],
        }
    )


def _without_blanks(thing: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}
