"""What a form is told to name: things of the own city, and what the public sees of others.

The numbers come from a browser that sends what it likes; nothing of another city may
be saved, nor be shown by its title in the form that comes back.
"""

import json

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield
from wagtail_localize.models import SegmentOverride, Translation, TranslationSource

from home.models import ContentPage, ResultPage
from sites.access.groups import media_collection
from sites.access.references import NOT_OURS, _without, check_override, foreign, offer
from sites.choices import CityState
from sites.models import City, Document, Image, RoleContact
from tests.home.admin import add_url, edit_url, list_value, open_form, refused, send, text_block
from tests.make import (
    home_of,
    locale,
    make_content,
    make_event,
    make_forum,
    make_image,
    make_project,
    make_result,
)
from tests.sites.access.answers import body_of, is_refused
from tests.sites.access.test_translations import make_translation_of
from tests.sites.said import said

CANARY = "rotkehlchen7431"
KINDS = ("image", "document", "contact", "draft", "private", "hidden", "link to draft", "link to document")


@pytest.fixture
def editor(at, dortmund_editor):
    return at("admin", dortmund_editor)


def make_document(city, title=CANARY):
    return Document.objects.create(
        title=title, file=ContentFile(b"x", f"{title}.txt"), collection=media_collection(city)
    )


def make_contact(city):
    return RoleContact.objects.create(city=city, function={"de": CANARY}, email=f"{CANARY}@example.org")


def make_thing(city, kind):
    match kind:
        case "image":
            return make_image(city, title=CANARY)
        case "document" | "link to document":
            return make_document(city)
        case "contact":
            return make_contact(city)
    page = make_content(home_of(city), title=CANARY, slug=CANARY, live="draft" not in kind)
    if kind == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")
    if kind == "hidden":
        City.objects.filter(pk=city.pk).update(state=CityState.HIDDEN)
    return page


def link(thing):
    kind = "document" if isinstance(thing, Document) else "page"
    return f'<a linktype="{kind}" id="{thing.pk}">Dort</a>'


def block_of(kind, thing):
    """What a browser sends for a block that names the thing."""
    match kind:
        case "image":
            return ("picture", {"image": {"image": thing.pk, "alt_text": "Eine Tür"}, "caption": ""})
        case "document":
            return ("documents", {"heading": "", "documents": list_value([thing.pk])})
        case "contact":
            return ("contact", {"contact": thing.pk})
        case "link to draft" | "link to document":
            return text_block(f"<p>Siehe {link(thing)}.</p>")
    return ("teasers", {"heading": "", "pages": list_value([thing.pk])})


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_page_names_nothing_of_another_city(editor, dortmund, potsdam, kind):
    thing = make_thing(potsdam, kind)
    body = [("heading", "Mein langer Text"), block_of(kind, thing)]

    answer = send(editor, add_url(home_of(dortmund), ContentPage), title="Haus", body=body)

    assert said(NOT_OURS) in refused(answer).errors["body"]
    assert not ContentPage.objects.filter(title="Haus").exists()
    assert "Mein langer Text" in answer.text
    assert 'value="Haus"' in answer.text
    assert CANARY not in body_of(answer)


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_not_changed_to_name_something_of_another_city(editor, dortmund, potsdam, kind, publish):
    page = make_content(home_of(dortmund), title="Haus")
    thing = make_thing(potsdam, kind)

    answer = send(editor, edit_url(page), publish, body=[block_of(kind, thing)])

    assert said(NOT_OURS) in answer.context["form"].errors["body"]
    assert CANARY not in body_of(answer)
    assert str(page.get_latest_revision_as_object().body) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_a_preview_shows_nothing_of_another_city(editor, dortmund, potsdam, kind):
    page = make_content(home_of(dortmund), title="Haus")
    thing = make_thing(potsdam, kind)
    form = open_form(editor, edit_url(page))
    for key, value in flat_form(block_of(kind, thing)).items():
        form[key] = value
    path = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])

    said_of_form = json.loads(editor.post(path, form).text)

    assert not said_of_form["is_valid"]
    assert CANARY not in body_of(editor.get(path, {"mode": ""}))


def flat_form(block):
    return nested_form_data({"body": streamfield([block])})


