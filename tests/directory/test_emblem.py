import re
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest

from directory import emblem as emblem_module
from directory.emblem import (
    FIELDS,
    INKS,
    SHAPES,
    Layout,
    emblem,
    emblem_pair,
    field_shape,
    layout,
    overprint,
)

REFERENCE = Path(__file__).parent / "emblems"
ICONS = Path(emblem_module.__file__).parent / "static" / "directory" / "fields"
SVG = "{http://www.w3.org/2000/svg}"

ASSOCIATIONS = {
    "balkongarten": ("Balkongarten", ["umwelt"]),
    "chor-werba": ("Chor Werba", ["musik", "international"]),
    "die-brueckenbauer": ("Die Brückenbauer", ["migration", "soziales"]),
    "haus-der-stille": ("Haus der Stille", ["religion"]),
    "jugendrat-luetgendortmund": ("Jugendrat Lütgendortmund", ["antidis", "jugend"]),
    "lesewerk-nordstern": ("Lesewerk Nordstern e.\u202fV.", ["bildung", "sprache"]),
    "orchester-der-strassen": ("Orchester der Straßen", ["musik"]),
    "pflegelotsen-brackel": ("Pflegelotsen Brackel", ["gesundheit", "familie"]),
    "rechenwerk": ("Rechenwerk", ["bildung", "medien"]),
    "reparaturtreff-kaiserhof": ("Reparaturtreff Kaiserhof", ["umwelt", "quartier"]),
    "runder-tisch-hombruch": ("Runder Tisch Hombruch", ["religion", "antidis"]),
    "saz-und-klang": ("Saz & Klang e.\u202fV.", ["musik", "jugend"]),
    "vaeterkreis-asseln": ("Väterkreis Asseln", ["familie", "sport"]),
}

# name, fields, seed, direction, distance, turns of the first and the second shape
RULE_EXAMPLES = [
    ("Chor Werba", ["musik", "international"], 0x70C3EB10, 0, 2, (0, 2)),
    ("Balkongarten", ["umwelt"], 0x7BCCB15A, 2, 3, (2, 0)),
    ("Хор «Верба»", ["musik"], 0xEC76B04D, 5, 1, (2, 0)),
]

CITY_INKS = [
    ("#FFB238", "#35A0AE", "#357026"),
    ("#F4A6B7", "#5AA2DC", "#56699E"),
    ("#FF9070", "#A286D8", "#A24C5F"),
]


