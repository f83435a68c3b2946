"""The product's main job: an editor publishes a meeting, and it stands on her city's site only."""

import datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.full]

TITLE = "Probelauf am Griebnitzsee"
SLUG = "probelauf-am-griebnitzsee"


@pytest.fixture(scope="module")
def published(demo, browser):
    """The path of a meeting that an editor of Potsdam has just published through the admin."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    demo.sign_in(page, demo.account("editor", "potsdam"))
    page.goto(f"{demo.facts['admin']}pages/")
    _open_children(page, demo.city_url("potsdam"))
    _open_children(page, demo.city_url("potsdam", "/foren/"))
    with_meetings = page.locator("main tr", has=page.get_by_role("link", name="Unterseiten von"))
    forum = with_meetings.locator("td a[href*='/foren/']").first.get_attribute("href")
    _open_children(page, forum)
    page.get_by_role("link", name="Unterseite hinzufügen").first.click()
    _fill_and_publish(page)
    context.close()
    return f"{urlsplit(forum).path}{SLUG}/"


def _open_children(page: Page, url: str) -> None:
    row = page.locator("main tr", has=page.locator(f'a[href="{url}"]'))
    row.get_by_role("link", name="Unterseiten von").click()


def _fill_and_publish(page: Page) -> None:
    day = datetime.date.today() + datetime.timedelta(days=40)
    page.locator("#id_title").fill(TITLE)
    for name, time in (("starts_at", "18:00"), ("ends_at", "20:30")):
        page.locator(f"#id_{name}").fill(f"{day:%d.%m.%Y} {time}")
        page.keyboard.press("Escape")  # closes the calendar
    page.locator("#id_place").fill("Bootshaus, Saal im ersten Stock")
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name="Veröffentlichen").click()
    page.locator(".messages .success").wait_for()


def test_published_meeting_is_on_the_citys_site(demo, new_page, published):
    page = new_page()

    response = page.goto(demo.city_url("potsdam", published))

    assert response.status == 200
    assert page.locator("h1").inner_text() == TITLE
    assert "Bootshaus, Saal im ersten Stock" in page.locator("main").inner_text()


def test_published_meeting_is_in_the_lists_of_the_city(demo, published):
    forum = published.removesuffix(f"{SLUG}/")

    for path in ("/veranstaltungen/", forum, "/sitemap.xml"):
        assert published in demo.get(demo.city_url("potsdam", path)).text


@pytest.mark.parametrize("city", ["dortmund", "halle"])
def test_published_meeting_is_nowhere_else(demo, published, city):
    assert demo.get(demo.city_url(city, published)).status == 404
    for path in ("/", "/veranstaltungen/", "/sitemap.xml"):
        assert SLUG not in demo.get(demo.city_url(city, path)).text


def test_editor_needs_to_sign_in(demo, new_page):
    page = new_page()

    page.goto(f"{demo.facts['admin']}pages/")

    assert urlsplit(page.url).path != "/admin/pages/"
    assert page.locator("input[type=password]").is_visible()


def test_site_of_a_city_serves_no_admin(demo):
    assert demo.get(demo.city_url("potsdam", "/admin/")).status == 404
