"""What the directory says on the start page of the admin: new messages, and entries that nobody has confirmed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.models import Case, DirectoryEntry
from directory.office.confirmations import own_entries
from directory.office.rights import MESSAGES
from directory.presentation import FRESH
from directory.staff_choices import CaseState
from sites.access.people import cities_of
from sites.panels import ROWS, OfficePanel, Row

CONFIRMED_SHARE = 80  # per cent of the entries that should have been confirmed within a year


def directory_panels(request: HttpRequest) -> Iterator[OfficePanel]:
    """Yield the panels that have something to say to this person; at most five queries."""
    yield from _messages(request)
    yield from _confirmations(request)


def _messages(request: HttpRequest) -> Iterator[OfficePanel]:
    """How many messages are new, and those that have waited longest."""
    new = Case.objects.filter(city__in=cities_of(request.user, *MESSAGES["view"]), state=CaseState.NEW)
    cases = list(new.select_related("association").order_by("created_at", "pk")[: ROWS + 1])
    if not cases:
        return
    count = new.count() if len(cases) > ROWS else len(cases)
    heading = ngettext("%(count)d new message", "%(count)d new messages", count) % {"count": count}
    rows = [_case_row(case) for case in cases[:ROWS]]
    yield OfficePanel(heading, rows, count, 105, more_url=reverse("wagtailsnippets_directory_case:list"))


def _case_row(case: Case) -> Row:
    url = reverse("wagtailsnippets_directory_case:edit", args=[case.pk])
    about = case.association.name if case.association else ""
    return Row(case.get_kind_display(), url, about, timezone.localdate(case.created_at))


def _confirmations(request: HttpRequest) -> Iterator[OfficePanel]:
    """The share of entries confirmed within a year, and those to ask about first."""
    year_ago = timezone.localdate() - FRESH
    entries = own_entries(request.user)
    counts = entries.order_by().aggregate(
        total=Count("pk"), confirmed=Count("pk", filter=Q(confirmed_on__gte=year_ago))
    )
    total, confirmed = counts["total"], counts["confirmed"]
    if total == confirmed:
        return
    due = entries.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=year_ago))
    facts = {"share": 100 * confirmed // total, "count": total, "aim": CONFIRMED_SHARE}
    sentence = ngettext(
        "%(share)d %% of %(count)d entry have been confirmed within a year. The aim: at least %(aim)d %%.",
        "%(share)d %% of %(count)d entries have been confirmed within a year. The aim: at least %(aim)d %%.",
        total,
    )
    yield OfficePanel(
        _("Entries never or long ago confirmed"),
        [_entry_row(entry) for entry in due[:ROWS]],
        total - confirmed,
        106,
        sentence=sentence % facts,
        more_url=reverse("confirmations"),
    )


def _entry_row(entry: DirectoryEntry) -> Row:
    url = f"{reverse('confirmations')}?name={entry.association_id}"
    day: datetime.date | None = entry.confirmed_on
    return Row(entry.name, url, "" if day else _("never confirmed"), day)
