"""What an editor can get wrong: a German message stands at the field, and nothing she typed is lost."""

import datetime

import pytest
import time_machine
from django.utils import timezone, translation
from django.utils.translation import gettext

from home.choices import Listing
from home.models import ContentPage, EventPage, ProjectPage, ResultPage
from sites.frame.mixins import SUMMARY_LENGTH
from tests.home.admin import add_url, edit_url, faults, refused, send, soup_of, text_block
from tests.make import home_of, list_of, make_content, make_event, make_forum, make_project, make_project_page

EVENING = {"starts_at": "2031-03-04 18:00", "ends_at": "2031-03-04 20:30"}
NEXT_YEAR = timezone.localdate().year + 1


def in_german(message, **parameters):
    """The German text of a message; it must have one of its own."""
    with translation.override("de"):
        german = gettext(message)
    assert german != message, f"no German text: {message}"
    return german % parameters


@pytest.fixture
def try_event(at, dortmund, dortmund_editor):
    """Send the form of a new event with some values."""
    forum = make_forum(dortmund)

    def attempt(**values):
        return send(
            at("admin", dortmund_editor),
            add_url(forum, EventPage),
            **{"title": "Treffen", **EVENING, **values},
        )

    return attempt


@pytest.fixture
def try_body(at, dortmund, dortmund_editor):
    """Send the form of a new content page with one block in its body."""

    def attempt(name, value):
        url = add_url(home_of(dortmund), ContentPage)
        return send(at("admin", dortmund_editor), url, title="Seite", body=[(name, value)])

    return attempt


def block_faults(answer, field="body", index=0):
    """Return the messages at the parts of one block."""
    error = refused(answer).errors.as_data()[field][0].block_errors[index]
    return {name: list(found.messages) for name, found in error.block_errors.items()}


@pytest.mark.parametrize("end", ["2031-03-04 17:59", "2031-03-04 18:00", "2031-03-03 20:30"])
def test_an_event_that_ends_before_it_begins_is_refused_at_its_end(try_event, end):
    assert faults(try_event(ends_at=end)) == {"ends_at": [in_german("The event ends before it begins.")]}


@pytest.mark.parametrize("name", ["starts_at", "ends_at"])
def test_an_event_needs_both_times(try_event, name):
    assert list(faults(try_event(**{name: ""}))) == [name]


@pytest.mark.parametrize("name", ["starts_at", "ends_at"])
def test_a_date_that_does_not_exist_is_refused_at_its_field(try_event, name):
    assert list(faults(try_event(**{name: "2031-02-30 18:00"}))) == [name]


def test_an_event_that_is_not_free_says_what_it_costs(try_event):
    message = in_german("Please say what it costs, or mark it as free of charge.")

    assert faults(try_event(is_free=None, cost="")) == {"cost": [message]}


def test_all_faults_of_an_event_are_said_at_once(try_event):
    found = faults(try_event(ends_at="2031-03-01 10:00", is_free=None, title="", slug="treffen"))

    assert set(found) == {"ends_at", "cost", "title"}


def test_a_language_that_nobody_knows_is_refused(try_event):
    assert list(faults(try_event(languages=("xx",)))) == ["languages"]


def test_the_message_stands_beside_its_field(try_event):
    answer = try_event(ends_at="2031-03-04 17:00")

    field = soup_of(answer).find("input", {"name": "ends_at"})
    described = soup_of(answer).find(id=field["aria-describedby"].split()[-1])
    assert field["aria-invalid"] == "true"
    assert in_german("The event ends before it begins.") in described.get_text()


def test_a_refused_event_comes_back_with_all_that_was_entered(try_event):
    values = {
        "title": "Ein langer Abend",
        "starts_at": "2031-03-04 18:00",
        "ends_at": "2031-03-04 17:00",
        "place": "Saal",
        "audience": "Vorstände",
        "food": "Suppe",
    }

    page = soup_of(try_event(**values, languages=("de", "so"), body=[text_block("<p>Nicht verlieren.</p>")]))

    assert {name: page.find("input", {"name": name})["value"] for name in values} == values
    assert {box["value"] for box in page.select("input[name=languages][checked]")} == {"de", "so"}
    assert "Nicht verlieren." in page.find(id="page-edit-form").decode()


def test_a_refused_event_is_not_stored(try_event):
    try_event(ends_at="2031-03-04 17:00")

    assert not EventPage.objects.filter(title="Treffen").exists()


def test_a_refused_change_leaves_the_public_page_as_it_was(at, dortmund, dortmund_editor):
    event = make_event(make_forum(dortmund), title="Alter Name")

    send(at("admin", dortmund_editor), edit_url(event), title="Neuer Name", is_free=None, cost="")

    assert "Alter Name" in at(dortmund).get(event.get_url()).text


