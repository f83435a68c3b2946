"""An editor enters an association, a lead approves it, it is renamed; a person takes her consent back."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from directory.demo.loader import read_kernel
from directory.slugs import slug_of
from tests.browser.addresses import ADDRESSES

ARABIC_ENTRY = next(one for one in ADDRESSES if (one.name, one.language) == ("association", "ar"))
pytestmark = [pytest.mark.browser, pytest.mark.full]

NAME, SLUG, NEW_SLUG = "Probeorchester Babelsberg", "probeorchester-babelsberg", "probeorchester-im-park"
DIRECTORY = "/verzeichnis/"


@pytest.fixture
def signed_in(demo, new_page):
    def sign_in(role: str) -> Page:
        page = new_page()
        demo.sign_in(page, demo.account(role, "potsdam"))
        return page

    return sign_in


def open_row(demo, page: Page, kind: str, words: str) -> None:
    """Open the form of the one thing of the directory that a search in the admin finds."""
    page.goto(f"{demo.facts['admin']}snippets/directory/{kind}/?q={words}")
    page.locator("main td.title a").first.click()
    page.wait_for_url("**/edit/**")


def choose(page: Page, action: str) -> None:
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name=action, exact=True).click()
    page.locator(".messages .success").wait_for()


def status(demo, city: str, path: str) -> int:
    return demo.get(demo.city_url(city, path)).status


def test_an_entry_is_made_by_an_editor_approved_by_a_lead_and_stands_in_its_city_only(demo, signed_in):
    editor = signed_in("editor")
    editor.goto(f"{demo.facts['admin']}snippets/directory/association/add/")
    editor.fill("#id_name", NAME)
    editor.fill("#id_summary", "Spielt donnerstags, wer mag, kommt dazu.")
    editor.select_option("#id_kind", label="Verein")
    choose(editor, "Einreichen: Freigabe")
    assert status(demo, "potsdam", f"{DIRECTORY}{SLUG}/") == 404

    lead = signed_in("lead")
    open_row(demo, lead, "association", NAME)
    choose(lead, "Freigeben und Veröffentlichen")

    assert status(demo, "potsdam", f"{DIRECTORY}{SLUG}/") == 200
    assert NAME in demo.get(demo.city_url("potsdam", f"{DIRECTORY}?letter=P")).text
    assert [status(demo, city, f"{DIRECTORY}{SLUG}/") for city in ("dortmund", "halle")] == [404, 404]
    assert NAME not in demo.get(demo.city_url("dortmund", f"{DIRECTORY}?letter=P")).text

    open_row(demo, lead, "association", NAME)
    lead.get_by_role("tab", name="Netzwerk und Herkunft").click()
    lead.fill("#id_slug", NEW_SLUG)
    choose(lead, "Veröffentlichen")

    old = demo.get(demo.city_url("potsdam", f"{DIRECTORY}{SLUG}/"))
    assert (old.status, urlsplit(old.headers["location"]).path) == (301, f"{DIRECTORY}{NEW_SLUG}/")


@dataclass
class Person:
    """Somebody of the demonstration who agreed to stand on the page of her association."""

    name: str
    email: str
    path: str


@pytest.fixture
def person() -> Person:
    for association in read_kernel("potsdam"):
        for contact in association.get("contacts", ()):
            if contact.get("person") and contact.get("is_public") and "page" in contact.get("consent", ()):
                path = f"{DIRECTORY}{slug_of(association['name'])}/"
                return Person(contact["person"], contact["email"], path)
    raise LookupError("The demonstration of Potsdam has no person who agreed.")


def test_a_consent_that_was_withdrawn_takes_the_person_from_every_page(demo, signed_in, person):
    before = demo.get(demo.city_url("potsdam", person.path)).text
    card = person.path + re.search(r"vcard/\d+/", before)[0]
    assert person.name in before
    assert person.email in before
    assert person.name in demo.get(demo.city_url("potsdam", card)).text

    lead = signed_in("lead")
    open_row(demo, lead, "contact", person.email)
    for number in range(lead.locator("input[name$='-withdrawn_on']:visible").count()):
        lead.fill(f"[name=consents-{number}-withdrawn_on]", f"{timezone.localdate():%d.%m.%Y}")
        lead.keyboard.press("Escape")  # closes the calendar
        lead.select_option(f"[name=consents-{number}-withdrawn_how]", index=1)
    lead.uncheck("[name=is_public]")
    lead.get_by_role("button", name="Speichern").click()
    lead.locator(".messages .success").wait_for()

    after = demo.get(demo.city_url("potsdam", person.path)).text
    assert person.name not in after
    assert person.email not in after
    assert person.name not in demo.get(demo.city_url("potsdam", card)).text


def test_an_entry_reads_from_right_to_left_in_arabic(demo, new_page):
    page = new_page(390)

    page.goto(demo.url(ARABIC_ENTRY))

    emblem, lead = page.locator(".profile__head img").first, page.locator(".profile .lead")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert emblem.bounding_box()["x"] > 195  # on the right half
    assert lead.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert "\u0627" in lead.inner_text()
