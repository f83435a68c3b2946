"""No page makes the reader's or the editor's browser ask another host."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import ADDRESSES, each

pytestmark = [pytest.mark.browser, pytest.mark.full]


def hosts_asked(page: Page) -> set[str]:
    """Return a set that fills with the hosts of all requests that `page` makes from now on."""
    hosts: set[str] = set()

    def record(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about"):
            hosts.add(parts.netloc)

    page.on("request", lambda request: record(request.url))
    page.on("websocket", lambda socket: record(socket.url))
    return hosts


@pytest.mark.parametrize("address", each(ADDRESSES))
def test_page_asks_its_own_host_only(demo, new_page, address):
    page = new_page()
    hosts = hosts_asked(page)

    page.goto(demo.url(address), wait_until="networkidle")

    assert hosts == {urlsplit(demo.url(address)).netloc}


def test_admin_asks_its_own_host_only(demo, new_page):
    page = new_page()
    hosts = hosts_asked(page)

    demo.sign_in(page, demo.account("editor", "potsdam"))  # sign-in page and dashboard
    page.wait_for_load_state("networkidle")
    for path in ("pages/", "images/", "documents/"):
        page.goto(demo.facts["admin"] + path, wait_until="networkidle")
    page.goto(demo.facts["admin"] + "pages/", wait_until="networkidle")
    page.locator("main tr", has=page.locator(f'a[href="{demo.city_url("potsdam")}"]')).get_by_role(
        "link", name="Potsdam"
    ).first.click()
    page.wait_for_load_state("networkidle")

    assert page.url.endswith("/edit/")
    assert hosts == {urlsplit(demo.facts["admin"]).netloc}
