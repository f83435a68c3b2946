"""Each part of a block that can be wrong: a German message stands at it, and what was typed stays."""

import pytest

from home.choices import Listing
from home.models import ContentPage, FairPage
from tests.home.admin import add_url, list_value, refused, send
from tests.make import home_of, list_of, make_image

REQUIRED = "Dieses Feld muss ausgefüllt werden."
QUOTE = {"quote": "Genau so gesagt", "source": "Vorstand", "year": "2021"}
VOICE = {
    "quote": "Genau so gesagt",
    "speaker": "Mitglied",
    "portrait": {"image": "", "alt_text": "", "decorative": ""},
    "consent_note": "mündlich, im Mai",
    "consent_ends": "2099-12-31",
}
LIST = {"heading": "Genau diese Liste", "kind": "news", "topic": "", "newest_days": "", "limit": "4"}
SESSION = {
    "kind": "talk",
    "title": "Genau dieser Vortrag",
    "starts": "18:00",
    "ends": "18:30",
    "room": "Saal",
    "text": "",
}
AT_LEAST_ONE = "Dieser Wert muss größer oder gleich 1 sein."
EARLY = "Das endet, bevor es beginnt."


def table(columns=("Tag",), rows=(("Dienstag",),), caption="Genau diese Zeiten", kind="text"):
    """What the admin's script sends for a table."""
    data = {"caption": "", "column-count": str(len(columns)), "row-count": str(len(rows))}
    for number, heading in enumerate(columns):
        data |= {f"column-{number}-type": kind, f"column-{number}-heading": heading}
        data |= {f"column-{number}-order": str(number), f"column-{number}-deleted": ""}
    for number, row in enumerate(rows):
        data |= {f"row-{number}-order": str(number), f"row-{number}-deleted": ""}
        data |= {f"cell-{number}-{column}": cell for column, cell in enumerate(row)}
    return {"caption": caption, "table": data}


FAULTS = [
    # block, value, part, message
    *[("quote", {**QUOTE, part: ""}, part, REQUIRED) for part in ("quote", "source", "year")],
    ("quote", {**QUOTE, "year": "2999"}, "year", "Dieses Jahr liegt in der Zukunft."),
    ("quote", {**QUOTE, "year": "21"}, "year", "Dieser Wert muss größer oder gleich 1900 sein."),
    ("quote", {**QUOTE, "year": "früher"}, "year", "Bitte eine ganze Zahl eingeben."),
    *[
        ("testimonial", {**VOICE, part: ""}, part, REQUIRED)
        for part in ("quote", "speaker", "consent_note", "consent_ends")
    ],
    ("testimonial", {**VOICE, "consent_ends": "nie"}, "consent_ends", "Bitte ein gültiges Datum eingeben."),
    ("listing", {**LIST, "kind": ""}, "kind", REQUIRED),
    ("listing", {**LIST, "limit": ""}, "limit", REQUIRED),
    ("listing", {**LIST, "limit": "0"}, "limit", AT_LEAST_ONE),
    ("listing", {**LIST, "limit": "13"}, "limit", "Dieser Wert muss kleiner oder gleich 12 sein."),
    ("listing", {**LIST, "newest_days": "0"}, "newest_days", AT_LEAST_ONE),
    ("listing", {**LIST, "newest_days": "ein Jahr"}, "newest_days", "Bitte eine ganze Zahl eingeben."),
    ("table", table(caption=""), "caption", REQUIRED),
    ("table", table(columns=()), "table", "Die Tabelle ist leer. Bitte fügen Sie eine Spalte und eine Zeile"),
    ("table", table(rows=()), "table", "Die Tabelle ist leer. Bitte fügen Sie eine Spalte und eine Zeile"),
    ("table", table(columns=(" ",)), "table", "Eine Spalte hat keine Überschrift. Bitte sagen Sie"),
    ("details", {"summary": "", "text": "null"}, "summary", REQUIRED),
    ("details", {"summary": "Genau diese Frage", "text": "null"}, "text", REQUIRED),
]


@pytest.fixture
def try_block(at, dortmund, dortmund_editor):
    """Send the form of a new page with one block; its other values are kept when it comes back."""

    def attempt(name, value, publish=True):
        url, field = add_url(home_of(dortmund), ContentPage), "body"
        others = {}
        if name == "session":
            url, field = add_url(list_of(dortmund, Listing.EVENTS), FairPage), "sessions"
            others = {"starts_at": "2031-03-04 10:00", "ends_at": "2031-03-04 20:00"}
        browser = at("admin", dortmund_editor)
        return send(browser, url, publish, title="Seite", **others, **{field: [(name, value)]})

    return attempt


