"""An editor shares a draft: a stranger sees it in a browser of her own, until the link is withdrawn."""

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.full]

WORD = "Nur mit dem Link zu lesen"
PAGE_PATH = "/foren/nachbarschaft-und-garten/"
TITLE = "Vereins-Forum Nachbarschaft und Garten"
SERIOUS = """async () => (await axe.run()).violations.map(v => [v.id, v.nodes.map(node => node.html)])"""


@dataclass
class Shared:
    admin: Page
    share_url: str
    link: str

    @property
    def data_link(self) -> str:
        parts = urlsplit(self.link)
        path = parts.path.replace("/_preview/", "/++api++/@preview/").rstrip("/")
        return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


@pytest.fixture(scope="module")
def shared(demo, browser):
    """A change that is saved and not published, and a link to it, made as a browser without scripts could."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    demo.sign_in(page, demo.account("editor", "dortmund"))
    _save_draft(demo, page)
    page.get_by_role("button", name="Aktionen", exact=True).click()
    page.get_by_role("link", name="Vorschau-Link teilen").click()
    page.get_by_role("button", name="Link erstellen").click()
    field = page.locator(".links input").first
    field.wait_for()
    yield Shared(page, page.url, field.input_value())
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


def test_the_link_names_its_last_day_and_is_copied_with_one_click(shared):
    row = shared.admin.locator(".links li").first

    row.get_by_role("button", name="Kopieren").click()

    assert "Gültig bis" in row.inner_text()
    assert row.get_by_text("Kopiert").or_(row.get_by_text("Bitte markieren")).count()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_stranger_sees_the_draft_and_everybody_can_read_it(demo, new_page, axe, shared, width):
    page = new_page(width)

    answer = page.goto(shared.link)

    page.evaluate(axe)
    assert answer.status == 200
    assert WORD in page.locator("main").inner_text()
    assert "noch nicht veröffentlicht" in page.locator(".by-link").inner_text()
    assert page.evaluate(SERIOUS) == []
    assert page.context.cookies() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_program_reads_the_draft_at_the_same_link(demo, shared):
    answer = demo.get(shared.data_link)

    assert answer.status == 200
    assert WORD in answer.text
    assert answer.headers["cache-control"] == "no-store, private"


def test_the_public_page_says_nothing_of_it(demo, shared):
    assert WORD not in demo.get(demo.city_url("dortmund", PAGE_PATH)).text


def test_the_page_of_links_can_be_read_by_everybody(axe, shared):
    shared.admin.goto(shared.share_url)

    shared.admin.evaluate(axe)

    assert shared.admin.evaluate(SERIOUS.replace("axe.run()", "axe.run('main')")) == []


def test_a_link_that_is_withdrawn_shows_nothing_and_says_whom_to_ask(demo, new_page, axe, shared):
    shared.admin.goto(shared.share_url)
    shared.admin.get_by_role("button", name="Alle Links zurückziehen").click()
    shared.admin.locator(".messages .success").wait_for()
    page = new_page(390)

    answer = page.goto(shared.link)

    page.evaluate(axe)
    assert answer.status == demo.get(shared.data_link).status == 410
    assert WORD not in page.locator("body").inner_text()
    assert page.get_by_role("link", name="Fragen Sie uns").count()
    assert page.evaluate(SERIOUS) == []
