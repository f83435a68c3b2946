"""Demo pictures of rooms and what is in them. Each function prints one scene on a press."""

from directory.printing import Press
from directory.shapes import (
    Shape,
    box,
    disc,
    figure,
    moved,
    path,
    polygon,
    rect,
    ring,
    slice_of,
    stroke,
    turned,
)
from home.demo.sheet import BROWN, SHEET, WIDTH

_HEADS = ("disc", "clover", "hexagon", "square", "drop", "leaf", "diamond", "arch", "pillow", "pill", "lens")


def keys(press: Press) -> None:
    """Many keys on the hooks of two boards that overlap; one hook is free."""
    press.over("a", box(-60, 60, 960, 947, 0, 473, 473, 0))
    press.over("b", rect(620, 60, 1100, 947))
    inks = ("ink", "paper", "ink", "accent", "paper", "ink", "paper")
    free = 9
    for i in range(21):
        column, row = i % 7, i // 7
        x, y = 95 + column * 228 + (row % 2) * 80, 160 + row * 290
        ink = inks[(i * 4 + row) % 7]
        if i != free:
            _key(press, x, y, _HEADS[(i * 7) % 11], ink, (i * 37) % 11 - 5)
        if ink == "ink" and i != free:
            press.cut(disc(x, y, 15))
        else:
            press.fill("ink", disc(x, y, 15))


def _key(press: Press, x: float, y: float, head: str, ink: str, swing: float) -> None:
    parts = [
        turned(part, swing, x, y)
        for part in (
            figure(head, x, y + 36, 112),
            rect(x - 14, y + 60, 28, 160),
            rect(x, y + 150, 52, 22),
            rect(x, y + 194, 40, 26),
        )
    ]
    if ink == "paper":
        press.cut(*parts)
    else:
        press.fill(ink, *parts)


def kitchen(press: Press) -> None:
    """A big pot in front of a round light, spoons on a rail, a small pot, jars on a shelf."""
    press.over("a", disc(830, 420, 400))
    press.over("b", box(760, 440, 640, 400, 0, 0, 90, 90), box(730, 410, 700, 44, 22))
    press.fill("ink", ring(760, 550, 80, 30, 90, 270), ring(1400, 550, 80, 30, 270, 450))
    steam = path("M0 360C-90 270 70 210 -10 100L24 100C110 220 -50 270 34 360Z")
    press.cut(*(moved(steam, x, 0) for x in (730, 860, 990)))
    press.fill("ink", rect(0, 840, WIDTH, 240))
    for x in (240, 520, 1080, 1360):
        press.cut(disc(x, 955, 46))
        press.fill("ink", turned(rect(x - 7, 908, 14, 48), x / 9, x, 955))
    press.fill("ink", turned(box(330, 420, 30, 300, 15), 18, 345, 640))
    press.fill("accent", box(150, 640, 380, 200, 0, 0, 60, 60))
    press.fill("ink", box(-60, 660, 220, 36, 18), box(130, 620, 420, 34, 17))
    _rail(press)
    _jars(press)


def _rail(press: Press) -> None:
    press.fill("ink", box(-40, 90, 500, 18, 9))
    press.fill(
        "ink", rect(80, 100, 16, 220), disc(88, 350, 56), rect(210, 100, 16, 200), box(176, 290, 84, 140, 42)
    )
    press.fill("ink", rect(340, 100, 16, 180), *(ring(348, 350, radius, 11) for radius in (76, 48, 22)))


def _jars(press: Press) -> None:
    press.fill("ink", rect(1290, 300, 320, 20))
    for x, width, height, ink in ((1310, 110, 130, "accent"), (1440, 100, 170, "lime")):
        press.fill(ink, box(x, 300 - height, width, height, 24, 24, 0, 0))
        press.fill("ink", box(x + 8, 276 - height, width - 16, 30, 8))


