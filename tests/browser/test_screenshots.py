"""`make screenshots`: a picture of every page type, to be looked at."""

import datetime

import pytest

from tests.browser.addresses import ADDRESSES, OTHER_HOMES
from tests.browser.product import PROJECT

pytestmark = pytest.mark.screenshots

FOLDER = PROJECT / "var" / "screenshots"
LOAD_PICTURES = """async () => {
  for (const image of document.images) image.loading = "eager"
  await Promise.all([...document.images].map(image => image.decode().catch(() => {})))
  await document.fonts.ready
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", [*ADDRESSES, *OTHER_HOMES], ids=str)
def test_page_is_pictured(demo, new_page, address, width):
    page = new_page(width)
    page.goto(demo.url(address))

    page.evaluate(LOAD_PICTURES)
    page.screenshot(path=FOLDER / f"{address}-{width}.png", full_page=True)


GUIDE = PROJECT / "docs" / "images"


def test_the_way_of_a_first_event_is_pictured(demo, new_page):
    """The pictures of docs/editors.md."""
    page = new_page(1280)
    demo.sign_in(page, demo.account("editor", "dortmund"))
    page.screenshot(path=GUIDE / "editors-start.png")

    page.get_by_role("link", name="Neue Veranstaltung").click()
    day = datetime.date.today() + datetime.timedelta(days=40)
    page.locator("#id_title").fill("Abend der offenen Türen")
    page.locator("#id_search_description").fill("Fünf Vereine zeigen ihre Räume, es gibt Suppe.")
    page.screenshot(path=GUIDE / "editors-form.png")

    for name, hour in (("starts_at", 18), ("ends_at", 20)):
        page.locator(f"#id_{name}").fill(f"{day:%d.%m.%Y} {hour}:00")
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name="Veröffentlichen").click()
    page.locator(".messages .success").wait_for()
    page.screenshot(path=GUIDE / "editors-hints.png")
