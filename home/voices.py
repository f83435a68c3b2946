"""Voices of persons: gone when their consent has ended, with the renditions of their portraits."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.models import Page

from home.models.mixins import BodyMixin
from sites.models import Image
from sites.renditions import withdraw

VOICE = "testimonial"


def withdraw_ended_voices() -> str:
    """Delete the renditions of portraits beside voices whose consent has ended; for the clock.

    A picture that stands elsewhere with a consent of its own gets new ones when it is shown.
    """
    today = timezone.localdate()
    keys = {key for body in _bodies_with_voices() for key in _ended_portraits(body, today)}
    images = Image.objects.filter(pk__in=keys, renditions__isnull=False).distinct()
    count = len(images)
    withdraw(images)
    return f"{count} portraits withdrawn"


def withhold_voices(draft: Page) -> None:
    """Take out of a version the voices that have no consent, or have none any more in what was saved last.

    The consent stands in the block: an older version does not know that it was withdrawn.
    """
    if not isinstance(draft, BodyMixin):
        return
    today = timezone.localdate()
    last = draft.get_latest_revision()  # type: ignore[attr-defined]
    newest = json.loads(last.content.get("body") or "[]") if last else []
    allowed = {_mark(block) for block in newest if _is_allowed(block, today)}
    written = list(draft.body.raw_data)
    kept = [b for b in written if b["type"] != VOICE or (_is_allowed(b, today) and _mark(b) in allowed)]
    if len(kept) < len(written):
        draft.body = StreamValue(draft.body.stream_block, kept, is_lazy=True)


def _is_allowed(block: Any, today: datetime.date) -> bool:
    ends = block["value"].get("consent_ends") if block["type"] == VOICE else None
    return ends is not None and datetime.date.fromisoformat(ends) >= today


def _mark(block: Any) -> str:
    """What a voice is known by in another version of the page."""
    return str(block.get("id") or block["value"]["quote"])


def _bodies_with_voices() -> Iterator[Any]:
    for model in apps.get_app_config("home").get_models():
        if issubclass(model, BodyMixin):
            pages = model.objects.annotate(written=Cast("body", TextField()))  # type: ignore[attr-defined]
            yield from pages.filter(written__contains=f'"{VOICE}"').values_list("body", flat=True)


def _ended_portraits(body: Any, today: datetime.date) -> Iterator[int]:
    for block in body.raw_data:
        if block["type"] == VOICE:
            ends, portrait = block["value"].get("consent_ends"), block["value"].get("portrait")
            if ends and datetime.date.fromisoformat(ends) < today and portrait and portrait.get("image"):
                yield portrait["image"]
