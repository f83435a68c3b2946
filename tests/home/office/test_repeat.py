"""An event once more: a draft on a new day, in one click."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from home.models import EventPage
from home.office.repeat import next_day, repeat
from tests.make import list_of, make_event, make_forum, make_result

NOON = datetime.datetime(2026, 10, 5, 12, tzinfo=datetime.UTC)
EVENING = datetime.datetime(2026, 10, 1, 18, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def event(dortmund):
    return make_event(
        make_forum(dortmund),
        title="Abend der Schlüssel",
        starts_at=EVENING,
        ends_at=EVENING + datetime.timedelta(hours=3),
        register_by=EVENING.date() - datetime.timedelta(days=2),
    )


def test_the_new_day_is_the_same_weekday_after_today(event):
    assert next_day(event, datetime.date(2026, 10, 1)) == datetime.date(2026, 10, 29)
    assert next_day(event, datetime.date(2026, 11, 30)) == datetime.date(2026, 12, 24)


def test_the_copy_is_a_draft_at_the_same_time_of_day(event, dortmund_editor):
    copy = repeat(event, datetime.date(2026, 10, 29), dortmund_editor)  # summer time has ended

    assert not copy.live
    assert timezone.localtime(copy.starts_at).isoformat() == "2026-10-29T18:00:00+01:00"
    assert copy.ends_at - copy.starts_at == datetime.timedelta(hours=3)
    assert copy.register_by == datetime.date(2026, 10, 27)
    assert copy.get_parent().specific == event.get_parent().specific
    assert copy.slug != event.slug
    assert copy.translation_key != event.translation_key


def test_the_event_itself_stays_as_it_is(event, dortmund_editor):
    repeat(event, datetime.date(2026, 10, 29), dortmund_editor)

    event.refresh_from_db()
    assert event.live
    assert event.starts_at == EVENING


def test_results_stay_with_the_old_event(event, dortmund, dortmund_editor):
    make_result(dortmund, event)

    copy = repeat(event, datetime.date(2026, 10, 29), dortmund_editor)

    assert copy.results.count() == 0


@time_machine.travel(NOON, tick=False)
def test_one_click_copies_to_the_day_that_is_offered(at, event, dortmund_editor):
    browser = at("admin", dortmund_editor)
    path = reverse("repeat_event", args=[event.pk])
    day = browser.get(path).context["form"].initial["day"]

    answer = browser.post(path, {"day": day})

    copy = EventPage.objects.get(pk=answer.url.rstrip("/").split("/")[-2])
    assert timezone.localdate(copy.starts_at) == day == datetime.date(2026, 10, 29)


@time_machine.travel(NOON, tick=False)
def test_a_day_that_is_over_is_refused(at, event, dortmund_editor):
    answer = at("admin", dortmund_editor).post(
        reverse("repeat_event", args=[event.pk]), {"day": "2026-10-04"}
    )

    assert answer.context["form"].errors == {"day": ["Dieser Tag ist vorbei."]}
    assert EventPage.objects.count() == 1


def test_only_events_have_the_button(at, event, dortmund, dortmund_editor):
    browser = at("admin", dortmund_editor)
    path = reverse("repeat_event", args=[event.pk])

    assert path in browser.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).text
    forum = event.get_parent()
    assert "/repeat/" not in browser.get(reverse("wagtailadmin_pages:edit", args=[forum.pk])).text


def test_nobody_copies_an_event_of_another_city(at, dortmund_editor, potsdam):
    other = make_event(make_forum(potsdam))

    answer = at("admin", dortmund_editor).post(
        reverse("repeat_event", args=[other.pk]), {"day": "2099-01-01"}
    )

    assert answer.status_code == 302
    assert EventPage.objects.count() == 1


def test_an_event_outside_a_forum_is_copied_beside_itself(dortmund, dortmund_editor):
    from home.choices import Listing

    event = make_event(list_of(dortmund, Listing.EVENTS), kind="talk")

    copy = repeat(event, timezone.localdate() + datetime.timedelta(days=30), dortmund_editor)

    assert copy.get_parent().pk == event.get_parent().pk
