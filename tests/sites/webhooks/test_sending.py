"""Messages to webhooks: signed, sent by the worker, tried again, given up, forgotten."""

import base64
import datetime
import hashlib
import hmac
import json
import re
import socket
import threading
import time

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from insist.settings import BASE_DIR
from sites.models import Webhook, WebhookDelivery
from sites.models.webhooks import new_secret
from sites.webhooks import outgoing
from sites.webhooks.changes import PUBLISHED, Change, Public, content_changed
from sites.webhooks.outgoing import RefusedAddressError, is_allowed, post
from sites.webhooks.sending import (
    KEPT_DAYS,
    OLDEST_DAYS,
    WAITING_MINUTES,
    forget_deliveries,
    resend_webhooks,
    send_webhooks,
)
from tests.sites.test_mail import closed_port
from tests.sites.webhooks.receiver import receiver


def tell(city, slug="garten"):
    content_changed([Change(PUBLISHED, Public(city.pk, f"https://x.example/{slug}", "Forum", "abc", "de"))])


def webhook_to(city, url, **fields):
    return Webhook.objects.create(city=city, url=url, **fields)


def send():
    send_webhooks.func()
    return list(WebhookDelivery.objects.all())


def test_a_change_waits_for_the_worker_and_is_sent_by_it(dortmund, hook, run_queue):
    webhook_to(dortmund, hook.url)
    tell(dortmund)
    assert hook.received == []

    run_queue()

    body = json.loads(hook.received[0].body)
    assert body.pop("at").startswith(f"{timezone.now().year}-")
    assert body == {
        "id": hook.received[0].headers["webhook-id"],
        "event": "published",
        "@id": "https://x.example/garten",
        "@type": "Forum",
        "UID": "abc",
        "language": "de",
    }
    assert hook.received[0].headers["content-type"] == "application/json"


def test_the_signature_covers_number_time_and_body(dortmund, hook):
    webhook = webhook_to(dortmund, hook.url)
    tell(dortmund)

    send()

    got = hook.received[0]
    key = base64.b64decode(webhook.secret.removeprefix("whsec_"))
    signed = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert got.headers["webhook-signature"] == f"v1,{expected}"
    assert abs(int(got.headers["webhook-timestamp"]) - time.time()) < 60


def test_the_check_in_the_documentation_takes_a_message_and_refuses_a_forged_one(dortmund, hook):
    webhook = webhook_to(dortmund, hook.url)
    tell(dortmund)
    send()
    [code] = re.findall(r"```python\n(.*?)```", (BASE_DIR / "docs" / "webhooks.md").read_text(), re.DOTALL)
    names = {}
    exec(code, names)  # noqa: S102
    is_genuine, got = names["is_genuine"], hook.received[0]

    assert is_genuine(webhook.secret, got.headers, got.body)
    assert not is_genuine(webhook.secret, got.headers, got.body + b" ")
    assert not is_genuine(new_secret(), got.headers, got.body)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=6)):
        assert not is_genuine(webhook.secret, got.headers, got.body)


def test_a_later_try_has_the_same_number_and_a_new_time(dortmund, hook):
    webhook_to(dortmund, hook.url)
    tell(dortmund)
    hook.status = 500
    send()
    hook.status = 200

    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=2), tick=False):
        send()

    first, second = (got.headers for got in hook.received)
    assert first["webhook-id"] == second["webhook-id"]
    assert first["webhook-timestamp"] != second["webhook-timestamp"]
    assert first["webhook-signature"] != second["webhook-signature"]


def test_what_is_rolled_back_is_not_sent(dortmund, hook, run_queue):
    webhook_to(dortmund, hook.url)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(dortmund)
        raise ZeroDivisionError

    run_queue()

    assert hook.received == []


def test_a_change_of_one_city_is_told_to_webhooks_of_no_other(dortmund, potsdam, hook):
    webhook_to(dortmund, hook.url)
    webhook_to(potsdam, hook.url + "/potsdam")

    tell(dortmund)
    send()

    assert [got.path for got in hook.received] == ["/hook"]


@pytest.mark.parametrize("fields", [{"is_active": False}, {}])
def test_nothing_is_told_to_one_that_is_off_nor_of_a_hidden_city(dortmund, hook, fields):
    webhook_to(dortmund, hook.url, **fields)
    if not fields:
        dortmund.state = "hidden"
        dortmund.save()

    tell(dortmund)

    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize("status", [302, 400, 500, 503])
def test_another_answer_than_success_is_tried_again(dortmund, hook, status):
    webhook_to(dortmund, hook.url)
    hook.status = status
    tell(dortmund)

    [delivery] = send()

    assert (delivery.attempts, delivery.last_status) == (1, status)
    assert timezone.now() < delivery.next_try < timezone.now() + datetime.timedelta(minutes=2)


def test_a_redirect_is_not_followed(dortmund, hook):
    webhook_to(dortmund, hook.url)
    hook.status = 307
    tell(dortmund)

    send()

    assert [got.path for got in hook.received] == ["/hook"]


def test_a_refused_connection_is_tried_again(dortmund, local):
    webhook_to(dortmund, f"http://127.0.0.1:{closed_port()}/")
    tell(dortmund)

    [delivery] = send()

    assert (delivery.attempts, delivery.last_status) == (1, None)
    assert "ConnectionRefusedError" in delivery.last_error
    assert delivery.next_try