@pytest.mark.parametrize("kind", KINDS[:4])
def test_a_page_of_the_own_city_may_name_the_same_of_its_own(editor, dortmund, kind):
    page = make_content(home_of(dortmund), title="Haus")
    thing = make_thing(dortmund, kind)

    answer = send(editor, edit_url(page), body=[block_of(kind, thing)])

    assert answer.status_code == 302
    assert CANARY in editor.get(edit_url(page)).text


def test_a_published_page_of_another_city_may_be_linked(editor, at, dortmund, potsdam):
    page, there = make_content(home_of(dortmund), title="Haus"), make_content(home_of(potsdam))

    answer = send(
        editor, edit_url(page), body=[text_block(f"<p>{link(there)}</p>"), block_of("published", there)]
    )

    assert answer.status_code == 302
    assert there.title in at(dortmund).get(page.url).text


def test_a_reference_that_became_foreign_is_not_shown_by_its_title_and_can_be_saved_away(
    editor, dortmund, potsdam
):
    there, image = make_thing(potsdam, "draft"), make_thing(potsdam, "image")
    picture = {"image": {"image": image.pk, "alt_text": ""}, "caption": ""}
    body = [("text", f"<p>Siehe {link(there)}.</p>"), ("picture", picture)]
    page = make_content(home_of(dortmund), title="Haus", body=body)

    form = editor.get(edit_url(page))

    assert "Siehe" in form.text
    assert CANARY not in body_of(form)
    assert send(editor, edit_url(page), body=[text_block("<p>Siehe.</p>")]).status_code == 302


@pytest.mark.parametrize("field", ["project", "contact", "event"])
def test_a_field_of_a_page_names_nothing_of_another_city(editor, dortmund, potsdam, field):
    thing = {
        "project": lambda: make_project(potsdam, name=CANARY),
        "contact": lambda: make_contact(potsdam),
        "event": lambda: make_event(make_forum(potsdam), title=CANARY, live=False),
    }[field]()
    page = make_result(dortmund, make_event(make_forum(dortmund)))

    answer = send(editor, edit_url(page), title="Mein Titel", **{field: str(thing.pk)})

    assert list(refused(answer).errors) == [field]
    assert "Mein Titel" in answer.text
    assert CANARY not in body_of(answer)
    assert getattr(ResultPage.objects.get(pk=page.pk), f"{field}_id") != thing.pk


def test_a_new_page_is_not_made_below_a_page_of_another_city(editor, potsdam):
    count = Page.objects.count()

    for method in (editor.get, editor.post):
        assert is_refused(method(add_url(home_of(potsdam), ContentPage), {"title": "Haus", "slug": "haus"}))
    assert Page.objects.count() == count


def test_a_logo_comes_from_the_own_city(at, dortmund_lead, dortmund, potsdam):
    image = make_thing(potsdam, "image")
    lead = at("admin", dortmund_lead)
    path = reverse("wagtailsettings:edit", args=["insist_sites", "city", dortmund.site_id])
    form = querydict_from_html(lead.get(path).text, form_id="w-editor-form")
    form["logo"], form["social_links-count"] = str(image.pk), "0"

    answer = lead.post(path, form)

    assert "logo" in answer.context["form"].errors
    assert CANARY not in body_of(answer)
    assert City.objects.get(pk=dortmund.pk).logo is None


# Pages in the tree


@pytest.fixture
def page(dortmund):
    return make_content(home_of(dortmund), title="Haus", slug="haus")


def place_of(page):
    page.refresh_from_db()
    return page.get_parent().pk


@pytest.mark.parametrize("action", ["copy", "move", "bulk move", "api copy", "api move", "api alias"])
def test_a_page_goes_to_no_place_in_another_city(editor, dortmund, potsdam, page, action):
    there = make_content(home_of(potsdam), title=CANARY, live=False)
    count, place = Page.objects.count(), place_of(page)
    copy = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": there.pk, "publish_copies": "on"}
    api = {"destination_page_id": there.pk, "recursive": "true"}
    path, data = {
        "copy": (reverse("wagtailadmin_pages:copy", args=[page.pk]), copy),
        "move": (reverse("wagtailadmin_pages:move", args=[page.pk]), {"new_parent_page": there.pk}),
        "bulk move": (f"/admin/bulk/wagtailcore/page/move/?id={page.pk}", {"chooser": there.pk}),
        "api copy": (reverse("wagtailadmin_api:pages:action", args=[page.pk, "copy"]), api),
        "api move": (reverse("wagtailadmin_api:pages:action", args=[page.pk, "move"]), api),
        "api alias": (reverse("wagtailadmin_api:pages:action", args=[page.pk, "create_alias"]), api),
    }[action]

    answer = editor.post(path, data)

    assert CANARY not in body_of(answer)
    assert Page.objects.count() == count
    assert place_of(page) == place
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, there.pk])
    assert is_refused(editor.post(confirm))
    assert place_of(page) == place


