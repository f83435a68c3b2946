"""One test for each security advisory of Wagtail of 2026, asked as the staff of one city who would use it on another.

Those about parts that the product does not have are tested by the absence of the part.
The table of all of them: docs/security.md. Of wagtail-localize no advisory is known.
"""

import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, reverse
from wagtail.blocks import BaseBlock, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import CollectionViewRestriction, Page, Revision, get_page_models

from home.models import ContentPage
from sites.access.groups import media_collection
from sites.models import Document, RoleContact
from tests.home.admin import add_url, send
from tests.make import home_of, locale, make_content, make_forum, make_image, make_project
from tests.sites.access.addresses import patterns
from tests.sites.access.answers import body_of, is_refused
from tests.sites.access.test_policies import one_of

CANARY = "Rotkehlchen7431"
SCRIPT = "<script>alert(4711)</script>"
TABLE = Path(__file__).parents[3] / "docs" / "security.md"


@pytest.fixture
def draft(potsdam):
    """A draft of another city, with two revisions."""
    page = make_content(home_of(potsdam), title=f"{CANARY} eins", live=False)
    page.save_revision()
    page.title = f"{CANARY} zwei"
    page.save_revision()
    return page


@pytest.fixture
def image(potsdam):
    return make_image(potsdam, title=CANARY)


@pytest.fixture
def document(potsdam):
    return make_document(media_collection(potsdam))


@pytest.fixture
def editor(at, dortmund_editor):
    return at("admin", dortmund_editor)


def make_document(collection, title=CANARY):
    return Document.objects.create(
        title=title, file=ContentFile(b"Nur intern", f"{CANARY}.txt"), collection=collection
    )


def shut(answer):
    return is_refused(answer) and CANARY not in body_of(answer)


# Staff of one city, things of another


def test_cve_2026_25517_no_preview_is_made_of_another_citys_page_or_settings(editor, potsdam, draft):
    """A preview could be asked for any page, entry or setting, with any text in it."""
    form = {"title": "Meins", "slug": "meins"}
    addresses = [
        reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk]),
        reverse("wagtailadmin_pages:preview_on_add", args=["home", "contentpage", home_of(potsdam).pk]),
        reverse("wagtailsettings:preview_on_edit", args=["insist_sites", "city", potsdam.site_id]),
    ]

    for address in addresses:
        assert shut(editor.post(address, form)), address
        assert shut(editor.get(address, {"mode": ""})), address


def test_cve_2026_44197_revisions_of_another_citys_page_are_not_compared(editor, dortmund, draft):
    """Two revisions of a page could be compared by whoever knew their numbers."""
    own = make_content(home_of(dortmund))
    first, second = Revision.objects.for_instance(draft).order_by("pk").values_list("pk", flat=True)

    for page in (draft, own):
        path = f"/admin/pages/{page.pk}/revisions/compare/{first}...{second}/"
        assert shut(editor.get(path))


def test_cve_2026_44198_the_history_of_another_citys_page_is_not_shown(editor, draft):
    """The history of a page was shown to whoever could not edit it."""
    for name in ("history", "history_results", "workflow_history"):
        assert shut(editor.get(reverse(f"wagtailadmin_pages:{name}", args=[draft.pk])))


def test_cve_2026_44200_another_citys_page_is_not_copied_into_the_own_city(editor, dortmund, draft):
    """Only the place of the copy was checked, not the page that was copied."""
    home, count = home_of(dortmund), Page.objects.count()
    form = {"new_title": "Meins", "new_slug": "meins", "new_parent_page": home.pk, "copy_subpages": "on"}

    assert shut(editor.get(reverse("wagtailadmin_pages:copy", args=[draft.pk])))
    assert shut(editor.post(reverse("wagtailadmin_pages:copy", args=[draft.pk]), form))
    assert Page.objects.count() == count


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_cve_2026_54259_the_choosers_give_nothing_of_another_city(editor, image, document, kind):
    """A chooser gave title, file name and address of any picture or document by its number."""
    thing = image if kind == "images" else document
    space = "wagtailimages_chooser" if kind == "images" else "wagtaildocs_chooser"

    assert shut(editor.get(reverse(f"{space}:chosen", args=[thing.pk])))
    assert shut(editor.get(reverse(f"{space}:chosen_multiple"), {"id": thing.pk}))