def elements(svg: str, tag: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(svg).findall(f".//{SVG}{tag}")


def centres(drawn: Layout) -> list[tuple[int, int]]:
    return [(part.x, part.y) for part in (drawn.first, drawn.second)]


def printed_shapes(svg: str) -> list[str]:
    """Path data of the four printed shapes of a pair, left emblem first."""
    by_parent = {child: parent for parent in ElementTree.fromstring(svg).iter() for child in parent}
    return [e.attrib["d"] for e, parent in by_parent.items() if parent.tag == f"{SVG}svg" and "d" in e.attrib]


@pytest.mark.parametrize(("name", "fields", "seed", "direction", "distance", "turns"), RULE_EXAMPLES)
def test_layout_follows_the_examples_of_the_rule(name, fields, seed, direction, distance, turns):
    drawn = layout(name, fields)

    assert (drawn.seed, drawn.direction, drawn.distance) == (seed, direction, distance)
    assert (drawn.first.turns, drawn.second.turns) == turns


@pytest.mark.parametrize("slug", ASSOCIATIONS)
def test_emblem_is_the_reference_byte_for_byte(slug):
    name, fields = ASSOCIATIONS[slug]

    svg = emblem(name, fields) + "\n"

    assert svg.encode() == (REFERENCE / f"{slug}.svg").read_bytes()


def test_every_reference_emblem_is_compared():
    stored = {path.stem for path in REFERENCE.glob("*.svg")}

    assert stored == set(ASSOCIATIONS)


@pytest.mark.parametrize("field", FIELDS)
def test_static_icon_of_a_field_is_its_shape(field):
    stored = (ICONS / f"{field}.svg").read_bytes()

    assert stored == field_shape(field).encode()


def test_twenty_fields_have_twenty_shapes_in_seven_inks():
    shapes = {shape for shape, _ in FIELDS.values()}
    inks = {ink for _, ink in FIELDS.values()}

    assert len(FIELDS) == len(shapes) == 20
    assert shapes == set(SHAPES)
    assert inks == set(INKS) - {"stone"}


@pytest.mark.parametrize(("first", "second", "printed"), CITY_INKS)
def test_overprint_multiplies_the_inks_of_a_city(first, second, printed):
    assert overprint(first, second) == overprint(second, first) == printed


def test_overprint_with_white_keeps_the_ink():
    assert overprint("#ffb238", "#FFFFFF") == "#FFB238"


@pytest.mark.parametrize("ink", ["", "FFB238", "#FFB23", "#FFB2380", "#GGB238", "sun", "#12 34 ", "#١٢٣٤٥٦"])
def test_overprint_refuses_what_is_no_colour(ink):
    with pytest.raises(ValueError):
        overprint(ink, "#35A0AE")


def test_one_field_stands_for_both_shapes():
    assert emblem("Balkongarten", ["umwelt"]) == emblem("Balkongarten", ["umwelt", "umwelt"])


def test_the_same_field_twice_never_has_the_same_turns():
    names = [f"Verein {n}" for n in range(64)]

    drawn = [layout(name, ["musik"]) for name in names]

    assert all(d.first.turns != d.second.turns for d in drawn)


def test_different_fields_may_have_the_same_turns():
    names = [f"Verein {n}" for n in range(64)]

    drawn = [layout(name, ["musik", "sport"]) for name in names]

    assert any(d.first.turns == d.second.turns for d in drawn)


def test_only_the_first_two_fields_count():
    two = emblem("Chor Werba", ["musik", "international"])

    assert emblem("Chor Werba", ["musik", "international", "sport"]) == two


def test_order_of_fields_counts():
    assert emblem("Chor Werba", ["musik", "jugend"]) != emblem("Chor Werba", ["jugend", "musik"])


def test_no_field_gives_disc_and_square_in_stone():
    drawn = layout("Neue Gruppe", [])

    assert [(part.shape, part.ink) for part in (drawn.first, drawn.second)] == [
        ("disc", "stone"),
        ("square", "stone"),
    ]


def test_a_city_s_own_field_takes_shape_and_ink_of_its_ancestor():
    parents = {"tango": "tanz", "tanz": "musik"}

    own = emblem("Milonga", ["tango", "sport"], parents=parents)

    assert own == emblem("Milonga", ["musik", "sport"])
    assert field_shape("tango", parents=parents) == field_shape("musik")


def test_two_own_fields_below_one_parent_are_the_same_field():
    parents = {"tango": "musik", "salsa": "musik"}

    assert emblem("Milonga", ["tango", "salsa"], parents=parents) == emblem("Milonga", ["musik"])


def test_a_field_without_a_known_ancestor_does_not_count():
    parents = {"ring": "kreis", "kreis": "ring"}

    assert emblem("Kreis", ["ring", "sport", "unbekannt"], parents=parents) == emblem("Kreis", ["sport"])
    assert INKS["stone"] in field_shape("ring", parents=parents)


@pytest.mark.parametrize("name", ["  Väterkreis\n", "\ufeffVäterkreis\u202f", "\u00a0Väterkreis\t"])
def test_white_space_at_the_ends_of_a_name_does_not_count(name):
    assert emblem(name, ["familie"]) == emblem("Väterkreis", ["familie"])


def test_unicode_form_of_a_name_does_not_count():
    decomposed = unicodedata.normalize("NFD", "Väterkreis")

    assert emblem(decomposed, ["familie"]) == emblem("Väterkreis", ["familie"])


def test_uid_names_the_clip_path():
    svg = emblem("Rechenwerk", ["bildung"], "rank-3")

    assert elements(svg, "clipPath")[0].attrib["id"] == "rank-3"
    assert 'clip-path="url(#rank-3)"' in svg


def test_markup_in_uid_and_colour_stays_text():
    drawn = layout("Rechenwerk", ["bildung"])

    svg = emblem_pair(drawn, drawn, '"><script>', common='red"/><script>')

    assert elements(svg, "script") == []


def test_svg_carries_no_name():
    name = "Zitronenfalter"
    drawn = layout(name, ["umwelt", "jugend"])

    texts = [emblem(name, ["umwelt", "jugend"]), emblem_pair(drawn, drawn)]

    assert not any("itronen" in text or "<text" in text or "<title" in text for text in texts)


def test_svg_has_whole_numbers_only():
    svg = emblem_pair(layout("Chor Werba", ["musik"]), layout("Rechenwerk", ["bildung", "medien"]))

    assert not re.search(r"\d\.\d", svg)


def test_pair_is_the_reference_byte_for_byte():
    left = layout("Gartenkreis Emscherbogen", ["umwelt", "quartier"])
    right = layout("Chor Werba", ["musik", "international"])

    svg = emblem_pair(left, right, "r") + "\n"

    assert svg.encode() == (REFERENCE / "pairs" / "gartenkreis-chor-werba.svg").read_bytes()


def test_inner_shapes_of_a_pair_meet_on_one_line():
    left = layout("Chor Werba", ["musik", "international"])
    right = layout("Rechenwerk", ["bildung", "medien"])

    svg = emblem_pair(left, right)

    printed = re.findall(r'translate\((-?\d+) (-?\d+)\)[^/]*? fill="#', svg.split("</clipPath>")[-1])
    places = [(int(x), int(y)) for x, y in printed]
    # Each emblem prints first shape, second shape and the second again as overprint.
    inner, outer = max(places[:2]), min(places[3:5])
    assert (outer[0] - inner[0], outer[1] - inner[1]) == (27, 0)


def test_on_a_tie_the_second_shape_of_the_left_meets_the_first_of_the_right():
    below = next(
        d for d in (layout(f"Verein {n}", ["musik", "sport"]) for n in range(64)) if d.direction == 2
    )
    (x, first_y), (_, second_y) = centres(below)

    svg = emblem_pair(below, below)

    moved_first_y = second_y
    assert f"translate({x + 27} {moved_first_y})" in svg
    assert f"translate({x + 27} {second_y + second_y - first_y})" in svg


def test_view_box_of_a_pair_reaches_31_units_beyond_the_outermost_centres():
    svg = emblem_pair(layout("Chor Werba", ["musik"]), layout("Rechenwerk", ["bildung", "medien"]))

    places = [tuple(map(int, p)) for p in re.findall(r"translate\((-?\d+) (-?\d+)\)", svg)]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    left, top, width, height = map(int, ElementTree.fromstring(svg).attrib["viewBox"].split())
    assert (left, top) == (min(xs) - 31, min(ys) - 31)
    assert (left + width, top + height) == (max(xs) + 31, max(ys) + 31)


def test_on_a_right_to_left_page_the_partner_comes_first():
    own = layout("Chor Werba", ["musik", "international"])
    partner = layout("Rechenwerk", ["bildung", "medien"])

    svg = emblem_pair(own, partner, right_to_left=True)

    assert svg == emblem_pair(partner, own)
    assert printed_shapes(svg)[:2] == [SHAPES["square"], SHAPES["stairs"]]


def test_what_both_emblems_cover_has_the_common_colour():
    left, right = layout("Chor Werba", ["musik"]), layout("Rechenwerk", ["bildung"])

    svg = emblem_pair(left, right, "m1", common="#FFFFFF")

    assert svg.count('fill="#FFFFFF"') == 2
    assert [clip.attrib["id"] for clip in elements(svg, "clipPath")] == ["m1a", "m1b", "m1c"]
