"""Reading on a city's site: hosts, languages, without JavaScript, with the keyboard."""

import pytest

from tests.browser.addresses import ARABIC, FORUM, GERMAN, NOT_TRANSLATED

pytestmark = [pytest.mark.browser, pytest.mark.full]

PROJECT = next(address for address in GERMAN if address.name == "project")
# Where the boxes stand from left to right, and how the text runs.
PLACES = """() => {
  const left = selector => document.querySelector(selector).getBoundingClientRect().left
  const h1 = document.querySelector("h1"), range = document.createRange()
  range.selectNodeContents(h1)
  const text = range.getClientRects()[0], box = h1.getBoundingClientRect()
  return {brand: left(".masthead .brand"), tools: left(".masthead .tools"), funding: left(".masthead .funding"),
          direction: getComputedStyle(h1).direction,
          before: text.left - box.left, after: box.right - text.right}
}"""
# The focused element: its text, where it is, and how wide its ring is.
FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element)
  const box = element.getBoundingClientRect()
  return {text: element.textContent.trim(), tag: element.tagName, id: element.id,
          ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
          inside: box.width > 0 && box.left >= -1 && box.right <= innerWidth + 1
            && box.top >= -1 && box.bottom <= innerHeight + 1}
}"""


def test_unknown_host_is_404_and_names_no_city(demo, new_page):
    page = new_page()

    response = page.goto(f"http://bielefeld.localhost:{demo.port}/")

    assert response.status == 404
    assert not any(name in page.content() for name in ("Dortmund", "Potsdam", "Halle"))


def test_page_without_translation_says_so_and_leads_to_german(demo, new_page):
    page = new_page()

    response = page.goto(demo.url(NOT_TRANSLATED))

    assert response.status == 404
    assert page.locator("html").get_attribute("lang") == ARABIC
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    page.locator("main a[hreflang=de]").click()
    assert page.url == demo.city_url("dortmund", NOT_TRANSLATED.path.removeprefix(f"/{ARABIC}"))


def test_language_switch_leads_to_the_same_page_in_english(demo, new_page):
    page = new_page(390)
    page.goto(demo.url(PROJECT))

    page.get_by_role("button", name="Sprache").click()
    page.locator("#languages").get_by_role("link", name="English").click()
    page.wait_for_url("**/en/**")

    assert page.url == demo.city_url("dortmund", "/en/project/")
    assert page.locator("html").get_attribute("lang") == "en"


def test_language_switch_says_what_is_not_translated(demo, new_page):
    page = new_page(390)
    page.goto(demo.city_url("dortmund", "/themen/"))

    page.get_by_role("button", name="Sprache").click()

    missing = page.locator("#languages .langs__missing", has_text="العربية")
    assert missing.is_visible()
    assert "noch nicht übersetzt" in missing.inner_text()


def test_arabic_page_runs_from_right_to_left(demo, new_page):
    page = new_page()
    page.goto(demo.city_url("dortmund", "/ar/"))

    places = page.evaluate(PLACES)

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert places["direction"] == "rtl"
    assert places["after"] <= 1 < places["before"]


def test_masthead_of_an_arabic_page_is_mirrored(demo, new_page):
    page = new_page()

    page.goto(demo.city_url("dortmund", "/"))
    german = page.evaluate(PLACES)
    page.goto(demo.city_url("dortmund", "/ar/"))
    arabic = page.evaluate(PLACES)

    assert german["brand"] < german["tools"]
    assert arabic["brand"] > arabic["tools"]
    assert arabic["brand"] > arabic["funding"]


def test_menu_and_languages_open_without_javascript(demo, new_page):
    page = new_page(390, java_script_enabled=False)
    page.goto(demo.city_url("dortmund", "/"))

    page.get_by_role("button", name="Menü").click()
    page.locator("#menu").get_by_role("link", name="Foren").click()
    page.wait_for_url("**/foren/")
    page.get_by_role("button", name="Sprache").click()
    page.locator("#languages").get_by_role("link", name="English").click()
    page.wait_for_url("**/en/**")

    assert page.url == demo.city_url("dortmund", "/en/forums/")


def test_skip_link_is_first_and_leads_to_the_content(demo, new_page):
    page = new_page()
    page.goto(demo.city_url("dortmund", "/"))

    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert first["text"] == "Zum Inhalt springen"
    assert first["inside"]
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", [GERMAN[0], FORUM], ids=str)
def test_keyboard_reaches_every_control_with_a_visible_ring(demo, new_page, address, width):
    page = new_page(width)
    page.goto(demo.url(address))
    visible = page.locator(
        "a:visible, button:visible, input:visible, select:visible, summary:visible"
    ).count()

    reached = []
    for _press in range(visible):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))

    assert reached[-1]["tag"] != "BODY"
    assert [control["text"] for control in reached if control["ring"] < 2 or not control["inside"]] == []


def test_menu_opens_and_closes_with_the_keyboard(demo, new_page):
    page = new_page(390)
    page.goto(demo.city_url("dortmund", "/"))

    page.get_by_role("button", name="Menü").focus()
    page.keyboard.press("Enter")
    opened = page.locator("#menu").is_visible()
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('#menu').contains(document.activeElement)")
    page.keyboard.press("Escape")

    assert opened
    assert inside
    assert page.locator("#menu").is_hidden()
