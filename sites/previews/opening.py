"""From the address of a preview to the version that it shows, or to the reason why it shows nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from wagtail.models import Page

from sites.access.belonging import city_of
from sites.frame.visibility import visible
from sites.hosts import CityRequest
from sites.models import City, PreviewLink
from sites.previews.links import is_offline, is_public_version, is_superseded
from sites.previews.tokens import PREVIEW, read_token
from sites.registry import DraftType, registry


@dataclass(frozen=True)
class Preview:
    """What a link shows: `draft` is the version as an object of its own type, not stored.

    `address`: where the thing is public now, "" if it is not; `is_published`: it is this version.
    """

    draft: Any
    valid_until: datetime.date
    address: str
    is_published: bool


class LinkError(Exception):
    """A link that shows nothing: 404 never was one here, 410 was one. `address`: where the thing is public."""

    def __init__(self, status: HTTPStatus, address: str = "") -> None:
        super().__init__(status)
        self.status, self.address = status, address


def open_preview(request: CityRequest, token: str) -> Preview:
    """Return what the link shows on the host of this city. Raises LinkError."""
    link, stored = _find(request.city, token)
    address = public_address(stored, request)
    if is_superseded(link, stored):
        raise LinkError(HTTPStatus.GONE, address)
    draft = link.revision.as_object()
    if draft is None or city_of(draft) != request.city:
        raise LinkError(HTTPStatus.GONE)
    if isinstance(draft, Page):
        for withhold in registry.withholders:
            withhold(draft)
    is_published = bool(address) and is_public_version(link, stored)
    return Preview(draft, link.valid_until, address, is_published)


def _find(city: City, token: str) -> tuple[PreviewLink, Any]:
    """Return a link that holds, and the page or entry as it is stored. Raises LinkError."""
    signed = read_token(token, PREVIEW)
    if signed is None or signed.city != city.pk:
        raise LinkError(HTTPStatus.NOT_FOUND)
    links = PreviewLink.objects.for_city(city).valid().select_related("revision")
    same = {"pk": signed.link, "revision": signed.revision, "valid_until": signed.valid_until}
    link: PreviewLink | None = links.filter(**same).first()
    stored = link.revision.content_object if link else None
    if link is None or stored is None:
        raise LinkError(HTTPStatus.GONE)
    if city_of(stored) != city or is_offline(link, stored) or _is_closed(stored):
        raise LinkError(HTTPStatus.GONE)
    return link, stored


def draft_type(thing: Any) -> DraftType:
    """Return how a thing that is no page is shown. Raises StopIteration for what no app has registered."""
    return next(one for one in registry.draft_types if isinstance(thing, one.model))


def public_address(stored: Any, request: CityRequest) -> str:
    """Return the path at which everybody sees the thing, "" if nobody does."""
    if isinstance(stored, Page):
        is_visible = visible(Page.objects.filter(pk=stored.pk)).exists()
        return (stored.get_url(request) or "") if is_visible else ""
    return draft_type(stored).address(stored, request)


def _is_closed(stored: Any) -> bool:
    return not isinstance(stored, Page) and draft_type(stored).is_closed(stored)
