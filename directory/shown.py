"""What other apps show of associations, from their public entries."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from directory.models import Contact, DirectoryEntry
from directory.staff_choices import Channel


def shown_contacts(keys: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return key of a contact → what may be shown of it on pages today; one that may not is missing.

    As `DirectoryEntry.contacts` without channels, with `city` (key) and `association` (its name).
    """
    associations = Contact.objects.filter(pk__in=keys).values("association")
    entries = DirectoryEntry.objects.filter(association__in=associations)
    return {
        row["id"]: row | {"city": entry.city_id, "association": entry.name}
        for entry in entries
        for row in entry.current_contacts(Channel.PAGE)
        if row["id"] in keys
    }