@pytest.mark.parametrize("spec", ["scale-5000", "scale-5000|scale-5000", "width-99999999x", "format-avif"])
def test_cve_2026_54260_a_preview_of_a_picture_takes_no_costly_operations(editor, dortmund, spec):
    """A specially made address let the server work on a picture for long."""
    own = make_image(dortmund)

    assert editor.get(f"/admin/images/{own.pk}/preview/{spec}/").status_code == 400


def test_cve_2026_54261_a_picture_of_another_city_has_no_preview(editor, image):
    """Any picture could be looked at through the preview for generated addresses."""
    assert shut(editor.get(reverse("wagtailimages:preview", args=[image.pk, "width-100"])))


@pytest.mark.parametrize("role", ["dortmund-editor", "dortmund-translator-en"])
def test_cve_2026_54262_another_citys_page_is_not_submitted_for_translation(at, dortmund, draft, role):
    """With the right to submit translations any page could be translated, and then read.

    The part it was found in is not installed; the product's own is asked instead.
    """
    browser = at("admin", one_of(role))
    path = reverse("wagtail_localize:submit_page_translation", args=[draft.pk])

    assert shut(browser.get(path))
    assert shut(browser.post(path, {"locales": [locale("en").pk]}))
    assert draft.get_translations().count() == 0


def test_ghsa_3vrh_m9w7_v94f_the_internal_api_shows_no_page_of_another_city(editor, draft, potsdam):
    """The admin's own API gave the fields of any page, drafts too.

    Also known as CVE-2026-55468.
    """
    listing = reverse("wagtailadmin_api:pages:listing")
    queries = [
        {"fields": "*"},
        {"fields": "*", "child_of": home_of(potsdam).pk},
        {"fields": "*", "descendant_of": home_of(potsdam).pk, "for_explorer": 1},
        {"search": CANARY, "fields": "*"},
        {"title": draft.title},
        {"type": "home.ContentPage", "fields": "*"},
    ]

    assert shut(editor.get(reverse("wagtailadmin_api:pages:detail", args=[draft.pk])))
    assert shut(editor.get(reverse("wagtailadmin_api:pages:find"), {"id": draft.pk}))
    for query in queries:
        assert CANARY not in body_of(editor.get(listing, query)), query


@pytest.mark.parametrize("model", ["project", "rolecontact"])
def test_ghsa_x5cx_w6p2_mxf2_an_entry_of_another_city_is_not_copied(at, potsdam, model):
    """Who might add an entry could copy any, and read it in the form."""
    thing = (
        make_project(potsdam, name=CANARY)
        if model == "project"
        else RoleContact.objects.create(city=potsdam, function={"de": CANARY}, email="x@example.org")
    )
    path = reverse(f"wagtailsnippets_insist_sites_{model}:copy", args=[thing.pk])

    assert shut(at("admin", one_of("dortmund-lead")).get(path))


@pytest.mark.parametrize("role", ["dortmund-editor", "dortmund-translator-en"])
@pytest.mark.parametrize("action", ["copy_for_translation", "copy", "create_alias"])
def test_ghsa_jm5p_837g_rv8g_the_internal_api_copies_no_page_of_another_city(
    at, dortmund, draft, role, action
):
    """The action “copy for translation” copied any page for whoever may submit translations."""
    count = Page.objects.count()
    data = {"locale": "en", "copy_parents": "true", "destination_page_id": home_of(dortmund).pk}
    path = reverse("wagtailadmin_api:pages:action", args=[draft.pk, action])

    assert shut(at("admin", one_of(role)).post(path, data))
    assert Page.objects.count() == count


# Restricted collections


def restrict(collection):
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="sesam"
    )


