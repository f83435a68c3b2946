"""The associations that a page names, as it shows them: from their public entries and nothing else.

One that is archived, a draft or gone to another city has no entry here, so it does not show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from directory.emblem_files import emblem_url
from directory.models import DirectoryEntry
from home.choices import Role
from home.models.involvements import Involvement
from home.panels import is_translation
from sites.models import Image

if TYPE_CHECKING:
    from sites.frame.context import Frame

ENTRY = ("name", "slug", "sort_key", "seed", "shapes", "logo")
OWN = ("association", "role", "stand", "note")


@dataclass(frozen=True)
class Involved:
    """An association on a page. `roles` in the order of the page; `url` is "" without a directory there."""

    name: str
    sort_key: str
    url: str
    emblem: str
    roles: tuple[Role, ...]
    notes: tuple[str, ...]
    stand: str
    logo: Image | None = None


def read_involved(
    page: Page, frame: Frame, *, is_preview: bool = False, with_logos: bool = False
) -> list[Involved]:
    """Return the associations that the page names, in one query.

    Of a logo only the key is known; it is read with the other pictures of the page.
    """
    roles: Sequence[Role] = page.involvement_roles
    drafted = is_preview and not is_translation(page)
    rows = _drafted(page, frame) if drafted else _stored(page, frame)
    keys = {row["logo"] for row in rows if row["logo"]} if with_logos else set()
    # Without a collection a new picture would ask the database for the default one.
    logos = {key: Image(pk=key, collection_id=None) for key in keys}
    named = [row for row in rows if row["role"] in roles]
    named.sort(key=lambda row: roles.index(Role(row["role"])))
    together: dict[tuple[int, bool], list[dict[str, Any]]] = {}
    for row in named:
        # A stand is a thing of its own, whatever else the association does at the fair.
        together.setdefault((row["association"], row["role"] == Role.STAND), []).append(row)
    return [_involved(some, frame, logos) for some in together.values()]


def stands(involved: Iterable[Involved]) -> list[Involved]:
    """Those with a stand, by its number, then by name; stands without a number come last."""
    found = [one for one in involved if Role.STAND in one.roles]
    return sorted(found, key=lambda one: (not one.stand, _natural(one.stand), one.sort_key))


def without_stands(involved: Iterable[Involved]) -> list[Involved]:
    return [one for one in involved if Role.STAND not in one.roles]


def _stored(page: Page, frame: Frame) -> list[dict[str, Any]]:
    found = Involvement.objects.of_page(page).filter(association__entry__city=frame.city)
    columns = [f"association__entry__{name}" for name in ENTRY]
    rows = found.order_by("sort_order", "pk").values(*OWN, *columns)
    return [{name.removeprefix("association__entry__"): value for name, value in row.items()} for row in rows]


def _drafted(page: Page, frame: Frame) -> list[dict[str, Any]]:
    """In a preview: what the draft names, which is not stored yet."""
    rows = page.involvements.all()
    entries = DirectoryEntry.objects.for_city(frame.city).filter(
        association__in=[row.association_id for row in rows]
    )
    known = {entry["association"]: entry for entry in entries.values("association", *ENTRY)}
    return [
        {**known[row.association_id], "role": row.role, "stand": row.stand, "note": row.note}
        for row in rows
        if row.association_id in known
    ]


def _involved(rows: Sequence[dict[str, Any]], frame: Frame, logos: dict[int, Image]) -> Involved:
    first = rows[0]
    return Involved(
        name=first["name"],
        sort_key=first["sort_key"],
        url=frame.directory and f"{frame.directory}{first['slug']}/",
        emblem=emblem_url(first["seed"], first["shapes"]),
        roles=tuple(dict.fromkeys(Role(row["role"]) for row in rows)),
        notes=tuple(dict.fromkeys(row["note"] for row in rows if row["note"])),
        stand=next((row["stand"] for row in rows if row["stand"]), ""),
        logo=logos.get(first["logo"]),
    )


def _natural(text: str) -> list[tuple[int, int, str]]:
    """A key that puts "A 9" before "A 10"."""
    parts = re.findall(r"\d+|[^\W\d]+", text.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
