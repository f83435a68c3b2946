"""Topic and district pages, blocks and front pages that fill themselves."""

import datetime

import pytest
from django.utils import timezone

from directory.models import ACTIVITY_FIELD, Term
from home.choices import Listed, Listing
from sites.models import District
from tests.home.admin import soup_of
from tests.home.make import expire, restrict, topic
from tests.home.reading import leads_to, section, titles, words
from tests.make import (
    home_of,
    list_of,
    make_content,
    make_district_page,
    make_event,
    make_fair,
    make_forum,
    make_news,
    make_offer,
    make_result,
    make_story,
    make_topic_page,
    publish,
    stream,
)


@pytest.fixture
def borough(dortmund):
    """A borough of Dortmund that has parts."""
    return District.objects.filter(region__cities=dortmund, parts__isnull=False).first()


@pytest.fixture
def district(borough):
    return borough.parts.first()


def make_one_of_each(city, **fields):
    """One page of every kind that a topic page collects; `fields` give them their topics."""
    events = list_of(city, Listing.EVENTS)
    make_event(events, title="Termin", **fields)
    make_fair(city, title="Messe", days=9, **fields)
    make_offer(city, title="Angebot", **fields)
    make_story(city, title="Geschichte", **fields)
    make_result(city, make_event(events, days=-9, **fields), title="Ergebnis")
    make_forum(city, title="Forum", **fields)
    make_news(city, title="Nachricht", **fields)


SECTIONS = {
    "Kommende Termine": ["Termin", "Messe"],
    "Angebote": ["Angebot"],
    "Geschichten": ["Geschichte"],
    "Ergebnisse": ["Ergebnis"],
    "Foren": ["Forum"],
    "Nachrichten": ["Nachricht"],
}


def collected(page):
    """Heading → titles of what stands below it."""
    return {
        heading.get_text(): titles(heading.find_parent("section"))
        for heading in page.select("main section h2")
    }


def test_a_topic_page_collects_all_kinds_of_content(dortmund, read):
    make_one_of_each(dortmund, main_topic=topic("musik"))
    make_one_of_each(dortmund, main_topic=topic("sport"))

    page = read(make_topic_page(dortmund, topic("musik")))

    assert collected(page) == SECTIONS
    assert page.select_one(".topic svg")


def test_a_further_topic_is_collected_as_well(dortmund, read):
    make_one_of_each(dortmund, main_topic=topic("sport"), further_topics=[topic("musik")])

    assert collected(read(make_topic_page(dortmund, topic("musik")))) == SECTIONS


def test_a_topic_page_collects_what_is_about_a_topic_of_the_city_below_it(dortmund, read):
    own = Term.objects.create(
        vocabulary=ACTIVITY_FIELD, code="chor", labels={"de": "Chor"}, parent=topic("musik"), city=dortmund
    )
    make_one_of_each(dortmund, main_topic=own)

    assert collected(read(make_topic_page(dortmund, topic("musik")))) == SECTIONS


def test_meetings_and_results_follow_the_topics_of_their_forum(dortmund, read):
    forum = make_forum(dortmund, title="Forum", main_topic=topic("musik"))
    make_event(forum, title="Treffen")
    make_result(dortmund, make_event(forum, days=-3), title="Ergebnis")

    assert collected(read(make_topic_page(dortmund, topic("musik")))) == {
        "Kommende Termine": ["Treffen"],
        "Ergebnisse": ["Ergebnis"],
        "Foren": ["Forum"],
    }


def test_a_topic_page_with_nothing_says_so_kindly(dortmund, read):
    page = read(make_topic_page(dortmund, topic("musik")))

    assert collected(page) == {}
    assert "Hier ist noch nichts gesammelt." in words(page.main)
    assert page.main.select_one(".btn")["href"] == "#contact"


def test_what_is_over_is_not_collected(dortmund, read):
    musik = topic("musik")
    make_event(list_of(dortmund, Listing.EVENTS), days=-3, main_topic=musik)
    make_offer(dortmund, main_topic=musik, deadline=timezone.localdate() - datetime.timedelta(days=1))

    assert collected(read(make_topic_page(dortmund, musik))) == {}


def test_what_is_not_public_is_not_collected(dortmund, potsdam, read):
    musik = topic("musik")
    make_news(dortmund, live=False, main_topic=musik)
    restrict(make_news(dortmund, main_topic=musik))
    expire(make_news(dortmund, main_topic=musik))
    make_news(potsdam, main_topic=musik)

    assert collected(read(make_topic_page(dortmund, musik))) == {}


