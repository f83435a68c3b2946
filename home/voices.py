"""Voices of persons whose consent has ended: their portraits lose the renditions, too."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

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
