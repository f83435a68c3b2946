"""Comparing stored answers with ones that are built anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from sites.delivery.store.building import Builder
from sites.models import StoredAnswer


def wrong_answers(rows: Iterable[StoredAnswer]) -> Iterator[tuple[StoredAnswer, str]]:
    """Return those that differ from what would be built now, and why; each of them is deleted.

    One that a change has deleted meanwhile is not wrong, nor is one whose time is over.
    """
    builder = Builder()
    for row in rows:
        status, body = builder.look((row.host, row.path))
        if status == 200 and body == bytes(row.body):
            continue
        is_over = row.fresh_until and row.fresh_until <= timezone.now()
        still_there, _per_model = StoredAnswer.objects.filter(pk=row.pk, stored_at=row.stored_at).delete()
        if still_there and not is_over:
            yield row, f"status {status}" if status != 200 else "another text"
