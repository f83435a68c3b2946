"""Events by month: as groups of a list, and as the table of a calendar."""

import calendar
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from home.models.events import EventPage
from sites.frame.dates import local_date


@dataclass(frozen=True)
class MonthGroup:
    month: datetime.date  # its first day
    events: list[EventPage]


@dataclass(frozen=True)
class Day:
    date: datetime.date
    events: list[EventPage]
    is_today: bool


@dataclass(frozen=True)
class MonthTable:
    month: datetime.date  # its first day
    weeks: list[list[Day | None]]  # from Monday to Sunday; None: a day of another month

    @property
    def previous(self) -> datetime.date:
        return first_of_month(self.month - datetime.timedelta(days=1))

    @property
    def next(self) -> datetime.date:
        return next_month(self.month)

    @property
    def weekdays(self) -> list[datetime.date]:
        """Any Monday to Sunday, for the names of the days."""
        monday = self.month - datetime.timedelta(days=self.month.weekday())
        return [monday + datetime.timedelta(days=n) for n in range(7)]


def by_month(events: Iterable[EventPage]) -> list[MonthGroup]:
    """Group events, which are in order, by the month in which they begin."""
    groups = groupby(events, key=lambda event: first_of_month(local_date(event.starts_at)))
    return [MonthGroup(month, list(some)) for month, some in groups]


def month_table(month: datetime.date, events: Sequence[EventPage], today: datetime.date) -> MonthTable:
    """Return the weeks of a month; an event of several days stands on each of them."""
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    return MonthTable(
        month,
        [
            [_day(date, events, today) if date.month == month.month else None for date in week]
            for week in weeks
        ],
    )


def _day(date: datetime.date, events: Sequence[EventPage], today: datetime.date) -> Day:
    # What ends at midnight does not stand on the next day.
    ends = datetime.timedelta(microseconds=1)
    on_this_day = [e for e in events if local_date(e.starts_at) <= date <= local_date(e.ends_at - ends)]
    return Day(date, on_this_day, date == today)


def first_of_month(date: datetime.date) -> datetime.date:
    return date.replace(day=1)


def next_month(date: datetime.date) -> datetime.date:
    return first_of_month(date.replace(day=28) + datetime.timedelta(days=4))
