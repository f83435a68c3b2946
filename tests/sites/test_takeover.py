"""Taking over a published page of another city: what comes along, who may, what changed there since."""

import json

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks
from wagtail.models import CollectionViewRestriction, GroupPagePermission, Page, PageLogEntry, ReferenceIndex

from directory.models import Term
from home.choices import Listing, Purpose
from home.models import ContentPage, ForumPage
from sites.access.groups import media_collection
from sites.choices import CityState
from sites.models import District, Document, Image, Takeover
from sites.takeover.act import take_over
from sites.takeover.content import carry_block
from sites.takeover.references import PublicReferences
from tests.home.make import expire, make_document, restrict, take_offline
from tests.make import (
    home_of,
    list_of,
    locale,
    make_content,
    make_event,
    make_forum,
    make_image,
    make_project,
    make_result,
    make_user,
    publish,
    stream,
)

CANARY = "Kanarienvogel"
LIST = reverse("takeover")


@pytest.fixture
def potsdam_editor(potsdam):
    return make_user("potsdam@example.org", groups=[Group.objects.get(name="potsdam-editor")])


@pytest.fixture
def forums(potsdam):
    return list_of(potsdam, Listing.FORUMS)


@pytest.fixture
def taken(potsdam_editor, forums):
    """Take a page over to Potsdam; return its draft."""
    return lambda page, parent=None: draft_of(take_over(potsdam_editor, page.pk, (parent or forums).pk))


def draft_of(takeover):
    return takeover.page.specific.get_latest_revision_as_object()


def page_url(page):
    return reverse("takeover_page", args=[page.pk])


def origin_url(page):
    return reverse("takeover_origin", args=[page.pk])


def body(*blocks):
    return stream(list(blocks))


def picture(image, alt="Schlüssel an einem Brett", caption="Sieben Schlüssel"):
    return (
        "picture",
        {"image": {"image": image.pk, "alt_text": alt, "decorative": False}, "caption": caption},
    )


def edit(page, **values):
    """Change what is published."""
    page = page.specific
    for name, value in values.items():
        setattr(page, name, value)
    return publish(page)


def edit_draft(page, **values):
    page = page.specific
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision()


# What comes along


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


# Who may, and what is offered


def hide_city(page, city):
    city.state = CityState.HIDDEN
    city.save()


def restrict_above(page, city):
    restrict(page.get_parent())


def give_up_language(page, city):
    city.languages = ["en"]
    city.save()


def let_expire(page, city):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())


def make_alias(page, city):
    Page.objects.filter(pk=page.pk).update(alias_of=make_forum(city, title="Quelle"))


NOT_PUBLIC = {
    "offline": lambda page, city: take_offline(page),
    "expired": lambda page, city: expire(page),
    "about to expire": let_expire,
    "with a password": lambda page, city: restrict(page),
    "below a page with a password": restrict_above,
    "alias": make_alias,
    "of a hidden city": hide_city,
    "in a language given up": give_up_language,
}


@pytest.mark.parametrize("state", NOT_PUBLIC)
def test_what_the_public_does_not_see_is_neither_offered_nor_taken_over(
    at, dortmund, potsdam_editor, forums, state
):
    forum = make_forum(dortmund, title=CANARY)
    assert CANARY in at("admin", potsdam_editor).get(LIST, {"q": CANARY}).text
    NOT_PUBLIC[state](forum, dortmund)

    browser = at("admin", potsdam_editor)
    assert f">{CANARY}<" not in browser.get(LIST).text
    assert browser.get(page_url(forum)).status_code == 404
    assert browser.post(page_url(forum), {"parent": forums.pk}).status_code == 404
    with pytest.raises(PermissionDenied):
        take_over(potsdam_editor, forum.pk, forums.pk)
    assert not Takeover.objects.exists()


def test_a_draft_title_is_neither_shown_nor_searched(at, dortmund, potsdam_editor):
    edit_draft(make_forum(dortmund, title="Räume teilen"), title=CANARY)

    answer = at("admin", potsdam_editor).get(LIST, {"q": "Kanarien"})

    assert CANARY not in answer.text
    assert "Räume teilen" not in answer.text


