"""Every block of a body becomes plain data, where Volto has such a block in its shape."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail import blocks

from home.answers.blocks import WRITERS, stream_json
from home.blocks import BodyBlock
from home.models import ContentPage
from home.stream import resolve_streams
from home.teasers import Teaser
from sites.models import RoleContact
from tests.home.answers.conftest import HOST, absolute
from tests.home.answers.make import BLOCKS, listing, make_shown_image, picture, table, voice
from tests.home.make import link_to, make_document, picture_of, topic
from tests.make import (
    home_of,
    make_circle,
    make_content,
    make_event,
    make_fair,
    make_forum,
    make_result,
    stream,
)


def paragraph(*children):
    return {"type": "p", "children": list(children)}


def plain(text):
    return paragraph({"text": text})


def test_a_body_keeps_the_ids_and_the_order_of_its_blocks(dortmund, answer):
    page = make_content(
        home_of(dortmund), body=[("heading", "Eins"), ("heading", "Zwei"), ("heading", "Drei")]
    )
    ids = [block["id"] for block in type(page).objects.get(pk=page.pk).body.raw_data]

    found = answer(page)

    assert found["blocks_layout"] == {"items": ids}
    assert [found["blocks"][uid]["plaintext"] for uid in ids] == ["Eins", "Zwei", "Drei"]


def test_a_heading_is_a_text_of_the_second_level(written):
    assert written(("heading", "Was <wir> vorhaben")) == [
        {
            "@type": "slate",
            "value": [{"type": "h2", "children": [{"text": "Was <wir> vorhaben"}]}],
            "plaintext": "Was <wir> vorhaben",
            "html": "<h2>Was &lt;wir&gt; vorhaben</h2>",
        }
    ]


def test_text_is_slate_and_html_with_full_addresses(dortmund, written):
    target = make_content(home_of(dortmund), slug="ziel")
    url = absolute(target.get_url())

    [block] = written(("text", link_to(target)))

    link = {"type": "link", "data": {"url": url}, "children": [{"text": "dorthin"}]}
    assert block == {
        "@type": "slate",
        "value": [paragraph({"text": ""}, link, {"text": ""})],
        "plaintext": "dorthin",
        "html": f'<p><a href="{url}">dorthin</a></p>',
    }


def test_a_link_to_a_document_has_a_full_address(dortmund, written):
    document = make_document(dortmund)

    [block] = written(("text", f'<p><a linktype="document" id="{document.pk}">PDF</a></p>'))

    assert f'href="{HOST}{document.url}"' in block["html"]
    assert block["value"][0]["children"][1]["data"] == {"url": HOST + document.url}


def test_a_quote_has_its_source_and_year(written):
    value = {"quote": "Wir hatten einen Saal.", "source": "Vorstand", "year": 2021}

    assert written(("quote", value)) == [{"@type": "quote", **value}]


def test_a_voice_has_its_portrait_and_says_nothing_of_the_consent(dortmund, written, address):
    image = make_shown_image(dortmund, credit="Foto: Ö")

    [block] = written(("testimonial", voice(image)))

    assert set(block) == {"@type", "quote", "speaker", "portrait"}
    assert block["portrait"]["alt_text"] == "Mit Gießkanne"
    assert block["portrait"]["credit"] == "Foto: Ö"
    assert block["portrait"]["download"] == address(image, 1400)


def test_a_picture_is_an_image_of_volto(dortmund, written, address):
    image = make_shown_image(dortmund, credit="Foto: Ö", licence="CC BY 4.0")

    [block] = written(picture_of(image))

    scales = block.pop("image_scales")
    assert block == {
        "@type": "image",
        "url": address(image, 1400),
        "alt": "Eine offene Tür",
        "caption": "Der Eingang",
        "credit": "Foto: Ö",
        "licence": "CC BY 4.0",
        "size": "l",
        "align": "center",
        "image_field": "image",
    }
    assert list(scales["image"][0]["scales"]) == ["preview", "large", "huge"]


def test_a_gallery_is_a_grid_of_images_with_ids_that_stay(dortmund, answer):
    value = {"heading": "Der Abend", "pictures": [picture(dortmund), picture(dortmund)]}
    page = make_content(home_of(dortmund), body=[("gallery", value)])

    [block], [again] = (list(answer(page)["blocks"].values()) for _time in range(2))

    items = block["blocks_layout"]["items"]
    assert (block["@type"], block["headline"]) == ("gridBlock", "Der Abend")
    assert [block["blocks"][uid]["@type"] for uid in items] == ["image", "image"]
    assert len(set(items)) == 2
    assert again == block


def test_documents_are_listed_as_files(dortmund, written):
    document = make_document(dortmund, title="Protokoll")

    [block] = written(("documents", {"heading": "Zum Mitnehmen", "documents": [document.pk]}))

    file = {
        "@id": HOST + document.url,
        "@type": "File",
        "title": "Protokoll",
        "mime_type": "application/pdf",
        "size": document.file_size,
        "restricted": False,
    }
    assert block == {"@type": "documents", "headline": "Zum Mitnehmen", "items": [file]}


def test_a_contact_tells_how_to_reach_a_function(dortmund, written):
    office = RoleContact.objects.create(
        city=dortmund,
        function={"de": "Projektbüro"},
        email="buero@example.org",
        phone="0231 1",
        place="Rathaus",
        languages=["de", "tr"],
    )

    with translation.override("en"):
        [block] = written(("contact", {"contact": office.pk}))

    assert block == {
        "@type": "contact",
        "association": "",
        "person": "",
        "function": "Projektbüro",
        "function_language": "de",
        "phone": "0231 1",
        "email": "buero@example.org",
        "languages": [{"token": "de", "title": "German"}, {"token": "tr", "title": "Turkish"}],
        "place": "Rathaus",
    }


def test_facts_are_pairs(written):
    facts = [{"label": "18:00", "text": "Ankommen"}, {"label": "19:00", "text": "Essen"}]

    assert written(("facts", facts)) == [{"@type": "facts", "items": facts}]


def test_a_table_is_a_slate_table_with_its_headings_first(written):
    [block] = written(("table", table(["Montag", "<p>Im <b>Saal</b></p>"])))

    rows = block["table"].pop("rows")
    assert block == {
        "@type": "slateTable",
        "caption": "Zeiten",
        "table": {"hideHeaders": False, "sortable": False},
    }
    assert [[cell["type"] for cell in row["cells"]] for row in rows] == [["header"] * 2, ["data"] * 2]
    assert [cell["value"] for cell in rows[0]["cells"]] == [[plain("Tag")], [plain("Wo")]]
    assert rows[1]["cells"][0]["value"] == [plain("Montag")]
    assert rows[1]["cells"][1]["html"] == "<p>Im <b>Saal</b></p>"
    assert rows[1]["cells"][1]["value"][0]["children"][1]["type"] == "strong"


def test_a_table_without_columns_is_left_out(written):
    assert written(("table", {"caption": "Leer", "table": None})) == []


def test_what_unfolds_is_an_accordion_of_one_panel(written):
    [block] = written(("details", {"summary": "Brauchen wir das?", "text": "<p>Nein.</p>"}))

    [panel] = block["data"]["blocks"].values()
    [text] = panel["blocks"].values()
    assert (block["@type"], block["collapsed"]) == ("accordion", True)
    assert (panel["@type"], panel["title"]) == ("accordionPanel", "Brauchen wir das?")
    assert block["data"]["blocks_layout"]["items"] == list(block["data"]["blocks"])
    assert (text["@type"], text["value"], text["html"]) == ("slate", [plain("Nein.")], "<p>Nein.</p>")


def test_teasers_are_a_grid_of_teasers(dortmund, written):
    target = make_content(home_of(dortmund), title="Wie wir arbeiten", search_description="Drei Schritte.")

    [block] = written(("teasers", {"heading": "Lesen Sie weiter", "pages": [target.pk]}))

    [teaser] = block["blocks"].values()
    summary = {"title": "Wie wir arbeiten", "description": "Drei Schritte."}
    assert (block["@type"], block["headline"]) == ("gridBlock", "Lesen Sie weiter")
    assert block["blocks_layout"]["items"] == list(block["blocks"])
    assert teaser == {
        "@type": "teaser",
        "href": [{"@id": absolute(target.get_url()).rstrip("/"), "@type": "Document", **summary}],
        **summary,
        "overwrite": False,
        "preview_image": [],
    }


def test_a_call_to_action_leads_to_its_page(dortmund, written):
    target = make_content(home_of(dortmund), title="Ziel")

    [block] = written(("call_to_action", {"text": "Eine Idee genügt.", "label": "Los", "page": target.pk}))

    here = absolute(target.get_url()).rstrip("/")
    href = [{"@id": here, "@type": "Document", "title": "Ziel", "description": ""}]
    assert block == {"@type": "call_to_action", "text": "Eine Idee genügt.", "title": "Los", "href": href}


def test_a_call_to_action_without_a_page_leads_to_the_contact(written):
    [block] = written(("call_to_action", {"text": "Eine Idee genügt.", "label": "Los", "page": None}))

    assert block["href"] == [{"@id": "#contact"}]


def test_a_list_that_fills_itself_says_what_it_asks_for(written):
    [block] = written(("listing", listing("events", topic=topic("musik").pk)))

    assert block == {
        "@type": "listing",
        "variation": "summary",
        "headline": "Termine",
        "headlineTag": "h2",
        "querystring": {
            "query": [
                {
                    "i": "portal_type",
                    "o": "plone.app.querystring.operation.selection.any",
                    "v": ["Event"],
                },
                {
                    "i": "Subject",
                    "o": "plone.app.querystring.operation.selection.any",
                    "v": ["musik"],
                },
                {"i": "end", "o": "plone.app.querystring.operation.date.afterToday", "v": ""},
            ],
            "sort_on": "start",
            "sort_order": "ascending",
            "sort_order_boolean": False,
            "limit": 4,
        },
    }


BEGIN = datetime.datetime(2026, 12, 4, 17, tzinfo=datetime.UTC)
END = datetime.datetime(2026, 12, 4, 19, tzinfo=datetime.UTC)
TEASER = Teaser(1, "Treffen", "Im Saal.", "/termine/treffen/", BEGIN, (), "", "events", END)
ITEM = {
    "@id": f"{HOST}/termine/treffen",
    "@type": "Event",
    "title": "Treffen",
    "description": "Im Saal.",
    "start": "2026-12-04T17:00:00+00:00",
    "end": "2026-12-04T19:00:00+00:00",
}


@pytest.mark.parametrize(("found", "items"), [([TEASER], [[ITEM]]), ([], [])])
def test_a_list_shows_what_was_read_for_it_and_nothing_where_that_is_empty(dortmund, answer, found, items):
    page = make_content(home_of(dortmund), body=[("listing", listing())])
    [uid] = answer(page)["blocks"]

    blocks = answer(page, lists={uid: found})["blocks"]

    assert [block["items"] for block in blocks.values()] == items


def test_a_list_shows_what_was_read_with_the_page(at, dortmund):
    event = make_event(make_forum(dortmund, slug="musik"), title="Treffen", slug="treffen")
    page = make_content(home_of(dortmund), body=[("listing", listing())])
    context = at(dortmund).get(page.get_url()).context_data

    found = stream_json(context["page"].body, context["targets"], absolute)

    [block] = found["blocks"].values()
    assert block["items"] == [
        {
            "@id": f"{HOST}/foren/musik/treffen",
            "@type": "Event",
            "title": "Treffen",
            "description": "",
            "start": event.starts_at.isoformat(timespec="seconds"),
            "end": event.ends_at.isoformat(timespec="seconds"),
        }
    ]


def test_findings_and_steps_of_a_result_are_plain(dortmund, answer):
    steps = [
        ("step", {"state": "agreed", "text": "Besichtigung", "date": "2026-03-12"}),
        ("step", {"state": "done", "text": "Schlüssel", "date": None}),
    ]
    result = make_result(
        dortmund,
        make_event(make_forum(dortmund)),
        findings=stream([("finding", {"title": "Es fehlt an Schlüsseln.", "text": ""})]),
        steps=stream(steps),
    )

    findings, steps = (list(answer(result, name)["blocks"].values()) for name in ("findings", "steps"))

    assert findings == [{"@type": "finding", "title": "Es fehlt an Schlüsseln.", "text": ""}]
    assert [(step["@type"], step["text"], step["date"]) for step in steps] == [
        ("step", "Besichtigung", "2026-03-12"),
        ("step", "Schlüssel", None),
    ]
    assert steps[0]["state"] == {"token": "agreed", "title": "verabredet"}


def test_the_programme_of_a_fair_is_plain(dortmund, answer):
    session = {
        "kind": "workshop",
        "title": "Ein Antrag, zwei Vereine",
        "starts": "14:00:00",
        "ends": "15:30:00",
        "room": "Saal 2",
        "text": "",
    }
    fair = make_fair(dortmund, sessions=stream([("session", session)]))

    [block] = answer(fair, "sessions")["blocks"].values()

    assert block["kind"]["token"] == "workshop"
    assert (block["@type"], block["starts"], block["ends"]) == ("session", "14:00", "15:30")


def test_a_step_of_a_circle_has_its_documents(dortmund, answer):
    ended = datetime.date(2020, 1, 1)
    documents = [make_document(dortmund), make_document(dortmund, consent_ends=ended)]
    value = {
        "date": "2026-03-12",
        "title": "Sitzung",
        "decision": "Ein Raum.",
        "documents": [document.pk for document in documents],
    }
    circle = make_circle(home_of(dortmund), steps=stream([("step", value)]))

    [block] = answer(circle, "steps")["blocks"].values()

    assert (block["@type"], block["date"], block["decision"]) == ("circle_step", "2026-03-12", "Ein Raum.")
    assert [file["@id"] for file in block["documents"]] == [HOST + documents[0].url]


def test_every_block_of_ours_has_a_function_and_an_example():
    known = {name: type(block) for name, block in BodyBlock().child_blocks.items()}

    assert set(known.values()) <= set(WRITERS)
    assert set(known) == set(BLOCKS)


def test_every_block_that_can_be_left_half_filled_can_be_written():
    body = BodyBlock()
    empty = [
        {"type": name, "value": block.get_prep_value(block.get_default())}
        for name, block in body.child_blocks.items()
    ]

    found = stream_json(body.to_python(empty), {}, absolute)

    assert json.dumps(found)


def test_a_block_that_nobody_has_written_a_function_for_is_left_out():
    class FutureBlock(blocks.StreamBlock):
        heading = BodyBlock().child_blocks["heading"]
        secret = blocks.StructBlock([("note", blocks.CharBlock())])

    raw = [
        {"type": "secret", "id": "1", "value": {"note": "vertraulich"}},
        {"type": "heading", "id": "2", "value": "Da"},
        {"type": "gone", "id": "3", "value": "weg"},
    ]

    found = stream_json(FutureBlock().to_python(raw), {}, absolute)

    assert found["blocks_layout"] == {"items": ["2"]}
    assert "vertraulich" not in json.dumps(found)


@pytest.mark.full
def test_an_answer_costs_the_same_with_3_and_with_12_of_each_block(dortmund, request_at):
    def cost(count):
        body = [(name, make(dortmund)) for _number in range(count) for name, make in BLOCKS.items()]
        page = make_content(home_of(dortmund), body=body)
        value = type(page).objects.get(pk=page.pk).body
        with CaptureQueriesContext(connection) as reading:
            targets = resolve_streams([value], request_at(dortmund))
        with CaptureQueriesContext(connection) as writing:
            found = stream_json(value, targets, absolute, city=dortmund.pk)
        assert len(found["blocks"]) == count * len(BLOCKS)
        assert json.dumps(found)
        return len(reading), len(writing)

    cost(1)  # fills what the process keeps: where sites and languages are

    few, many = cost(3), cost(12)

    assert few == many
    assert many[1] == 0


def test_several_pages_can_be_read_together_at_the_cost_of_one(dortmund, request_at):
    pages = [
        make_content(home_of(dortmund), body=[(name, make(dortmund)) for name, make in BLOCKS.items()])
        for _number in range(3)
    ]

    def cost(some):
        streams = [page.body for page in ContentPage.objects.filter(pk__in=[page.pk for page in some])]
        with CaptureQueriesContext(connection) as queries:
            targets = resolve_streams(streams, request_at(dortmund))
            found = [stream_json(one, targets, absolute, city=dortmund.pk) for one in streams]
        assert [len(one["blocks"]) for one in found] == [len(BLOCKS)] * len(some)
        return len(queries)

    cost(pages)  # fills what the process keeps: where sites and languages are

    assert cost(pages[:1]) == cost(pages)
