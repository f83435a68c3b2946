import json

import pytest
from django.utils import translation

from home.blocks import BodyBlock, DocumentsBlock, PictureBlock, QuoteBlock
from home.item_blocks import CircleStepBlock, FindingBlock, SessionBlock, StepBlock
from home.models import ContentPage, ResultPage
from home.stream import walk
from sites.labels import Text
from sites.models import RoleContact
from tests.home.admin import add_url, edit_url, send, soup_of, text_block
from tests.home.make import make_document, picture_of
from tests.home.reading import titles, words
from tests.make import (
    home_of,
    make_content,
    make_event,
    make_forum,
    make_image,
    make_result,
)

BLOCKS = {
    **BodyBlock().child_blocks,
    "finding": FindingBlock(),
    "step": StepBlock(),
    "session": SessionBlock(),
    "circle_step": CircleStepBlock(),
}


def test_a_heading_is_a_heading_below_that_of_the_page(show):
    assert titles(show(("heading", "Was wir vorhaben")), "h2") == ["Was wir vorhaben"]


def test_text_keeps_paragraphs_lists_and_emphasis(show):
    part = show(("text", "<p>Ein <b>Absatz</b>.</p><ul><li>eins</li><li>zwei</li></ul>"))

    assert part.p.b.get_text() == "Absatz"
    assert [item.get_text() for item in part.select("ul li")] == ["eins", "zwei"]


def test_markup_typed_into_plain_fields_is_shown_and_not_run(show):
    part = show(
        ("heading", "<script>alert(1)</script>"),
        ("quote", {"quote": "<b>fett</b>", "source": "<i>Vorstand</i>", "year": 2021}),
        ("facts", [{"label": "<u>18:00</u>", "text": "<img src=x>"}]),
    )

    assert not part.select("script, blockquote b, figcaption i, dt u, dd img")


def test_a_quote_names_its_source_and_year(show):
    part = show(("quote", {"quote": "Wir hatten einen Saal.", "source": "Vorstand", "year": 2021}))

    assert words(part.select_one("blockquote")) == "„Wir hatten einen Saal.“"
    assert words(part.select_one("figcaption")) == "Vorstand, 2021"


@pytest.mark.parametrize("typed", ["„Wir hatten einen Saal.“", "»Wir hatten einen Saal.«", "Man rief „nie“"])
def test_quotation_marks_stay_as_they_were_typed(show, typed):
    voice = {"quote": typed, "speaker": "Chor", "consent_note": "ja", "consent_ends": "2099-12-31"}

    part = show(("quote", {"quote": typed, "source": "Vorstand", "year": 2021}), ("testimonial", voice))

    assert [words(quote) for quote in part.select("blockquote")] == [typed, typed]


def test_a_picture_has_a_description_a_caption_a_credit_and_three_sizes(dortmund, show):
    image = make_image(dortmund, size=(1600, 1000), credit="Werkstatt", licence="CC0")

    figure = show(picture_of(image)).select_one("figure")

    assert figure.img["alt"] == "Eine offene Tür"
    assert words(figure.figcaption) == "Der Eingang Bild: Werkstatt, CC0"
    assert [part.split()[-1] for part in figure.img["srcset"].split(",")] == ["480w", "800w", "1400w"]
    assert (figure.img["width"], figure.img["height"]) == ("1400", "875")


def test_a_decorative_picture_has_an_empty_description(dortmund, show):
    part = show(picture_of(make_image(dortmund), decorative=True, alt_text=""))

    assert part.img["alt"] == ""


def test_a_picture_without_credit_and_caption_has_no_empty_caption(dortmund, show):
    image = {"image": make_image(dortmund).pk, "alt_text": "Tür", "decorative": False}

    assert not show(("picture", {"image": image, "caption": ""})).figcaption


def test_renditions_of_pictures_are_served_and_originals_are_not(at, dortmund, show):
    image = make_image(dortmund)
    source = show(picture_of(image)).img["src"]

    assert at(dortmund).get(source).status_code == 200
    assert at(dortmund).get(image.file.url).status_code == 404


def test_a_deleted_picture_leaves_the_page_readable(at, dortmund):
    image = make_image(dortmund)
    page = make_content(home_of(dortmund), body=[picture_of(image), ("heading", "Danach")])
    image.delete()

    part = soup_of(at(dortmund).get(page.get_url())).main

    assert not part.figure
    assert "Danach" in titles(part, "h2")


def test_documents_are_listed_with_type_and_size(dortmund, show):
    document = make_document(dortmund, title="Protokoll")

    part = show(("documents", {"heading": "Zum Mitnehmen", "documents": [document.pk]}))

    assert titles(part, "h2") == ["Zum Mitnehmen"]
    assert words(part.select_one("li a")).startswith("Protokoll (PDF, ")


