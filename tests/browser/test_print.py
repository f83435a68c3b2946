"""Paper: an event is one sheet to pin up, and so are the facts of a fair."""

import re

import pytest

from tests.browser.addresses import ADDRESSES

pytestmark = [pytest.mark.browser, pytest.mark.full]

EVENTS = [address for address in ADDRESSES if address.name in ("coming-event", "past-event", "training")]
FAIR = next(address for address in ADDRESSES if address.name == "fair")
PAGE_OBJECT = re.compile(rb"/Type\s*/Page\b")  # not /Pages, which is their list
# What is left of A4 within the margins of the stylesheet, in CSS pixels.
WIDTH, HEIGHT = 672, 1016
NO_USE_ON_PAPER = ".tools, .nav, .btns, .crumbs, .foot, .skip"


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF of Chromium has; it leaves their objects uncompressed."""
    return len(PAGE_OBJECT.findall(pdf))


def open_on_paper(demo, new_page, address):
    page = new_page(WIDTH)
    page.goto(demo.url(address))
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("address", EVENTS, ids=str)
def test_an_event_fits_on_one_sheet(demo, new_page, address):
    page = new_page()
    page.goto(demo.url(address))

    assert page_count(page.pdf(format="A4")) == 1


def test_an_event_is_printed_in_german_and_from_right_to_left():
    assert {"de", "ar"} <= {address.language for address in EVENTS}


def test_the_facts_of_a_fair_fit_on_its_first_sheet(demo, new_page):
    page = open_on_paper(demo, new_page, FAIR)

    facts = page.locator(".brief .facts").bounding_box()

    assert facts["y"] + facts["height"] <= HEIGHT
    assert facts["width"] <= WIDTH


@pytest.mark.parametrize("address", [*EVENTS, FAIR], ids=str)
def test_paper_shows_funding_date_facts_and_contact_and_nothing_to_press(demo, new_page, address):
    page = open_on_paper(demo, new_page, address)

    for part in (".funding", ".bigdate", ".facts", ".contact dl"):
        assert page.locator(part).first.is_visible(), part
    assert page.locator(NO_USE_ON_PAPER).locator("visible=true").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
