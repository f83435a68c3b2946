"""Two inks, their overprint, and whether text on them can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sites.frame.colours import INK, PAPER, WHITE, channels, contrast, contrast_problems, overprint, wash
from tests.sites.said import said

TOO_DARK = "Dark text cannot be read on this colour. Please choose a lighter one."
TOO_LIGHT = (
    "Printed over each other, the two colours are too light for links and buttons. "
    "Please choose colours that lie further apart."
)
# The first three cities as the designer worked them out: inks, overprint, contrasts to one decimal place
# of ink on a, ink on b, white on the overprint, the overprint on paper.
TABLE = [
    ("#FFB238", "#35A0AE", "#357026", (9.2, 5.3, 6.0, 5.9)),
    ("#F4A6B7", "#5AA2DC", "#56699E", (8.6, 6.0, 5.4, 5.3)),
    ("#FF9070", "#A286D8", "#A24C5F", (7.5, 5.5, 5.6, 5.5)),
]
COLOURS = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)


@pytest.mark.parametrize(("a", "b", "ab", "contrasts"), TABLE)
def test_the_overprint_and_its_contrasts_are_those_of_the_design(a, b, ab, contrasts):
    assert overprint(a, b) == ab

    found = (contrast(INK, a), contrast(INK, b), contrast(WHITE, ab), contrast(ab, PAPER))
    assert tuple(round(ratio, 1) for ratio in found) == contrasts


@pytest.mark.parametrize(("a", "b", "ab", "contrasts"), TABLE)
def test_the_colours_of_the_design_are_accepted(a, b, ab, contrasts):
    assert contrast_problems(a, b) == {}


def test_contrast_reaches_from_1_to_21():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_small_letters_are_the_same_colour():
    assert overprint("#ffb238", "#35a0ae") == overprint("#FFB238", "#35A0AE")


@given(COLOURS, COLOURS)
def test_printing_does_not_depend_on_the_order_and_never_gets_lighter(a, b):
    mixed = overprint(a, b)

    assert mixed == overprint(b, a)
    assert all(m <= min(x, y) for m, x, y in zip(channels(mixed), channels(a), channels(b), strict=True))


@given(COLOURS)
def test_white_paper_shows_an_ink_as_it_is(ink):
    assert overprint(ink, "#FFFFFF") == ink
    assert wash(ink, 1) == ink
    assert wash(ink, 0) == "#FFFFFF"


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_from_both_sides(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@pytest.mark.parametrize(
    ("a", "b", "field"), [("#7A1020", "#35A0AE", "ink_a"), ("#FFB238", "#003399", "ink_b")]
)
def test_an_ink_on_which_dark_text_cannot_be_read_is_named(a, b, field):
    problems = contrast_problems(a, b)

    assert {name: str(text) for name, text in problems.items()} == {field: said(TOO_DARK)}


def test_both_inks_are_named_where_both_are_too_dark():
    assert set(contrast_problems("#7A1020", "#003399")) == {"ink_a", "ink_b"}


def test_an_overprint_that_is_too_light_for_links_is_named():
    problems = contrast_problems("#FFE9A8", "#FFD0D8")

    assert {name: str(text) for name, text in problems.items()} == {"ink_b": said(TOO_LIGHT)}


@given(COLOURS, COLOURS)
def test_whatever_is_accepted_can_be_read(a, b):
    if contrast_problems(a, b):
        return

    ab = overprint(a, b)
    grounds = [(INK, a), (INK, b), (WHITE, ab), (ab, PAPER), (ab, wash(a, 0.18)), (ab, wash(b, 0.14))]
    assert min(contrast(one, other) for one, other in grounds) >= 4.5


INKS = "/inks/F4A6B7-5AA2DC.css"


def test_the_stylesheet_of_a_city_holds_its_inks_and_nothing_else(at, potsdam):
    answer = at(potsdam).get(INKS)

    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer.text == "@layer tokens { :root { --a: #F4A6B7; --b: #5AA2DC; --ab: #56699E; } }\n"


def test_the_stylesheet_follows_the_settings_of_the_city(at, dortmund):
    before = at(dortmund).get("/").context["frame"].stylesheet
    dortmund.ink_a, dortmund.ink_b = "#FF9070", "#A286D8"
    dortmund.save()

    after = at(dortmund).get("/").context["frame"].stylesheet

    assert "--ab: #A24C5F" in at(dortmund).get(after).text
    assert after != before


def test_the_stylesheet_may_be_kept_because_its_address_names_its_content(at, potsdam):
    assert at(potsdam).get("/").context["frame"].stylesheet == INKS
    assert at(potsdam).get(INKS)["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "name", ["F4A6B7", "F4A6B7-5AA2D", "F4A6B7-5AA2DC-000000", "f4a6b7-5aa2dc", "F4A6B7-}*{color"]
)
def test_anything_but_two_inks_has_no_stylesheet(at, potsdam, name):
    assert at(potsdam).get(f"/inks/{name}.css").status_code == 404