def test_documents_of_a_page_can_be_downloaded_from_the_city_s_host(at, dortmund, show):
    document = make_document(dortmund)
    link = show(("documents", {"heading": "", "documents": [document.pk]})).select_one("li a")

    answer = at(dortmund).get(link["href"])

    assert link["href"].startswith("/documents/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")


def test_a_deleted_document_leaves_neither_a_gap_nor_a_heading(at, dortmund):
    document = make_document(dortmund)
    value = {"heading": "Zum Mitnehmen", "documents": [document.pk]}
    page = make_content(home_of(dortmund), body=[("documents", value)])
    document.delete()

    part = soup_of(at(dortmund).get(page.get_url())).select_one("main .prose")

    assert not part.select("ul, h2")


def test_a_contact_shows_how_to_reach_a_function(dortmund, show):
    contact = RoleContact.objects.create(
        city=dortmund,
        function={"de": "Bildungsbüro"},
        email="bildung@example.org",
        phone="0231 5550171",
        languages=["tr"],
    )

    part = show(("contact", {"contact": contact.pk}))

    assert part.strong.get_text() == "Bildungsbüro"
    assert {link["href"] for link in part.select("a")} == {"tel:+492315550171", "mailto:bildung@example.org"}
    assert "Türkisch" in words(part)


def test_a_deleted_contact_leaves_the_page_readable(at, dortmund):
    contact = RoleContact.objects.create(city=dortmund, function={"de": "Büro"}, email="weg@example.org")
    page = make_content(home_of(dortmund), body=[("contact", {"contact": contact.pk})])
    contact.delete()

    answer = at(dortmund).get(page.get_url())

    assert answer.status_code == 200
    assert not soup_of(answer).select(".contact-card")


def test_facts_are_a_list_of_terms(show):
    part = show(("facts", [{"label": "18:00", "text": "Ankommen"}, {"label": "19:00", "text": "Essen"}]))

    assert [(words(row.dt), words(row.dd)) for row in part.select("dl > div")] == [
        ("18:00", "Ankommen"),
        ("19:00", "Essen"),
    ]


def test_walking_a_stream_reaches_every_leaf():
    stream = BodyBlock().to_python(
        [
            {"type": "heading", "value": "H"},
            {"type": "facts", "value": [{"label": "L", "text": "T"}]},
            {"type": "quote", "value": {"quote": "Q", "source": "S", "year": 2021}},
            {"type": "call_to_action", "value": {"text": "A", "label": "B", "page": None}},
        ]
    )

    assert list(walk(stream)) == ["H", "L", "T", "Q", "S", 2021, "A", "B"]


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_has_a_german_label_and_description(name):
    block = BLOCKS[name]

    said = Text(str(block.label), str(block.get_description()))
    with translation.override("en"):
        english = Text(str(block.label), str(block.get_description()))
    assert all(said)
    assert said[1] != english[1]


@pytest.mark.parametrize(
    "block", [QuoteBlock(), PictureBlock(), DocumentsBlock(), StepBlock(), FindingBlock()]
)
def test_every_part_of_a_block_has_a_label_of_its_own(block):
    assert all(child.meta.label for child in block.child_blocks.values())


@pytest.mark.parametrize(
    ("field", "block"),
    [
        ("material", ("quote", {"quote": "Halb getippt", "source": "", "year": ""})),
        (
            "material",
            (
                "picture",
                {"image": {"image": "", "alt_text": "", "decorative": ""}, "caption": "Halb getippt"},
            ),
        ),
        ("steps", ("step", {"state": "", "text": "Halb getippt", "date": ""})),
        ("findings", ("finding", {"title": "", "text": "Halb getippt"})),
    ],
)
def test_a_block_that_is_half_filled_can_be_saved_as_a_draft_and_seen(
    at, dortmund, dortmund_editor, field, block
):
    event = make_event(make_forum(dortmund))
    result = make_result(dortmund, event)
    admin = at("admin", dortmund_editor)

    saved = send(admin, edit_url(result), publish=False, **{field: [block]})
    seen = admin.get(f"/admin/pages/{result.pk}/view_draft/")

    assert saved.status_code == 302
    assert "Halb getippt" in json.dumps(
        ResultPage.objects.get(pk=result.pk).latest_revision.content, ensure_ascii=False
    )
    assert seen.status_code == 200


def test_features_that_the_look_does_not_know_are_dropped_from_text(at, dortmund, dortmund_editor):
    url = add_url(home_of(dortmund), ContentPage)
    html = '<p>Ein <b>Wort</b></p><h2>Zwischentitel</h2><p><embed embedtype="media" url="https://example.com/v"/></p>'

    send(at("admin", dortmund_editor), url, title="Seite", slug="seite-x", body=[text_block(html)])

    assert "embed" not in ContentPage.objects.get(slug="seite-x").body[0].value.source