def test_the_date_of_an_event_that_is_a_draft_is_not_told(dortmund, read):
    draft = make_event(list_of(dortmund, Listing.EVENTS), days=-3, live=False, main_topic=topic("musik"))
    make_result(dortmund, draft, title="Ergebnis")

    assert not read(make_topic_page(dortmund, topic("musik"))).select("main time")


def test_a_district_page_collects_what_happens_there(dortmund, read, district):
    events = list_of(dortmund, Listing.EVENTS)
    make_event(events, title="Termin", district=district)
    make_story(dortmund, title="Geschichte", district=district)
    make_result(dortmund, make_event(events, days=-3, district=district), title="Ergebnis")
    make_event(events, title="Anderswo")

    assert collected(read(make_district_page(dortmund, district))) == {
        "Kommende Termine": ["Termin"],
        "Geschichten": ["Geschichte"],
        "Ergebnisse": ["Ergebnis"],
    }


def test_the_page_of_a_borough_collects_what_happens_in_its_districts(dortmund, read, borough, district):
    make_story(dortmund, title="Geschichte", district=district)

    assert collected(read(make_district_page(dortmund, borough))) == {"Geschichten": ["Geschichte"]}


def test_a_district_page_names_the_borough(dortmund, read, borough, district):
    assert f"Teil von {borough.name}" in words(
        read(make_district_page(dortmund, district)).select_one(".page-head")
    )


def test_a_story_and_its_district_and_topic_lead_to_each_other(dortmund, read, district):
    story = make_story(dortmund, district=district, main_topic=topic("musik"))
    places, topics = make_district_page(dortmund, district), make_topic_page(dortmund, topic("musik"))

    links = section(read(story), "Dazu gehört").select("a")

    assert any(leads_to(link, places) for link in links)
    assert any(leads_to(link, topics) for link in links)
    for page in (places, topics):
        assert any(leads_to(link, story) for link in read(page).select("main h3 a"))


def listing(kind="news", **values):
    return (
        "listing",
        {"heading": "Neu", "kind": kind, "topic": None, "newest_days": None, "limit": 4, **values},
    )


def test_a_list_that_fills_itself_shows_the_newest_first(dortmund, show):
    for day in (1, 3, 2):
        make_news(dortmund, title=f"Am {day}.", date=datetime.date(2026, 5, day))

    part = show(listing(limit=2))

    assert titles(part, "h2") == ["Neu"]
    assert titles(part) == ["Am 3.", "Am 2."]
    assert words(part.time) == "3. Mai 2026"


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("events", "Termin"),
        ("news", "Nachricht"),
        ("stories", "Geschichte"),
        ("results", "Ergebnis"),
        ("offers", "Angebot"),
        ("forums", "Forum"),
    ],
)
def test_a_list_fills_itself_with_any_kind_and_topic(dortmund, show, kind, title):
    make_one_of_each(dortmund, main_topic=topic("musik"))
    make_one_of_each(dortmund, main_topic=topic("sport"))

    assert titles(show(listing(kind, topic=topic("musik").pk, limit=1))) == [title]


def test_a_list_may_show_only_what_is_not_older(dortmund, show):
    today = timezone.localdate()
    make_news(dortmund, title="Gestern", date=today - datetime.timedelta(days=1))
    make_news(dortmund, title="Vor Wochen", date=today - datetime.timedelta(days=40))

    assert titles(show(listing(newest_days=30))) == ["Gestern"]


def test_a_list_with_nothing_in_it_leaves_no_heading_behind(show):
    part = show(("text", "<p>Text</p>"), listing())

    assert not part.select("h2")


def test_a_draft_of_a_list_may_say_nothing_yet(show):
    part = show(("text", "<p>Text</p>"), listing(kind=None, limit=None))

    assert not part.select("h2")


def test_the_front_page_shows_the_newest_story_in_its_band(dortmund, read):
    make_story(dortmund, title="Älter")
    story = make_story(dortmund, title="Schach", search_description="Ein Tisch.", main_topic=topic("sport"))
    make_result(dortmund, make_event(make_forum(dortmund), days=-3), title="Drei Räume")

    page = read(home_of(dortmund))

    band = page.select_one(".band")
    assert band.h2.get_text() == "Schach"
    assert leads_to(band.a, story)
    assert band.svg
    assert titles(section(page, "Was daraus wurde")) == ["Drei Räume"]


def test_a_front_page_without_a_story_in_its_language_shows_a_german_one_and_says_so(at, dortmund):
    publish(home_of(dortmund, "ar"))
    make_story(dortmund, title="Schach an der Haltestelle")

    band = soup_of(at(dortmund).get(home_of(dortmund, "ar").get_url())).select_one(".band")

    assert band.h2.get_text() == "Schach an der Haltestelle"
    assert (band.select_one(".band__text")["lang"], band.select_one(".band__text")["dir"]) == ("de", "ltr")
    assert (band.a["lang"], band.a["hreflang"]) == ("ar", "de")


