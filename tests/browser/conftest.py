"""A real browser before the real product.

Nothing here may ask for `db`: the product under test has a database of its own.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.product import PROJECT, Product, running_product

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEIGHTS = {390: 844, 1280: 800}  # pixels, of a phone and of a small laptop, by width
TIMEOUT_MS = 30_000

NewPage = Callable[..., Page]


def unavailable(what: str, how: str) -> NoReturn:
    """Skip a test by name; where everything has to be there, fail it."""
    message = f"needs {what}: {how}"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program of the installed Chromium, from CHROMIUM or found by name."""
    given = os.environ.get("CHROMIUM")
    for name in [given] if given else CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    unavailable("Chromium", "install the package chromium, or set CHROMIUM to the program")


@pytest.fixture(scope="session")
def demo(chromium: str) -> Iterator[Product]:
    """The running product with its demonstration content; started once for all browser tests."""
    with running_product() as product:
        yield product


# Of each module anew: Playwright leaves its event loop in this thread as long as it
# runs, and Django then refuses to let other tests use the database.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """`new_page(390)` opens an empty page 390 px wide, with cookies of its own; options as in Playwright.

    Without motion, so that what is measured stands still.
    """
    contexts: list[BrowserContext] = []

    def open_page(width: int = 1280, **options: Any) -> Page:
        viewport = {"width": width, "height": HEIGHTS.get(width, 800)}
        defaults = {"viewport": viewport, "locale": "de-DE", "reduced_motion": "reduce"}
        context = browser.new_context(**{**defaults, **options})
        context.set_default_timeout(TIMEOUT_MS)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def node_tool(path: str) -> Path:
    """Return a file of the tools in package.json, or skip."""
    tool = PROJECT / "node_modules" / path
    if not tool.exists():
        unavailable(tool.name, "run `npm ci`")
    return tool


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, to be run in a page."""
    return node_tool("axe-core/axe.min.js").read_text()


@pytest.fixture(scope="session")
def html_checker() -> list[str]:
    """The command of the Nu HTML checker."""
    java = shutil.which("java") or unavailable("Java", "install the package default-jre-headless")
    return [java, "-jar", str(node_tool("vnu-jar/build/dist/vnu.jar"))]
