"""The queue of entries that somebody should ask about, the oldest first, and the click that confirms one."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directory.models import Confirmation, DirectoryEntry
from directory.staff_choices import Way
from sites.access.people import cities_of
from sites.access.roles import COORDINATOR, EDITOR, LEAD

PAGE_SIZE = 50


def own_entries(user: Any) -> QuerySet[DirectoryEntry]:
    """The public entries of the person's cities, the longest unconfirmed first, never confirmed ones before."""
    entries = DirectoryEntry.objects.filter(city__in=cities_of(user, LEAD, EDITOR, COORDINATOR))
    return entries.order_by(F("confirmed_on").asc(nulls_first=True), "sort_key")


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    entries = own_entries(request.user).select_related("association", "district", "city")
    one = request.GET.get("name", "")
    if one.isdigit():
        entries = entries.filter(association=int(one))
    page = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("p"))
    year_ago = timezone.localdate() - datetime.timedelta(days=365)
    context = {
        "page": page,
        "ways": Way.choices,
        "year_ago": year_ago,
        "header_title": _("Entries to confirm"),
    }
    return render(request, "directory/admin/confirmations.html", context)


@require_POST
def confirm(request: HttpRequest, association_id: int) -> HttpResponse:
    entry = get_object_or_404(own_entries(request.user), association=association_id)
    how = request.POST.get("how", Way.TALK)
    if how not in Way.values:
        messages.error(request, _("Please say how the association confirmed the entry."))
        return HttpResponseRedirect(reverse("confirmations"))
    Confirmation(association_id=entry.association_id, how=how, recorded_by_id=request.user.pk).save()
    messages.success(request, _("“%(name)s” is confirmed as of today.") % {"name": entry.name})
    return HttpResponseRedirect(reverse("confirmations"))
