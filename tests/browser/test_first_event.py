"""Somebody new puts a first event online: the way of docs/editors.md, in at most 15 clicks."""

import datetime

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.full]

MOST_CLICKS = 15
TITLE = "Offener Abend am Kanal"


class Hand:
    """A hand at the mouse that counts: each click, and each field that is entered, is one."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, target) -> None:
        self.clicks += 1
        target.click()

    def fill(self, selector: str, text: str) -> None:
        self.clicks += 1
        self.page.locator(selector).fill(text)
        self.page.keyboard.press("Escape")  # closes a calendar


def test_a_first_event_is_online_after_fifteen_clicks(demo, new_page):
    page = new_page()
    demo.sign_in(page, demo.account("editor", "dortmund"))
    hand = Hand(page)
    day = datetime.date.today() + datetime.timedelta(days=33)

    hand.click(page.get_by_role("link", name="Neue Veranstaltung"))
    hand.fill("#id_title", TITLE)
    hand.fill("#id_search_description", "Ein Abend ohne Programm, mit Suppe und neuen Gesichtern.")
    hand.fill("#id_starts_at", f"{day:%d.%m.%Y} 18:00")
    hand.fill("#id_ends_at", f"{day:%d.%m.%Y} 20:00")
    hand.fill("#id_place", "Bürgerhaus, Saal")
    hand.fill("#id_audience", "Alle, die neugierig sind")
    hand.click(page.get_by_role("button", name="Mehr Aktionen"))
    hand.click(page.get_by_role("button", name="Veröffentlichen"))

    expect(page.locator(".messages .success")).to_be_visible()
    expect(page.locator(".messages .warning")).to_contain_text("Noch auszufüllen")
    assert hand.clicks <= MOST_CLICKS
    reader = new_page(390)
    reader.goto(demo.city_url("dortmund", "/veranstaltungen/"))
    expect(reader.get_by_role("link", name=TITLE)).to_be_visible()
