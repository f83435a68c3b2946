"""Storing an answer, finding it, and sweeping up after the time.

An answer whose building began before a change may not be stored after it. So whoever builds says when he
began (`begin`), and `keep` looks at all that has changed since, while nothing can be deleted.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass

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


def keep(answer: Answer, beginning: Beginning, read: Reading, city: City, host: str, path: str) -> bool:
    """Store the answer if all is still as it was read; return whether it was stored."""
    cities = read.cities | {city.pk} | _cities_of(read.home_paths)
    keys = read.keys(cities)
    if read.strange or timezone.now() - beginning.at > KEPT / 2:
        return False
    fresh_until = _earliest(read.present.until, _next_moment(read, city, beginning.at))
    if fresh_until and fresh_until <= timezone.now():
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORE_LOCK])
        cursor.execute(CHANGED_SINCE, {"keys": keys, **vars(beginning)})
        if cursor.fetchone()[0]:
            return False
        cursor.execute(
            STORE,
            [host, path, city.pk, json.dumps(answer.headers), answer.etag, answer.body, keys, fresh_until]
            + [release(), timezone.now()],
        )
    return True


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


def _cities_of(home_paths: Iterable[str]) -> set[int]:
    paths = list(home_paths)
    if not paths:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT insist_city_of_path(path) FROM unnest(%s::text[]) path", [paths])
        return {city for (city,) in cursor.fetchall() if city}


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
