import pytest

from directory.models import Term
from home.choices import Listing
from home.listings import coming_events, forums, latest_results
from tests.home.admin import soup_of
from tests.home.make import expire, restrict
from tests.home.reading import leads_to, section, titles, words
from tests.make import (
    home_of,
    list_of,
    make_event,
    make_forum,
    make_project,
    make_result,
    make_translation,
    publish,
)


@pytest.fixture
def events(dortmund):
    return list_of(dortmund, Listing.EVENTS)


@pytest.fixture
def forum_list(dortmund):
    return list_of(dortmund, Listing.FORUMS)


@pytest.fixture
def results(dortmund):
    return list_of(dortmund, Listing.RESULTS)


HIDDEN = {"Entwurf", "Nur mit Passwort", "Abgelaufen", "Aus Potsdam"}


def hide(make):
    """Make four pages that nobody may see in a list of Dortmund; `make` takes title and live."""
    make(title="Entwurf", live=False)
    restrict(make(title="Nur mit Passwort"))
    expire(make(title="Abgelaufen"))


def hidden_titles(page):
    text = page.get_text()
    return {title for title in HIDDEN if title in text}


def test_coming_events_of_all_forums_stand_with_the_next_first(dortmund, events, read):
    for days, title in ((30, "Dritte"), (10, "Erste"), (20, "Zweite")):
        make_event(make_forum(dortmund), days=days, title=title)

    assert titles(section(read(events), "Demnächst"), "h4") == ["Erste", "Zweite", "Dritte"]


def test_past_events_stand_with_the_latest_first(dortmund, events, read):
    forum = make_forum(dortmund)
    for days, title in ((-30, "Ältere"), (-10, "Neuere")):
        make_event(forum, days=days, title=title)

    assert titles(section(read(events), "Bisher"), "h4") == ["Neuere", "Ältere"]


def test_an_event_in_a_list_says_what_one_asks_before_going(dortmund, events, read):
    forum = make_forum(dortmund, title="Forum Musik")
    make_event(forum, title="Probe", place="Saal", languages=["de", "tr"], food="Suppe")

    text = words(section(read(events), "Demnächst"))

    for fact in (
        "Probe",
        "Forum Musik",
        "Saal",
        "Forumstreffen",
        "Deutsch, Türkisch",
        "Suppe",
        "kostenlos",
        "Uhr",
    ):
        assert fact in text


def test_an_event_without_a_forum_is_listed_too(events, read):
    make_event(events, title="Fortbildung für alle")

    assert titles(section(read(events), "Demnächst"), "h4") == ["Fortbildung für alle"]


def test_past_events_lead_to_their_results(dortmund, events, read):
    event = make_event(make_forum(dortmund), days=-10)
    result = make_result(dortmund, event, title="Drei Räume")

    link = section(read(events), "Bisher").select_one("a.more")

    assert link.get_text() == "Ergebnis: Drei Räume"
    assert leads_to(link, result)


@pytest.mark.parametrize("days", [-10, 10])
def test_events_that_are_not_public_are_not_listed(dortmund, potsdam, events, read, days):
    forum = make_forum(dortmund)
    hide(lambda **fields: make_event(forum, days=days, **fields))
    make_event(make_forum(potsdam), days=days, title="Aus Potsdam")

    assert hidden_titles(read(events)) == set()


def test_meetings_below_a_restricted_forum_are_not_listed(dortmund, events, read):
    forum = make_forum(dortmund)
    make_event(forum, title="Nur mit Passwort")
    restrict(forum)

    assert hidden_titles(read(events)) == set()


def test_without_a_coming_event_the_list_says_how_to_hear_of_one(events, read):
    assert "Im Moment steht kein Termin fest." in read(events).main.get_text()


def test_where_all_events_are_over_the_list_says_so_too(dortmund, events, read):
    make_event(make_forum(dortmund), days=-5)

    assert "Im Moment steht kein Termin fest." in section(read(events), "Demnächst").get_text()


def test_forums_stand_by_title_with_summary_topics_and_next_meeting(dortmund, forum_list, read):
    sport = Term.objects.get(vocabulary="activity_field", code="sport")
    make_forum(dortmund, title="Zirkus")
    forum = make_forum(dortmund, title="Akrobatik", search_description="Wer turnt", main_topic=sport)
    event = make_event(forum, days=10)
    make_event(forum, days=-10)

    page = read(forum_list)

    first = page.select_one(".entry")
    assert titles(page.main, "h2") == ["Akrobatik", "Zirkus"]
    assert "Wer turnt" in words(first)
    assert "Sport und Bewegung" in words(first)
    assert leads_to(first.select_one(".entry__side a"), event)
    assert "2 Treffen" in words(first)
    assert first.svg