def test_a_receiver_that_does_not_answer_in_time_is_tried_again(dortmund, hook, monkeypatch):
    monkeypatch.setattr(outgoing, "SECONDS", 0.3)
    webhook_to(dortmund, hook.url)
    hook.seconds = 2
    tell(dortmund)

    [delivery] = send()

    assert "TimeoutError" in delivery.last_error
    assert delivery.next_try


def test_an_answer_that_drips_ends_with_the_whole_time(local, monkeypatch):
    monkeypatch.setattr(outgoing, "SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip():
            wire, _address = server.accept()
            with wire:
                try:
                    for _number in range(100):
                        wire.send(b"H")
                        time.sleep(0.1)
                except OSError:
                    return

        threading.Thread(target=drip, daemon=True).start()
        began = time.monotonic()

        with pytest.raises(TimeoutError):
            post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {})

    assert time.monotonic() - began < 2


def test_what_is_no_http_is_an_error(local):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet():
            wire, _address = server.accept()
            with wire:
                wire.sendall(b"220 mail.example.org ESMTP\r\n")
                wire.recv(4096)

        threading.Thread(target=greet, daemon=True).start()

        with pytest.raises(outgoing.AnswerError):
            post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {})


def test_a_private_address_is_refused_and_nothing_is_sent(dortmund, settings):
    with receiver() as server:
        webhook_to(dortmund, server.url)
        tell(dortmund)

        [delivery] = send()

        assert server.received == []
    assert "RefusedAddressError" in delivery.last_error
    assert "127.0.0.1 leads to an address that is not public" in delivery.last_error


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answers)

    with pytest.raises(RefusedAddressError):
        post("https://both.example/", b"{}", {})


def test_the_connection_goes_to_the_address_that_was_looked_at(hook, monkeypatch):
    port = hook.server_address[1]
    asked = []

    def resolve(host, *args, **kwargs):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *a, **k: (resolve if host == "hook.example" else real)(host, *a, **k),
    )

    status = post(f"http://hook.example:{port}/ä?q=1", b"{}", {})

    assert (status, asked) == (204, ["hook.example"])
    assert hook.received[0].headers["host"] == f"hook.example:{port}"
    assert hook.received[0].path == "/%C3%A4?q=1"


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fc00::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_no_address_inside_a_network_is_allowed(address):
    assert not is_allowed(outgoing.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34"])
def test_public_addresses_are_allowed(address):
    assert is_allowed(outgoing.ip_address(address))


def test_the_operator_can_allow_a_network(settings):
    settings.WEBHOOK_NETWORKS = ["10.20.0.0/16"]

    assert is_allowed(outgoing.ip_address("10.20.3.4"))
    assert not is_allowed(outgoing.ip_address("10.21.3.4"))


def test_the_pauses_grow_and_then_a_message_is_given_up(dortmund, hook):
    webhook_to(dortmund, hook.url)
    hook.status = 500
    tell(dortmund)

    with time_machine.travel(timezone.now(), tick=False) as clock:
        pauses = []
        while (delivery := send()[0]).next_try:
            pauses.append(round((delivery.next_try - timezone.now()).total_seconds() / 60))
            clock.shift(delivery.next_try - timezone.now())

    assert pauses == list(WAITING_MINUTES)
    assert delivery.attempts == len(WAITING_MINUTES) + 1 == len(hook.received)


def test_a_receiver_that_fails_is_tried_once_and_holds_up_no_other(dortmund, potsdam, hook, local):
    webhook_to(dortmund, f"http://127.0.0.1:{closed_port()}/")
    webhook_to(potsdam, hook.url)
    for number in range(3):
        tell(dortmund, str(number))
    tell(potsdam)

    deliveries = send()

    assert len(hook.received) == 1
    assert sorted(delivery.attempts for delivery in deliveries) == [0, 0, 1, 1]


def test_a_receiver_that_is_gone_is_told_nothing_more(dortmund, hook):
    webhook = webhook_to(dortmund, hook.url)
    hook.status = 410
    tell(dortmund)

    [delivery] = send()
    tell(dortmund)

    webhook.refresh_from_db()
    assert delivery.next_try is None
    assert not webhook.is_active
    assert len(hook.received) == WebhookDelivery.objects.count() == 1


def test_the_clock_sends_what_is_due_again(dortmund, hook, run_queue):
    webhook_to(dortmund, hook.url)
    hook.status = 500
    tell(dortmund)
    run_queue()
    hook.status = 200

    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=2)):
        assert resend_webhooks() == "1 due, 0 given up"
        run_queue()

    assert WebhookDelivery.objects.get().last_status == 200


def test_what_has_waited_too_long_is_given_up(dortmund, hook):
    webhook_to(dortmund, hook.url)
    tell(dortmund)

    with time_machine.travel(timezone.now() + datetime.timedelta(days=OLDEST_DAYS, minutes=1)):
        assert resend_webhooks() == "0 due, 1 given up"
        send()

    assert hook.received == []


def test_messages_are_forgotten_a_week_after(dortmund, hook):
    webhook_to(dortmund, hook.url)
    tell(dortmund)
    send()

    assert forget_deliveries() == "0 deleted"
    with time_machine.travel(timezone.now() + datetime.timedelta(days=KEPT_DAYS, minutes=1)):
        assert forget_deliveries() == "1 deleted"
