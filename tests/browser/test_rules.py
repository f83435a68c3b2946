"""Machine-checked rules: accessibility (axe-core), HTML and CSS (Nu HTML checker)."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.addresses import ADDRESSES, CITY, OTHER_HOMES
from tests.browser.product import PROJECT

pytestmark = [pytest.mark.browser, pytest.mark.full]

STYLESHEET = PROJECT / "sites" / "frame" / "static" / "frame" / "look.css"
# Right in today's browsers, and unknown to the checker.
NEWER_CSS = ("“@container”", "“container-type”", "“paint-order”")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", [*ADDRESSES, *OTHER_HOMES], ids=str)
def test_page_is_accessible(demo, new_page, axe, address, width):
    page = new_page(width)
    page.goto(demo.url(address))

    page.evaluate(axe)
    violations = page.evaluate("async () => (await axe.run()).violations")

    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in violations] == []


@pytest.mark.parametrize("panel", ["menu", "languages"])
def test_opened_panel_is_accessible(demo, new_page, axe, panel):
    page = new_page(390)
    page.goto(demo.url(ADDRESSES[0]))
    page.locator(f"[popovertarget={panel}]").click()

    page.evaluate(axe)
    violations = page.evaluate("async () => (await axe.run()).violations")

    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in violations] == []


def test_html_has_no_errors(demo, html_checker, tmp_path):
    for address in [*ADDRESSES, *OTHER_HOMES]:
        (tmp_path / f"{address}.html").write_text(demo.get(demo.url(address)).text)
    unknown = demo.get(f"http://bielefeld.localhost:{demo.port}/")
    (tmp_path / "unknown-host.html").write_text(unknown.text)

    assert checked(html_checker, *sorted(tmp_path.iterdir())) == []


def test_stylesheets_have_no_errors(demo, html_checker, tmp_path):
    (tmp_path / "city.css").write_text(demo.get(demo.city_url(CITY, "/inks/FFB238-35A0AE.css")).text)

    messages = checked(html_checker, "--css", STYLESHEET, tmp_path / "city.css")

    assert [text for text in messages if not any(newer in text for newer in NEWER_CSS)] == []


def checked(command: list[str], *arguments: str | Path) -> list[str]:
    """Return what the checker says about the files: "name:line: text", errors and warnings."""
    run = subprocess.run(
        [*command, "--format", "json", "--exit-zero-always", *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(run.stderr)["messages"]
    return [f"{Path(m.get('url', '')).name}:{m.get('lastLine')}: {m['message']}" for m in messages]
