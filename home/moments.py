"""When something begins or ends in a city, for answers that say what comes next."""

from __future__ import annotations

import datetime

from django.db.models import Min, Q

from home.models import EventPage
from sites.models import City


def next_event_moment(city: City, since: datetime.datetime) -> datetime.datetime | None:
    """Return the next beginning or end of an event of the city after `since`, published or not."""
    below = Q(pk__in=[])
    for path in city.homes().values_list("path", flat=True):
        below |= Q(path__startswith=path)
    events = EventPage.objects.filter(below).order_by()
    found = events.aggregate(
        starts=Min("starts_at", filter=Q(starts_at__gt=since)),
        ends=Min("ends_at", filter=Q(ends_at__gt=since)),
    )
    return min((moment for moment in found.values() if moment), default=None)
