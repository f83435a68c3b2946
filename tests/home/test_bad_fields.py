"""Each field of the page types that can be wrong: a German message stands at it, and what was typed stays."""

import datetime

import pytest
from django.utils import timezone

from home.choices import Listing
from home.models import (
    CirclePage,
    DistrictPage,
    EventPage,
    FairPage,
    NewsPage,
    OfferPage,
    StoryPage,
    TopicPage,
)
from tests.home.admin import add_url, edit_url, faults, message_at, send, typed
from tests.home.make import a_district, topic
from tests.make import (
    home_of,
    list_of,
    make_circle,
    make_district_page,
    make_image,
    make_story,
    make_topic_page,
)

REQUIRED = "Dieses Feld muss ausgefüllt werden."
NO_DATE = "Bitte ein gültiges Datum eingeben."
EVENING = {"starts_at": "2031-03-04 18:00", "ends_at": "2031-03-04 20:30"}
COUNSELLING = {"kind": "counselling"}
FUNDING = {"kind": "funding", "amount": "bis 500 €", "deadline": "2031-03-04"}
PLACES = {
    EventPage: Listing.EVENTS,
    FairPage: Listing.EVENTS,
    OfferPage: Listing.OFFERS,
    StoryPage: Listing.STORIES,
    NewsPage: Listing.NEWS,
    TopicPage: Listing.TOPICS,
    DistrictPage: Listing.DISTRICTS,
}
NEITHER = "Bitte sagen Sie, was die Teilnahme kostet, oder setzen Sie das Häkchen bei „kostenlos“."
BOTH = "Angekreuzt ist „kostenlos“. Bitte nehmen Sie das Häkchen weg oder lassen Sie die Kosten leer."
LATE = "Anmelden kann man sich, bis die Veranstaltung beginnt, nicht später."