def test_a_page_of_an_archived_city_can_be_taken_over(dortmund, taken):
    forum = make_forum(dortmund, title="Was war")
    dortmund.state = CityState.ARCHIVED
    dortmund.save()

    assert taken(forum).title == "Was war"


def test_the_list_holds_no_page_of_the_own_city(at, dortmund, potsdam, potsdam_editor):
    make_forum(dortmund, title="Fremdes Forum")
    make_forum(potsdam, title="Eigenes Forum")

    text = at("admin", potsdam_editor).get(LIST).text

    assert "Fremdes Forum" in text
    assert "Eigenes Forum" not in text


def test_the_list_can_be_narrowed_to_a_city_and_to_words(at, dortmund, halle, potsdam_editor):
    make_forum(dortmund, title="Räume teilen")
    make_forum(halle, title="Räume bauen")

    text = at("admin", potsdam_editor).get(LIST, {"city": halle.pk, "q": "räume"}).text

    assert "Räume bauen" in text
    assert "Räume teilen" not in text


def test_below_a_parent_the_list_holds_what_can_stand_there_in_its_language(
    at, dortmund, potsdam_editor, forums
):
    make_event(make_forum(dortmund, title="Deutsches Forum"), title="Ein Treffen")
    make_content(home_of(dortmund), title="Eine Seite")
    make_forum(dortmund, language="en", title="English forum")

    text = at("admin", potsdam_editor).get(LIST, {"parent": forums.pk}).text

    assert "Deutsches Forum" in text
    assert "Eine Seite" not in text
    assert "English forum" not in text


def test_below_a_page_that_can_hold_nothing_the_list_is_empty(at, dortmund, potsdam, potsdam_editor):
    make_forum(dortmund, title="Fremdes Forum")
    event = make_event(make_forum(potsdam))

    assert "Fremdes Forum" not in at("admin", potsdam_editor).get(LIST, {"parent": event.pk}).text


def test_front_pages_are_not_offered(at, dortmund, potsdam_editor):
    home = edit(home_of(dortmund), title="Dortmund zusammen")

    browser = at("admin", potsdam_editor)
    assert "Dortmund zusammen" not in browser.get(LIST).text
    assert browser.get(page_url(home)).status_code != 200


def parents_offered(answer):
    return {value for value, _name in answer.context["form"].fields["parent"].choices}


def test_offered_are_places_of_the_own_city_in_the_same_language_that_the_type_allows(
    at, dortmund, potsdam, potsdam_editor
):
    forum = make_forum(dortmund)
    own = {list_of(potsdam, listing).pk for listing in Listing} | {home_of(potsdam).pk}

    assert parents_offered(at("admin", potsdam_editor).get(page_url(forum))) == own


@pytest.mark.parametrize("place", ["other city", "other language", "other type", "nowhere"])
def test_a_page_cannot_be_taken_over_to_a_place_that_was_not_offered(
    at, dortmund, potsdam, potsdam_editor, place
):
    forum = make_forum(dortmund)
    parent = {
        "other city": list_of(dortmund, Listing.FORUMS).pk,
        "other language": list_of(potsdam, Listing.FORUMS, "en").pk,
        "other type": make_content(home_of(potsdam)).pk,
        "nowhere": 0,
    }[place]

    answer = at("admin", potsdam_editor).post(page_url(forum), {"parent": parent})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    with pytest.raises(PermissionDenied):
        take_over(potsdam_editor, forum.pk, parent)
    assert not Takeover.objects.exists()


@pytest.mark.parametrize("role", ["lead", "editor"])
def test_leads_and_editors_take_over_by_sending_the_form(at, dortmund, potsdam, forums, role):
    user = make_user("wer@example.org", groups=[Group.objects.get(name=f"potsdam-{role}")])
    forum = make_forum(dortmund, title="Räume teilen")

    answer = at("admin", user).post(page_url(forum), {"parent": forums.pk})

    draft = ForumPage.objects.child_of(forums).get(title="Räume teilen")
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert not draft.live


