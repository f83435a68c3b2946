"""A contact block shows a contact of an association as long as it may be shown on pages, else the city's."""

import datetime

import pytest
import time_machine

from directory.models import Consent
from directory.staff_choices import Channel, Way
from sites.models import RoleContact
from sites.takeover.content import carry_page
from sites.takeover.references import PublicReferences
from tests.directory.make import make_association, make_contact
from tests.home.admin import edit_url, faults, fill, open_form
from tests.home.reading import words
from tests.make import home_of, make_content

PERSON = {"person": "Ola Nowak", "email": "ola@example.org", "function": {"de": "Chorleitung"}}


@pytest.fixture
def office(dortmund):
    return RoleContact.objects.create(
        city=dortmund, function={"de": "Projektbüro"}, email="buero@example.org"
    )


@pytest.fixture
def contact(dortmund):
    return make_contact(make_association(dortmund, "Chor Nord"), (Channel.PAGE,), **PERSON)


@pytest.fixture
def page(dortmund, office, contact):
    value = {"contact": office.pk, "association_contact": contact.pk}
    return make_content(home_of(dortmund), body=[("contact", value)])


def card(read, page):
    return words(read(page).select_one(".prose .contact-card"))


def test_a_person_who_agreed_is_shown_with_her_association(read, page):
    text = card(read, page)

    assert "Chorleitung" in text
    assert "Chor Nord" in text
    assert "Ola Nowak" in text
    assert "ola@example.org" in text
    assert "Projektbüro" not in text


def test_a_withdrawn_consent_disappears_at_once_and_the_office_stands_there(read, page, contact):
    consent = contact.consents.get()
    consent.withdrawn_on, consent.withdrawn_how = datetime.date(2026, 1, 1), Way.WRITTEN
    contact.consents = [consent]
    contact.save()

    assert card(read, page).startswith("Projektbüro")
    assert "Nowak" not in read(page).get_text()


@pytest.mark.parametrize(
    ("moment", "is_shown"), [("2099-12-15 23:59+01:00", True), ("2099-12-16 00:01+01:00", False)]
)
def test_an_ended_consent_disappears_at_midnight_without_the_clock(read, page, contact, moment, is_shown):
    consent = contact.consents.get()
    consent.ends_on = datetime.date(2099, 12, 15)
    contact.consents = [consent]
    contact.save()

    with time_machine.travel(datetime.datetime.fromisoformat(moment), tick=False):
        assert ("Ola Nowak" in card(read, page)) == is_shown


@pytest.mark.parametrize("channel", [Channel.API, Channel.PRINT])
def test_a_consent_for_another_channel_does_not_count(dortmund, read, office, channel):
    contact = make_contact(make_association(dortmund), (channel,), **PERSON)
    value = {"contact": office.pk, "association_contact": contact.pk}

    assert card(read, make_content(home_of(dortmund), body=[("contact", value)])).startswith("Projektbüro")


@pytest.mark.parametrize("how", ["archive", "delete contact", "delete association"])
def test_a_contact_that_has_gone_leaves_the_office_there(read, page, contact, how):
    match how:
        case "archive":
            contact.association.archive()
        case "delete contact":
            contact.delete()
        case _:
            contact.association.delete()

    assert card(read, page).startswith("Projektbüro")


def test_a_contact_whose_association_moved_to_another_city_is_not_shown(read, page, contact, potsdam):
    contact.association.city = potsdam
    contact.association.save()

    assert card(read, page).startswith("Projektbüro")


def test_a_preview_shows_no_more_than_the_page(page, contact):
    Consent.objects.filter(contact=contact).delete()
    contact.save()

    html = page.get_latest_revision_as_object().make_preview_request().render().content.decode()

    assert "Ola Nowak" not in html


def test_a_contact_of_another_city_is_refused_with_a_german_message(
    at, dortmund, potsdam, dortmund_editor, office
):
    foreign = make_contact(make_association(potsdam, "Ruderclub"), (Channel.PAGE,), **PERSON)
    page = make_content(home_of(dortmund))
    browser, url = at("admin", dortmund_editor), edit_url(page)
    value = {"contact": str(office.pk), "association_contact": str(foreign.pk)}
    data = fill(open_form(browser, url), body=[("contact", value)])

    answer = browser.post(url, data.dict() | {"action-publish": "action-publish"})

    assert "einer anderen Stadt gehört" in str(faults(answer)["body"])
    assert "Ruderclub" not in answer.content.decode()


def test_another_city_takes_it_not_over(page):
    carried = carry_page(page, PublicReferences())

    assert not [block for block in carried.body if block.block_type == "contact"]