def parts(answer, field="body"):
    """Part of the block → messages, as the admin's script hangs them there."""
    error = refused(answer).errors.as_data()[field][0].block_errors[0]
    return {name: list(found.messages) for name, found in error.block_errors.items()}


@pytest.mark.parametrize(("name", "value", "part", "message"), FAULTS)
def test_what_is_wrong_is_said_in_german_at_its_part_and_nothing_is_lost(
    try_block, name, value, part, message
):
    answer = try_block(name, value)

    found = parts(answer)
    assert message in found[part][0]
    typed = [text for text in value.values() if isinstance(text, str) and text.startswith("Genau")]
    assert all(text in answer.text for text in typed)


@pytest.mark.parametrize(
    ("wrong", "part", "message"),
    [
        ({"title": ""}, "title", REQUIRED),
        ({"kind": ""}, "kind", REQUIRED),
        ({"starts": ""}, "starts", REQUIRED),
        ({"ends": ""}, "ends", REQUIRED),
        ({"starts": "25:00"}, "starts", "Bitte eine gültige Uhrzeit eingeben."),
        ({"ends": "17:59"}, "ends", EARLY),
        ({"ends": "18:00"}, "ends", EARLY),
    ],
)
def test_a_session_of_a_fair_needs_a_title_and_times_in_their_order(try_block, wrong, part, message):
    answer = try_block("session", {**SESSION, "room": "Genau dieser Raum", **wrong})

    assert parts(answer, "sessions") == {part: [message]}
    assert "Genau dieser Raum" in answer.text


def picture(image, alt="Ein Saal", decorative=""):
    return {
        "image": {"image": str(image.pk), "alt_text": alt, "decorative": decorative},
        "caption": "Genau hier",
    }


@pytest.mark.parametrize(
    ("alts", "message"),
    [
        (["Ein Saal"], "Die minimale Anzahl an Elementen ist 2"),
        (["Ein Saal"] * 13, "Die maximale Anzahl an Elementen ist 12"),
    ],
)
def test_a_gallery_has_two_to_twelve_pictures(try_block, dortmund, alts, message):
    image = make_image(dortmund)
    pictures = list_value([picture(image, alt) for alt in alts])

    answer = try_block("gallery", {"heading": "Genau so", "pictures": pictures})

    error = refused(answer).errors.as_data()["body"][0].block_errors[0].block_errors["pictures"]
    assert message in error.as_json_data()["messages"][0]
    assert "Genau hier" in answer.text


def test_a_picture_of_a_gallery_without_a_description_is_refused_at_its_description(try_block, dortmund):
    pictures = list_value([picture(make_image(dortmund)), picture(make_image(dortmund), alt="")])

    answer = try_block("gallery", {"heading": "", "pictures": pictures})

    second = (
        refused(answer).errors.as_data()["body"][0].block_errors[0].block_errors["pictures"].block_errors[1]
    )
    messages = second.block_errors["image"].block_errors["alt_text"].messages
    assert messages == ["Bitte beschreiben Sie das Bild oder kennzeichnen Sie es als Schmuck"]


def test_the_portrait_beside_a_voice_is_described_too(try_block, dortmund):
    portrait = {"image": str(make_image(dortmund).pk), "alt_text": "", "decorative": ""}

    answer = try_block("testimonial", {**VOICE, "portrait": portrait})

    assert list(parts(answer)) == ["portrait"]


def test_a_list_of_documents_has_one_at_least(try_block):
    answer = try_block("documents", {"heading": "Genau diese", "documents": list_value([])})

    assert list(parts(answer)) == ["documents"]
    assert "Genau diese" in answer.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("quote", {**QUOTE, "source": ""}),
        ("testimonial", {**VOICE, "consent_note": ""}),
        ("table", table(columns=())),
    ],
)
def test_a_draft_may_lack_what_only_readers_need(try_block, name, value):
    assert try_block(name, value, publish=False).status_code == 302


def test_an_empty_cell_of_a_table_is_no_fault(try_block):
    value = table(columns=("Tag", "Wo"), rows=(("Dienstag", "null"),), kind="rich_text")
    value["table"]["cell-0-0"] = "null"

    assert try_block("table", value).status_code == 302
