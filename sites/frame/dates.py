"""Dates and times as the reader's language writes them."""

import datetime

from babel.dates import format_date, format_skeleton
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from sites.choices import DatePrecision
from sites.frame.languages import babel_locale

A_MONDAY = datetime.date(2024, 1, 1)
NO_BREAK_SPACE = "\u00a0"


def full_date(moment: datetime.date) -> str:
    """Return weekday and date: "Donnerstag, 21. April 2022". A line breaks beside the weekday only."""
    full = format_date(local_date(moment), "full", locale=babel_locale(get_language()))
    unbroken = long_date(moment)
    return full.replace(unbroken.replace(NO_BREAK_SPACE, " "), unbroken)


def long_date(moment: datetime.date) -> str:
    """Return the date without weekday: "21. April 2022", with no-break spaces."""
    long = format_date(local_date(moment), "long", locale=babel_locale(get_language()))
    return long.replace(" ", NO_BREAK_SPACE)


def month_and_year(moment: datetime.date) -> str:
    """Return "April 2022"."""
    return format_skeleton("yMMMM", local_date(moment), locale=babel_locale(get_language()))


def month_name(moment: datetime.date) -> str:
    return format_date(local_date(moment), "LLLL", locale=babel_locale(get_language()))


def weekday(moment: datetime.date) -> str:
    return format_date(local_date(moment), "EEEE", locale=babel_locale(get_language()))


def with_precision(day: datetime.date, precision: str) -> str:
    return long_date(day) if precision == DatePrecision.DAY else month_and_year(day)


def short_weekday(moment: datetime.date) -> str:
    """Return "Mo"."""
    return format_date(local_date(moment), "EEEEEE", locale=babel_locale(get_language()))


def hour(time: datetime.time) -> str:
    """Return "14 Uhr", of a time of day that belongs to no date."""
    return pgettext("time of day", "%(time)s") % {"time": _clock(time)}


def weekday_name(number: int) -> str:
    """Return the name of a day of the week; 0 is Monday."""
    return weekday(A_MONDAY + datetime.timedelta(days=number))


def clock_span(opens: datetime.time, closes: datetime.time) -> str:
    """Return "9 bis 12:30 Uhr", of times of day that belong to no date."""
    return pgettext("time of day", "%(start)s to %(end)s") % {"start": _clock(opens), "end": _clock(closes)}


def clock_time(moment: datetime.datetime) -> str:
    """Return hour and minute, in German without the minutes of a full hour."""
    return _clock(timezone.localtime(moment).time())


def _clock(local: datetime.time) -> str:
    if local.minute:
        return f"{local.hour}:{local.minute:02}"
    return pgettext("full hour", "%(hour)d:00") % {"hour": local.hour}


def time_span(start: datetime.datetime, end: datetime.datetime) -> str:
    """Return "18 bis 20:30 Uhr"; across midnight the end carries its date."""
    last = clock_time(end)
    if local_date(start) != local_date(end):
        last = _("%(date)s, %(time)s") % {"date": long_date(end), "time": last}
    return pgettext("time of day", "%(start)s to %(end)s") % {"start": clock_time(start), "end": last}


def from_to(start: str, end: str) -> str:
    return _("%(start)s to %(end)s") % {"start": start, "end": end}


def local_date(moment: datetime.date) -> datetime.date:
    """Return the date in the time zone of the site, also for a moment in time."""
    return timezone.localtime(moment).date() if isinstance(moment, datetime.datetime) else moment
