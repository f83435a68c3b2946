"""A lead of Halle types addresses of Dortmund, and finds nothing there."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.full]

REFUSED = "keinen Zugang"


@pytest.fixture(scope="module")
def lead(demo, browser) -> Iterator[Page]:
    # Signed in once: whoever does so again and again is asked to wait.
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    demo.sign_in(page, demo.account("lead", "halle"))
    yield page
    context.close()


@pytest.fixture(scope="module")
def dortmund(demo, browser) -> dict[str, int]:
    """Keys of things of Dortmund, as its own lead sees them in her address bar."""
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    demo.sign_in(page, demo.account("lead", "dortmund"))
    home = _key_in_link(page, f"{demo.facts['admin']}pages/", r"/pages/(\d+)/edit/")
    keys = {
        "home": home,
        "page": _key_in_link(page, f"{demo.facts['admin']}pages/{home}/", r"/pages/(\d+)/edit/"),
        "image": _key_in_link(page, f"{demo.facts['admin']}images/", r"/images/(\d+)/"),
        "project": _key_in_link(
            page, f"{demo.facts['admin']}snippets/insist_sites/project/", r"/project/edit/(\d+)/"
        ),
        "contact": _key_in_link(
            page, f"{demo.facts['admin']}snippets/insist_sites/rolecontact/", r"/rolecontact/edit/(\d+)/"
        ),
        "settings": _key_in_link(page, f"{demo.facts['admin']}settings/insist_sites/city/", r"/city/(\d+)/"),
    }
    context.close()
    return keys


def _key_in_link(page: Page, url: str, pattern: str) -> int:
    page.goto(url)
    links = [page.url, *page.locator("main a").evaluate_all("links => links.map(link => link.href)")]
    return next(int(found[1]) for link in links if (found := re.search(pattern, link)))


ADDRESSES = (
    "pages/{page}/edit/",
    "pages/{page}/",
    "pages/{page}/history/",
    "pages/{page}/delete/",
    "pages/{page}/copy/",
    "pages/{page}/view_draft/",
    "pages/{home}/add_subpage/",
    "pages/add/home/forumpage/{home}/",
    "images/{image}/",
    "images/usage/{image}/",
    "snippets/insist_sites/project/edit/{project}/",
    "snippets/insist_sites/project/history/{project}/",
    "snippets/insist_sites/rolecontact/edit/{contact}/",
    "settings/insist_sites/city/{settings}/",
    "localize/submit/page/{page}/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_lead_of_halle_is_refused_at_an_address_of_dortmund(demo, lead, dortmund, address):
    lead.goto(demo.facts["admin"] + address.format_map(dortmund))

    assert lead.url == demo.facts["admin"]
    expect(lead.locator(".messages")).to_contain_text(REFUSED)


def test_she_invites_nobody_to_dortmund(demo, lead):
    assert lead.goto(f"{demo.facts['admin']}people/dortmund/invite/").status == 404


LISTS = ("pages/", "images/", "documents/", "snippets/insist_sites/project/", "people/", "pages/search/")


@pytest.mark.parametrize("path", LISTS)
def test_lists_and_search_of_a_lead_of_halle_name_nothing_of_dortmund(demo, lead, path):
    lead.goto(f"{demo.facts['admin']}{path}?q=Dortmund")

    assert "Dortmund" not in " ".join(lead.locator("main .listing, main table").all_inner_texts())


def test_her_own_city_is_open_to_her(demo, lead):
    lead.goto(f"{demo.facts['admin']}pages/")

    assert "Halle" in lead.locator("main").inner_text()
