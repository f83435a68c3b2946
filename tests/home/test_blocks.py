import json

import pytest
from django.utils import translation

from home.blocks import BodyBlock, DocumentsBlock, FindingBlock, PictureBlock, QuoteBlock, StepBlock
from home.models import ContentPage, ResultPage
from home.stream import walk
from sites.labels import Text
from sites.models import RoleContact
from tests.home.admin import add_url, edit_url, send, soup_of, text_block
from tests.home.make import expire, make_document, restrict, take_offline
from tests.home.reading import leads_to, titles, words
from tests.make import (
    home_of,
    make_content,
    make_event,
    make_forum,
    make_image,
    make_result,
    make_translation,
    publish,
)

BLOCKS = {**BodyBlock().child_blocks, "finding": FindingBlock(), "step": StepBlock()}


@pytest.fixture
def show(at, dortmund):
    """The part of a page that holds its blocks, as people read it."""

    def render(*blocks):
        answer = at(dortmund).get(make_content(home_of(dortmund), body=list(blocks)).get_url())
        assert answer.status_code == 200
        return soup_of(answer).select_one("main .prose")

    return render


def picture_of(image, **values):
    value = {"image": image.pk, "alt_text": "Eine offene Tür", "decorative": False, **values}
    return ("picture", {"image": value, "caption": "Der Eingang"})


def link_to(page):
    """A text that leads to the page, as the editor of texts stores it."""
    return f'<p><a linktype="page" id="{page.pk}">dorthin</a></p>'


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

    assert words(part.select_one("blockquote")) == "Wir hatten einen Saal."
    assert words(part.select_one("figcaption")) == "Vorstand, 2021"


def test_a_picture_has_a_description_a_caption_a_credit_and_three_sizes(dortmund, show):
    image = make_image(dortmund, credit="Werkstatt", licence="CC0")

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


def test_teasers_show_title_and_summary_of_pages(dortmund, show):
    target = make_content(home_of(dortmund), title="Wie wir arbeiten", search_description="Drei Schritte.")

    part = show(("teasers", {"heading": "Lesen Sie weiter", "pages": [target.pk]}))

    assert titles(part, "h2") == ["Lesen Sie weiter"]
    assert leads_to(part.select_one("h3 a"), target)
    assert words(part.li) == "Wie wir arbeiten Drei Schritte."


def test_teasers_show_the_title_a_page_has_now(dortmund, show, at):
    target = make_content(home_of(dortmund), title="Alt")
    page = make_content(home_of(dortmund), body=[("teasers", {"heading": "", "pages": [target.pk]})])
    target.refresh_from_db()
    target.title = "Neu"
    publish(target)

    assert titles(soup_of(at(dortmund).get(page.get_url())).main) == ["Neu"]


WITHDRAWN = {"restricted": restrict, "expired": expire, "unpublished": take_offline}


@pytest.mark.parametrize("how", WITHDRAWN)
@pytest.mark.parametrize("name", ["teasers", "call_to_action"])
def test_no_block_shows_a_page_that_is_not_public(at, dortmund, how, name):
    target = make_content(home_of(dortmund), title="Geheimer Titel", search_description="Geheime Sätze")
    values = {
        "teasers": {"heading": "Weiter", "pages": [target.pk]},
        "call_to_action": {"text": "Dorthin", "label": "Los", "page": target.pk},
    }
    page = make_content(home_of(dortmund), body=[(name, values[name])])
    url = target.get_url()
    WITHDRAWN[how](target)

    answer = at(dortmund).get(page.get_url())

    assert not [secret for secret in ("Geheime", url) if secret in answer.text]
    assert not soup_of(answer).select("main .prose > *")


@pytest.mark.parametrize("name", ["teasers", "call_to_action"])
def test_no_block_shows_a_draft(dortmund, show, name):
    target = make_content(home_of(dortmund), title="Geheimer Titel", live=False)
    values = {
        "teasers": {"heading": "", "pages": [target.pk]},
        "call_to_action": {"text": "Dorthin", "label": "Los", "page": target.pk},
    }

    part = show((name, values[name]))

    assert "Geheim" not in part.get_text()
    assert not part.select("a")


def test_of_several_teasers_the_public_ones_stay(dortmund, show):
    public, draft = (
        make_content(home_of(dortmund), title="Offen"),
        make_content(home_of(dortmund), live=False),
    )

    assert titles(show(("teasers", {"heading": "", "pages": [draft.pk, public.pk]}))) == ["Offen"]


def test_teasers_of_deleted_pages_leave_the_page_readable(at, dortmund):
    target = make_content(home_of(dortmund))
    page = make_content(home_of(dortmund), body=[("teasers", {"heading": "Weiter", "pages": [target.pk]})])
    target.delete()

    assert not soup_of(at(dortmund).get(page.get_url())).select("main .prose h2")


