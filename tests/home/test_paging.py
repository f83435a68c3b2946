"""Lists that grow by the year stand in pages."""

import datetime

import pytest
from django.utils import timezone

from home.choices import EventKind, Listing
from tests.home.admin import soup_of
from tests.home.reading import titles, words
from tests.make import list_of, make_event, make_news, make_result, make_story, publish

PER_PAGE = 3
TODAY = timezone.localdate()


def make_events(city, count, **fields):
    """Past events, of which number 1 is the latest."""
    events = list_of(city, Listing.EVENTS)
    for number in range(1, count + 1):
        make_event(events, title=f"Nummer {number}", days=-number, **fields)


def make_pieces(city, count):
    for number in range(1, count + 1):
        make_news(city, title=f"Nummer {number}", date=TODAY - datetime.timedelta(days=number))


def make_stories(city, count):
    for number in range(1, count + 1):
        story = make_story(city, title=f"Nummer {number}")
        published = timezone.now() - datetime.timedelta(days=number)
        type(story).objects.filter(pk=story.pk).update(first_published_at=published)


def make_results(city, count):
    for number in range(1, count + 1):
        make_result(city, None, title=f"Nummer {number}")


LISTS = {
    Listing.EVENTS: make_events,
    Listing.NEWS: make_pieces,
    Listing.STORIES: make_stories,
    Listing.RESULTS: make_results,
}


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    """Pages of three rows: what is asked here does not depend on how many there are."""
    for module in ("home.paging", "home.lists"):
        monkeypatch.setattr(f"{module}.PER_PAGE", PER_PAGE)


@pytest.fixture
def open_list(at, dortmund):
    def get(listing, query=""):
        answer = at(dortmund).get(f"{list_of(dortmund, listing).get_url()}{query}")
        assert answer.status_code == 200
        return soup_of(answer)

    return get


def shown(page):
    return [title for title in titles(page.main, "h2, h4") if title.startswith("Nummer")]


@pytest.mark.parametrize("listing", LISTS)
def test_what_fits_on_one_page_has_no_further_ones(dortmund, open_list, listing):
    LISTS[listing](dortmund, PER_PAGE)

    page = open_list(listing)

    assert len(shown(page)) == PER_PAGE
    assert not page.select("nav.pages")


@pytest.mark.parametrize("listing", LISTS)
def test_all_pages_together_show_each_entry_once(dortmund, open_list, listing):
    LISTS[listing](dortmund, PER_PAGE * 2 + 1)

    found = [shown(open_list(listing, query)) for query in ("", "?page=2", "?page=3")]

    assert [len(part) for part in found] == [PER_PAGE, PER_PAGE, 1]
    assert len({title for part in found for title in part}) == PER_PAGE * 2 + 1


@pytest.mark.parametrize("listing", [Listing.EVENTS, Listing.NEWS, Listing.STORIES])
def test_the_latest_stand_on_the_first_page(dortmund, open_list, listing):
    LISTS[listing](dortmund, PER_PAGE + 1)

    assert shown(open_list(listing))[0] == "Nummer 1"
    assert shown(open_list(listing, "?page=2")) == [f"Nummer {PER_PAGE + 1}"]


@pytest.mark.parametrize("listing", LISTS)
def test_links_lead_to_the_pages_beside_this_one(dortmund, open_list, listing):
    LISTS[listing](dortmund, PER_PAGE * 2 + 1)

    nav = open_list(listing, "?page=2").select_one("nav.pages")

    assert nav["aria-label"] == "Seiten dieser Liste"
    assert words(nav.select_one("[aria-current=page]")) == "Seite 2"
    assert nav.select_one("a[rel=prev]")["href"].split("#")[0] == "?"
    assert nav.select_one("a[rel=next]")["href"].split("#")[0] == "?page=3"


def test_the_first_page_has_no_page_before_it_and_the_last_none_after_it(dortmund, open_list):
    make_pieces(dortmund, PER_PAGE + 1)

    first, last = open_list(Listing.NEWS), open_list(Listing.NEWS, "?page=2")

    assert first.select("a[rel=next]") and not first.select("a[rel=prev]")
    assert last.select("a[rel=prev]") and not last.select("a[rel=next]")


def test_pages_keep_what_the_list_is_narrowed_to(dortmund, open_list):
    make_events(dortmund, PER_PAGE + 1, kind=EventKind.TALK)
    make_event(list_of(dortmund, Listing.EVENTS), days=-1, title="Nummer ohne Gespräch")

    page = open_list(Listing.EVENTS, "?kind=talk")
    older = page.select_one("a[rel=next]")["href"]

    assert older == "?kind=talk&page=2#past"
    assert shown(open_list(Listing.EVENTS, older.split("#")[0])) == [f"Nummer {PER_PAGE + 1}"]
    assert f"{PER_PAGE + 1} Veranstaltungen" in words(page.select_one(".sortbar"))


def test_narrowing_begins_on_the_first_page(dortmund, open_list):
    make_events(dortmund, PER_PAGE + 1)

    assert "page" not in [
        field.get("name") for field in open_list(Listing.EVENTS, "?page=2").select("form.filter *")
    ]


def test_what_comes_stands_on_the_first_page_only(dortmund, open_list):
    make_events(dortmund, PER_PAGE + 1)
    make_event(list_of(dortmund, Listing.EVENTS), days=3, title="Nummer kommt")

    assert "Nummer kommt" in shown(open_list(Listing.EVENTS))
    assert "Nummer kommt" not in shown(open_list(Listing.EVENTS, "?page=2"))


@pytest.mark.parametrize("number", ["0", "3", "-1", "01", "zwei", "1.5", "2 ", "٢", "", "9" * 30])
def test_a_page_that_the_list_does_not_have_is_not_found(at, dortmund, number):
    make_pieces(dortmund, PER_PAGE + 1)

    answer = at(dortmund).get(list_of(dortmund, Listing.NEWS).get_url(), {"page": number})

    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht." in answer.text


@pytest.mark.parametrize("listing", LISTS)
def test_no_list_has_a_page_behind_its_last(at, dortmund, listing):
    LISTS[listing](dortmund, PER_PAGE)

    assert at(dortmund).get(list_of(dortmund, listing).get_url(), {"page": 2}).status_code == 404


@pytest.mark.parametrize("listing", LISTS)
def test_an_empty_list_has_its_first_page(open_list, listing):
    assert not open_list(listing, "?page=1").select("nav.pages")


def test_a_further_page_says_so_in_its_title_and_its_address(dortmund, open_list):
    make_pieces(dortmund, PER_PAGE + 1)

    first, second = open_list(Listing.NEWS), open_list(Listing.NEWS, "?page=2")

    assert ", Seite 2" in second.title.text and "Seite" not in first.title.text
    assert second.select_one("link[rel=canonical]")["href"].endswith("/?page=2")
    assert first.select_one("link[rel=canonical]")["href"].endswith("/")


def test_pages_of_other_languages_are_named_in_them(at, dortmund):
    for language in ("en", "tr", "ar"):
        if language in dortmund.languages:
            publish(list_of(dortmund, Listing.NEWS, language))
            for _ in range(PER_PAGE + 1):
                make_news(dortmund, language=language, date=TODAY)
    english = list_of(dortmund, Listing.NEWS, "en")

    nav = soup_of(at(dortmund).get(english.get_url())).select_one("nav.pages")

    assert words(nav) == "Page 1 Page 2 Older"
