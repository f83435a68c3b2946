"""Geometry that people and funders rely on, measured on every page type."""

import pytest

from tests.browser.addresses import ADDRESSES, OTHER_HOMES, each

pytestmark = [pytest.mark.browser, pytest.mark.full]

# Boxes of the emblem, of the statement beside it and of every other logo; what a reader sees at their middle.
FUNDING = """() => {
  const box = element => {
    const {left, top, right, bottom, width, height} = element.getBoundingClientRect()
    return {left, top, right, bottom, width, height, seen: element.contains(
      document.elementFromPoint(left + width / 2, top + height / 2))}
  }
  const emblem = document.querySelector(".masthead .funding__eu")
  return {
    emblem: {...box(emblem), alt: emblem.alt, loaded: emblem.complete && emblem.naturalWidth > 0},
    statement: {...box(emblem.nextElementSibling), text: emblem.nextElementSibling.textContent},
    logos: [...document.querySelectorAll(".brand svg, .brand img, .funding__logo")].map(box),
  }
}"""
# Boxes that stick out, though the page itself may not scroll because something cuts them off.
STICKING_OUT = """() => [...document.querySelectorAll("body *")]
  .filter(element => !element.closest("svg, .trap") && element.checkVisibility())
  .filter(element => {
    const {left, right, width} = element.getBoundingClientRect()
    return width > 1 && (left < -1 || right > document.documentElement.clientWidth + 1)
  })
  .map(element => element.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", each(ADDRESSES))
def test_funding_notice_is_seen_without_scrolling(demo, new_page, address, width):
    page = new_page(width)
    page.goto(demo.url(address))

    funding = page.evaluate(FUNDING)

    for part in (funding["emblem"], funding["statement"]):
        assert part["seen"]
        assert part["left"] >= 0
        assert part["top"] >= 0
        assert part["right"] <= width
        assert part["bottom"] <= page.viewport_size["height"]
    assert funding["emblem"]["loaded"]
    assert funding["emblem"]["alt"]
    assert "AMIF" in funding["statement"]["text"]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", each([*ADDRESSES, *OTHER_HOMES]))
def test_no_logo_is_larger_than_the_emblem(demo, new_page, address, width):
    page = new_page(width)
    page.goto(demo.url(address))

    funding = page.evaluate(FUNDING)

    emblem, logos = funding["emblem"], funding["logos"]
    assert logos
    assert max(logo["width"] for logo in logos) <= emblem["width"]
    assert max(logo["height"] for logo in logos) <= emblem["height"]


@pytest.mark.parametrize("address", each([*ADDRESSES, *OTHER_HOMES]))
def test_page_fits_into_320_pixels(demo, new_page, address):
    page = new_page(320)
    page.goto(demo.url(address))

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(STICKING_OUT) == []
