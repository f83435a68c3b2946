"""Leads manage the webhooks of their city; the key is shown while one is made, and never again."""

import re

import pytest
from django.urls import reverse

from sites.models import Webhook, WebhookDelivery
from sites.models.webhooks import new_secret

NAMES = "wagtailsnippets_insist_sites_webhook"


def form(city, **fields):
    return {
        "city": city.pk,
        "url": "https://example.org/hook",
        "secret": new_secret(),
        "is_active": "on",
        **fields,
    }


def test_a_lead_makes_a_webhook_with_the_key_that_she_was_shown(at, dortmund_lead, dortmund):
    shown = at("admin", dortmund_lead).get(reverse(f"{NAMES}:add")).content.decode()
    secret = re.search(r'value="(whsec_[^"]+)"', shown)[1]

    at("admin", dortmund_lead).post(reverse(f"{NAMES}:add"), form(dortmund, secret=secret))

    webhook = Webhook.objects.get()
    assert (webhook.city, webhook.secret) == (dortmund, secret)


def test_each_form_offers_another_key(at, dortmund_lead):
    answers = [at("admin", dortmund_lead).get(reverse(f"{NAMES}:add")).content.decode() for _try in range(2)]

    first, second = (re.search(r'value="(whsec_[^"]+)"', answer)[1] for answer in answers)
    assert first != second


@pytest.mark.parametrize("view", ["edit", "delete", "usage", "history"])
def test_the_key_is_not_shown_again(at, dortmund_lead, dortmund, view):
    webhook = Webhook.objects.create(city=dortmund, url="https://example.org/hook")

    answer = at("admin", dortmund_lead).get(reverse(f"{NAMES}:{view}", args=[webhook.pk]))

    assert answer.status_code == 200
    assert webhook.secret not in answer.content.decode()


def test_a_change_keeps_the_key(at, dortmund_lead, dortmund):
    webhook = Webhook.objects.create(city=dortmund, url="https://example.org/hook")
    secret = webhook.secret

    at("admin", dortmund_lead).post(
        reverse(f"{NAMES}:edit", args=[webhook.pk]), form(dortmund, url="https://example.org/neu")
    )

    webhook.refresh_from_db()
    assert (webhook.url, webhook.secret) == ("https://example.org/neu", secret)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://example.org/hook", "https://"),
        ("ftp://example.org/hook", "https://"),
        ("https://anna:geheim@example.org/hook", "Name und Passwort"),
        ("https://example.org/hook#teil", "#"),
        ("https://127.0.0.1/hook", "öffentliche"),
        ("https://[::1]/hook", "öffentliche"),
        ("https://169.254.169.254/latest", "öffentliche"),
        ("https://localhost/hook", "öffentliche"),
        ("https://admin.localhost/hook", "öffentliche"),
        ("https://example.org:99999/hook", "Adresse"),
    ],
)
def test_a_bad_address_is_told_at_its_field(at, dortmund_lead, dortmund, url, message):
    answer = at("admin", dortmund_lead).post(reverse(f"{NAMES}:add"), form(dortmund, url=url))

    [error] = answer.context["form"].errors["url"]
    assert message in error
    assert not Webhook.objects.exists()


def test_a_weak_key_is_refused(at, dortmund_lead, dortmund):
    answer = at("admin", dortmund_lead).post(reverse(f"{NAMES}:add"), form(dortmund, secret="whsec_YWJj"))

    assert "secret" in answer.context["form"].errors


def test_the_same_address_twice_is_refused(at, dortmund_lead, dortmund):
    Webhook.objects.create(city=dortmund, url="https://example.org/hook")

    answer = at("admin", dortmund_lead).post(reverse(f"{NAMES}:add"), form(dortmund))

    assert "wird bereits benachrichtigt" in answer.content.decode()
    assert Webhook.objects.count() == 1


def test_a_lead_cannot_make_a_webhook_of_another_city(at, dortmund_lead, potsdam):
    answer = at("admin", dortmund_lead).post(reverse(f"{NAMES}:add"), form(potsdam))

    assert "city" in answer.context["form"].errors
    assert not Webhook.objects.exists()


def test_a_lead_neither_sees_nor_changes_the_webhooks_of_another_city(at, dortmund_lead, potsdam):
    webhook = Webhook.objects.create(city=potsdam, url="https://example.org/potsdam")
    client = at("admin", dortmund_lead)

    listed = client.get(reverse(f"{NAMES}:list")).content.decode()
    changed = client.post(
        reverse(f"{NAMES}:edit", args=[webhook.pk]), form(potsdam, url="https://x.example/")
    )

    webhook.refresh_from_db()
    assert "example.org/potsdam" not in listed
    assert changed.status_code in (302, 403, 404)
    assert webhook.url == "https://example.org/potsdam"


def test_an_editor_has_no_webhooks(at, dortmund_editor):
    assert at("admin", dortmund_editor).get(reverse(f"{NAMES}:list")).status_code == 302


def test_the_list_says_what_came_of_the_last_message(at, dortmund_lead, dortmund):
    webhook = Webhook.objects.create(city=dortmund, url="https://example.org/hook")
    now = webhook.created_at
    for minutes, status in enumerate((204, 503)):
        WebhookDelivery.objects.create(
            webhook=webhook,
            body="{}",
            created_at=now,
            last_status=status,
            last_try=now.replace(minute=minutes),
        )

    listed = at("admin", dortmund_lead).get(reverse(f"{NAMES}:list")).content.decode()

    assert "503" in listed
    assert "204" not in re.sub(r'"[^"]*"', "", listed)