FAULTS = [
    # page type, what is right with it, what is wrong, field, message
    *[
        (kind, EVENING, wrong, field, message)
        for kind in (EventPage, FairPage)
        for wrong, field, message in (
            ({"ends_at": "2031-03-04 17:00"}, "ends_at", "Die Veranstaltung endet, bevor sie beginnt."),
            ({"starts_at": ""}, "starts_at", REQUIRED),
            ({"starts_at": "bald"}, "starts_at", "Bitte ein gültiges Datum und Uhrzeit eingeben."),
            ({"ends_at": "2031-02-30 20:00"}, "ends_at", "Bitte ein gültiges Datum und Uhrzeit eingeben."),
            ({"register_by": "2031-03-05"}, "register_by", LATE),
            ({"register_by": "Dienstag"}, "register_by", NO_DATE),
            ({"capacity": "0"}, "capacity", "Dieser Wert muss größer oder gleich 1 sein."),
            ({"capacity": "-3"}, "capacity", "Dieser Wert muss größer oder gleich"),
            ({"capacity": "40000"}, "capacity", "Dieser Wert muss kleiner oder gleich 32767 sein."),
            ({"capacity": "viele"}, "capacity", "Bitte eine ganze Zahl eingeben."),
            ({"is_free": None, "cost": ""}, "cost", NEITHER),
            ({"cost": "5 Euro"}, "cost", BOTH),
            ({"place": "x" * 201}, "place", "höchstens 200 Zeichen"),
            ({"food": "x" * 201}, "food", "höchstens 200 Zeichen"),
        )
    ],
    (EventPage, EVENING, {"kind": "party"}, "kind", "party ist keine gültige Auswahl."),
    (OfferPage, {}, {"kind": ""}, "kind", REQUIRED),
    (OfferPage, COUNSELLING, {"stage": "uralt"}, "stage", "uralt ist keine gültige Auswahl."),
    (OfferPage, COUNSELLING, {"is_free": None, "cost": ""}, "cost", NEITHER),
    (OfferPage, COUNSELLING, {"cost": "40 Euro"}, "cost", BOTH),
    (
        OfferPage,
        COUNSELLING,
        {"is_permanent": "on", "ends_on": "2031-03-04"},
        "ends_on",
        "Ein dauerhaftes Angebot hat keinen letzten Tag.",
    ),
    (OfferPage, COUNSELLING, {"ends_on": "nie"}, "ends_on", NO_DATE),
    (OfferPage, COUNSELLING, {"funder": "999999"}, "funder", "Bitte eine gültige Auswahl treffen."),
    (
        OfferPage,
        COUNSELLING,
        {"deadline": "2031-03-05", "ends_on": "2031-03-04"},
        "deadline",
        "Einen Antrag kann man stellen, solange das Angebot läuft, nicht danach.",
    ),
    (OfferPage, FUNDING, {"amount": ""}, "amount", "Bitte sagen Sie, wie viel Geld es gibt."),
    (
        OfferPage,
        FUNDING,
        {"deadline": ""},
        "deadline",
        "Bitte sagen Sie, bis wann man einen Antrag stellen kann, oder kreuzen Sie „Auf Dauer“ an.",
    ),
    (OfferPage, FUNDING, {"deadline": "31.2.2031"}, "deadline", NO_DATE),
    (StoryPage, {}, {"about": "x" * 201}, "about", "höchstens 200 Zeichen"),
    (StoryPage, {}, {"opening": "x" * 251}, "opening", "höchstens 250 Zeichen"),
    (NewsPage, {"byline": "kb"}, {"date": ""}, "date", REQUIRED),
    (NewsPage, {"byline": "kb"}, {"date": "28. Februar"}, "date", NO_DATE),
    (
        NewsPage,
        {"date": "2031-03-04"},
        {"byline": ""},
        "byline",
        "Bitte sagen Sie, wer es geschrieben hat; ein Kürzel oder eine Funktion genügt.",
    ),
    (CirclePage, {}, {"comments_until": "demnächst"}, "comments_until", NO_DATE),
    (TopicPage, {}, {"topic": ""}, "topic", REQUIRED),
    (DistrictPage, {}, {"district": ""}, "district", REQUIRED),
]


def name_of(fault):
    kind, _right, wrong, field, _message = fault
    return f"{kind.__name__}-{field}-{'-'.join(str(value)[:10] for value in wrong.values())}"


@pytest.fixture
def try_page(at, dortmund, dortmund_editor):
    """Send the form of a new page with some values."""

    def attempt(page_class, **values):
        parent = list_of(dortmund, PLACES[page_class]) if page_class in PLACES else home_of(dortmund)
        values = {"title": "Ein ganz eigener Titel", **values}
        return send(at("admin", dortmund_editor), add_url(parent, page_class), **values)

    return attempt


@pytest.mark.parametrize("fault", FAULTS, ids=name_of)
def test_what_is_wrong_is_said_in_german_at_its_field_and_nothing_is_lost(try_page, fault):
    page_class, right, wrong, field, message = fault
    values = {"search_description": "Damit es nicht verloren geht.", **right, **wrong}

    answer = try_page(page_class, **values)

    assert list(faults(answer)) == [field]
    assert message in message_at(answer, field)
    chosen_wrongly = ("kind", "stage", "funder")  # a list shows what is in it
    kept = {name: value for name, value in values.items() if value is not None and name not in chosen_wrongly}
    found = {name: typed(answer, name) for name in kept}
    assert found == {name: ["on"] if name == "is_permanent" else value for name, value in kept.items()}
    assert typed(answer, "title") == "Ein ganz eigener Titel"
    assert not page_class.objects.filter(title="Ein ganz eigener Titel").exists()


def test_funding_without_a_last_day_is_permanent(try_page):
    answer = try_page(OfferPage, **{**FUNDING, "deadline": "", "is_permanent": "on"})

    assert answer.status_code == 302


