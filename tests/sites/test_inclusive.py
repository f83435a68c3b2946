"""The gender star is seen by all and read aloud by none."""

import pytest

from sites.frame.inclusive import silence_stars
from tests.make import home_of, make_content

SILENT = '<span aria-hidden="true">*</span>'


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("<p>Migrant*innen und Nachbar*in</p>", f"<p>Migrant{SILENT}innen und Nachbar{SILENT}in</p>"),
        ("<p>jede*r, eine*n</p>", f"<p>jede{SILENT}r, eine{SILENT}n</p>"),
        ("<h1>Ein <b>Mitarbeiter*innen</b>abend</h1>", f"<h1>Ein <b>Mitarbeiter{SILENT}innen</b>abend</h1>"),
    ],
)
def test_a_star_inside_a_word_is_hidden_from_screen_readers(text, spoken):
    assert silence_stars(text) == spoken


@pytest.mark.parametrize(
    "text",
    [
        "<p>* Pflichtfeld</p>",
        "<p>2 * 3 * 4</p>",
        "<title>Migrant*innen</title>",
        "<script>let a = b*in;</script>",
        '<img alt="Migrant*innen">',
        "<textarea>Nachbar*innen</textarea>",
        "<p>Migrant:innen, MitmischerInnen, „Quotes“ ‘here’ »dort«</p>",
    ],
)
def test_everything_else_stays_as_it_was_typed(text):
    assert silence_stars(text) == text


def test_a_page_is_read_well(at, dortmund):
    make_content(home_of(dortmund), title="Für Nachbar*innen", slug="nachbarn")

    text = at(dortmund).get("/nachbarn/").text

    assert f"Für Nachbar{SILENT}innen</h1>" in text
    assert "<title>Für Nachbar*innen" in text
