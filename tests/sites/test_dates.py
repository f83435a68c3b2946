import datetime
import zoneinfo

import pytest
from django.utils import translation

from sites.choices import DatePrecision
from sites.frame.dates import (
    clock_time,
    from_to,
    full_date,
    hour,
    local_date,
    long_date,
    month_and_year,
    month_name,
    short_weekday,
    time_span,
    weekday,
    with_precision,
)

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
SPRING = datetime.date(2022, 4, 21)


def at(hour, minute=0, day=SPRING):
    return datetime.datetime.combine(day, datetime.time(hour, minute), BERLIN)


def plain(text):
    """The text with plain spaces: which kind of space stands where is a matter of its own."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", "Donnerstag, 21. April 2022"),
        ("en", "Thursday, 21 April 2022"),
        ("tr", "21 Nisan 2022 Perşembe"),
        ("ar", "الخميس، 21 أبريل 2022"),
    ],
)
def test_a_full_date_is_written_as_the_language_writes_it(language, shown):
    with translation.override(language):
        assert plain(full_date(SPRING)).replace("Thursday 21", "Thursday, 21") == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [("de", "21. April 2022"), ("en", "21 April 2022"), ("tr", "21 Nisan 2022"), ("ar", "21 أبريل 2022")],
)
def test_a_long_date_has_no_weekday(language, shown):
    with translation.override(language):
        assert plain(long_date(SPRING)) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [("de", "April 2022"), ("en", "April 2022"), ("tr", "Nisan 2022"), ("ar", "أبريل 2022")],
)
def test_month_and_year_stand_without_a_day(language, shown):
    with translation.override(language):
        assert month_and_year(SPRING) == shown


@pytest.mark.parametrize(("language", "shown"), [("de", "14 Uhr"), ("en", "14:00"), ("tr", "saat 14:00")])
def test_a_time_of_day_that_belongs_to_no_date_is_written_as_people_say_it(language, shown):
    with translation.override(language):
        assert hour(datetime.time(14)) == shown


def test_a_weekday_has_a_short_name():
    assert short_weekday(SPRING) == "Do."


def test_a_month_and_a_weekday_stand_alone():
    assert month_name(datetime.date(2022, 3, 1)) == "März"
    assert weekday(SPRING) == "Donnerstag"
    with translation.override("tr"):
        assert (month_name(SPRING), weekday(SPRING)) == ("Nisan", "Perşembe")


@pytest.mark.parametrize("language", ["de", "en", "tr", "ar"])
def test_a_line_breaks_in_a_date_beside_the_weekday_only(language):
    with translation.override(language):
        assert " " not in long_date(SPRING)
        assert full_date(SPRING).count(" ") == 1


def test_easy_german_is_dated_like_german():
    with translation.override("de-x-leicht"):
        assert plain(long_date(SPRING)) == "21. April 2022"


def test_a_date_is_that_of_the_city_and_not_of_greenwich():
    late = datetime.datetime(2022, 4, 20, 22, 30, tzinfo=datetime.UTC)

    assert local_date(late) == SPRING
    assert plain(full_date(late)) == "Donnerstag, 21. April 2022"


def test_a_plain_date_stays_as_it_is():
    assert local_date(SPRING) == SPRING


@pytest.mark.parametrize(
    ("language", "hour", "minute", "shown"),
    [
        ("de", 18, 0, "18"),
        ("de", 18, 30, "18:30"),
        ("de", 9, 5, "9:05"),
        ("de", 0, 0, "0"),
        ("en", 18, 0, "18:00"),
        ("tr", 18, 0, "18:00"),
        ("ar", 9, 0, "9:00"),
    ],
)
def test_a_full_hour_has_no_minutes_in_german(language, hour, minute, shown):
    with translation.override(language):
        assert clock_time(at(hour, minute)) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("de", "18 bis 20:30 Uhr"), ("en", "18:00 to 20:30"), ("tr", "18:00 – 20:30")]
)
def test_a_span_of_time_is_written_as_the_language_writes_it(language, shown):
    with translation.override(language):
        assert plain(time_span(at(18), at(20, 30))) == shown


def test_a_span_of_time_in_arabic_says_from_and_to():
    with translation.override("ar"):
        shown = time_span(at(18), at(20, 30))

    assert "18:00" in shown and "20:30" in shown
    assert "إلى" in shown or "حتى" in shown


def test_a_span_in_german_does_not_break_before_uhr():
    assert time_span(at(18), at(20, 30)).endswith("20:30\u00a0Uhr")


def test_a_span_across_midnight_says_the_date_of_its_end():
    end = at(1, day=SPRING + datetime.timedelta(days=1))

    assert plain(time_span(at(20), end)) == "20 bis 22. April 2022, 1 Uhr"


def test_a_span_until_midnight_ends_on_the_next_day():
    assert (
        plain(time_span(at(20), at(0, day=SPRING + datetime.timedelta(days=1))))
        == "20 bis 22. April 2022, 0 Uhr"
    )


def test_whether_a_span_crosses_midnight_is_asked_in_local_time():
    # In UTC both lie on different days.
    start, end = at(1), at(3)

    assert start.astimezone(datetime.UTC).date() != end.astimezone(datetime.UTC).date()
    assert plain(time_span(start.astimezone(datetime.UTC), end.astimezone(datetime.UTC))) == "1 bis 3 Uhr"


def test_a_span_over_the_change_of_the_clock_shows_what_the_clocks_show():
    day = datetime.date(2022, 3, 27)

    assert plain(time_span(at(1, day=day), at(4, day=day))) == "1 bis 4 Uhr"


@pytest.mark.parametrize(
    ("precision", "shown"), [(DatePrecision.DAY, "21. April 2022"), (DatePrecision.MONTH, "April 2022")]
)
def test_a_date_is_shown_as_precisely_as_it_is_known(precision, shown):
    assert plain(with_precision(SPRING, precision)) == shown


def test_two_dates_are_joined_in_the_reader_s_language():
    assert from_to("Juli 2019", "Juni 2022") == "Juli 2019 bis Juni 2022"
    with translation.override("en"):
        assert from_to("July 2019", "June 2022") == "July 2019 to June 2022"
