"""A receiver on this machine, which a setting of these tests allows, and webhooks that lead to it."""

import json

import pytest

from sites.models import Webhook, WebhookDelivery
from tests.sites.webhooks.receiver import receiver


@pytest.fixture
def local(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]


@pytest.fixture
def hook(local):
    with receiver() as server:
        yield server


@pytest.fixture
def listening(dortmund):
    """A webhook of Dortmund of which only what waits for it is looked at."""
    return Webhook.objects.create(city=dortmund, url="https://example.org/hook")


@pytest.fixture
def told():
    """What waits for a webhook, without number and time: `told(webhook)`."""

    def read(webhook):
        bodies = [
            json.loads(body)
            for body in WebhookDelivery.objects.filter(webhook=webhook).values_list("body", flat=True)
        ]
        return [{name: body[name] for name in body if name not in ("id", "at")} for body in bodies]

    return read
