import inspect
from functools import cache
from io import BytesIO

import pytest
from PIL import Image

from directory.emblem import INKS, overprint
from directory.printing import PAPER, Press
from directory.shapes import box, disc, figure, path, rect, ring
from home.demo import scenes_outdoors, scenes_people, scenes_portraits, scenes_rooms
from home.demo.pictures import ALT, INK, SCENES, draw
from home.demo.sheet import HEIGHT, SHEET, WIDTH

pytestmark = pytest.mark.full

DORTMUND = ("#FFB238", "#35A0AE")
POTSDAM = ("#F4A6B7", "#5AA2DC")
CITIES = {"Dortmund": DORTMUND, "Potsdam": POTSDAM, "Halle": ("#FF9070", "#A286D8")}


@cache
def printed(name: str, inks: tuple[str, str]) -> bytes:
    return draw(name, *inks)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def hex_colours(picture: Image.Image, at_least: int = 1) -> set[str]:
    counted = picture.getcolors(WIDTH * HEIGHT) or []
    return {"#" + bytes(colour).hex().upper() for count, colour in counted if count >= at_least}


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_is_a_png_of_the_given_size(name):
    picture = Image.open(BytesIO(printed(name, DORTMUND)))

    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (1600, 1067))


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_shows_both_inks_their_overprint_and_the_dark_ink(name):
    a, b = POTSDAM

    seen = hex_colours(opened(printed(name, POTSDAM)), at_least=500)

    assert {a, b, overprint(a, b), INK} <= seen


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_is_flat(name):
    picture = opened(printed(name, DORTMUND))

    # A gradient or shadow would spread over many colours; here only edges mix.
    largest = sorted((count for count, _ in picture.getcolors(WIDTH * HEIGHT) or []), reverse=True)[:24]
    assert sum(largest) > 0.96 * WIDTH * HEIGHT


@pytest.mark.parametrize("name", SCENES)
def test_other_inks_change_every_scene(name):
    assert printed(name, DORTMUND) != printed(name, POTSDAM)


@pytest.mark.parametrize("city", CITIES)
def test_the_same_inks_give_the_same_bytes(city):
    assert draw("cargo_bike", *CITIES[city]) == draw("cargo_bike", *CITIES[city])


def test_case_of_the_inks_does_not_count():
    assert draw("books", "#ffb238", "#35a0ae") == draw("books", "#FFB238", "#35A0AE")


def test_accents_stand_out_from_the_inks_of_the_city():
    near_coral = opened(draw("street", *CITIES["Halle"]))

    seen = hex_colours(near_coral, at_least=500)

    assert INKS["coral"] not in seen
    assert INKS["sun"] in seen


def test_unknown_scene_is_refused():
    with pytest.raises(KeyError):
        draw("moon", *DORTMUND)


def test_ink_of_another_form_is_refused():
    with pytest.raises(ValueError):
        draw("table", "orange", "#35A0AE")


def test_every_scene_function_has_a_name():
    modules = (scenes_people, scenes_rooms, scenes_outdoors, scenes_portraits)
    written = {
        name
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }

    assert written == set(SCENES)
    assert len(SCENES) >= 12


def test_every_scene_has_an_alternative_text_in_german_and_english():
    assert set(ALT) == set(SCENES)
    assert all(set(texts) == {"de", "en"} for texts in ALT.values())
    assert all(20 < len(text) < 160 for texts in ALT.values() for text in texts.values())


def test_overprint_of_the_press_is_the_overprint_of_the_emblems():
    press = Press({"a": DORTMUND[0], "b": DORTMUND[1]}, WIDTH, HEIGHT)

    press.over("a", rect(0, 0, 1000, HEIGHT))
    press.over("b", rect(600, 0, 1000, HEIGHT))

    picture = opened(press.png())
    assert [picture.getpixel((x, 500)) for x in (100, 800, 1500)] == [
        tuple(bytes.fromhex(colour[1:])) for colour in (DORTMUND[0], "#357026", DORTMUND[1])
    ]


def test_the_same_ink_twice_is_the_same_ink():
    press = Press({"a": "#FFB238", "sun": "#FFB238"}, WIDTH, HEIGHT)

    press.over("a+sun", SHEET)
    press.over("a", SHEET)

    assert hex_colours(opened(press.png())) == {"#FFB238"}


def test_cut_leaves_paper():
    press = Press({"a": "#FFB238", "b": "#35A0AE"}, WIDTH, HEIGHT)

    press.over("a+b", SHEET)
    press.cut(SHEET)

    assert hex_colours(opened(press.png())) == {PAPER}


def test_fill_prints_instead_of_what_is_there():
    press = Press({"a": "#FFB238", "b": "#35A0AE"}, WIDTH, HEIGHT)

    press.over("a", SHEET)
    press.fill("b", SHEET)

    assert hex_colours(opened(press.png())) == {"#35A0AE"}


def test_a_ninth_colour_has_no_plate():
    inks = {str(n): f"#0000{n:02X}" for n in range(9)}
    press = Press(inks, WIDTH, HEIGHT)

    with pytest.raises(IndexError):
        press.over("+".join(inks), SHEET)


def test_edges_are_smooth():
    press = Press({"a": "#000000"}, WIDTH, HEIGHT)

    press.over("a", disc(800, 533, 400))

    assert len(hex_colours(opened(press.png()))) > 5


@pytest.mark.parametrize(
    ("shape", "left", "top", "right", "bottom"),
    [
        (box(10, 20, 100, 60, 20), 10, 20, 110, 80),
        (disc(50, 50, 30), 20, 20, 80, 80),
        (ring(50, 50, 30, 5), 20, 20, 80, 80),
        (figure("square", 100, 100, 52), 78, 78, 122, 122),
        (figure("disc", 100, 100, 104), 50, 50, 150, 150),
        (figure("half", 0, 0, 52, 180), -30, -15, 30, 15),
        (path("M0 0H20V10L5 30Z"), 0, 0, 20, 30),
    ],
)
def test_shapes_reach_as_far_as_they_say(shape, left, top, right, bottom):
    xs = [x for points in shape for x, _ in points]
    ys = [y for points in shape for _, y in points]

    assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx((left, top, right, bottom), abs=0.05)