def school_hall(press: Press) -> None:
    """Rows of chairs in front of a screen."""
    press.over("b", rect(0, 0, WIDTH, 500))
    press.cut(rect(200, 60, 640, 350))
    press.over("a", disc(460, 235, 115))
    press.over("b", rect(490, 130, 210, 210))
    for x in (1020, 1320):
        press.cut(box(x, 90, 220, 420, 110, 110, 0, 0))
        press.over("a", box(x, 90, 220, 420, 110, 110, 0, 0))
    for y, size, count, start in ((440, 0.6, 9, -30), (570, 0.9, 7, -90), (770, 1.35, 5, -60)):
        for i in range(count):
            _chair(press, start + i * 318 * size, y, size, "ab"[i % 2])


def _chair(press: Press, x: float, y: float, size: float, ink: str) -> None:
    w, h = 270 * size, 180 * size
    legs = [rect(x + dx, y + h, 18 * size, 260 * size) for dx in (24 * size, w - 42 * size)]
    back = box(x, y, w, h, 70 * size, 70 * size, 16 * size, 16 * size)
    seat = box(x - 8 * size, y + h + 46 * size, w + 16 * size, 46 * size, 22 * size)
    press.fill("ink", *legs)
    press.fill(ink, back, seat)


def calendar(press: Press) -> None:
    """A wall calendar with round and square marks, a clock beside it."""
    press.over("b", SHEET)
    press.fill("ink", stroke(8, (640, 190), (930, 50), (1220, 190)), disc(930, 48, 20))
    press.cut(box(410, 170, 1050, 950, 24, 24, 0, 0))
    press.over("a", box(410, 170, 1050, 150, 24, 24, 0, 0))
    for x in (640, 1220):
        press.cut(disc(x, 200, 22))
        press.fill("ink", disc(x, 200, 12))
    left, top, cell = 445, 355, 140
    for row in range(6):
        press.fill("stone", rect(left, top + row * cell, 7 * cell, 5))
    for column in range(8):
        press.fill("stone", rect(left + column * cell, top, 5, 740))
    _marks(press, left + 72, top + 72, cell)
    _clock(press, 110, 330)


def _marks(press: Press, left: float, top: float, cell: float) -> None:
    round_days = ((0, 0), (5, 0), (6, 1), (0, 2), (3, 3))
    square_days = ((3, 0), (1, 1), (5, 2), (1, 3), (6, 3))
    press.over("a", *(disc(left + x * cell, top + y * cell, 46) for x, y in round_days))
    press.over("b", *(rect(left + x * cell - 40, top + y * cell - 40, 80, 80) for x, y in square_days))
    for column, row in ((4, 1), (2, 2), (4, 4)):
        x, y = left + column * cell, top + row * cell
        press.over("a", disc(x - 18, y, 46))
        press.over("b", rect(x - 22, y - 40, 80, 80))


def _clock(press: Press, x: float, y: float) -> None:
    press.cut(disc(x, y, 230))
    press.fill(
        "ink", disc(x, y, 22), *(stroke(22, (x, y), (x + dx, y + dy)) for dx, dy in ((0, -150), (100, 60)))
    )


def door(press: Press) -> None:
    """An open door, light falls out, somebody waves."""
    press.over("a", SHEET)
    press.over("b", rect(0, 860, WIDTH, 210))
    press.cut(rect(560, 120, 470, 741))
    press.cut(polygon((560, 860), (1030, 860), (830, 1067), (60, 1067)))
    press.over("b", polygon((1030, 120), (1370, 20), (1370, 1010), (1030, 860)))
    press.fill(
        "b",
        polygon((1085, 195), (1315, 135), (1315, 450), (1085, 450)),
        polygon((1085, 520), (1315, 520), (1315, 900), (1085, 800)),
    )
    press.fill("ink", disc(1338, 485, 20), polygon((560, 860), (1030, 860), (985, 905), (455, 905)))
    _waving_person(press)
    for angle, ink in ((-62, "lime"), (58, "lime"), (-24, "lime+teal"), (26, "lime+teal"), (0, "lime")):
        press.fill(ink, turned(figure("lens", 250, 560, 310, 90), angle, 250, 730))
    press.fill("accent", path("M110 720H390L350 960H150Z"))


