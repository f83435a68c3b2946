"""Dates are typed as Germans write them, in whatever language somebody reads the admin."""

import datetime

import pytest
from django.utils import timezone
from wagtail.users.models import UserProfile

from home.choices import Listing
from home.models import EventPage
from tests.home.admin import add_url, edit_url, open_form, send
from tests.make import list_of, make_event, make_forum

START = datetime.datetime(2031, 3, 4, 18, tzinfo=timezone.get_default_timezone())


@pytest.fixture(params=["de", "en"])
def reader(request, at, dortmund_editor):
    profile = UserProfile.get_for_user(dortmund_editor)
    profile.preferred_language = request.param
    profile.save()
    return at("admin", dortmund_editor)


@pytest.mark.parametrize(
    ("start", "end", "day"),
    [
        ("4.3.2031 18:00", "4.3.2031 20:00", "1.3.2031"),
        ("04.03.2031 18:00", "04.03.2031 20:00", "01.03.2031"),
        ("2031-03-04 18:00", "2031-03-04 20:00", "2031-03-01"),
    ],
)
def test_a_date_is_read_as_it_was_meant(reader, dortmund, start, end, day):
    url = add_url(list_of(dortmund, Listing.EVENTS), EventPage)

    answer = send(reader, url, title="Treffen", starts_at=start, ends_at=end, register_by=day)

    assert answer.status_code == 302
    event = EventPage.objects.get(slug="treffen")
    assert event.starts_at == START
    assert event.register_by == datetime.date(2031, 3, 1)


def test_a_date_is_shown_as_it_is_typed(reader, dortmund):
    event = make_event(make_forum(dortmund), starts_at=START, register_by=datetime.date(2031, 3, 1))

    form = open_form(reader, edit_url(event))

    assert (form["starts_at"], form["register_by"]) == ("04.03.2031 18:00", "01.03.2031")
