"""Storing an answer, finding it, and sweeping up after the time.

An answer whose building began before a change may not be stored after it. So whoever builds says when he
began (`begin`), and `keep` looks at all that has changed since, while nothing can be deleted.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from sites.delivery.store.lookup import look_up
from sites.delivery.store.reading import Reading
from sites.delivery.store.release import release
from sites.delivery.store.triggers import ANSWER, CHANGE, STORE_LOCK
from sites.models import City, ContentChange, StoredAnswer
from sites.registry import registry

Headers = tuple[tuple[str, str], ...]

LONGEST_PATH = 1000  # characters; the index has no room for much more
LARGEST_BODY = 2_000_000  # bytes
KEPT = datetime.timedelta(minutes=15)  # of a change; nobody builds an answer for longer


@dataclass(frozen=True)
class Beginning:
    """`snapshot` is PostgreSQL's: which transactions were done when the building began."""

    snapshot: str
    last_change: int
    at: datetime.datetime


@dataclass(frozen=True)
class Answer:
    """A whole answer with status 200; `headers` are those that not every answer has."""

    headers: Headers
    etag: str
    body: bytes
    fresh_until: datetime.datetime | None = None

    def is_fresh(self, now: datetime.datetime) -> bool:
        return self.fresh_until is None or now < self.fresh_until


def begin() -> Beginning:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_current_snapshot()::text, coalesce(max(id), 0) FROM {CHANGE}")
        snapshot, last_change = cursor.fetchone()
    return Beginning(snapshot, last_change, timezone.now())


def find(host: str, path: str) -> Answer | None:
    """Return what is stored and still fresh. Raises Django's database errors."""
    row = look_up(FIND, [host, path, release(), timezone.now().isoformat()])
    if row is None:
        return None
    headers, etag, body, fresh_until = row
    assert headers is not None and etag is not None and body is not None
    until = datetime.datetime.fromisoformat(fresh_until.decode()) if fresh_until else None
    return Answer(tuple((name, value) for name, value in json.loads(headers)), etag.decode(), body, until)


FIND = f"""
SELECT headers::text, etag, body, fresh_until::text FROM {ANSWER}
WHERE host = $1 AND path = $2 AND release = $3 AND (fresh_until IS NULL OR fresh_until > $4)
"""


@dataclass(frozen=True)
class Built:
    """An answer, where it belongs, and what was read for it."""

    host: str
    path: str
    answer: Answer
    read: Reading


def keep(built: Sequence[Built], beginning: Beginning, city: City) -> int:
    """Store those answers for which all is still as it was read; return how many that are."""
    if timezone.now() - beginning.at > KEPT / 2:
        return 0
    homes = _cities_of({path for one in built for path in one.read.home_paths})
    rows = list(filter(None, [_row(one, beginning, city, homes) for one in built]))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORE_LOCK])
        kept = [row for row in rows if not _has_changed(cursor, row[KEYS], beginning)]
        for row in kept:
            cursor.execute(STORE, row)
    return len(kept)


def _row(one: Built, beginning: Beginning, city: City, homes: Mapping[str, int]) -> list[Any] | None:
    """Return what is to be stored; None for an answer of which we do not know how long it is right."""
    cities = one.read.cities | {city.pk} | {homes[path] for path in one.read.home_paths & homes.keys()}
    keys = one.read.keys(cities)
    fresh_until = _earliest(one.read.present.until, _next_moment(one.read, city, beginning.at))
    if one.read.strange or (fresh_until and fresh_until <= timezone.now()):
        return None
    answer = one.answer
    written = json.dumps(answer.headers)
    told = [one.host, one.path, city.pk, written, answer.etag, answer.body, keys, fresh_until]
    return [*told, release(), timezone.now()]


def _has_changed(cursor: Any, keys: list[str], beginning: Beginning) -> bool:
    cursor.execute(CHANGED_SINCE, {"keys": keys, **vars(beginning)})
    return bool(cursor.fetchone()[0])


KEYS = 6  # number of the column
COLUMNS = "host, path, city_id, headers, etag, body, keys, fresh_until, release, stored_at"
STORE = f"""
INSERT INTO {ANSWER} ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (host, path) DO UPDATE
SET ({COLUMNS}) = ({", ".join(f"excluded.{name.strip()}" for name in COLUMNS.split(","))})
"""

# Done since the building began: by others, as the snapshot says, or by the transaction that builds.
CHANGED_SINCE = f"""
SELECT EXISTS (
  SELECT FROM {CHANGE}
  WHERE xid >= pg_snapshot_xmin(%(snapshot)s::pg_snapshot)::text::bigint
    AND keys && %(keys)s
    AND CASE WHEN xid = pg_current_xact_id()::text::bigint THEN id > %(last_change)s
             ELSE NOT pg_visible_in_snapshot(xid::text::xid8, %(snapshot)s::pg_snapshot) END
)
"""


def _cities_of(home_paths: Collection[str]) -> dict[str, int]:
    """Return path of a home → key of its city."""
    if not home_paths:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT path, insist_city_of_path(path) FROM unnest(%s::text[]) path", [list(home_paths)]
        )
        return {path: city for path, city in cursor.fetchall() if city}


def _next_moment(read: Reading, city: City, since: datetime.datetime) -> datetime.datetime | None:
    """The next moment of the city at which something begins or ends, for an answer that asked what is now."""
    if not read.present.asked_now:
        return None
    return _earliest(*(source(city, since) for source in registry.moments))


def _earliest(*moments: datetime.datetime | None) -> datetime.datetime | None:
    return min((moment for moment in moments if moment), default=None)


def sweep() -> str:
    """Delete what nobody will be given any more: answers whose time is over, changes that all have seen."""
    now = timezone.now()
    over, _per_model = StoredAnswer.objects.filter(fresh_until__lte=now).delete()
    other, _per_model = (
        StoredAnswer.objects.exclude(release=release()).filter(stored_at__lt=now - KEPT).delete()
    )
    ContentChange.objects.filter(changed_at__lt=now - KEPT).delete()
    return f"{over + other} answers"