@pytest.mark.parametrize("role", ["coordinator", "translator-en", None])
def test_others_take_nothing_over(at, dortmund, potsdam, role):
    groups = [Group.objects.get(name=f"potsdam-{role}")] if role else []
    user = make_user("wer@example.org", groups=groups)
    forum = make_forum(dortmund, language="en", title=CANARY)
    parent = list_of(potsdam, Listing.FORUMS, "en")

    browser = at("admin", user)
    for answer in (
        browser.get(LIST),
        browser.get(page_url(forum)),
        browser.post(page_url(forum), {"parent": parent.pk}),
    ):
        assert answer.status_code in (302, 403)
        assert CANARY not in answer.text
    assert not Takeover.objects.exists()


def test_who_may_add_files_but_no_pages_takes_nothing_over(at, dortmund, potsdam, potsdam_editor):
    GroupPagePermission.objects.filter(group__name="potsdam-editor").delete()
    make_forum(dortmund, title=CANARY)

    answer = at("admin", potsdam_editor).get(LIST)

    assert answer.status_code in (302, 403)
    assert CANARY not in answer.text


def test_without_signing_in_there_is_nothing(at, dortmund):
    forum = make_forum(dortmund, title=CANARY)

    for url in (LIST, page_url(forum), origin_url(forum)):
        answer = at("admin").get(url)
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


def test_an_editor_of_an_archived_city_takes_nothing_over(at, dortmund, potsdam, potsdam_editor):
    potsdam.state = CityState.ARCHIVED
    potsdam.save()

    assert at("admin", potsdam_editor).get(LIST).status_code in (302, 403)


def test_nobody_takes_a_page_over_into_an_archived_city(dortmund, potsdam, forums, instance_admin):
    forum = make_forum(dortmund)
    potsdam.state = CityState.ARCHIVED
    potsdam.save()

    with pytest.raises(PermissionDenied):
        take_over(instance_admin, forum.pk, forums.pk)


def test_roles_in_both_cities_open_no_draft_of_either(dortmund, potsdam, forums):
    groups = Group.objects.filter(name__in=["dortmund-editor", "potsdam-editor"])
    user = make_user("beide@example.org", groups=list(groups))
    draft = make_forum(dortmund, live=False)

    with pytest.raises(PermissionDenied):
        take_over(user, draft.pk, forums.pk)


def test_a_page_is_not_taken_over_into_its_own_city(dortmund, potsdam, dortmund_editor):
    forum = make_forum(dortmund)

    with pytest.raises(PermissionDenied):
        take_over(dortmund_editor, forum.pk, list_of(dortmund, Listing.FORUMS).pk)


def test_only_sending_the_form_takes_a_page_over(at, dortmund, potsdam_editor, forums):
    forum = make_forum(dortmund)

    at("admin", potsdam_editor).get(page_url(forum), {"parent": forums.pk})

    assert not Takeover.objects.exists()


def test_a_forged_form_takes_nothing_over(dortmund, potsdam_editor, forums):
    browser = Client(enforce_csrf_checks=True, headers={"host": settings.ADMIN_HOST})
    browser.force_login(potsdam_editor)

    assert browser.post(page_url(make_forum(dortmund)), {"parent": forums.pk}).status_code == 403
    assert not Takeover.objects.exists()


def test_the_log_of_the_own_city_tells_of_it_and_that_of_the_other_does_not(dortmund, taken):
    forum = make_forum(dortmund, title="Räume teilen")
    before = PageLogEntry.objects.filter(page=forum.pk).count()

    draft = taken(forum)

    entry = PageLogEntry.objects.get(page=draft.pk, action="insist.take_over")
    assert "Räume teilen (Dortmund)" in entry.message
    assert PageLogEntry.objects.filter(page=forum.pk).count() == before


def test_nothing_in_the_other_city_refers_to_the_draft(dortmund, taken):
    forum = make_forum(dortmund)

    taken(forum)

    assert not ReferenceIndex.get_references_to(forum).exists()


