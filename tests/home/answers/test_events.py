"""`@events`: what comes or what was, narrowed by time and facets, with the number of events for each value."""

import datetime

import pytest
import time_machine

from home.choices import Listing
from sites.models import District
from tests.home.make import a_district, restrict, topic
from tests.make import home_of, host_of, list_of, make_event, make_fair, make_forum, publish

NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ask(at, dortmund):
    def ask(query="", path=""):
        answer = at(dortmund).get(f"/++api++{path}/@events{query}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


@pytest.fixture
def events(dortmund):
    return list_of(dortmund, Listing.EVENTS)


def titles(told):
    return [item["title"] for item in told["items"]]


def counts(told, facet):
    return {option["token"]: option["count"] for option in told["facets"][facet]}


def test_what_comes_is_told_with_the_next_first(ask, events, dortmund):
    make_event(events, title="Später", days=9)
    make_fair(dortmund, title="Messe", days=3)
    make_event(events, title="Vorbei", days=-3)
    make_event(events, title="Läuft", starts_at=NOW - datetime.timedelta(hours=1))

    told = ask()

    assert titles(told) == ["Läuft", "Messe", "Später"]
    assert told["@id"] == f"http://{host_of(dortmund)}/@events"
    assert told["items_total"] == 3


def test_an_event_is_told_with_what_one_asks_first(ask, dortmund, events):
    district = a_district(dortmund)
    event = make_event(
        events,
        title="Chor sucht Raum",
        kind="talk",
        place="Saal",
        address="Weg 1",
        district=district,
        main_topic=topic("musik"),
        search_description="Wer singt?",
    )

    [told] = ask()["items"]

    assert (told["@type"], told["description"]) == ("Event", "Wer singt?")
    assert told["start"] == event.starts_at.isoformat(timespec="seconds")
    assert told["end"] == event.ends_at.isoformat(timespec="seconds")
    assert told["location"] == "Saal, Weg 1"
    assert told["district"] == {"token": district.code, "title": district.name}
    assert told["kind"] == {"token": "talk", "title": "Gespräch"}
    assert told["topics"] == [{"token": "musik", "title": "Musik, Tanz, Theater"}]


def test_an_event_without_place_or_topic_says_so(ask, events):
    make_event(events)

    [told] = ask()["items"]

    assert (told["location"], told["district"], told["topics"]) == (None, None, [])


def test_what_was_is_told_with_the_latest_first(ask, events):
    for days in (-9, -3, 3):
        make_event(events, title=f"{days}", days=days)

    assert titles(ask("?when=past")) == ["-3", "-9"]
    assert titles(ask("?when=past&sort_order=ascending")) == ["-9", "-3"]
    assert titles(ask("?when=coming&sort_order=descending")) == ["3"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?start=2026-11-20", ["Vorher", "Abend", "Nachher"]),
        ("?start=2026-12-01&end=2026-12-01", ["Abend"]),
        ("?start=2026-12-02&end=2026-12-02", ["Abend"]),
        ("?end=2026-11-30", ["Vorher"]),
        ("?start=2026-12-03", ["Nachher"]),
    ],
)
def test_a_range_holds_what_happens_in_it_with_both_days(ask, events, query, found):
    evening = datetime.datetime(2026, 12, 1, 21, tzinfo=datetime.UTC)  # until 0:00 there, one hour on
    make_event(events, title="Vorher", days=-4)
    make_event(events, title="Abend", starts_at=evening, ends_at=evening + datetime.timedelta(hours=4))
    make_event(events, title="Nachher", days=20)

    assert titles(ask(query)) == found


def test_values_of_one_facet_widen_the_list_and_facets_narrow_it(ask, events):
    make_event(events, title="A", kind="talk", languages=["de", "tr"])
    make_event(events, title="B", kind="training", languages=["de"], days=8)
    make_event(events, title="C", kind="exchange", languages=["tr"], days=9)

    assert titles(ask("?kind=talk,training")) == ["A", "B"]
    assert titles(ask("?kind=talk&kind=training&language=tr")) == ["A"]


