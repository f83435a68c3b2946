"""An editor takes a forum of another city over, publishes it as her own, and sees what changes there later."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.full]

WORD = "Nachbarschaft"
ORIGIN_PATH = "/foren/nachbarschaft-und-garten/"
ORIGIN_TITLE = "Vereins-Forum Nachbarschaft und Garten"
OWN_AUDIENCE = "Alle aus Babelsberg"
NEW_AUDIENCE = "Alle, die seit gestern dabei sind"
DRAFT_AUDIENCE = "Alle, von denen noch niemand weiß"


@dataclass
class Taken:
    """What one run of the whole way left behind."""

    draft_status: int
    own_path: str
    origin_text: str
    changes_text: str


@pytest.fixture(scope="module")
def taken(demo, browser):
    own = _signed_in(demo, browser, "potsdam")
    path = _take_over(demo, own)
    changes_url = own.url.replace("/pages/", "/takeover/of/").replace("/edit/", "/")
    draft_status = demo.get(demo.city_url("potsdam", path)).status
    _fill_audience(own, OWN_AUDIENCE)
    _publish(own)
    other = _signed_in(demo, browser, "dortmund")
    _change_origin(demo, other)
    own.goto(changes_url)
    yield Taken(draft_status, path, demo.get(demo.city_url("dortmund", ORIGIN_PATH)).text, _text(own))
    own.context.close()
    other.context.close()


def _signed_in(demo, browser, city: str) -> Page:
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    demo.sign_in(page, demo.account("editor", city))
    return page


def _take_over(demo, page: Page) -> str:
    """Make the draft as a browser without scripts could, and return its path on the site."""
    page.goto(f"{demo.facts['admin']}takeover/?q={WORD}")
    url = demo.city_url("dortmund", ORIGIN_PATH)
    row = page.locator("main tr", has=page.locator(f'a[href="{url}"]'))
    row.locator(".title a").click()
    page.get_by_role("combobox").select_option(label="Potsdam: Foren")
    page.locator("main form[method=post] button[type=submit]").click()
    page.wait_for_url("**/edit/")
    page.locator(".messages .success").wait_for()
    return f"/foren/{page.locator('#id_slug').input_value()}/"


def _fill_audience(page: Page, text: str) -> None:
    page.locator("#id_audience").fill(text)


def _publish(page: Page) -> None:
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name="Veröffentlichen").click()
    page.locator(".messages .success", has_text="veröffentlicht").wait_for()


def _open_origin(demo, page: Page) -> str:
    """Find the page by a word in it and return the address of its form."""
    found = page.locator("main .title a[href*='/edit/']", has_text=ORIGIN_TITLE).first
    for _second in range(60):  # the worker, which fills the index, may still be at it
        page.goto(f"{demo.facts['admin']}pages/search/?q={WORD}")
        if found.count():
            break
        page.wait_for_timeout(1000)
    found.click()
    return page.url


def _change_origin(demo, page: Page) -> None:
    edit_url = _open_origin(demo, page)
    _fill_audience(page, NEW_AUDIENCE)
    _publish(page)
    page.goto(edit_url)
    _fill_audience(page, DRAFT_AUDIENCE)
    page.locator("footer button[type=submit]").first.click()
    page.locator(".messages .success").wait_for()


def _text(page: Page) -> str:
    return page.locator("main").inner_text()


def test_a_page_that_was_taken_over_is_not_public_until_it_is_published(demo, taken):
    assert taken.draft_status == 404
    assert demo.get(demo.city_url("potsdam", taken.own_path)).status == 200


def test_the_own_page_shows_the_own_text(demo, new_page, taken):
    page = new_page()

    page.goto(demo.city_url("potsdam", taken.own_path))

    assert OWN_AUDIENCE in _text(page)
    assert urlsplit(page.url).path == taken.own_path


def test_what_changed_at_the_origin_is_shown_and_its_draft_is_not(taken):
    assert "seit gestern" in taken.changes_text
    assert "niemand weiß" not in taken.changes_text


def test_the_origin_knows_nothing_of_the_other_city(taken):
    assert NEW_AUDIENCE in taken.origin_text
    assert OWN_AUDIENCE not in taken.origin_text


def test_the_own_page_stays_as_it_is_when_the_origin_changes(demo, taken):
    text = demo.get(demo.city_url("potsdam", taken.own_path)).text

    assert OWN_AUDIENCE in text
    assert NEW_AUDIENCE not in text