def test_a_page_is_ordered_only_among_its_own(editor, dortmund, potsdam, page):
    there = make_content(home_of(potsdam), title=CANARY)
    order = list(Page.objects.order_by("path").values_list("pk", flat=True))

    for query in ({"position": 0}, {"position": "0", "parent": there.pk}):
        answer = editor.post(f"/admin/pages/{there.pk}/set_position/", query)
        assert is_refused(answer)

    assert list(Page.objects.order_by("path").values_list("pk", flat=True)) == order


def test_several_pages_are_not_touched_when_one_is_of_another_city(editor, potsdam, page):
    there = make_content(home_of(potsdam), title=CANARY, live=False)

    for action in ("delete", "publish", "unpublish", "move", "submit_for_translation"):
        path = f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}&id={there.pk}"
        for answer in (editor.get(path), editor.post(path)):
            assert is_refused(answer)
            assert CANARY not in body_of(answer)

    there.refresh_from_db()
    assert not there.live


# Pictures and documents


@pytest.mark.parametrize("kind", ["images", "documents"])
@pytest.mark.parametrize("way", ["add", "add several", "add in the chooser", "edit", "edit several", "bulk"])
def test_a_file_goes_to_no_collection_of_another_city(editor, dortmund, potsdam, kind, way):
    theirs = media_collection(potsdam)
    thing = make_image(dortmund, title="Meins") if kind == "images" else make_document(dortmund, "Meins")
    model = type(thing)
    count, space = model.objects.count(), "wagtailimages" if kind == "images" else "wagtaildocs"
    data = {"title": "Meins", "collection": theirs.pk, "tags": ""}
    upload = {"file": open_file(thing), "files[]": open_file(thing)}
    prefix = "image" if kind == "images" else "doc"
    several = {f"{prefix}-{thing.pk}-{name}": value for name, value in data.items()}
    chooser = {f"{prefix}-chooser-upload-{name}": value for name, value in (data | upload).items()}
    if kind == "documents":
        chooser = {f"document-chooser-upload-{name}": value for name, value in (data | upload).items()}
    path, form = {
        "add": (reverse(f"{space}:add"), data | upload),
        "add several": (reverse(f"{space}:add_multiple"), data | upload),
        "add in the chooser": (reverse(f"{space}_chooser:create"), chooser),
        "edit": (reverse(f"{space}:edit", args=[thing.pk]), data),
        "edit several": (reverse(f"{space}:edit_multiple", args=[thing.pk]), several),
        "bulk": (
            f"/admin/bulk/insist_sites/{model._meta.model_name}/add_to_collection/?id={thing.pk}",
            {"collection": theirs.pk},
        ),
    }[way]

    answer = editor.post(path, form, headers={"x-requested-with": "XMLHttpRequest"})

    thing.refresh_from_db()
    assert answer.status_code < 500
    assert thing.collection == media_collection(dortmund)
    assert not model.objects.filter(collection=theirs).exists()
    assert model.objects.count() == count or way.startswith("add")


def open_file(thing):
    with thing.file.open() as file:
        return ContentFile(file.read(), thing.filename)


# Translations


@pytest.fixture
def translation(dortmund):
    return make_translation_of(dortmund, "en")


@pytest.mark.parametrize("who", ["translator", "dortmund_editor"])
@pytest.mark.parametrize("kind", ["image", "contact", "draft", "private"])
def test_a_translation_gets_no_picture_and_no_page_of_another_city(request, at, dortmund, potsdam, kind, who):
    own, thing = make_thing(dortmund, kind), make_thing(potsdam, kind)
    translation, segment = translate(dortmund, [stored(kind, own)])
    browser = at("admin", request.getfixturevalue(who))
    assert put_override(browser, translation, segment, own.pk).status_code in (200, 201)

    answer = put_override(browser, translation, segment, thing.pk)

    assert is_refused(answer)
    assert overrides_of(translation) == [str(own.pk)]