@pytest.mark.parametrize("part", ["images", "documents"])
def test_cve_2026_44201_and_ghsa_c2xx_cjmh_9q8f_no_api_lists_pictures_or_documents(
    editor, at, dortmund, part
):
    """The API listed what stands in restricted collections, and later still in those below them."""
    inner = media_collection(dortmund).add_child(name="intern").add_child(name="darunter")
    restrict(inner.get_parent())
    thing = make_document(inner) if part == "documents" else make_image(dortmund, title=CANARY)
    thing.collection = inner
    thing.save()

    assert shut(editor.get(reverse(f"wagtailadmin_api:{part}:listing"), {"fields": "*"}))
    assert shut(editor.get(reverse(f"wagtailadmin_api:{part}:detail", args=[thing.pk])))
    for path in (f"/api/v2/{part}/", f"/api/v3/{part}/"):
        assert at(dortmund).get(path).status_code == at("admin").get(path).status_code == 404


def test_ghsa_c2xx_cjmh_9q8f_a_document_below_a_restricted_collection_asks_for_the_password(at, dortmund):
    """The restriction of a collection did not hold for the collections below it."""
    outer = media_collection(dortmund).add_child(name="intern")
    document = make_document(outer.add_child(name="darunter"))
    restrict(outer)

    answer = at(dortmund).get(document.url)

    assert answer.status_code == 302
    assert "/_util/unlock_collection/" in answer["Location"]


@pytest.mark.parametrize("city", ["dortmund", "potsdam"])
def test_ghsa_92hv_j533_69wc_nobody_learns_whether_a_document_has_a_certain_content(
    request, at, dortmund, city
):
    """A request with the SHA-1 of a content told whether a document that one may not read has it."""
    collection = media_collection(dortmund).add_child(name="intern")
    restrict(collection)
    document = make_document(collection)
    visitor = at(request.getfixturevalue(city))
    guesses = [f'"{document.get_file_hash()}"', f'"{"0" * 40}"', "*"]

    answers = [
        (answer.status_code, answer.get("Location"), answer.get("ETag"))
        for header in ("If-None-Match", "If-Match")
        for guess in guesses
        for answer in [visitor.get(document.url, headers={header: guess})]
    ]

    assert len(set(answers)) == 1
    assert answers[0][0] == (302 if city == "dortmund" else 404)
    assert answers[0][2] is None


# Scripts in the browser of others


def blocks_of(block):
    yield block
    children = (
        [block.child_block]
        if isinstance(block, ListBlock)
        else block.child_blocks.values()
        if isinstance(block, StreamBlock | StructBlock)
        else []
    )
    for child in children:
        yield from blocks_of(child)


def all_blocks() -> list[BaseBlock]:
    return [
        block
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for block in blocks_of(field.stream_block)
    ]


def test_cve_2026_28222_no_page_is_made_of_tables_whose_classes_are_printed_as_they_are():
    """A class name in a table block was printed unescaped."""
    assert all_blocks()
    assert not apps.is_installed("wagtail.contrib.table_block")
    kinds = {kind.__module__ for block in all_blocks() for kind in type(block).__mro__}
    assert "wagtail.contrib.table_block.blocks" not in kinds


def test_cve_2026_28222_every_block_escapes_the_texts_of_an_editor(at, dortmund):
    """The same of the blocks that the product has: no text of an editor becomes a script."""
    make_content(
        home_of(dortmund),
        slug="haus",
        title=SCRIPT,
        search_description=SCRIPT,
        body=[
            ("heading", SCRIPT),
            ("quote", {"quote": SCRIPT, "source": SCRIPT, "year": 2020}),
            (
                "picture",
                {"image": {"image": _picture(dortmund), "alt_text": f'"{SCRIPT}'}, "caption": SCRIPT},
            ),
            ("facts", [{"label": SCRIPT, "text": SCRIPT}]),
            ("details", {"summary": SCRIPT, "text": ""}),
            ("table", {"caption": SCRIPT, "table": _table(SCRIPT)}),
            ("listing", {"heading": SCRIPT, "kind": "forums", "limit": 4}),
            ("call_to_action", {"text": SCRIPT, "label": SCRIPT, "page": None}),
            ("teasers", {"heading": SCRIPT, "pages": [make_forum(dortmund, title=SCRIPT).pk]}),
            ("documents", {"heading": SCRIPT, "documents": [_paper(dortmund)]}),
        ],
    )

    html = at(dortmund).get("/haus/").text

    assert html.count("&lt;script&gt;alert(4711)") > 12
    assert not runs_script(html)
    assert not runs_script(at(dortmund).get("/foren/").text)
    assert not runs_script(at(dortmund).get("/sitemap.xml").text)


