"""Making, listing and withdrawing links; who did it stands in the log of the page, entry or city."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from sites.access.belonging import city_of
from sites.headers import OPEN_PATH, PREVIEW_PATH
from sites.models import City, CityLink, PreviewLink, User
from sites.previews.tokens import token_of

DAYS = (1, 3, 7, 14, 30)
DEFAULT_DAYS = 7
MAKE, WITHDRAW = "insist.preview.make", "insist.preview.withdraw"


@transaction.atomic
def make_preview_link(thing: Any, user: User, days: int) -> PreviewLink:
    """Make a link to the version that was saved last."""
    # Where there is none, what is stored becomes one, and the thing does not count as changed.
    revision = thing.get_latest_revision() or thing.save_revision(user=user, changed=False, clean=False)
    city = city_of(thing)
    assert city is not None, "the gate lets nobody share what belongs to no city"
    link = PreviewLink.objects.create(
        city=city, revision=revision, valid_until=_last_day(days), made_by=user, was_live=thing.live
    )
    _log(thing, MAKE, user, link.valid_until)
    return link


@transaction.atomic
def make_city_link(city: City, user: User, days: int) -> CityLink:
    link = CityLink.objects.create(city=city, valid_until=_last_day(days), made_by=user)
    _log(city, MAKE, user, link.valid_until)
    return link


@transaction.atomic
def withdraw_preview_links(thing: Any, user: User) -> None:
    """Withdraw the links to all versions of a page or entry."""
    if PreviewLink.objects.to(thing).delete()[0]:
        _log(thing, WITHDRAW, user)


@transaction.atomic
def withdraw_city_links(city: City, user: User) -> None:
    if CityLink.objects.for_city(city).delete()[0]:
        _log(city, WITHDRAW, user)


def forget_ended_links() -> str:
    """Delete what has ended; for the clock. Their addresses say the same as before."""
    today = timezone.localdate()
    count = sum(
        model.objects.filter(valid_until__lt=today).delete()[0]  # of all cities
        for model in (PreviewLink, CityLink)
    )
    return f"{count} links forgotten"


def address_of(link: PreviewLink | CityLink) -> str:
    """Return the full address that is passed on; `link.city` has its site."""
    path = PREVIEW_PATH if isinstance(link, PreviewLink) else OPEN_PATH
    return f"{link.city.site.root_url}{path}{token_of(link)}/"


def is_superseded(link: PreviewLink, stored: Any) -> bool:
    """Whether a newer version has been published: what was taken back with it must not show any more."""
    live, shown = stored.live_revision, link.revision
    return live is not None and (live.created_at, live.pk) > (shown.created_at, shown.pk)


def is_public_version(link: PreviewLink, stored: Any) -> bool:
    """Whether what everybody sees is this version."""
    is_unchanged = not stored.has_unpublished_changes and stored.latest_revision_id == link.revision_id
    return bool(stored.live) and (is_unchanged or stored.live_revision_id == link.revision_id)


def is_offline(link: PreviewLink, stored: Any) -> bool:
    """Whether the page or entry was taken offline since: then no link of before shows it either.

    Read from what is stored: Wagtail's signal comes after the commit, and a crash between would lose it.
    """
    published = stored.last_published_at
    was_live = link.was_live or (published is not None and published > link.made_at)
    return was_live and not stored.live


def _last_day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def _log(thing: Any, action: str, user: User, until: datetime.date | None = None) -> None:
    log(instance=thing, action=action, user=user, data={"until": until.isoformat()} if until else {})
