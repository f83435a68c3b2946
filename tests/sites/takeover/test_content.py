"""What comes along with a page that is taken over."""

import json

import pytest
from wagtail import blocks
from wagtail.models import CollectionViewRestriction, Page

from directory.models import Term
from home.choices import Listing, Purpose
from home.models import ContentPage
from sites.access.groups import media_collection
from sites.models import District, Document, Image, Takeover
from sites.takeover.act import take_over
from sites.takeover.content import carry_block
from sites.takeover.references import PublicReferences
from tests.home.make import make_document
from tests.make import (
    home_of,
    list_of,
    make_content,
    make_event,
    make_forum,
    make_image,
    make_project,
    make_result,
    publish,
)
from tests.sites.takeover.make import (
    CANARY,
    body,
    draft_of,
    edit_draft,
    picture,
)


def test_a_page_that_was_taken_over_is_a_draft_in_the_own_city(dortmund, taken, forums, at, potsdam):
    forum = make_forum(dortmund, title="Räume teilen", slug="raeume", audience="Alle, die Räume suchen")

    draft = taken(forum)

    assert (draft.title, draft.audience, draft.slug) == ("Räume teilen", "Alle, die Räume suchen", "raeume")
    assert draft.get_parent().pk == forums.pk
    assert not draft.live
    assert at(potsdam).get("/foren/raeume/").status_code == 404


def test_the_origin_stays_as_it_is(dortmund, taken):
    forum = make_forum(dortmund, title="Räume teilen")
    before = Page.objects.filter(pk=forum.pk).values().get()

    taken(forum)

    assert Page.objects.filter(pk=forum.pk).values().get() == before


def test_the_draft_belongs_to_who_took_it_over_and_is_no_translation_of_the_origin(
    dortmund, taken, potsdam_editor
):
    forum = make_forum(dortmund)

    draft = taken(forum)

    assert draft.owner == potsdam_editor
    assert draft.translation_key != forum.translation_key
    assert draft.locale == forum.locale


def test_an_address_that_is_in_use_gets_a_number(dortmund, potsdam, taken):
    make_forum(potsdam, slug="raeume")

    assert taken(make_forum(dortmund, slug="raeume")).slug == "raeume-1"


def test_the_published_text_is_taken_over_and_not_the_draft(dortmund, taken):
    forum = make_forum(dortmund, title="Räume teilen", audience="Alle")
    edit_draft(forum, title=CANARY, audience=CANARY)

    draft = taken(forum)

    assert (draft.title, draft.audience) == ("Räume teilen", "Alle")
    assert CANARY not in json.dumps(draft.serializable_data(), default=str)
    assert CANARY not in json.dumps(Takeover.objects.get().content)


def test_pictures_are_copied_into_the_own_collection_with_credit_and_licence(dortmund, potsdam, taken):
    image = make_image(dortmund, title="Notiz der anderen", credit="Ada Lang", licence="CC BY 4.0")
    forum = make_forum(dortmund, body=body(picture(image)))

    copy = taken(forum).body[0].value["image"]

    assert copy.pk != image.pk
    assert copy.collection == media_collection(potsdam)
    assert (copy.credit, copy.licence) == ("Ada Lang", "CC BY 4.0")
    assert copy.file.name != image.file.name
    assert copy.file.open().read() == image.file.open().read()
    assert copy.contextual_alt_text == "Schlüssel an einem Brett"


def test_a_pictures_title_and_description_stay_with_its_city(dortmund, taken):
    image = make_image(dortmund, title=CANARY, description=CANARY)

    copy = taken(make_forum(dortmund, body=body(picture(image)))).body[0].value["image"]

    assert (copy.title, copy.description) == ("Schlüssel an einem Brett", "Schlüssel an einem Brett")


def test_a_picture_that_stands_twice_is_copied_once(dortmund, potsdam, taken):
    image = make_image(dortmund)

    taken(make_forum(dortmund, body=body(picture(image), picture(image))))

    assert Image.objects.filter(collection=media_collection(potsdam)).count() == 1