@pytest.mark.parametrize("block", ["listing", "teasers"])
def test_what_the_body_of_a_topic_page_shows_is_not_collected_again(dortmund, read, block):
    music = topic("musik")
    story = make_story(dortmund, title="Vierzehn Trommeln", main_topic=music)
    values = {
        "listing": {"heading": "Zuerst", "kind": Listed.STORIES, "topic": music.pk, "limit": 3},
        "teasers": {"heading": "Zuerst", "pages": [story.pk]},
    }
    page = make_topic_page(dortmund, music, body=stream([(block, values[block])]))
    make_news(dortmund, title="Neue Saiten", main_topic=music)

    main = read(page).main

    assert titles(main, "h3") == ["Vierzehn Trommeln", "Neue Saiten"]
    assert "Hier ist noch nichts gesammelt" not in words(main)
    assert titles(main, "h2") == ["Zuerst", "Nachrichten"]


@pytest.mark.parametrize(("heading", "level"), [("Mehr", "h3"), ("", "h2")])
def test_headings_of_teasers_leave_no_level_out(dortmund, show, heading, level):
    story = make_story(dortmund, title="Vierzehn Trommeln")

    part = show(("teasers", {"heading": heading, "pages": [story.pk]}))

    assert titles(part, level)[-1] == "Vierzehn Trommeln"


def test_a_front_page_prefers_a_story_in_its_language(at, dortmund):
    publish(home_of(dortmund, "en"))
    make_story(dortmund, language="en", title="Chess")
    make_story(dortmund, title="Schach")

    band = soup_of(at(dortmund).get(home_of(dortmund, "en").get_url())).select_one(".band")

    assert band.h2.get_text() == "Chess"
    assert not band.select("[lang]")


def test_the_front_page_shows_the_newest_news(dortmund, read):
    for day in (1, 2, 3, 4):
        make_news(dortmund, title=f"Am {day}.", date=datetime.date(2026, 5, day))

    part = section(read(home_of(dortmund)), "Nachrichten")

    assert titles(part) == ["Am 4.", "Am 3.", "Am 2."]
    assert leads_to(part.select_one("header a"), list_of(dortmund, Listing.NEWS))


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        (Listing.STORIES, lambda city, **f: make_story(city, **f)),
        (Listing.NEWS, lambda city, **f: make_news(city, **f)),
        (Listing.TOPICS, lambda city, **f: make_topic_page(city, topic("musik"), **f)),
        (
            Listing.DISTRICTS,
            lambda city, **f: make_district_page(city, city.regions.first().districts.first(), **f),
        ),
    ],
)
def test_each_list_shows_its_pages_with_their_summaries(dortmund, potsdam, read, kind, make):
    page = make(dortmund, title="Eine Seite", search_description="Worum es geht")
    restrict(make(dortmund, title="Nur mit Passwort"))
    make(potsdam, title="Aus Potsdam")

    shown = read(list_of(dortmund, kind)).main

    assert titles(shown, "h2") == ["Eine Seite"]
    assert leads_to(shown.select_one("h2 a"), page)
    assert "Worum es geht" in words(shown)


def test_a_piece_of_news_has_its_date_and_who_wrote_it(dortmund, read):
    piece = make_news(dortmund, date=datetime.date(2026, 5, 4), byline="kb")

    assert "4. Mai 2026 · kb" in words(read(piece).select_one(".page-head"))
    assert "4. Mai 2026 kb" in words(read(list_of(dortmund, Listing.NEWS)).main)


def test_a_story_shows_about_whom_it_is_and_its_opening_quote(dortmund, read, district):
    story = make_story(dortmund, about="Trommelgruppe", opening="„Wir üben leise.“", district=district)

    page = read(story)

    assert words(page.blockquote) == "„Wir üben leise.“"
    assert words(page.select_one(".quote figcaption")) == "Trommelgruppe"
    assert f"Wo {district.name}" in words(page.select_one(".facts"))


def test_a_page_without_topics_stands_with_the_emblem_of_no_topic(dortmund, read):
    assert read(make_story(dortmund)).select_one(".story-pair svg")


def test_a_block_is_the_same_in_a_page_of_another_city(at, potsdam):
    make_news(potsdam, title="Aus Potsdam")
    page = make_content(home_of(potsdam), body=[listing()])

    assert titles(soup_of(at(potsdam).get(page.get_url())).main) == ["Aus Potsdam"]
