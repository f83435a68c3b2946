"""What the clock does with messages: one mail an hour that there are some, and an end for old ones."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from directory.models import Case
from directory.staff_choices import CaseState
from sites.choices import CityState
from sites.mail import send_mail
from sites.models import City, Mail

MAIL = "cases"  # the template of the mail
MAIL_PAUSE = datetime.timedelta(hours=1)
KEPT = datetime.timedelta(days=365)  # the forms promise twelve months
CLOSED = (CaseState.DONE, CaseState.REFUSED)


def tell_cities() -> int:
    """Tell each city's role mailbox how many messages are new; return how many mails were queued.

    Many messages are one mail, at most one an hour, and nothing that a visitor wrote stands in it:
    nobody fills a mailbox, or sends through us what he likes.
    """
    cities = City.objects.exclude(state=CityState.ARCHIVED).with_site()
    return sum(_tell(city) for city in cities.filter(cases__state=CaseState.NEW).distinct())


def _tell(city: City) -> bool:
    if not (city.contact and city.contact.email):
        return False
    new = Case.objects.for_city(city).filter(state=CaseState.NEW)
    last = Mail.objects.filter(city=city, template=MAIL).order_by("-created_at").first()
    if last:
        # Once the record of it has gone, a month later, what nobody has looked at is told again.
        is_early = timezone.now() - last.created_at < MAIL_PAUSE
        if is_early or not new.filter(created_at__gt=last.created_at).exists():
            return False
    link = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailsnippets_directory_case:list")
    send_mail(MAIL, to=city.contact.email, city=city, count=new.count(), link=link)
    return True


def delete_old_cases() -> int:
    """Delete messages that are dealt with and twelve months old, of all cities; return how many."""
    old = Case.objects.filter(state__in=CLOSED, created_at__lt=timezone.now() - KEPT)
    count, _rows = old.delete()
    return count