def test_a_call_to_action_leads_to_its_page(dortmund, show):
    target = make_content(home_of(dortmund))

    link = show(("call_to_action", {"text": "Eine Idee genügt.", "label": "Los", "page": target.pk})).a

    assert link.get_text() == "Los"
    assert leads_to(link, target)


def test_a_call_to_action_without_a_page_leads_to_the_contact(show):
    part = show(
        ("call_to_action", {"text": "Eine Idee genügt.", "label": "Sprechen Sie uns an", "page": None})
    )

    assert part.a["href"] == "#contact"
    assert words(part.select_one(".lead")) == "Eine Idee genügt."


def test_links_in_text_lead_to_the_page_wherever_it_has_moved(at, dortmund):
    target, parent = make_content(home_of(dortmund), slug="ziel"), make_content(home_of(dortmund), slug="neu")
    text = ("text", link_to(target))
    page = make_content(home_of(dortmund), body=[text, ("heading", "Z"), text])
    target.refresh_from_db()
    target.move(parent, pos="last-child")

    links = soup_of(at(dortmund).get(page.get_url())).select("main .prose p a")

    assert [link["href"].removeprefix(dortmund.site.root_url) for link in links] == [
        "/neu/ziel/",
        "/neu/ziel/",
    ]


def test_a_link_in_text_to_a_deleted_page_is_plain_text(at, dortmund):
    target = make_content(home_of(dortmund))
    page = make_content(home_of(dortmund), body=[("text", link_to(target))])
    target.delete()

    part = soup_of(at(dortmund).get(page.get_url())).select_one("main .prose")

    assert part.get_text(strip=True) == "dorthin"
    assert not part.select("a[href]")


@pytest.mark.parametrize("how", WITHDRAWN)
def test_a_link_in_text_to_a_page_that_is_not_public_is_plain_text(at, dortmund, how):
    target = make_content(home_of(dortmund), slug="geheime-adresse")
    page = make_content(home_of(dortmund), body=[("text", link_to(target))])
    WITHDRAWN[how](target)

    answer = at(dortmund).get(page.get_url())

    assert "geheime-adresse" not in answer.text
    assert "dorthin" in answer.text


def test_a_link_in_text_leads_to_the_page_in_the_reader_s_language(at, dortmund):
    publish(home_of(dortmund, "en"))
    target = make_content(home_of(dortmund), title="Ziel")
    english = make_translation(target, home_of(dortmund, "en"))
    page = make_content(home_of(dortmund, "en"), body=[("text", link_to(target))])

    assert leads_to(soup_of(at(dortmund).get(page.get_url())).select_one("main .prose a"), english)


def test_a_link_in_text_leads_to_the_german_page_where_no_translation_is_public(at, dortmund):
    publish(home_of(dortmund, "en"))
    target = make_content(home_of(dortmund), title="Ziel")
    make_translation(target, home_of(dortmund, "en"), live=False)
    page = make_content(home_of(dortmund, "en"), body=[("text", link_to(target))])

    assert leads_to(soup_of(at(dortmund).get(page.get_url())).select_one("main .prose a"), target)


def test_links_in_text_to_documents_are_resolved(dortmund, show):
    document = make_document(dortmund)

    link = show(("text", f'<p><a linktype="document" id="{document.pk}">Protokoll</a></p>')).a

    assert link["href"].startswith(f"/documents/{document.pk}/")


def test_a_page_with_many_blocks_takes_as_many_queries_as_one_with_few(
    at, dortmund, django_assert_num_queries, django_assert_max_num_queries
):
    target = make_content(home_of(dortmund))
    few = [
        ("text", link_to(target)),
        picture_of(make_image(dortmund)),
        ("documents", {"heading": "", "documents": [make_document(dortmund).pk]}),
        ("teasers", {"heading": "", "pages": [target.pk]}),
    ]
    many = few + [
        block
        for _number in range(5)
        for other in [make_content(home_of(dortmund))]
        for block in (
            ("text", link_to(other)),
            picture_of(make_image(dortmund)),
            ("documents", {"heading": "", "documents": [make_document(dortmund).pk]}),
            ("teasers", {"heading": "", "pages": [other.pk]}),
        )
    ]
    browser = at(dortmund)
    short, long = (make_content(home_of(dortmund), body=body).get_url() for body in (few, many))
    browser.get(short), browser.get(long)  # makes the renditions

    with django_assert_max_num_queries(15) as counted:
        browser.get(short)
    with django_assert_num_queries(len(counted)):
        browser.get(long)


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