def test_a_forum_without_a_coming_meeting_names_none(dortmund, forum_list, read):
    make_event(make_forum(dortmund), days=-10)

    assert "Nächstes Treffen" not in read(forum_list).select_one(".entry").get_text()


def test_forums_that_are_not_public_are_not_listed(dortmund, potsdam, forum_list, read):
    hide(lambda **fields: make_forum(dortmund, **fields))
    make_forum(potsdam, title="Aus Potsdam")

    assert hidden_titles(read(forum_list)) == set()


def test_meetings_that_are_not_public_do_not_count(dortmund, forum_list, read):
    forum = make_forum(dortmund)
    hide(lambda **fields: make_event(forum, days=5, **fields))
    make_event(forum, days=-5)

    text = words(read(forum_list).select_one(".entry"))

    assert "Ein Treffen" in text
    assert "Nächstes Treffen" not in text


def test_without_a_forum_the_list_says_so(forum_list, read):
    assert "Noch gibt es kein Forum." in read(forum_list).main.get_text()


def test_results_stand_with_that_of_the_latest_event_first(dortmund, results, read):
    forum = make_forum(dortmund)
    for days, title in ((-30, "Älter"), (-10, "Neuer"), (-20, "Mitte")):
        make_result(dortmund, make_event(forum, days=days), title=title)

    assert titles(read(results).select_one(".outcomes"), "h2") == ["Neuer", "Mitte", "Älter"]


def test_a_result_without_an_event_is_listed_after_those_with_one(dortmund, results, read):
    make_result(dortmund, None, title="Ohne Veranstaltung")
    make_result(dortmund, make_event(make_forum(dortmund), days=-300), title="Mit Veranstaltung")

    assert titles(read(results).select_one(".outcomes"), "h2") == ["Mit Veranstaltung", "Ohne Veranstaltung"]


def test_results_that_are_not_public_are_not_listed(dortmund, potsdam, results, read):
    event = make_event(make_forum(dortmund), days=-5)
    hide(lambda **fields: make_result(dortmund, event, **fields))
    make_result(potsdam, make_event(make_forum(potsdam), days=-5), title="Aus Potsdam")

    assert hidden_titles(read(results)) == set()


def test_the_month_of_an_event_that_is_not_public_is_not_told(dortmund, results, read):
    event = make_event(make_forum(dortmund), days=-5, live=False)
    make_result(dortmund, event, title="Ergebnis")

    assert not read(results).select(".outcomes .meta")


def test_without_a_result_the_list_says_so(results, read):
    assert "Noch gibt es kein Ergebnis." in read(results).main.get_text()


def test_the_list_in_another_language_shows_what_is_written_in_it(at, dortmund, events):
    publish(home_of(dortmund, "en"))
    forum = make_forum(dortmund)
    event = make_event(forum, days=5, title="Offene Probe")
    english = make_translation(forum, list_of(dortmund, Listing.FORUMS, "en"))
    make_translation(event, english, title="Open rehearsal")

    page = soup_of(at(dortmund).get(list_of(dortmund, Listing.EVENTS, "en").get_url()))

    assert titles(section(page, "Coming up"), "h4") == ["Open rehearsal"]
    assert "Offene Probe" not in page.get_text()


@pytest.mark.parametrize(
    "listing",
    [Listing.EVENTS, Listing.FORUMS, Listing.RESULTS, Listing.OFFERS, Listing.STORIES, Listing.NEWS],
)
def test_an_empty_list_in_another_language_leads_to_the_german_one(at, dortmund, listing):
    publish(home_of(dortmund, "ar"))
    german = list_of(dortmund, listing)

    page = soup_of(at(dortmund).get(list_of(dortmund, listing, "ar").get_url()))

    [link] = page.main.select("a.more")
    assert "بهذه اللغة" in words(page.main)
    assert leads_to(link, german)
    assert link["hreflang"] == "de"


@pytest.mark.parametrize("listing", [coming_events, forums, latest_results])
def test_a_long_list_takes_as_many_queries_as_a_short_one(
    dortmund, events, listing, django_assert_num_queries, django_assert_max_num_queries
):
    make_project(dortmund)
    for number in range(6):
        forum = make_forum(dortmund)
        make_event(forum, days=number + 1)
        make_result(dortmund, make_event(forum, days=-number - 1))

    with django_assert_max_num_queries(7):
        assert len(listing(events)) == 6
