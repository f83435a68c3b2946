"""An editor shares a draft: a stranger sees it in a browser of her own, until the link is withdrawn."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from playwright.sync_api import Page

from tests.browser.product import Answer

pytestmark = [pytest.mark.browser, pytest.mark.full]

WORD = "Nur mit dem Link zu lesen"
PAGE_PATH = "/foren/nachbarschaft-und-garten/"
TITLE = "Vereins-Forum Nachbarschaft und Garten"
WIDTHS = (390, 1280)


@dataclass
class Seen:
    """What a stranger's new browser shows at an address."""

    status: int
    text: str
    violations: list[Any]
    cookies: list[Any]
    width: int


@dataclass
class Shared:
    """What one run of the whole way left behind."""

    row_text: str
    links_violations: list[Any]
    shown: dict[int, Seen]  # by width in pixels
    data: Answer
    public_text: str
    withdrawn: Seen
    withdrawn_data: Answer


@pytest.fixture(scope="module")
def shared(demo, browser, axe):
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    demo.sign_in(page, demo.account("editor", "dortmund"))
    _save_draft(demo, page)
    link = _make_link(page)
    row_text = _copy(page)
    links_violations = _violations(page, axe, "main")
    shown = {width: _look(browser, axe, link, width) for width in WIDTHS}
    data = demo.get(_data(link))
    public_text = demo.get(demo.city_url("dortmund", PAGE_PATH)).text
    page.get_by_role("button", name="Alle Links zurückziehen").click()
    page.locator(".messages .success", has_text="zurückgezogen").wait_for()
    withdrawn = _look(browser, axe, link, WIDTHS[0])
    yield Shared(row_text, links_violations, shown, data, public_text, withdrawn, demo.get(_data(link)))
    context.close()


def _save_draft(demo, page: Page) -> None:
    found = page.locator("main .title a[href*='/edit/']", has_text=TITLE).first
    for _second in range(60):  # the worker, which fills the index, may still be at it
        page.goto(f"{demo.facts['admin']}pages/search/?q=Nachbarschaft")
        if found.count():
            break
        page.wait_for_timeout(1000)
    found.click()
    page.locator("#id_audience").fill(WORD)
    page.locator("footer button[type=submit]").first.click()
    page.locator(".messages .success").wait_for()


def _make_link(page: Page) -> str:
    page.get_by_role("button", name="Aktionen", exact=True).first.click()
    page.get_by_role("link", name="Vorschau-Link teilen").click()
    page.get_by_role("button", name="Link erstellen").click()
    return page.locator(".links input").first.input_value()


def _copy(page: Page) -> str:
    row = page.locator(".links li").first
    row.get_by_role("button", name="Kopieren").click()
    row.get_by_text("Kopiert").or_(row.get_by_text("Bitte markieren Sie den Link")).wait_for()
    return row.inner_text()


def _data(link: str) -> str:
    """Return the address at which programs read what the link shows."""
    parts = urlsplit(link)
    path = parts.path.replace("/_preview/", "/++api++/@preview/").rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _look(browser, axe: str, url: str, width: int) -> Seen:
    context = browser.new_context(locale="de-DE", viewport={"width": width, "height": 844})
    page = context.new_page()
    answer = page.goto(url)
    violations = _violations(page, axe, "html")
    seen = Seen(
        answer.status if answer else 0,
        page.locator("body").inner_text(),
        violations,
        context.cookies(),
        page.evaluate("document.documentElement.scrollWidth"),
    )
    context.close()
    return seen


def _violations(page: Page, axe: str, part: str) -> list[Any]:
    page.evaluate(axe)
    script = "async (part) => (await axe.run(part)).violations.map(v => [v.id, v.nodes.map(n => n.html)])"
    return page.evaluate(script, part)


def test_the_link_names_its_last_day_and_is_copied_with_one_click(shared):
    assert "Gültig bis" in shared.row_text
    assert "Kopiert" in shared.row_text or "Bitte markieren Sie den Link" in shared.row_text


@pytest.mark.parametrize("width", WIDTHS)
def test_a_stranger_sees_the_draft_and_gets_no_cookie(shared, width):
    seen = shared.shown[width]

    assert seen.status == 200
    assert WORD in seen.text
    assert "noch nicht veröffentlicht" in seen.text
    assert seen.cookies == []
    assert seen.width <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_the_preview_is_accessible(shared, width):
    assert shared.shown[width].violations == []


def test_the_page_of_links_is_accessible(shared):
    assert shared.links_violations == []


def test_a_program_reads_the_draft_at_the_same_link(shared):
    assert shared.data.status == 200
    assert WORD in shared.data.text
    assert shared.data.headers["cache-control"] == "no-store, private"


def test_the_public_page_says_nothing_of_it(shared):
    assert WORD not in shared.public_text


def test_a_link_that_is_withdrawn_shows_nothing_and_says_whom_to_ask(shared):
    assert shared.withdrawn.status == shared.withdrawn_data.status == 410
    assert WORD not in shared.withdrawn.text
    assert "Fragen Sie uns" in shared.withdrawn.text
    assert shared.withdrawn.violations == []
