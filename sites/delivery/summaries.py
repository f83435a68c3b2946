"""Pages in lists: the same short form in folders, searches and navigation, as Plone has it.

One query for a list, whatever the types of its pages, and where some have a picture those
of all of them together.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.http import HttpRequest
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.query import PageQuerySet

from sites.delivery.pictures import image_json, read_images
from sites.registry import AnswerType, registry

Json = dict[str, Any]

FALLBACK = ("Document", _("Page"))
IMAGE_FIELD = "image"


def for_summaries(pages: PageQuerySet) -> PageQuerySet:
    """Add to a query what summaries tell beyond the page itself."""
    columns = {f"answer_{name}": F(lookup) for name, lookup in registry.answer_columns.items()}
    return pages.annotate(**columns).select_related("locale")


def summary(page: Page, request: HttpRequest) -> Json:
    """Return the short form of a page that `for_summaries` has read."""
    return summaries([page], request)[0]


def summaries(pages: Iterable[Page], request: HttpRequest) -> list[Json]:
    """Return the short forms of pages that `for_summaries` has read, in their order."""
    found = list(pages)
    keys = [getattr(page, "answer_picture", None) or 0 for page in found]
    images = read_images(set(filter(None, keys)))
    return [_summary(page, images.get(key), request) for page, key in zip(found, keys, strict=True)]


def _summary(page: Page, image: AbstractImage | None, request: HttpRequest) -> Json:
    here, found = address(page, request), answer_type(page)
    alt = getattr(page, "answer_picture_alt", None)
    shown = image_json(image, alt, partial(urljoin, here))
    return {
        "@id": here,
        "@type": type_name(found),
        "UID": uid(page.translation_key, page.locale.language_code),
        "description": page.search_description,
        "effective": moment(page.first_published_at),
        "end": moment(getattr(page, "answer_end", None)),
        "getObjSize": "0 KB",
        "getRemoteUrl": None,
        "head_title": None,
        "image_field": IMAGE_FIELD if shown else "",
        "image_scales": {IMAGE_FIELD: [shown]} if shown else None,
        "mime_type": "text/plain",
        "nav_title": None,
        "review_state": "published",
        "start": moment(getattr(page, "answer_start", None)),
        "title": page.title,
        "type_title": type_title(found),
    }


def answer_type(page: Page) -> AnswerType | None:
    """Return how pages like this one are told to programs; the last that was registered wins."""
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    fitting = [one for one in registry.answer_types if model and issubclass(model, one.model)]
    return fitting[-1] if fitting else None


def type_name(found: AnswerType | None) -> str:
    return found.name if found else FALLBACK[0]


def type_title(found: AnswerType | None) -> str:
    return force_str(found.title) if found else force_str(FALLBACK[1])


def type_titles() -> dict[str, str]:
    """Return name → title of all types, each as it was registered last."""
    return {one.name: type_title(one) for one in registry.answer_types}


def address(page: Page, request: HttpRequest) -> str:
    """Return the absolute address of a page as Plone writes it, without a slash at the end."""
    return (page.get_full_url(request) or "").rstrip("/")


def uid(key: uuid.UUID, language: str) -> str:
    """Return the lasting number of one language of a thing; all its translations share `key`."""
    return key.hex if language == settings.LANGUAGE_CODE else f"{key.hex}-{language}"


def key_of(number: str) -> uuid.UUID | None:
    """Return the key in a number that `uid` made, None for any other text."""
    digits = number.partition("-")[0]
    try:
        return uuid.UUID(digits) if len(digits) == 32 else None
    except ValueError:
        return None


def moment(value: datetime.datetime | None) -> str | None:
    return value.astimezone(datetime.UTC).isoformat(timespec="seconds") if value else None
