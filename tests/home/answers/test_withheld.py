"""Nothing of what a page does not show is in its answer: drafts, other cities, ended consents."""

import datetime
import json

import pytest
import time_machine
from wagtail.models import Page

from directory.staff_choices import Channel
from sites.choices import CityState
from sites.models import RoleContact
from tests.directory.make import make_association, make_contact
from tests.home.answers.make import make_shown_image, voice
from tests.home.make import expire, link_to, make_document, picture_of, restrict, take_offline
from tests.make import home_of, make_content

LAST_DAY = datetime.date(2026, 12, 31)
ON_THE_LAST_DAY = "2026-12-31 23:59+01:00"
AFTER_IT = "2027-01-01 00:01+01:00"


def travel(moment):
    return time_machine.travel(datetime.datetime.fromisoformat(moment), tick=False)


WITHDRAWN = {"restricted": restrict, "expired": expire, "unpublished": take_offline}


def choosing(name, page):
    return {
        "teasers": ("teasers", {"heading": "Weiter", "pages": [page.pk]}),
        "call_to_action": ("call_to_action", {"text": "Dorthin", "label": "Los", "page": page.pk}),
    }[name]


@pytest.mark.parametrize("how", WITHDRAWN)
@pytest.mark.parametrize("name", ["teasers", "call_to_action"])
def test_a_page_that_is_not_public_is_left_out_with_its_block(dortmund, answer, how, name):
    target = make_content(home_of(dortmund), title="Geheimer Titel", search_description="Geheime Sätze")
    page = make_content(home_of(dortmund), body=[choosing(name, target)])
    WITHDRAWN[how](target)

    assert answer(page) == {"blocks": {}, "blocks_layout": {"items": []}}


@pytest.mark.parametrize("how", WITHDRAWN)
def test_of_a_link_to_a_page_that_is_not_public_the_words_stay(dortmund, answer, how):
    target = make_content(home_of(dortmund), slug="geheime-adresse")
    page = make_content(home_of(dortmund), body=[("text", link_to(target))])
    WITHDRAWN[how](target)

    [block] = answer(page)["blocks"].values()

    assert "geheime-adresse" not in json.dumps(block)
    assert block["value"] == [{"type": "p", "children": [{"text": "dorthin"}]}]


@pytest.mark.parametrize("name", ["teasers", "call_to_action"])
def test_a_draft_is_left_out(dortmund, written, name):
    assert written(choosing(name, make_content(home_of(dortmund), live=False))) == []


@pytest.mark.parametrize("name", ["teasers", "call_to_action"])
def test_a_page_of_a_city_that_is_not_open_is_left_out(dortmund, potsdam, written, name):
    potsdam.state = CityState.HIDDEN
    potsdam.save()

    assert written(choosing(name, make_content(home_of(potsdam)))) == []


@pytest.mark.parametrize("name", ["teasers", "call_to_action"])
def test_a_page_that_stands_on_no_site_is_left_out(dortmund, answer, name):
    target = make_content(home_of(dortmund))
    page = make_content(home_of(dortmund), body=[choosing(name, target)])
    target.refresh_from_db()
    target.move(Page.get_first_root_node(), pos="last-child")

    assert answer(page)["blocks"] == {}


def test_of_several_teasers_the_public_ones_stay(dortmund, written):
    public, draft = make_content(home_of(dortmund)), make_content(home_of(dortmund), live=False)

    [block] = written(("teasers", {"heading": "", "pages": [draft.pk, public.pk]}))

    assert [teaser["title"] for teaser in block["blocks"].values()] == [public.title]
    assert len(block["blocks_layout"]["items"]) == 1


def test_what_has_been_deleted_is_left_out(dortmund, answer):
    target, document = make_content(home_of(dortmund)), make_document(dortmund)
    image = make_shown_image(dortmund)
    office = RoleContact.objects.create(city=dortmund, function={"de": "Büro"}, email="weg@example.org")
    body = [
        choosing("teasers", target),
        ("documents", {"heading": "Mehr", "documents": [document.pk]}),
        ("contact", {"contact": office.pk}),
        picture_of(image),
    ]
    page = make_content(home_of(dortmund), body=body)
    for thing in (target, document, office, image):
        thing.delete()

    assert answer(page)["blocks"] == {}


def documents_of(document):
    return ("documents", {"heading": "Mehr", "documents": [document.pk]})


def gallery_of(*images):
    return ("gallery", {"heading": "Der Abend", "pictures": [picture_of(image)[1] for image in images]})