def _waving_person(press: Press) -> None:
    press.fill("ink", rect(700, 640, 54, 250), rect(800, 640, 54, 250))
    press.fill(
        "accent",
        box(655, 420, 245, 350, 110, 110, 20, 20),
        stroke(64, (880, 500), (960, 430), (930, 290)),
        stroke(64, (680, 500), (640, 660)),
    )
    press.fill(BROWN, disc(930, 260, 40), disc(640, 690, 36), rect(745, 380, 60, 60), disc(775, 320, 88))
    press.fill("ink", slice_of(775, 312, 98, 180, 360), disc(690, 300, 40), disc(860, 300, 40))


def books(press: Press) -> None:
    """A shelf of books, one leans on the others, a globe at the end."""
    spines = (
        (-40, 150, 640, "a"), (95, 110, 760, "b"), (190, 170, 560, "a"), (345, 90, 700, "ink"),
        (435, 150, 620, "b"), (570, 200, 720, "a"), (1010, 120, 520, "accent"),
    )  # fmt: skip
    for x, width, height, ink in spines:
        press.over(ink, box(x, 930 - height, width, height, 10))
    press.over("b", turned(box(750, 250, 150, 680, 10), -9, 750, 930))
    _bindings(press)
    _globe(press, 1370, 560)
    press.fill("ink", rect(0, 930, WIDTH, 40))
    press.over("a", *(rect(x, 1010, 190, 60) for x in (-30, 420)))
    press.over("b", rect(140, 990, 300, 80))


def _bindings(press: Press) -> None:
    for x, y, width in ((-40, 340, 150), (200, 430, 150), (1010, 470, 120)):
        press.cut(rect(x, y, width, 22), rect(x, y + 40, width, 10))
    press.cut(figure("leaf", 148, 300, 60), figure("clover", 390, 380, 56), figure("disc", 510, 420, 70))
    press.cut(figure("diamond", 670, 330, 100), figure("arch", 275, 640, 80), rect(445, 820, 125, 24))
    for distance, thick in ((560, 26), (70, 16)):
        press.cut(turned(rect(750, 930 - distance, 150, thick), -9, 750, 930))
    press.cut(turned(figure("drop", 825, 560, 80), -9, 750, 930))


def _globe(press: Press, x: float, y: float) -> None:
    press.fill(
        "ink",
        ring(x, y, 258, 20, -60, 120),
        rect(x - 14, y + 190, 28, 160),
        box(x - 120, 890, 240, 60, 30, 30, 0, 0),
    )
    press.fill("b", disc(x, y, 215))
    press.over(
        "a",
        figure("leaf", x - 60, y - 70, 210),
        figure("drop", x + 70, y + 90, 170),
        figure("pill", x + 130, y - 90, 110),
    )


def instruments(press: Press) -> None:
    """A long-necked lute over a frame drum."""
    press.over("a", disc(470, 500, 410))
    press.over("accent", ring(470, 500, 410, 42))
    for angle in range(15, 375, 45):
        press.fill("ink", turned(box(851, 460, 38, 80, 19), angle, 470, 500))
    body = path("M-34 -420C-60 -230 -270 -130 -270 90A270 270 0 0 0 270 90C270 -130 60 -230 34 -420Z")
    press.over("b", _along_lute(body))
    press.fill(
        "ink", *map(_along_lute, (rect(-34, -1100, 68, 690), ring(0, 20, 80, 16), box(-90, 200, 180, 30, 15)))
    )
    strings = [rect(x - 3, -1100, 6, 1310) for x in (-16, 0, 16)]
    frets = [rect(-34, y, 68, 8) for y in range(-1000, -420, 96)]
    press.cut(*map(_along_lute, (*strings, *frets)))


def _along_lute(shape: Shape) -> Shape:
    return moved(turned(shape, 45), 880, 700)