NOTED = {"consent_note": "schriftlich", "consent_ends": datetime.date(2099, 12, 31)}
LACKS = "Beim Bild fehlen der Vermerk der Einwilligung und der Tag, an dem sie endet."


@pytest.mark.parametrize(
    ("picture", "alt", "field", "message"),
    [
        (NOTED, "", "portrait_alt", "Bitte beschreiben Sie das Porträt"),
        ({**NOTED, "consent_note": ""}, "Eine Frau", "portrait", LACKS),
        ({**NOTED, "consent_ends": None}, "Eine Frau", "portrait", LACKS),
    ],
)
def test_a_portrait_needs_a_description_a_consent_and_its_end(
    try_page, dortmund, picture, alt, field, message
):
    portrait = make_image(dortmund, **picture)

    answer = try_page(StoryPage, about="Chor", portrait=str(portrait.pk), portrait_alt=alt)

    [said] = faults(answer)[field]
    assert message in said
    assert message in message_at(answer, field)
    assert (typed(answer, "about"), typed(answer, "portrait")) == ("Chor", str(portrait.pk))


def test_a_site_has_one_page_for_a_topic(try_page, dortmund):
    make_topic_page(dortmund, topic("musik"), title="Alles, was klingt")

    answer = try_page(TopicPage, topic=str(topic("musik").pk))

    message = "Zu diesem Thema gibt es schon eine Seite: „Alles, was klingt“."
    assert faults(answer) == {"topic": [message]}
    assert message in message_at(answer, "topic")
    assert typed(answer, "topic") == str(topic("musik").pk)


def test_a_site_has_one_page_for_a_district(try_page, dortmund):
    district = a_district(dortmund)
    make_district_page(dortmund, district, title="Rund um den Hafen")

    answer = try_page(DistrictPage, district=str(district.pk))

    message = "Für diesen Stadtteil gibt es schon eine Seite: „Rund um den Hafen“."
    assert faults(answer) == {"district": [message]}
    assert message in message_at(answer, "district")


def test_a_topic_page_is_saved_again_and_another_language_has_its_own(at, dortmund, dortmund_editor):
    page = make_topic_page(dortmund, topic("musik"))
    english = list_of(dortmund, Listing.TOPICS, "en")
    browser = at("admin", dortmund_editor)

    again = send(browser, edit_url(page), title="Neu")
    other = send(browser, add_url(english, TopicPage), title="Music", topic=str(topic("musik").pk))

    assert (again.status_code, other.status_code) == (302, 302)


def test_another_city_has_its_own_page_for_a_topic(try_page, potsdam):
    make_topic_page(potsdam, topic("musik"))

    assert try_page(TopicPage, topic=str(topic("musik").pk)).status_code == 302


def test_a_story_that_is_changed_after_its_consent_ended_is_still_published(at, dortmund, dortmund_editor):
    """The portrait is gone by itself; nobody has to take it out before a word can be corrected."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    portrait = make_image(dortmund, consent_note="ja", consent_ends=yesterday)
    story = make_story(dortmund, portrait=portrait, portrait_alt="Eine Frau")

    answer = send(at("admin", dortmund_editor), edit_url(story), title="Berichtigt")

    assert answer.status_code == 302


def test_a_circle_step_without_date_or_title_is_refused_at_both(at, dortmund, dortmund_editor):
    circle = make_circle(home_of(dortmund))
    step = {
        "date": "",
        "title": "",
        "decision": "Wir mieten den Saal.",
        "documents": {"count": "0"},
    }

    answer = send(at("admin", dortmund_editor), edit_url(circle), steps=[("step", step)])

    error = answer.context["form"].errors.as_data()["steps"][0].block_errors[0]
    assert {name: list(found.messages) for name, found in error.block_errors.items()} == {
        "date": [REQUIRED],
        "title": [REQUIRED],
    }
    assert "Wir mieten den Saal." in answer.text
