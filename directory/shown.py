"""What other apps show of associations, from their public entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import JSONObject

from directory.models import Contact, DirectoryEntry
from directory.staff_choices import Channel

Plain = dict[str, Any]


def entries_with(contacts: Collection[int]) -> QuerySet[Any]:
    """Return the public entries that may hold these contacts, as JSON: alone or in a subquery."""
    associations = Contact.objects.filter(pk__in=contacts).values("association")
    found = DirectoryEntry.objects.filter(association__in=associations).order_by("pk")
    return found.values_list(
        JSONObject(city_id=F("city_id"), name=F("name"), contacts=F("contacts")), flat=True
    )


def shown_contacts(
    contacts: Collection[int], entries: Iterable[Plain] | None = None, channel: Channel = Channel.PAGE
) -> dict[int, Plain]:
    """Return key of a contact → what may be shown of it today; one that may not is missing.

    As `DirectoryEntry.contacts` without channels, with `city` (key) and `association` (its name).
    `entries`: those of `entries_with`, where they have been read. `channel`: on pages, or where else.
    """
    known = entries_with(contacts) if entries is None else entries
    return {
        row["id"]: row | {"city": entry.city_id, "association": entry.name}
        for entry in (DirectoryEntry(**facts) for facts in known)
        for row in entry.current_contacts(channel)
        if row["id"] in contacts
    }
