"""`make screenshots`: a picture of every page type, to be looked at."""

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
