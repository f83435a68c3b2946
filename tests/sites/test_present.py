"""The present, and the moments at which it changes an answer."""

import datetime

import time_machine
from django.utils import timezone

from sites import present

NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=timezone.get_default_timezone())
DAY = datetime.date(2026, 3, 2)


def watched(action):
    with time_machine.travel(NOON, tick=False), present.watched() as watch:
        action()
    return watch


def test_what_asks_nothing_stays_right():
    assert watched(lambda: None) == present.Watch()


def test_today_ends_at_midnight():
    assert watched(present.today).until == NOON.replace(day=3, hour=0)


def test_a_day_is_over_when_the_next_begins():
    with time_machine.travel(NOON, tick=False):
        assert not present.is_over(DAY)
        assert present.is_over(DAY - present.DAY)
    assert watched(lambda: present.is_over(DAY)).until == NOON.replace(day=3, hour=0)


def test_what_is_over_does_not_change_any_more():
    assert watched(lambda: present.is_over(DAY - present.DAY)).until is None


def test_the_earliest_moment_counts():
    def ask():
        present.is_over(DAY + 5 * present.DAY)
        present.is_over(DAY + present.DAY)

    assert watched(ask).until == NOON.replace(day=4, hour=0)


def test_the_last_day_of_all_has_no_end():
    assert watched(lambda: present.is_over(datetime.date.max)).until is None


def test_who_asks_what_is_now_waits_for_the_next_event():
    assert watched(present.now).asked_now
