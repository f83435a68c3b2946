"""What is told: one message per webhook and change, written in the transaction of the change.

    content_changed(differences(before, after))

Both sides are what is public, by any key, so whoever changes things reads them twice and needs
no event of its own for each way of changing.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from sites.choices import CityState
from sites.models import Webhook, WebhookDelivery

PUBLISHED, UNPUBLISHED, DELETED, MOVED = "published", "unpublished", "deleted", "moved"


@dataclass(frozen=True)
class Public:
    """A thing as anybody can read it; `version` is anything that differs when its content does."""

    city: int
    address: str
    type: str
    uid: str
    language: str
    version: Any = None


@dataclass(frozen=True)
class Change:
    event: str
    thing: Public
    moved_from: str = ""


def differences(
    before: Mapping[Any, Public], after: Mapping[Any, Public], gone: Iterable[Hashable] = ()
) -> list[Change]:
    """Return what has happened to things between two looks; `gone` are keys of what exists no more.

    What has another address is told as moved only, whatever else has changed in it.
    """
    deleted = set(gone)
    found = []
    for key, old in before.items():
        new = after.get(key)
        if new is None:
            found.append(Change(DELETED if key in deleted else UNPUBLISHED, old))
        elif new.city != old.city:
            found += [Change(UNPUBLISHED, old), Change(PUBLISHED, new)]
        elif new.address != old.address:
            found.append(Change(MOVED, new, old.address))
        elif new.version != old.version:
            found.append(Change(PUBLISHED, new))
    return found + [Change(PUBLISHED, new) for key, new in after.items() if key not in before]


def somebody_listens() -> bool:
    """Whether any city tells anybody: the cheap question that comes first."""
    return Webhook.objects.filter(is_active=True).exists()


def content_changed(changes: Iterable[Change]) -> None:
    """Queue messages to the webhooks of the cities. What is rolled back is not told.

    A city that is still hidden tells nothing.
    """
    from sites.webhooks.sending import send_webhooks  # which needs the settings of tasks

    told = list(changes)
    if not told:
        return
    # Of the cities of these things, each of which is told to webhooks of its own city only.
    webhooks = Webhook.objects.filter(is_active=True, city__in={change.thing.city for change in told})
    by_city = defaultdict(list)
    for webhook in webhooks.exclude(city__state=CityState.HIDDEN):
        by_city[webhook.city_id].append(webhook)
    rows = [_delivery(webhook, change) for change in told for webhook in by_city[change.thing.city]]
    if rows:
        WebhookDelivery.objects.bulk_create(rows, batch_size=500)
        send_webhooks.enqueue()


def _delivery(webhook: Webhook, change: Change) -> WebhookDelivery:
    now, number = timezone.now(), uuid.uuid4()
    body = {"id": str(number), **_told(change), "at": now.isoformat(timespec="milliseconds")}
    return WebhookDelivery(
        pk=number,
        webhook=webhook,
        body=json.dumps(body, ensure_ascii=False),
        created_at=now,
        next_try=now,
    )


def _told(change: Change) -> dict[str, str]:
    thing = change.thing
    moved = {"moved_from": change.moved_from} if change.moved_from else {}
    return {
        "event": change.event,
        "@id": thing.address,
        "@type": thing.type,
        "UID": thing.uid,
        "language": thing.language,
        **moved,
    }


def changed(thing: Public) -> Public:
    """Return the thing as one that differs from every other look at it."""
    return replace(thing, version=uuid.uuid4())