@pytest.mark.parametrize("consent", [{"consent_note": CANARY}, {"consent_ends": "2099-01-01"}])
def test_a_picture_with_a_consent_is_left_out_with_its_frame_and_a_hint(dortmund, potsdam, taken, consent):
    image = make_image(dortmund, **consent)

    draft = taken(make_forum(dortmund, body=body(("heading", "Bilder"), picture(image))))

    assert [block.block_type for block in draft.body] == ["heading"]
    assert not Image.objects.filter(collection=media_collection(potsdam)).exists()
    assert Takeover.objects.get().left_out == {"picture": 1}


def test_a_picture_in_a_restricted_collection_is_left_out(dortmund, taken):
    image = make_image(dortmund)
    restrict_collection(image.collection)

    assert not taken(make_forum(dortmund, body=body(picture(image)))).body


def test_a_picture_whose_file_is_lost_is_left_out(dortmund, taken):
    image = make_image(dortmund)
    image.file.storage.delete(image.file.name)

    assert not taken(make_forum(dortmund, body=body(picture(image)))).body


def test_documents_are_copied_also_those_in_texts(dortmund, potsdam, taken):
    document = make_document(dortmund, title="Satzung", licence="CC0")
    text = f'<p>Siehe <a linktype="document" id="{document.pk}">Satzung</a>.</p>'
    forum = make_forum(
        dortmund, body=body(("documents", {"heading": "", "documents": [document.pk]}), ("text", text))
    )

    draft = taken(forum)

    copy = Document.objects.get(collection=media_collection(potsdam))
    assert (copy.title, copy.licence, copy.file_size) == ("Satzung", "CC0", document.file_size)
    assert [item.pk for item in draft.body[0].value["documents"]] == [copy.pk]
    assert f'id="{copy.pk}"' in draft.body[1].value.source


def test_a_document_with_a_consent_is_left_out_and_its_words_stay(dortmund, taken):
    document = make_document(dortmund, consent_note=CANARY)
    text = f'<p>Siehe <a linktype="document" id="{document.pk}">Satzung</a>.</p>'
    forum = make_forum(
        dortmund, body=body(("documents", {"heading": "", "documents": [document.pk]}), ("text", text))
    )

    draft = taken(forum)

    assert [block.block_type for block in draft.body] == ["text"]
    assert draft.body[0].value.source == "<p>Siehe Satzung.</p>"
    assert Takeover.objects.get().left_out == {"document": 2}


def test_of_several_documents_the_free_ones_come_along(dortmund, taken):
    free, bound = make_document(dortmund, title="Frei"), make_document(dortmund, consent_note="ja")
    block = ("documents", {"heading": "", "documents": [free.pk, bound.pk]})

    draft = taken(make_forum(dortmund, body=body(block)))

    assert [item.title for item in draft.body[0].value["documents"]] == ["Frei"]


def test_teasers_keep_pages_of_the_own_city_and_lose_those_of_others(dortmund, potsdam, taken):
    own, other = make_content(home_of(potsdam)), make_content(home_of(dortmund))
    teasers = ("teasers", {"heading": "", "pages": [own.pk, other.pk]})

    draft = taken(make_forum(dortmund, body=body(teasers)))

    assert [page.pk for page in draft.body[0].value["pages"]] == [own.pk]
    assert Takeover.objects.get().left_out == {"page": 1}


def test_teasers_without_a_page_of_the_own_city_are_left_out(dortmund, taken):
    teasers = ("teasers", {"heading": "", "pages": [make_content(home_of(dortmund)).pk]})

    assert not taken(make_forum(dortmund, body=body(teasers))).body


def test_a_call_to_action_stays_without_its_page(dortmund, taken):
    page = make_content(home_of(dortmund))
    call = ("call_to_action", {"text": "Machen Sie mit.", "label": "Schreiben", "page": page.pk})

    draft = taken(make_forum(dortmund, body=body(call)))

    assert draft.body[0].value["text"] == "Machen Sie mit."
    assert draft.body[0].value["page"] is None