def test_cve_2026_28222_a_text_made_by_hand_becomes_no_script(editor, at, dortmund):
    """The same of formatted text, sent past the editor."""
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(4711)"}}
    block = {"key": "a", "text": SCRIPT, "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    block["entityRanges"] = [{"offset": 0, "length": 8, "key": 0}]
    text = json.dumps({"blocks": [block], "entityMap": {"0": link}})

    send(editor, add_url(home_of(dortmund), ContentPage), title="Haus", body=[("text", text)])

    html = at(dortmund).get("/haus/").text
    assert "&lt;script&gt;" in html
    assert not runs_script(html)


def _table(text):
    return {"columns": [{"type": "text", "heading": text}], "rows": [{"values": [text]}], "caption": text}


def _picture(city):
    return make_image(city, title=SCRIPT, credit=SCRIPT).pk


def _paper(city):
    return make_document(media_collection(city), title=SCRIPT).pk


def runs_script(html: str) -> bool:
    return "<script>alert" in html or re.search(r"<[a-z][^>]*(onclick|javascript:)", html) is not None


def test_cve_2026_28223_a_title_runs_no_script_when_the_page_is_translated(editor, dortmund):
    """A page's title stood unescaped in the message after “Translate”.

    The part it was found in is not installed; the product's own is asked instead.
    """
    page = make_content(home_of(dortmund), title=SCRIPT)
    path = reverse("wagtail_localize:submit_page_translation", args=[page.pk])

    asked = editor.get(path)
    answer = editor.post(path, {"locales": [locale("en").pk]}, follow=True)

    assert page.get_translations().count() == 1
    assert "alert(4711)" in answer.text
    assert not runs_script(asked.text)
    assert not runs_script(answer.text)


def test_cve_2026_54263_addresses_of_pictures_are_not_made_by_hand(editor, dortmund):
    """A link to the page that generates addresses of pictures could carry a script."""
    own = make_image(dortmund)

    assert is_refused(editor.get(f"/admin/images/{own.pk}/generate_url/"))
    assert is_refused(
        editor.get(reverse("wagtailimages:url_generator_output", args=[own.pk]), {"filter_spec": SCRIPT})
    )
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=["sign", own.pk, "width-100"])


# Parts that the product does not have


@pytest.mark.parametrize(
    ("app", "advisories"),
    [
        ("wagtail.contrib.simple_translation", "CVE-2026-28223 CVE-2026-54262"),
        ("wagtail.contrib.forms", "CVE-2026-44199"),
        ("wagtail.api.v2", "CVE-2026-44201 GHSA-c2xx-cjmh-9q8f"),
        ("wagtail.api.v3", "CVE-2026-44201 GHSA-c2xx-cjmh-9q8f"),
    ],
)
def test_a_part_with_an_advisory_is_not_installed(app, advisories):
    spaces = {pattern.name.partition(":")[0] for pattern in patterns()}

    assert not apps.is_installed(app), advisories
    assert not spaces & {"simple_translation", "wagtailforms", "wagtailapi", "wagtailapi_v3"}


def test_cve_2026_44199_no_page_collects_what_people_send():
    """Submissions of another form page could be deleted through the own one."""
    assert not [model for model in get_page_models() if hasattr(model, "get_submission_class")]


def test_every_advisory_of_the_table_has_its_test():
    """docs/security.md lists the advisories; each of them is named by a test above."""
    listed = set(re.findall(r"CVE-2026-\d+|GHSA(?:-\w{4}){3}", TABLE.read_text()))
    named = json.dumps(Path(__file__).read_text()).upper().replace("_", "-")

    assert len([name for name in listed if name != "CVE-2026-55468"]) == 18  # that one is GHSA-3vrh…
    assert not {name for name in listed if name.upper() not in named}