def test_a_translation_gets_another_picture_of_its_own_city(at, translator, dortmund):
    own, other = make_thing(dortmund, "image"), make_thing(dortmund, "image")
    translation, segment = translate(dortmund, [stored("image", own)])

    assert put_override(at("admin", translator), translation, segment, other.pk).status_code in (200, 201)
    translation.save_target()
    target = translation.get_target_instance().get_latest_revision_as_object()
    assert target.body[0].value["image"].pk == other.pk


def test_a_translation_gets_no_script_for_an_address(at, translator, dortmund):
    translation, segment = translate(dortmund, [("text", "<p><a href='https://example.org'>Dort</a></p>")])

    answer = put_override(at("admin", translator), translation, segment, "javascript:alert(4711)")

    assert is_refused(answer)
    assert not overrides_of(translation)


@pytest.mark.parametrize("value", ["0", "x", "", "[1]"])
def test_an_override_that_names_nothing_breaks_nothing(at, translator, dortmund, value):
    translation, segment = translate(dortmund, [stored("image", make_thing(dortmund, "image"))])

    assert put_override(at("admin", translator), translation, segment, value).status_code < 500


@pytest.mark.parametrize("kind", ["link to draft", "link to document"])
def test_a_translated_text_brings_no_link_into_another_city(at, translator, dortmund, potsdam, kind):
    thing = make_thing(potsdam, kind)
    translation, _segment = translate(
        dortmund, [("text", "<p>Siehe <a href='https://example.org'>dort</a>.</p>")]
    )
    browser = at("admin", translator)
    for segment in translation.source.stringsegment_set.all():
        path = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        browser.put(path, f"value={link(thing)}", content_type="application/x-www-form-urlencoded")

    translation.save_target()
    target = translation.get_target_instance().get_latest_revision_as_object()

    assert f'id="{thing.pk}"' not in json.dumps(list(target.body.raw_data)).replace('\\"', '"')


def stored(kind, thing):
    match kind:
        case "image":
            return (
                "picture",
                {"image": {"image": thing.pk, "alt_text": "Tür", "decorative": False}, "caption": ""},
            )
        case "contact":
            return ("contact", {"contact": thing.pk})
    return ("call_to_action", {"text": "Kommen Sie", "label": "Hin", "page": thing.pk})


def translate(city, body):
    """Submit a page with this body to English; return the translation and its first picture or link."""
    page = make_content(home_of(city), title="Zu übersetzen", body=body)
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale("en"))
    translation.save_target()
    return translation, source.overridablesegment_set.exclude(context__path__endswith="alt_text").last()


def put_override(browser, translation, segment, value):
    path = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    return browser.put(path, f"value={value}", content_type="application/x-www-form-urlencoded")


def overrides_of(translation):
    return [json.loads(o.data_json) for o in SegmentOverride.objects.filter(locale=translation.target_locale)]


def test_an_override_that_is_loaded_from_a_file_is_not_asked(db):
    check_override(SegmentOverride(data_json='"javascript:alert(1)"'), raw=True)


def test_an_override_without_a_place_names_nothing(db):
    check_override(SegmentOverride(data_json='"javascript:alert(1)"'), raw=False)


@pytest.mark.parametrize("value", ["", None, []])
def test_a_field_shows_an_empty_choice_as_it_is(dortmund, value):
    field = forms.ModelChoiceField(Page.objects.none())
    offer(field, Page.objects.none())

    assert field.prepare_value(value) == value


def test_a_field_shows_nothing_for_a_choice_that_is_no_key(dortmund):
    field = forms.ModelChoiceField(Page.objects.all())
    offer(field, Page.objects.all())

    assert field.prepare_value("kein Schlüssel") is None


def test_a_key_that_is_no_number_is_nobody_s(dortmund):
    assert foreign([(Page, "kein Schlüssel")], dortmund) == set()


def test_only_the_thing_of_that_kind_is_left_out(dortmund, potsdam):
    page, image = make_content(home_of(dortmund)), make_image(dortmund)

    assert _without(page, {(Page, str(page.pk))}) is None
    assert _without(page, {(Image, str(page.pk))}) is page
    assert _without(image, {(Image, str(image.pk + 1))}) is image
