"""The present, for what people read: whoever asks what is now is told, and it is noted when time changes the answer.

Answers are stored (`sites/delivery/store`), and some are right only until a moment comes: an
event ends, a consent is over. Code that decides what a page shows asks here and not the clock.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils import timezone

DAY = datetime.timedelta(days=1)


@dataclass
class Watch:
    """`until`: the next moment at which something that was asked changes, None if there is none.

    `asked_now`: the moment itself was asked for, so the next event that begins or ends counts too.
    """

    until: datetime.datetime | None = None
    asked_now: bool = False

    def note(self, moment: datetime.datetime) -> None:
        self.until = min(self.until, moment) if self.until else moment


_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched() -> Iterator[Watch]:
    """Note what is asked of the present inside of the block."""
    watch = Watch()
    token = _watch.set(watch)
    try:
        yield watch
    finally:
        _watch.reset(token)


def now() -> datetime.datetime:
    if watch := _watch.get():
        watch.asked_now = True
    return timezone.now()


def today() -> datetime.date:
    day = timezone.localdate()
    if watch := _watch.get():
        watch.note(start_of(day + DAY))
    return day


def is_over(last_day: datetime.date) -> bool:
    """Whether the day has passed; on the day itself it has not."""
    if timezone.localdate() > last_day:
        return True
    if (watch := _watch.get()) and last_day < datetime.date.max:
        watch.note(start_of(last_day + DAY))
    return False


def start_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
