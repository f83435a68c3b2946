"""What webhooks are told of associations: what changed in the public entry, once for all languages."""

import json

import pytest

from directory.entries import write_entries
from directory.models import Association
from directory.repair import repair
from sites.models import Webhook, WebhookDelivery
from tests.directory.make import make_association, make_contact


@pytest.fixture
def told(dortmund):
    """Events and ends of addresses since it was asked last."""
    webhook = Webhook.objects.create(city=dortmund, url="https://example.org/hook")

    def read():
        waiting = WebhookDelivery.objects.filter(webhook=webhook)
        bodies = [json.loads(body) for body in waiting.values_list("body", flat=True)]
        waiting.delete()
        return [(body["event"], body["@id"].rpartition("/")[2]) for body in bodies]

    return read


@pytest.fixture
def choir(dortmund, told):
    return make_association(dortmund, "Chor der Nachbarn", slug="chor")


def test_a_new_entry_is_told_as_the_api_names_it(at, dortmund, choir):
    body = json.loads(WebhookDelivery.objects.get().body)

    stored = at(dortmund).get("/++api++/verzeichnis/chor").json()
    assert body["event"] == "published"
    assert {name: body[name] for name in ("@id", "@type", "UID")} == {
        name: stored[name] for name in ("@id", "@type", "UID")
    }


def test_a_change_of_what_is_shown_is_told(choir, told):
    told()

    choir.name = "Chor der Nachbarinnen"
    choir.save()

    assert told() == [("published", "chor")]


def test_what_nobody_sees_is_not_told(choir, told):
    told()

    make_contact(choir, is_public=False)
    write_entries([choir.translation_key])
    repair([choir.translation_key])

    assert told() == []


def test_a_new_address_is_a_move(choir, told):
    told()

    choir.slug = "chor-neu"
    choir.save()

    assert told() == [("moved", "chor-neu")]


def test_an_entry_that_goes_offline_is_told(choir, told):
    told()

    choir.unpublish()

    assert told() == [("unpublished", "chor")]


@pytest.mark.parametrize("several", [False, True])
def test_a_deletion_is_told_once(choir, told, several):
    told()

    if several:
        Association.objects.filter(pk=choir.pk).delete()
    else:
        choir.delete()

    assert told() == [("deleted", "chor")]


def test_another_citys_association_is_not_told(potsdam, told):
    make_association(potsdam, "Potsdamer Chor").delete()

    assert told() == []


def test_without_a_public_directory_nothing_is_told(dortmund, told):
    from directory.models import DirectoryPage

    for page in DirectoryPage.objects.all():
        page.unpublish()
    told()

    make_association(dortmund, "Chor ohne Ort")

    assert told() == []
