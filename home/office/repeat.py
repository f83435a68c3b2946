"""The same event once more, on a new day: a draft that differs in its date alone."""

import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.coreutils import find_available_slug

from home.models import EventPage
from sites.models import User

WEEKS = 4


class DayForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("New day"), widget=AdminDateInput)

    def clean_day(self) -> datetime.date:
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return day


def next_day(event: EventPage, today: datetime.date) -> datetime.date:
    """Return the first day after today that is whole weeks of four after the event: the same weekday."""
    day = timezone.localdate(event.starts_at)
    while day <= today:
        day += datetime.timedelta(weeks=WEEKS)
    return day


def repeat(event: EventPage, day: datetime.date, user: User) -> EventPage:
    """Copy the event to another day, as a draft beside it.

    What belongs to the old day does not come along: deadline and times move, results stay where they are.
    """
    moved = day - timezone.localdate(event.starts_at)

    def move(moment: Any) -> Any:
        if isinstance(moment, datetime.datetime):
            # On the clock and not by 24 hours: 18:00 stays 18:00 when summer time ends in between.
            local = timezone.localtime(moment)
            return timezone.make_aware(local.replace(tzinfo=None) + moved)
        return moment + moved if moment else None

    update = {
        "starts_at": move(event.starts_at),
        "ends_at": move(event.ends_at),
        "register_by": move(event.register_by),
        "slug": find_available_slug(event.get_parent(), event.slug),
        "first_published_at": None,
        "last_published_at": None,
        "go_live_at": None,
        "expire_at": None,
    }
    copy = event.get_latest_revision_as_object() if event.has_unpublished_changes else event
    return cast(
        EventPage,
        copy.copy(
            update_attrs=update, keep_live=False, copy_revisions=False, user=user, log_action="wagtail.copy"
        ),
    )


def repeat_view(request: HttpRequest, page_id: int) -> HttpResponse:
    event = get_object_or_404(EventPage, pk=page_id).specific
    permissions = event.permissions_for_user(request.user)
    if not (
        permissions.can_edit() and event.get_parent().permissions_for_user(request.user).can_add_subpage()
    ):
        raise PermissionDenied
    form = DayForm(request.POST or None, initial={"day": next_day(event, timezone.localdate())})
    if request.method == "POST" and form.is_valid():
        draft = repeat(event, form.cleaned_data["day"], cast(User, request.user))
        messages.success(request, _("A draft with the new date. Please check place and times, then publish."))
        return redirect(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    return TemplateResponse(request, "home/admin/repeat.html", {"form": form, "event": event})
