"""Associations on topic and district pages: the first ones, and the way to all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Count, Q, Window

from directory.emblem_files import emblem_url
from directory.models import DirectoryEntry, Term
from sites.models import District

if TYPE_CHECKING:
    from sites.frame.context import Frame

AT_MOST = 12


@dataclass(frozen=True)
class Listed:
    name: str
    url: str  # "" where the directory has no page in this language
    emblem: str
    summary: str  # in the language of the page, else ""
    district: str


@dataclass(frozen=True)
class ListedEntries:
    entries: list[Listed]
    count: int  # of all there are
    url: str  # of the list of all of them


def entries_on_topic(topic: Term | None, frame: Frame) -> ListedEntries | None:
    """The associations of this field, of narrower ones and of the city's own below it; one query."""
    if topic is None:
        return None
    return _read(frame, Q(fields__contains=[topic.code]), {"field": topic.code})


def entries_in_district(district: District | None, frame: Frame) -> ListedEntries | None:
    """The associations of this district and of its parts; one query."""
    if district is None:
        return None
    return _read(frame, Q(districts__contains=[district.pk]), {"district": district.code})


def _read(frame: Frame, condition: Q, query: dict[str, str]) -> ListedEntries | None:
    found = DirectoryEntry.objects.for_city(frame.city).filter(condition).select_related("district")
    entries = list(found.annotate(count=Window(Count("*"))).order_by("sort_key", "pk")[:AT_MOST])
    if not entries:
        return None
    url = frame.directory and f"{frame.directory}?{urlencode(query)}"
    return ListedEntries([_listed(entry, frame) for entry in entries], entries[0].count, url)


def _listed(entry: DirectoryEntry, frame: Frame) -> Listed:
    return Listed(
        name=entry.name,
        url=frame.directory and f"{frame.directory}{entry.slug}/",
        emblem=emblem_url(entry.seed, entry.shapes),
        summary=entry.texts.get(frame.language, {}).get("summary", ""),
        district=entry.district.name if entry.district else "",
    )
