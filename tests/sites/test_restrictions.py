"""Pages and collections behind a shared password, on the host of their city only."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from sites.access.groups import media_collection
from sites.models import Document
from sites.restrictions import WRONG_PASSWORDS
from tests.make import home_of, make_content

PASSWORD = "sesam öffne dich"


@pytest.fixture
def page(dortmund):
    page = make_content(home_of(dortmund), title="Geheimer Titel", search_description="Geheimer Inhalt")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password=PASSWORD)
    return page


@pytest.fixture
def document(dortmund):
    inner = media_collection(dortmund).add_child(name="intern")
    CollectionViewRestriction.objects.create(collection=inner, restriction_type="password", password=PASSWORD)
    return Document.objects.create(
        title="Protokoll", file=ContentFile(b"Nur intern", "p.txt"), collection=inner
    )


def form_of(answer):
    """Return (address, return address) of the form of an answer."""
    return answer.context["action_url"], answer.context["form"]["return_url"].value()


def send(client, answer, password):
    address, return_url = form_of(answer)
    return client.post(address, {"password": password, "return_url": return_url})


def test_a_page_with_a_password_shows_a_form_in_the_frame_of_its_city(at, dortmund, page):
    answer = at(dortmund).get(page.url)
    html = answer.content.decode()

    assert "frame/base.html" in [template.name for template in answer.templates]
    assert "INSIST" in html
    assert "Geheimer" not in html
    assert {"no-store", "private"} <= set(answer["Cache-Control"].replace(" ", "").split(","))


def test_the_right_password_leads_to_the_page_and_stays_valid(at, dortmund, page):
    client = at(dortmund)

    answer = send(client, client.get(page.url), PASSWORD)

    assert answer.status_code == 302
    assert "Geheimer Titel" in client.get(answer["Location"]).content.decode()
    assert "Geheimer Titel" in client.get(page.url).content.decode()


def test_the_cookie_is_one_of_that_host(at, dortmund, page):
    client = at(dortmund)
    send(client, client.get(page.url), PASSWORD)

    assert client.cookies["sessionid"]["domain"] == ""


def test_a_wrong_password_is_told_in_german(at, dortmund, page):
    client = at(dortmund)

    answer = send(client, client.get(page.url), "falsch")

    assert answer.status_code == 200
    assert answer.context["form"].errors["password"]
    assert "Geheimer" not in answer.content.decode()


def test_the_form_of_a_page_is_not_answered_by_another_city(at, dortmund, potsdam, page):
    address, return_url = form_of(at(dortmund).get(page.url))
    data = {"password": PASSWORD, "return_url": return_url}

    assert at(potsdam).get(address).status_code == 404
    assert at(potsdam).post(address, data).status_code == 404


def test_a_restriction_and_a_page_that_do_not_belong_together_are_not_found(at, dortmund, page):
    other = make_content(home_of(dortmund))
    restriction = PageViewRestriction.objects.get(page=page)

    assert (
        at(dortmund).get(f"/_util/authenticate_with_password/{restriction.pk}/{other.pk}/").status_code == 404
    )


def test_nobody_is_led_to_another_host(at, dortmund, page):
    client = at(dortmund)
    address, _return_url = form_of(client.get(page.url))

    for url in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        answer = client.post(address, {"password": PASSWORD, "return_url": url})
        assert answer["Location"].startswith("/")
        assert page.url.endswith(answer["Location"])


def test_after_some_wrong_passwords_the_right_one_does_not_help_either(at, dortmund, page):
    client = at(dortmund)
    form = client.get(page.url)
    for _number in range(WRONG_PASSWORDS):
        send(client, form, "falsch")

    answer = send(client, form, PASSWORD)

    assert answer.context["form"].errors["password"].as_data()[0].code == "limit"


def test_many_people_of_one_network_may_give_the_right_password(at, dortmund, page):
    form = at(dortmund).get(page.url)

    for _number in range(WRONG_PASSWORDS + 1):
        assert send(at(dortmund), form, PASSWORD).status_code == 302


def test_a_document_of_a_collection_with_a_password_asks_for_it_and_is_then_served(at, dortmund, document):
    client = at(dortmund)

    asked = client.get(document.url, follow=True)
    answer = send(client, asked, PASSWORD)
    served = client.get(answer["Location"])

    assert b"".join(served.streaming_content) == b"Nur intern"
    assert "no-store" in served["Cache-Control"]


def test_the_form_of_a_collection_is_not_answered_by_another_city(at, dortmund, potsdam, document):
    address, return_url = form_of(at(dortmund).get(document.url, follow=True))

    assert at(potsdam).post(address, {"password": PASSWORD, "return_url": return_url}).status_code == 404


def test_a_document_is_not_served_on_the_host_of_another_city(at, dortmund, potsdam):
    document = Document.objects.create(
        title="Protokoll", file=ContentFile(b"x", "p.txt"), collection=media_collection(dortmund)
    )

    assert at(dortmund).get(document.url).status_code == 200
    assert at(potsdam).get(document.url).status_code == 404


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_what_needs_an_account_does_not_exist_on_a_city_host(at, dortmund, document, kind):
    CollectionViewRestriction.objects.update(restriction_type=kind)

    assert at(dortmund).get(document.url).status_code == 404