def test_facets_count_what_there_is_under_the_other_choices(ask, events):
    make_event(events, kind="talk", languages=["de", "tr"])
    make_event(events, kind="training", languages=["de"])
    make_event(events, kind="training", languages=["de"], days=-3)

    told = ask("?kind=talk")

    assert list(told["facets"]) == ["kind", "topic", "district", "language"]
    assert told["facets"]["kind"] == [
        {"token": "training", "title": "Fortbildung", "count": 1, "selected": False},
        {"token": "talk", "title": "Gespräch", "count": 1, "selected": True},
    ]
    assert counts(told, "language") == {"de": 1, "tr": 1}


def test_a_choice_without_events_stands_in_its_facet_with_none(ask):
    told = ask("?topic=musik")

    assert (told["items"], counts(told, "topic")) == ([], {"musik": 0})


def test_a_meeting_belongs_to_the_topics_of_its_forum_too(ask, dortmund):
    forum = make_forum(dortmund, main_topic=topic("musik"), further_topics=[topic("umwelt")])
    make_event(forum, title="Treffen", main_topic=topic("sport"))
    draft = make_forum(dortmund, live=False, main_topic=topic("bildung"))
    make_event(draft, title="Unter einem Entwurf")

    told = ask("?topic=umwelt")

    assert titles(told) == ["Treffen"]
    assert [one["token"] for one in told["items"][0]["topics"]] == ["sport", "musik", "umwelt"]
    assert titles(ask("?topic=bildung")) == []


def test_a_district_holds_its_parts(ask, dortmund, events):
    borough = District.objects.filter(region__cities=dortmund, parts__isnull=False).first()
    make_event(events, title="Im Viertel", district=borough.parts.first())
    make_event(events, title="Anderswo")

    assert titles(ask(f"?district={borough.code}")) == ["Im Viertel"]


def test_each_word_has_to_be_in_title_or_summary(ask, events):
    make_event(events, title="Garten im Winter", search_description="Wer gräbt?")
    make_event(events, title="Garten im Sommer")

    assert titles(ask("?SearchableText=garten gräbt")) == ["Garten im Winter"]


def test_events_come_in_parts(ask, events):
    for number in range(5):
        make_event(events, title=f"{number}", days=number + 1)

    told = ask("?b_size=2&b_start=2&kind=meeting")

    assert titles(told) == ["2", "3"]
    assert told["items_total"] == 5
    assert told["batching"]["next"].endswith("/@events?b_start=4&b_size=2&kind=meeting")


def test_the_language_of_the_address_says_which_events_and_which_words(ask, dortmund, events):
    make_event(events, title="Deutsch")
    publish(home_of(dortmund, "en"))
    make_event(list_of(dortmund, Listing.EVENTS, "en"), title="English", kind="talk")

    told = ask(path="/en")

    assert titles(told) == ["English"]
    assert told["items"][0]["kind"]["title"] == "Talk"
    assert titles(ask(path="/foren")) == ["Deutsch"]


def test_nothing_is_told_that_is_not_public_or_of_another_city(ask, events, potsdam):
    make_event(events, title="Entwurf", live=False)
    restrict(make_event(events, title="Hinter dem Passwort"))
    make_event(list_of(potsdam, Listing.EVENTS), title="Potsdam", kind="talk")

    told = ask()

    assert titles(told) == []
    assert told["facets"] == {"kind": [], "topic": [], "district": [], "language": []}


def test_the_number_of_queries_does_not_depend_on_the_number_of_events(
    ask, dortmund, events, django_assert_max_num_queries
):
    def make(number):
        forum = make_forum(dortmund, main_topic=topic("musik"), further_topics=[topic("umwelt")])
        make_event(
            forum, days=number, district=a_district(dortmund), main_topic=topic("sport"), languages=["de"]
        )

    make(1)
    ask()
    with django_assert_max_num_queries(12) as few:
        ask()
    for number in range(2, 21):
        make(number)

    with django_assert_max_num_queries(len(few)):
        assert ask()["items_total"] == 20
