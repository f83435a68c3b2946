"""Versions of an entry that are shown by a link: through `publicity.py`, like all that is shown of it."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from directory.answer_entries import entry_content
from directory.entries import draft_entry
from directory.models import Association, DirectoryEntry
from directory.presentation import page_of
from directory.words import read_words
from sites.hosts import CityRequest
from sites.registry import DraftType


def draft_answer(draft: Association, request: CityRequest) -> tuple[dict[str, Any], Page]:
    page = page_of(draft)
    return entry_content(draft_entry(draft), page, request, read_words(request.city)), page


def public_address(stored: Association, request: CityRequest) -> str:
    """Return the path of the entry in the language of the row, "" where the association is not public."""
    entry = DirectoryEntry.objects.for_city(request.city).filter(key=stored.translation_key).first()
    return page_of(stored).url_of_slug(entry.slug, request) if entry else ""


def is_closed(stored: Association) -> bool:
    return stored.is_archived


DRAFTS = DraftType(Association, draft_answer, public_address, is_closed)