def test_links_in_texts_to_other_cities_become_plain_addresses(dortmund, taken):
    page = make_content(home_of(dortmund), slug="mehr")
    text = f'<p><a linktype="page" id="{page.pk}">mehr</a> <a href="https://example.org/">dort</a></p>'

    html = taken(make_forum(dortmund, body=body(("text", text)))).body[0].value.source

    assert '<a href="http://dortmund.localhost:8000/mehr/">mehr</a>' in html
    assert '<a href="https://example.org/">dort</a>' in html


def test_nothing_tells_that_a_page_led_to_a_draft(dortmund, taken):
    hidden = make_content(home_of(dortmund), title=CANARY, slug="kanarienvogel", live=False)
    forum = make_forum(
        dortmund,
        body=body(
            ("text", f'<p>Bald <a linktype="page" id="{hidden.pk}">mehr</a></p>'),
            ("teasers", {"heading": "", "pages": [hidden.pk]}),
        ),
    )

    draft = taken(forum)

    assert [block.value.source for block in draft.body] == ["<p>Bald mehr</p>"]
    assert Takeover.objects.get().left_out == {}


def test_project_contact_and_district_are_empty(dortmund, potsdam, potsdam_editor):
    district = District.objects.filter(region__cities=dortmund).first()
    event = make_event(
        make_forum(dortmund),
        project=make_project(dortmund),
        contact=dortmund.contact,
        district=district,
        place="Bootshaus",
    )

    draft = draft_of(take_over(potsdam_editor, event.pk, list_of(potsdam, Listing.EVENTS).pk))

    assert district is not None
    assert (draft.project, draft.contact, draft.district) == (None, None, None)
    assert (draft.place, draft.starts_at, draft.kind) == ("Bootshaus", event.starts_at, event.kind)


def test_a_contact_of_the_other_city_in_the_text_is_left_out(dortmund, taken):
    forum = make_forum(dortmund, body=body(("contact", {"contact": dortmund.contact.pk})))

    assert not taken(forum).body


def test_a_result_loses_the_event_of_the_other_city(dortmund, potsdam, potsdam_editor):
    result = make_result(dortmund, make_event(make_forum(dortmund)))

    draft = draft_of(take_over(potsdam_editor, result.pk, list_of(potsdam, Listing.RESULTS).pk))

    assert draft.event is None


def test_topics_that_all_cities_share_come_along_and_those_of_one_city_do_not(dortmund, taken):
    shared, own = Term.objects.topics().filter(city=None)[:2]
    Term.objects.filter(pk=own.pk).update(city=dortmund)
    forum = make_forum(dortmund, main_topic=shared)
    forum.further_topics = [shared, own]
    publish(forum)

    draft = taken(forum)

    assert draft.main_topic == shared
    assert list(draft.further_topics.all()) == [shared]


def test_a_legal_page_does_not_go_to_the_foot_of_every_page(dortmund, potsdam, potsdam_editor):
    imprint = make_content(home_of(dortmund), purpose=Purpose.IMPRINT)

    draft = draft_of(take_over(potsdam_editor, imprint.pk, home_of(potsdam).pk))

    assert isinstance(draft, ContentPage)
    assert draft.purpose == ""


def restrict_collection(collection):
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="geheim"
    )


class ReferringBlock(blocks.CharBlock):
    """A kind of block that taking over does not know, and that refers to something."""

    def extract_references(self, value):
        yield (ContentPage, value, "", "")


def test_a_block_that_refers_to_something_unknown_is_left_out(db):
    block = blocks.StreamBlock([("known", blocks.CharBlock()), ("unknown", ReferringBlock())])
    raw = [{"type": name, "value": name, "id": name} for name in ("known", "unknown", "not any more")]

    carried = carry_block(block, raw, PublicReferences())

    assert [child["type"] for child in carried] == ["known"]
