"""The start page of the admin: what an editorial office has to do next, in its own cities."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from home.choices import Listing
from home.models import EventPage, ListPage, ResultPage
from home.office.consents import ending_consents
from sites.models import User
from sites.panels import ROWS, OfficePanel, Row, edit_url, panel_of

BEGIN = 100  # order of the panel that comes first
# What offices begin most: words, type of the page, list that it belongs to.
BEGINNINGS = (
    (gettext_lazy("New event"), "eventpage", Listing.EVENTS),
    (gettext_lazy("New fair with a programme"), "fairpage", Listing.EVENTS),
    (gettext_lazy("New forum of associations"), "forumpage", Listing.FORUMS),
    (gettext_lazy("New result"), "resultpage", Listing.RESULTS),
    (gettext_lazy("New story"), "storypage", Listing.STORIES),
    (gettext_lazy("New piece of news"), "newspage", Listing.NEWS),
    (gettext_lazy("New offer"), "offerpage", Listing.OFFERS),
)
RESULT_DAYS = 120  # an event older than this will not get a result any more


def office_panels(request: HttpRequest) -> Iterator[OfficePanel]:
    """Yield the panels that have something to say to this person."""
    parents = page_permission_policy.instances_user_has_permission_for(request.user, "add")
    yield from _begin_panel(parents)
    pages = page_permission_policy.instances_user_has_any_permission_for(request.user, ["change"])
    for heading, queryset, row, order in (
        (_("Next events"), next_events(pages), event_row, 110),
        (_("Past events without a result"), events_without_result(pages), past_row, 120),
        (_("Drafts and unpublished changes"), drafts(pages), draft_row, 130),
        (_("Pages without a translation"), untranslated(pages), language_row, 150),
    ):
        yield from panel_of(heading, queryset, row, order)
    consents = ending_consents(cast(User, request.user), pages)
    if consents:
        yield OfficePanel(_("Consents that end soon"), consents[:ROWS], len(consents), 140)


def _begin_panel(parents: PageQuerySet) -> Iterator[OfficePanel]:
    """One click from here to the form of a new German page, as a colleague would say it."""
    lists = ListPage.objects.filter(pk__in=parents, locale__language_code=settings.LANGUAGE_CODE)
    by_listing = {page.listing: page for page in lists.order_by("-path")}  # several cities: the first one's
    rows = [
        Row(str(words), reverse("wagtailadmin_pages:add", args=["home", model, by_listing[listing].pk]))
        for words, model, listing in BEGINNINGS
        if listing in by_listing
    ]
    if rows:
        yield OfficePanel(_("Begin something new"), rows, len(rows), order=BEGIN, are_buttons=True)


def next_events(pages: PageQuerySet) -> QuerySet[EventPage]:
    """Each event once, whatever the languages it exists in."""
    coming = originals(pages).filter(ends_at__gt=timezone.now())
    return coming.order_by("starts_at")


def originals(pages: PageQuerySet) -> QuerySet[EventPage]:
    return EventPage.objects.live().filter(pk__in=pages, locale__language_code=settings.LANGUAGE_CODE)


def events_without_result(pages: PageQuerySet) -> QuerySet[EventPage]:
    """Events of the last months that no result in any language belongs to."""
    now = timezone.now()
    results = ResultPage.objects.live().filter(event__translation_key=OuterRef("translation_key"))
    recent = originals(pages).filter(ends_at__lt=now, ends_at__gt=now - datetime.timedelta(days=RESULT_DAYS))
    return recent.exclude(Exists(results)).order_by("-starts_at")


def drafts(pages: PageQuerySet) -> QuerySet[Page]:
    return pages.filter(Q(live=False) | Q(has_unpublished_changes=True)).order_by(
        "-latest_revision_created_at"
    )


def untranslated(pages: PageQuerySet) -> QuerySet[Page]:
    """German pages that exist in no other language."""
    versions = Page.objects.filter(translation_key=OuterRef("translation_key")).order_by()
    alone = versions.values("translation_key").annotate(n=Count("pk")).filter(n=1)
    german = pages.live().filter(locale__language_code="de", depth__gt=2)
    return german.filter(Exists(alone)).order_by("-last_published_at")


def event_row(event: EventPage) -> Row:
    return Row(event.title, edit_url(event), event.place, timezone.localdate(event.starts_at))


def past_row(event: EventPage) -> Row:
    again = Row(_("Repeat on a new day"), reverse("repeat_event", args=[event.pk]))
    return replace(event_row(event), action=again)


def draft_row(page: Page) -> Row:
    note = _("not published yet") if not page.live else _("unpublished changes")
    return Row(page.get_admin_display_title(), edit_url(page), note)


def language_row(page: Page) -> Row:
    return Row(
        page.title, reverse("wagtail_localize:submit_page_translation", args=[page.pk]), _("translate")
    )
