"""The worker's part: sign, send, try again later, give up, forget.

Signed as Standard Webhooks has it (www.standardwebhooks.com): `webhook-id` is the same in every
try, `webhook-timestamp` is that of this one, and `webhook-signature` covers both and the body.
A receiver refuses an old time and an id that it has seen: so nothing can be sent to it twice.
"""

from __future__ import annotations

import base64
import datetime
import hmac
import time

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from sites.models import Webhook, WebhookDelivery
from sites.models.webhooks import key_of_secret
from sites.registry import Job
from sites.webhooks.outgoing import post

# Minutes until the next try; after the last one the message is given up.
WAITING_MINUTES = (1, 5, 30, 120, 480, 1440)
OLDEST_DAYS = 3  # after which nobody needs the news, tried or not
KEPT_DAYS = 7  # of what has ended
RUN_SECONDS = 20  # of one task, so that other work has its turn
GONE = 410  # the receiver wants no more


def signature(secret: str, number: str, seconds: int, body: bytes) -> str:
    """Return the header: version and HMAC-SHA256 of id, time (Unix seconds) and body, as Base64."""
    signed = f"{number}.{seconds}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key_of_secret(secret), signed, "sha256")).decode()


def due() -> QuerySet[WebhookDelivery]:
    return WebhookDelivery.objects.filter(next_try__lte=timezone.now(), webhook__is_active=True)


# After mails and the rest: nobody waits in front of a screen.
@task(priority=-10)
def send_webhooks() -> str:
    """Send what is due, the oldest first, as long as the time of one task lasts."""
    until, count = time.monotonic() + RUN_SECONDS, 0
    while time.monotonic() < until:
        delivery = _send_one()
        if delivery is None:
            return f"{count} sent"
        count += 1
    send_webhooks.enqueue()
    return f"{count} sent, more to come"


def _send_one() -> WebhookDelivery | None:
    with transaction.atomic():
        # Locked while it is being sent: what another worker has in hand is no business of this one.
        waiting = due().select_for_update(skip_locked=True, of=("self",)).select_related("webhook")
        delivery = waiting.first()
        if delivery is None:
            return None
        _try(delivery)
    if delivery.next_try:
        # What else waits for the same receiver waits with it, and holds up no other one.
        due().filter(webhook=delivery.webhook_id).update(next_try=delivery.next_try)
    return delivery


def _try(delivery: WebhookDelivery) -> None:
    seconds, body = int(time.time()), delivery.body.encode()
    number = str(delivery.pk)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "INSIST-Webhook",
        "webhook-id": number,
        "webhook-timestamp": str(seconds),
        "webhook-signature": signature(delivery.webhook.secret, number, seconds, body),
    }
    delivery.last_status, delivery.last_error = None, ""
    try:
        delivery.last_status = post(delivery.webhook.url, body, headers)
    except Exception as error:  # noqa: BLE001 (whatever it is must not hold up the messages to others)
        delivery.last_error = f"{type(error).__name__}: {error}"[:200]
    delivery.attempts += 1
    delivery.last_try = timezone.now()
    delivery.next_try = _next_try(delivery)
    delivery.save()
    if delivery.last_status == GONE:
        Webhook.objects.filter(pk=delivery.webhook_id).update(is_active=False)


def _next_try(delivery: WebhookDelivery) -> datetime.datetime | None:
    """When to send again; None where it arrived (2xx), is not wanted, or was tried often enough."""
    status = delivery.last_status
    if status is not None and (200 <= status < 300 or status == GONE):
        return None
    if delivery.attempts > len(WAITING_MINUTES):
        return None
    return timezone.now() + datetime.timedelta(minutes=WAITING_MINUTES[delivery.attempts - 1])


def resend_webhooks() -> str:
    """Queue a task where something is due; give up what has waited too long."""
    now = timezone.now()
    old = WebhookDelivery.objects.filter(
        next_try__isnull=False, created_at__lt=now - datetime.timedelta(days=OLDEST_DAYS)
    )
    given_up = old.update(next_try=None)
    count = due().count()
    tasks = DBTaskResult.objects.filter(task_path=send_webhooks.module_path, status=TaskResultStatus.READY)
    if count and not tasks.exists():
        send_webhooks.enqueue()
    return f"{count} due, {given_up} given up"


def forget_deliveries() -> str:
    since = timezone.now() - datetime.timedelta(days=KEPT_DAYS)
    count, _rows = WebhookDelivery.objects.filter(next_try=None, created_at__lt=since).delete()
    return f"{count} deleted"


JOBS = (
    Job("resend_webhooks", minutes=1, run=resend_webhooks),
    Job("forget_deliveries", minutes=24 * 60, run=forget_deliveries),
)