def test_what_was_left_out_is_said_after_taking_over(at, dortmund, potsdam_editor, forums):
    forum = make_forum(dortmund, body=body(picture(make_image(dortmund, consent_note=CANARY))))

    answer = at("admin", potsdam_editor).post(page_url(forum), {"parent": forums.pk}, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert len(said) == 2
    assert CANARY not in answer.text


# In the admin


def test_a_page_that_can_hold_pages_has_a_button_for_it(at, dortmund, potsdam, potsdam_editor, forums):
    text = at("admin", potsdam_editor).get(reverse("wagtailadmin_explore", args=[forums.pk])).text

    assert f"{LIST}?parent={forums.pk}" in text


def test_a_translator_sees_neither_button_nor_menu_item(at, potsdam):
    user = make_user("wer@example.org", groups=[Group.objects.get(name="potsdam-translator-en")])
    parent = list_of(potsdam, Listing.FORUMS, "en")

    text = at("admin", user).get(reverse("wagtailadmin_explore", args=[parent.pk])).text

    assert LIST not in text


def test_the_page_tells_of_its_origin(at, dortmund, taken, potsdam_editor):
    draft = taken(make_forum(dortmund, title="Räume teilen"))

    browser = at("admin", potsdam_editor)
    assert origin_url(draft) in browser.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    text = browser.get(origin_url(draft)).text
    assert "Räume teilen" in text
    assert "potsdam@example.org" in text


def count_queries(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return len(queries)


def test_the_list_takes_as_many_queries_for_twenty_pages_as_for_one(at, dortmund, potsdam_editor):
    browser = at("admin", potsdam_editor)
    make_forum(dortmund, title="Räume 0")
    one = count_queries(browser, f"{LIST}?q=Räume")

    for number in range(1, 20):
        make_forum(dortmund, title=f"Räume {number}")

    assert count_queries(browser, f"{LIST}?q=Räume") == one


def test_choosing_a_place_takes_as_many_queries_for_many_places_as_for_few(
    at, dortmund, potsdam, potsdam_editor
):
    browser = at("admin", potsdam_editor)
    event = make_event(make_forum(dortmund))
    make_forum(potsdam)
    few = count_queries(browser, page_url(event))

    for _number in range(8):
        make_forum(potsdam)

    assert count_queries(browser, page_url(event)) == few


# What changed at the origin since


@pytest.fixture
def changes(at, potsdam_editor):
    def look(draft):
        answer = at("admin", potsdam_editor).get(origin_url(draft))
        assert answer.status_code == 200
        return answer

    return look


def changed_fields(answer):
    return {comparison.field.name for comparison in answer.context["comparison"]}


def test_without_a_change_at_the_origin_nothing_is_shown(dortmund, taken, changes):
    image = make_image(dortmund)
    draft = taken(
        make_forum(dortmund, body=body(("heading", "Bilder"), picture(image), ("text", "<p>a</p>")))
    )

    assert changed_fields(changes(draft)) == set()


def test_a_published_change_at_the_origin_is_shown_field_by_field(dortmund, taken, changes):
    forum = make_forum(dortmund, audience="Alle aus Hörde", body=body(("heading", "Anfang")))
    draft = taken(forum)

    edit(forum, audience="Alle aus Brackel", body=body(("heading", "Ende")))

    answer = changes(draft)
    assert changed_fields(answer) == {"audience", "body"}
    for words in ("Hörde", "Brackel", "Anfang", "Ende"):
        assert words in answer.text


def test_what_belongs_to_the_other_city_alone_is_not_compared(dortmund, taken, changes):
    forum = make_forum(dortmund)
    draft = taken(forum)

    edit(forum, project=make_project(dortmund, name=CANARY), contact=dortmund.contact, slug="anders")

    answer = changes(draft)
    assert changed_fields(answer) == set()
    assert CANARY not in answer.text


def test_a_draft_at_the_origin_is_never_shown(dortmund, taken, changes):
    forum = make_forum(dortmund, audience="Alle")
    draft = taken(forum)

    edit_draft(forum, title=CANARY, audience=CANARY, body=body(("heading", CANARY)))

    answer = changes(draft)
    assert changed_fields(answer) == set()
    assert CANARY not in answer.text


@pytest.mark.parametrize("state", NOT_PUBLIC)
def test_an_origin_that_is_no_longer_public_shows_no_change(dortmund, taken, changes, state):
    forum = make_forum(dortmund, title="Räume teilen")
    draft = taken(forum)
    forum = edit(forum, title=CANARY, audience=CANARY)
    assert CANARY in changes(draft).text

    NOT_PUBLIC[state](forum, dortmund)

    answer = changes(draft)
    assert CANARY not in answer.text
    assert "Räume teilen" in answer.text


def test_the_record_outlives_the_origin(dortmund, taken, changes):
    forum = make_forum(dortmund, title="Räume teilen")
    draft = taken(forum)

    forum.delete()

    assert "Räume teilen" in changes(draft).text
    assert Takeover.objects.get().origin is None


def test_the_record_outlives_the_revision(dortmund, taken, changes):
    forum = make_forum(dortmund, audience="Alle aus Hörde")
    draft = taken(forum)
    edit(forum, audience="Alle aus Brackel")

    forum.revisions.all().delete()

    assert changed_fields(changes(draft)) == {"audience"}


def test_a_page_of_the_origin_that_went_offline_is_named_in_no_version(dortmund, taken, changes):
    target = make_content(home_of(dortmund), title=CANARY)
    forum = make_forum(dortmund, body=body(("teasers", {"heading": "", "pages": [target.pk]})))
    draft = taken(forum)
    edit(forum, body=body(("heading", "Neu")))
    assert CANARY in changes(draft).text

    take_offline(target)

    assert CANARY not in changes(draft).text


def test_a_draft_that_the_origin_leads_to_is_not_named(dortmund, taken, changes):
    forum = make_forum(dortmund, body=body(("heading", "Alt")))
    draft = taken(forum)
    hidden = make_content(home_of(dortmund), title=CANARY, live=False)

    edit(forum, body=body(("teasers", {"heading": "", "pages": [hidden.pk]}), ("heading", "Neu")))

    assert CANARY not in changes(draft).text


def test_a_picture_whose_people_have_said_no_since_is_shown_in_no_version(dortmund, taken, changes):
    image = make_image(dortmund)
    forum = make_forum(dortmund, body=body(picture(image, alt=CANARY)))
    draft = taken(forum)
    edit(forum, body=body(("heading", "Neu")))
    assert CANARY in changes(draft).text

    Image.objects.filter(pk=image.pk).update(consent_note="zurückgezogen")

    assert CANARY not in changes(draft).text


def test_looking_changes_nothing(dortmund, taken, changes):
    forum = make_forum(dortmund)
    draft = taken(forum)
    edit(forum, audience="Neu")
    before = list(Page.objects.order_by("pk").values())

    changes(draft)

    assert list(Page.objects.order_by("pk").values()) == before


def test_nobody_else_sees_where_a_page_came_from(at, dortmund, dortmund_editor, taken):
    forum = make_forum(dortmund)
    draft = taken(forum)

    browser = at("admin", dortmund_editor)
    # The gate refuses a page of another city before the view is asked.
    assert browser.get(origin_url(draft)).status_code == 302
    assert browser.get(origin_url(forum)).status_code == 404


def test_a_look_at_the_origin_cannot_be_sent(at, taken, dortmund, potsdam_editor):
    draft = taken(make_forum(dortmund))

    assert at("admin", potsdam_editor).post(origin_url(draft)).status_code == 405
    assert at("admin", potsdam_editor).post(LIST).status_code == 405


def test_deleting_the_draft_deletes_the_record(dortmund, taken):
    taken(make_forum(dortmund)).delete()

    assert not Takeover.objects.exists()


def test_a_language_of_its_own_is_taken_over_in_that_language(dortmund, potsdam, taken):
    forum = make_forum(dortmund, language="en", title="Sharing rooms")

    draft = taken(forum, list_of(potsdam, Listing.FORUMS, "en"))

    assert draft.locale == locale("en")
