"""Hints after publishing: what a colleague would say who looks over one's shoulder."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from home.office.hints import hints_on
from sites.models import RoleContact
from tests.home.make import picture_of
from tests.make import (
    home_of,
    make_content,
    make_event,
    make_fair,
    make_forum,
    make_image,
    make_news,
    make_offer,
    make_story,
    stream,
)


@pytest.fixture
def contact(dortmund):
    dortmund.contact = RoleContact.objects.create(
        city=dortmund, function={"de": "Büro"}, email="b@example.org"
    )
    dortmund.save()


def page_with(city, *blocks, **fields):
    fields.setdefault("search_description", "Worum es geht.")
    return make_content(home_of(city), body=list(blocks), **fields)


def test_a_good_page_gets_no_hint(dortmund, contact):
    page = page_with(
        dortmund,
        ("heading", "Wie es weitergeht"),
        ("text", '<p>Lesen Sie das <a href="https://example.org/">Protokoll des Abends</a>.</p>'),
        picture_of(make_image(dortmund)),
    )

    assert hints_on(page) == []


@pytest.mark.parametrize(
    ("blocks", "hint"),
    [
        ([("text", '<p><a href="https://example.org/">hier</a></p>')], "„hier“"),
        ([("text", '<p><a href="https://example.org/">Mehr …</a></p>')], "„Mehr …“"),
        (
            [("text", '<p><a href="https://example.org/">https://example.org/</a></p>')],
            "https://example.org/",
        ),
        ([("heading", "Ablauf"), ("heading", "Anfahrt"), ("text", "<p>Bus</p>")], "Überschrift"),
        ([("text", "<p>Bus</p>"), ("heading", "Ablauf")], "Überschrift"),
        ([("text", "<p>[Was geschieht an diesem Abend?]</p>")], "[Was geschieht an diesem Abend?]"),
        ([("facts", [{"label": "[18:00]", "text": "Essen"}])], "[18:00]"),
    ],
)
def test_a_hint_names_what_could_be_better(dortmund, contact, blocks, hint):
    (found,) = hints_on(page_with(dortmund, *blocks))

    assert hint in found


def test_a_picture_without_a_description_is_named(dortmund, contact):
    page = page_with(dortmund, picture_of(make_image(dortmund, title="Der Saal"), alt_text=""))

    assert [hint for hint in hints_on(page) if "Der Saal" in hint]


def test_a_picture_that_is_only_decoration_needs_no_description(dortmund, contact):
    page = page_with(dortmund, picture_of(make_image(dortmund), alt_text="", decorative=True))

    assert hints_on(page) == []


def test_a_page_without_any_contact_is_told_so(dortmund):
    dortmund.contact = None
    dortmund.save()

    assert len(hints_on(page_with(dortmund))) == 1


def test_an_event_is_asked_for_place_languages_and_date(dortmund, contact):
    event = make_event(make_forum(dortmund), days=-3, search_description="Ein Abend.", languages=[])

    assert len(hints_on(event)) == 3


def test_hints_are_said_after_publishing_and_stop_nothing(at, dortmund, dortmund_editor):
    page = make_content(home_of(dortmund), title="Neues", live=False)
    form = {
        "title": "Neues",
        "slug": page.slug,
        "search_description": "",
        "body-count": 0,
        "action-publish": "1",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }

    answer = at("admin", dortmund_editor).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True
    )

    page.refresh_from_db()
    assert page.live
    assert "Ein Hinweis zu dieser Seite" in answer.text


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def voice(ends):
    value = {"quote": "Ja.", "speaker": "Gärtnerin", "consent_note": "mündlich", "consent_ends": f"{ends}"}
    return ("testimonial", value)


def session(title, starts, ends):
    return (
        "session",
        {"kind": "talk", "title": title, "starts": starts, "ends": ends, "room": "", "text": ""},
    )


def test_a_link_in_a_table_is_looked_at_too(dortmund, contact):
    cell = '<p><a href="https://example.org/">hier</a></p>'
    table = {"columns": [{"type": "rich_text", "heading": "Wo"}], "rows": [{"values": [cell]}]}

    [hint] = hints_on(page_with(dortmund, ("table", {"caption": "Orte", "table": table})))

    assert "„hier“" in hint


@pytest.mark.parametrize(("days", "count"), [(0, 0), (1, 1)])
def test_news_of_tomorrow_are_asked_whether_the_date_is_right(dortmund, contact, days, count):
    piece = make_news(dortmund, date=in_days(days), search_description="Kurz.")

    assert len(hints_on(piece)) == count


def test_an_offer_that_is_over_is_asked_whether_the_date_is_right(dortmund, contact):
    offer = make_offer(dortmund, ends_on=in_days(-1), search_description="Beratung.")

    assert len(hints_on(offer)) == 1


def test_a_session_outside_the_fair_is_named(dortmund, contact):
    sessions = [session("Zu früh", "07:00", "08:00"), session("Passt", "17:00", "17:30")]
    start = timezone.make_aware(datetime.datetime(2031, 3, 4, 10))
    fair = make_fair(
        dortmund,
        starts_at=start,
        ends_at=start.replace(hour=18),
        sessions=stream(sessions),
        place="Saal",
        languages=["de"],
        search_description="Ein Tag.",
    )

    [hint] = hints_on(fair)

    assert "Zu früh" in hint


def test_of_a_fair_of_several_days_nobody_can_tell(dortmund, contact):
    start = timezone.make_aware(datetime.datetime(2031, 3, 4, 10))
    fair = make_fair(
        dortmund,
        starts_at=start,
        ends_at=start + datetime.timedelta(days=1),
        sessions=stream([session("Frühstück", "07:00", "08:00")]),
        place="Saal",
        languages=["de"],
        search_description="Zwei Tage.",
    )

    assert hints_on(fair) == []


@pytest.mark.parametrize(("days", "count"), [(0, 0), (-1, 1)])
def test_a_voice_that_is_gone_is_named(dortmund, contact, days, count):
    found = hints_on(page_with(dortmund, voice(in_days(days))))

    assert len(found) == count
    assert all("Gärtnerin" in hint for hint in found)


@pytest.mark.parametrize(("days", "count"), [(0, 0), (-1, 1)])
def test_a_portrait_that_is_gone_is_named(dortmund, contact, days, count):
    portrait = make_image(dortmund, consent_note="ja", consent_ends=in_days(days))
    story = make_story(dortmund, portrait=portrait, portrait_alt="Eine Frau", search_description="Im Garten.")

    assert len(hints_on(story)) == count
