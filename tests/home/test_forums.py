import datetime

import pytest
from django.utils import timezone

from directory.models import Term
from home.choices import Listing
from home.listings import meetings
from tests.home.admin import soup_of
from tests.home.make import expire, restrict
from tests.home.reading import leads_to, section, titles
from tests.make import home_of, list_of, make_event, make_forum, make_result, make_translation


@pytest.fixture
def forum(dortmund):
    return make_forum(
        dortmund, title="Forum Musik", search_description="Wer spielt was", audience="Chöre und Bands"
    )


def test_the_next_meeting_stands_first_with_its_facts(forum, read):
    make_event(forum, days=20, title="Das übernächste")
    event = make_event(
        forum,
        days=10,
        title="Offene Probe",
        place="Saal",
        address="Musterweg 1",
        languages=["de", "tr"],
        food="Suppe",
        access="stufenlos",
    )

    part = read(forum).select_one(".next")

    assert leads_to(part.h2.a, event)
    text = part.get_text(" ", strip=True)
    for fact in (
        "Offene Probe",
        "Saal",
        "Musterweg 1",
        "Deutsch, Türkisch",
        "Suppe",
        "stufenlos",
        "kostenlos",
        "Chöre und Bands",
    ):
        assert fact in text


def test_meetings_after_the_next_follow_in_order(forum, read):
    for days, title in ((30, "Dritte"), (10, "Erste"), (20, "Zweite")):
        make_event(forum, days=days, title=title)

    page = read(forum)

    assert page.select_one(".next h2").get_text() == "Erste"
    assert titles(section(page, "Danach")) == ["Zweite", "Dritte"]


def test_past_meetings_stand_with_the_latest_first_and_are_counted(forum, read):
    for days, title in ((-30, "Ältere"), (-10, "Neuere")):
        make_event(forum, days=days, title=title)

    part = section(read(forum), "Bisher")

    assert titles(part) == ["Neuere", "Ältere"]
    assert "2 Treffen" in part.header.get_text()


def test_one_past_meeting_is_counted_in_the_singular(forum, read):
    make_event(forum, days=-3)

    assert "Ein Treffen" in section(read(forum), "Bisher").header.get_text()


def test_a_meeting_that_is_under_way_is_still_the_next(forum, read):
    now = timezone.now()
    make_event(
        forum,
        title="Gerade jetzt",
        starts_at=now - datetime.timedelta(hours=1),
        ends_at=now + datetime.timedelta(hours=1),
    )

    assert read(forum).select_one(".next h2").get_text() == "Gerade jetzt"


def test_without_a_date_the_page_says_so_and_how_to_hear_of_one(forum, read):
    make_event(forum, days=-10)

    part = read(forum).select_one(".next")

    assert part.h2.get_text() == "Der nächste Termin steht noch nicht fest."
    assert "Fragen Sie uns" in part.get_text()
    assert not part.find("time")


def test_a_forum_that_has_not_met_yet_shows_no_empty_lists(forum, read):
    page = read(forum)

    assert section(page, "Danach") is None
    assert section(page, "Bisher") is None


def test_a_past_meeting_leads_to_its_results(dortmund, forum, read):
    event = make_event(forum, days=-10, title="Treffen")
    result = make_result(dortmund, event, title="Drei neue Räume")

    link = section(read(forum), "Bisher").select_one("a.more")

    assert leads_to(link, result)
    assert link.get_text() == "Ergebnis: Drei neue Räume"


def test_results_that_are_not_public_are_not_named(dortmund, forum, read):
    event = make_event(forum, days=-10)
    make_result(dortmund, event, title="Entwurf", live=False)
    restrict(make_result(dortmund, event, title="Nur mit Passwort"))
    expire(make_result(dortmund, event, title="Abgelaufen"))

    text = read(forum).get_text()

    assert not [title for title in ("Entwurf", "Nur mit Passwort", "Abgelaufen") if title in text]


@pytest.mark.parametrize("days", [-10, 10])
def test_meetings_that_are_not_public_are_not_named(forum, read, days):
    make_event(forum, days=days, title="Entwurf", live=False)
    restrict(make_event(forum, days=days, title="Nur mit Passwort"))
    expire(make_event(forum, days=days, title="Abgelaufen"))

    page = read(forum)

    assert not [title for title in ("Entwurf", "Nur mit Passwort", "Abgelaufen") if title in page.get_text()]
    assert section(page, "Bisher") is None


def test_meetings_of_another_forum_are_not_shown(dortmund, forum, read):
    make_event(make_forum(dortmund), days=5, title="Ganz woanders")

    assert "Ganz woanders" not in read(forum).get_text()


def test_a_draft_change_of_a_meeting_does_not_show(forum, read):
    event = make_event(forum, days=5, title="Alter Name")
    event.title = "Neuer Name"
    event.save_revision()

    assert read(forum).select_one(".next h2").get_text() == "Alter Name"


def test_other_forums_of_the_city_are_linked(dortmund, potsdam, forum, read):
    other = make_forum(dortmund, title="Forum Sport")
    make_forum(potsdam, title="Forum in Potsdam")
    make_forum(dortmund, title="Forum im Entwurf", live=False)

    part = section(read(forum), "Andere Foren")

    assert [link.get_text() for link in part.select("a")] == ["Forum Sport"]
    assert leads_to(part.a, other)


def test_topics_stand_with_their_shapes_and_the_main_one_first(dortmund, read):
    sport, musik = (Term.objects.get(vocabulary="activity_field", code=code) for code in ("sport", "musik"))
    forum = make_forum(dortmund, main_topic=musik, further_topics=[sport])

    topics = read(forum).select(".fields li")

    assert [topic.get_text() for topic in topics] == ["Musik, Tanz, Theater", "Sport und Bewegung"]
    assert [topic.img["src"] for topic in topics] == [
        f"/static/directory/fields/{code}.svg" for code in ("musik", "sport")
    ]


def test_a_forum_has_an_emblem_even_without_a_topic(forum, read):
    assert read(forum).select_one(".topic svg")


def test_a_forum_without_an_audience_is_for_everyone(dortmund, read):
    assert "Alle" in read(make_forum(dortmund)).select_one(".next dl").get_text()


def test_a_forum_in_another_language_shows_its_own_meetings_in_that_language(at, dortmund, forum):
    meeting = make_event(forum, days=5, title="Offene Probe")
    english = make_translation(forum, list_of(dortmund, Listing.FORUMS, "en"), title="Music forum")
    home_of(dortmund, "en").save_revision().publish()
    make_translation(meeting, english, title="Open rehearsal")

    page = soup_of(at(dortmund).get(english.get_url()))

    assert page.select_one(".next .kicker").get_text() == "Next meeting"
    assert page.select_one(".next h2").get_text() == "Open rehearsal"
    assert "Offene Probe" not in page.get_text()


def test_the_end_of_a_meeting_divides_coming_from_past(forum):
    event = make_event(forum)

    assert not event.is_past(event.ends_at - datetime.timedelta(seconds=1))
    assert event.is_past(event.ends_at)


def test_many_meetings_are_read_in_as_many_queries_as_one(forum, django_assert_max_num_queries):
    for days in range(-10, 10):
        make_event(forum, days=days)

    with django_assert_max_num_queries(5):
        meetings(forum)