def test_a_project_page_needs_a_project(at, dortmund, dortmund_editor):
    make_project(dortmund)
    url = add_url(home_of(dortmund), ProjectPage)

    answer = send(at("admin", dortmund_editor), url, title="Unser Projekt", project="")

    assert faults(answer) == {"project": ["Dieses Feld muss ausgefüllt werden."]}


def test_a_project_of_another_city_is_refused(at, dortmund, potsdam, dortmund_editor):
    foreign = make_project(potsdam)
    url = add_url(home_of(dortmund), ProjectPage)

    answer = send(at("admin", dortmund_editor), url, title="Unser Projekt", project=str(foreign.pk))

    assert list(faults(answer)) == ["project"]


def test_a_project_page_that_lost_its_project_asks_for_one(at, dortmund, dortmund_editor):
    page = make_project_page(home_of(dortmund), make_project(dortmund))
    page.project.delete()

    answer = send(at("admin", dortmund_editor), edit_url(page), title="Neu")

    assert list(faults(answer)) == ["project"]


def test_a_summary_that_is_too_long_is_refused_with_the_limit(at, dortmund, dortmund_editor):
    url = add_url(home_of(dortmund), ContentPage)
    summary = "x" * (SUMMARY_LENGTH + 1)

    answer = send(at("admin", dortmund_editor), url, title="Seite", search_description=summary)

    message = in_german("Please use at most %(limit)d characters.", limit=SUMMARY_LENGTH)
    assert faults(answer) == {"search_description": [message]}
    assert summary in answer.text


def test_a_summary_of_just_the_limit_is_kept(at, dortmund, dortmund_editor):
    url = add_url(home_of(dortmund), ContentPage)

    send(
        at("admin", dortmund_editor),
        url,
        title="Seite",
        slug="grenze",
        search_description="x" * SUMMARY_LENGTH,
    )

    assert ContentPage.objects.get(slug="grenze").search_description == "x" * SUMMARY_LENGTH


@pytest.mark.parametrize("missing", ["quote", "source", "year"])
def test_a_quote_needs_words_source_and_year(try_body, missing):
    value = {"quote": "Gesagt", "source": "Vorstand", "year": "2021", missing: ""}

    assert block_faults(try_body("quote", value)) == {missing: ["Dieses Feld muss ausgefüllt werden."]}


def test_a_quote_from_the_future_is_refused_at_its_year(try_body):
    value = {"quote": "Gesagt", "source": "Vorstand", "year": str(NEXT_YEAR)}

    assert block_faults(try_body("quote", value)) == {"year": [in_german("This year is in the future.")]}


def test_a_quote_of_this_year_is_kept(try_body):
    answer = try_body("quote", {"quote": "Gesagt", "source": "Vorstand", "year": str(NEXT_YEAR - 1)})

    assert answer.status_code == 302


def test_a_year_that_is_no_year_is_refused(try_body):
    value = {"quote": "Gesagt", "source": "Vorstand", "year": "21"}

    assert list(block_faults(try_body("quote", value))) == ["year"]


def test_a_refused_quote_comes_back_with_its_words(try_body):
    answer = try_body("quote", {"quote": "Genau so gesagt", "source": "Vorstand", "year": ""})

    assert "Genau so gesagt" in answer.text


def test_a_result_with_a_step_without_words_is_refused(at, dortmund, dortmund_editor):
    url = add_url(list_of(dortmund, Listing.RESULTS), ResultPage)

    answer = send(
        at("admin", dortmund_editor),
        url,
        title="E",
        steps=[("step", {"state": "agreed", "text": "", "date": ""})],
    )

    assert list(block_faults(answer, "steps")) == ["text"]


def test_a_page_without_a_title_is_refused(at, dortmund, dortmund_editor):
    answer = send(at("admin", dortmund_editor), add_url(home_of(dortmund), ContentPage), title="")

    assert "title" in faults(answer)


def test_two_pages_cannot_have_the_same_address(at, dortmund, dortmund_editor):
    make_content(home_of(dortmund), slug="haus")

    answer = send(
        at("admin", dortmund_editor), add_url(home_of(dortmund), ContentPage), title="Haus", slug="haus"
    )

    assert list(faults(answer)) == ["slug"]


def test_a_result_of_an_event_that_is_no_event_is_refused(at, dortmund, dortmund_editor):
    content = make_content(home_of(dortmund))
    url = add_url(list_of(dortmund, Listing.RESULTS), ResultPage)

    answer = send(at("admin", dortmund_editor), url, title="Ergebnis", event=str(content.pk))

    assert list(faults(answer)) == ["event"]


def test_a_year_begins_when_it_begins_in_the_city(try_body):
    # In Berlin the new year has begun while it is still the old one in UTC.
    with time_machine.travel(datetime.datetime(2030, 12, 31, 23, 30, tzinfo=datetime.UTC)):
        answer = try_body("quote", {"quote": "Prosit", "source": "Vorstand", "year": "2031"})

    assert answer.status_code == 302
