"""The example of a front end, from an origin of its own: it shows what the API tells, and asks nobody else."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from directory.demo.loader import read_kernel
from home.demo.texts import read_texts
from tests.browser.addresses import ADDRESSES, CITY
from tests.browser.product import LOOPBACK, PROJECT
from tests.browser.test_requests import hosts_asked

pytestmark = [pytest.mark.browser, pytest.mark.full]

FOLDER = PROJECT / "examples" / "front-end"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Requests are no news."""


@contextmanager
def served() -> Iterator[str]:
    """Serve the folder as `python3 -m http.server` does; gives its address."""
    server = ThreadingHTTPServer((LOOPBACK, 0), functools.partial(Quiet, directory=str(FOLDER)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{LOOPBACK}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def example() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture
def address_of(demo, example):
    """`address_of("/foren")`: where the example shows what stands there on the city's site."""
    base = quote(demo.city_url(CITY, "/++api++"), safe="")
    return lambda path: f"{example}?api={base}#{path}"


@pytest.fixture
def open_example(demo, example, address_of, new_page):
    """`open_example("/foren", width=390)`: a page of the example; at the end nothing may have gone wrong."""
    opened: list[tuple[set[str], list[str]]] = []

    def open_at(path: str, width: int = 1280) -> Page:
        page = new_page(width)
        errors: list[str] = []
        opened.append((hosts_asked(page), errors))
        page.on(
            "console", lambda message: message.type in ("error", "warning") and errors.append(message.text)
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address_of(path))
        shown(page)
        return page

    yield open_at
    allowed = {urlsplit(example).netloc, urlsplit(demo.city_url(CITY)).netloc}
    for hosts, errors in opened:
        assert hosts <= allowed
        assert errors == []


def shown(page: Page) -> None:
    page.locator("main:not([aria-busy]) h1").wait_for()
    page.wait_for_load_state("networkidle")


def violations(page: Page, axe: str) -> list[object]:
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run()).violations")
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def path_of(name: str, language: str = "de") -> str:
    return next(one.path for one in ADDRESSES if (one.name, one.language) == (name, language))


def test_home_shows_menu_heading_and_what_is_coming(open_example):
    texts = read_texts(CITY, "de")

    page = open_example("/")

    expect(page.locator("h1")).to_have_text(texts["home"]["heading"])
    expect(page.get_by_role("navigation", name="Menü").get_by_role("link", name="Foren")).to_be_visible()
    assert page.locator(".dates time").count() > 0
    expect(page).to_have_title("Dortmund – INSIST Dortmund")


def test_forum_shows_its_meetings_on_their_days(open_example):
    texts = read_texts(CITY, "de")
    coming = max(texts["meetings"], key=lambda meeting: meeting["day"])

    page = open_example(path_of("forum"))

    expect(page.locator(".dates a", has_text=coming["title"])).to_be_visible()
    expect(page.locator(".dates time").first).to_contain_text("Uhr")


def test_directory_is_narrowed_and_leads_to_an_entry(open_example):
    page = open_example(path_of("directory"))
    all_of_them = page.locator(".entries h2").inner_text()

    page.get_by_label("Tätigkeitsfeld").select_option("musik")
    page.get_by_role("button", name="Auswählen").click()
    expect(page.locator(".entries h2")).not_to_have_text(all_of_them)
    expect(page.locator(".entries h2")).to_be_focused()
    first = page.locator(".entries a").first
    name = first.inner_text()
    first.click()

    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator(".facts").first).to_contain_text("Musik")


def test_entry_shows_its_text_without_markup_of_others(open_example):
    entry = read_kernel(CITY)[0]

    page = open_example(path_of("association"))

    expect(page.locator("h1")).to_have_text(entry["name"])
    assert page.locator("main script, main style, main iframe").count() == 0


HOSTILE = """async () => {
  const module = (name) => import(new URL(name, location.href.split("?")[0]).href);
  const [{ el }, { slate }, { Api, chosenBase }] = await Promise.all(
    ["dom.js", "slate.js", "api.js"].map(module));
  const api = new Api(chosenBase("?api=javascript:alert(1)"));
  const linkTo = (url) => api.linkTo(url);
  const link = { type: "link", data: { url: "javascript:alert(1)" }, children: [{ text: "<img src=x>" }] };
  const nodes = [{ type: "p", children: [link] }, { type: "script", children: [{ text: "da" }] }];
  const good = { type: "link", data: { url: "https://example.org/" }, children: [{ text: "Link" }] };
  return el("div", {}, slate([...nodes, good], linkTo)).innerHTML;
}"""


def test_texts_bring_no_markup_and_no_script_of_their_own(address_of, new_page):
    page = new_page()
    page.goto(address_of("/"))
    shown(page)

    # Not with `open_example`: the browser says on the console what the page's policy stops.
    made = page.evaluate(HOSTILE)

    assert made == '<p>&lt;img src=x&gt;</p>da<a href="https://example.org/">Link</a>'


def test_menu_opens_on_a_phone(open_example):
    page = open_example("/", width=390)

    page.get_by_role("button", name="Menü").click()
    page.get_by_role("navigation", name="Menü").get_by_role("link", name="Foren").click()

    expect(page.locator("h1")).to_have_text("Foren")
    expect(page.get_by_role("navigation", name="Menü")).to_be_hidden()


def test_arabic_is_read_from_right_to_left(open_example):
    page = open_example("/ar")

    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    page.get_by_role("link", name="Deutsch").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")


def test_what_is_not_there_is_said_with_the_words_of_the_answer(address_of, new_page):
    page = new_page()

    page.goto(address_of("/gibt-es-nicht"))
    shown(page)

    expect(page.locator("h1")).to_have_text("Diese Seite gibt es nicht")
    expect(page.get_by_role("alert")).to_contain_text("/gibt-es-nicht")
    expect(page.get_by_role("navigation", name="Menü")).to_be_visible()


def test_it_is_read_with_the_keyboard_alone(open_example):
    page = open_example("/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first link of the page: the next event

    expect(page.locator("h1")).to_be_focused()
    expect(page.locator(".facts time").first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["home", "forum", "coming-event", "directory", "association", "fair"])
def test_it_is_accessible(open_example, axe, name, width):
    page = open_example(path_of(name), width)

    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_is_accessible_in_arabic(open_example, axe):
    assert violations(open_example("/ar", 390), axe) == []