@pytest.mark.parametrize(
    "block",
    [
        lambda city: documents_of(make_document(city, consent_ends=LAST_DAY)),
        lambda city: picture_of(make_shown_image(city, consent_ends=LAST_DAY)),
        lambda city: gallery_of(*(make_shown_image(city, consent_ends=LAST_DAY) for _number in range(2))),
        lambda city: ("testimonial", voice(make_shown_image(city), ends=f"{LAST_DAY}")),
    ],
    ids=["documents", "picture", "gallery", "testimonial"],
)
def test_a_block_is_there_on_the_last_day_of_a_consent_and_gone_after_it(dortmund, answer, block):
    with travel("2026-12-01 12:00+01:00"):
        page = make_content(home_of(dortmund), body=[block(dortmund)])

    with travel(ON_THE_LAST_DAY):
        before = answer(page)
    with travel(AFTER_IT):
        after = answer(page)

    assert len(before["blocks"]) == 1
    assert after["blocks"] == {}


def test_the_other_pictures_of_a_gallery_stay(dortmund, answer):
    with travel(ON_THE_LAST_DAY):
        ending, staying = make_shown_image(dortmund, consent_ends=LAST_DAY), make_shown_image(dortmund)
        page = make_content(home_of(dortmund), body=[gallery_of(ending, staying)])

    with travel(AFTER_IT):
        [block] = answer(page)["blocks"].values()

    assert len(block["blocks"]) == len(block["blocks_layout"]["items"]) == 1


def test_a_voice_stays_without_a_portrait_whose_consent_has_ended(dortmund, answer):
    with travel(ON_THE_LAST_DAY):
        image = make_shown_image(dortmund, consent_ends=LAST_DAY, credit="Foto: Ö")
        page = make_content(home_of(dortmund), body=[("testimonial", voice(image))])

    with travel(AFTER_IT):
        [block] = answer(page)["blocks"].values()

    assert block["portrait"] is None
    assert block["quote"]


def test_a_link_to_a_document_whose_consent_has_ended_is_only_words(dortmund, answer):
    document = make_document(dortmund, consent_ends=LAST_DAY)
    html = f'<p>Das <a linktype="document" id="{document.pk}">Heft</a></p>'
    page = make_content(home_of(dortmund), body=[("text", html)])

    with travel(AFTER_IT):
        [block] = answer(page)["blocks"].values()

    assert block["value"] == [{"type": "p", "children": [{"text": "Das Heft"}]}]
    assert document.url not in json.dumps(block)


def test_the_notes_of_consents_are_never_told(dortmund, written):
    image = make_shown_image(dortmund, consent_note="schriftlich, im Mai")
    document = make_document(dortmund, consent_note="schriftlich, im Juni")

    found = json.dumps(
        written(("testimonial", voice(image)), documents_of(document), picture_of(image)), ensure_ascii=False
    )

    assert "schriftlich" not in found
    assert "mündlich" not in found


PERSON = {"person": "Ola Nowak", "email": "ola@example.org", "function": {"de": "Chorleitung"}}


def contact_of(office, contact):
    return ("contact", {"contact": office.pk, "association_contact": contact.pk})


@pytest.fixture
def office(dortmund):
    return RoleContact.objects.create(city=dortmund, function={"de": "Büro"}, email="buero@example.org")


def test_a_person_who_agreed_is_told_to_programs(dortmund, office, written):
    contact = make_contact(make_association(dortmund, "Chor Nord"), (Channel.API,), **PERSON)

    [block] = written(contact_of(office, contact))

    assert (block["person"], block["association"], block["email"]) == (
        "Ola Nowak",
        "Chor Nord",
        "ola@example.org",
    )
    assert block["function"] == "Chorleitung"
    assert "id" not in block


@pytest.mark.parametrize("channels", [(), (Channel.PAGE,), (Channel.PAGE, Channel.PRINT)])
def test_a_person_who_agreed_to_pages_only_is_not_told_to_programs(dortmund, office, written, channels):
    contact = make_contact(make_association(dortmund), channels, **PERSON)

    [block] = written(contact_of(office, contact))

    assert (block["function"], block["person"]) == ("Büro", "")


def test_a_contact_of_another_city_is_not_told(dortmund, potsdam, office, written):
    contact = make_contact(make_association(potsdam), (Channel.API,), **PERSON)

    [block] = written(contact_of(office, contact))

    assert (block["function"], block["person"]) == ("Büro", "")


def test_without_a_city_no_contact_of_an_association_is_told(dortmund, office, written):
    contact = make_contact(make_association(dortmund), (Channel.API,), **PERSON)

    [block] = written(contact_of(office, contact), city=None)

    assert block["function"] == "Büro"
