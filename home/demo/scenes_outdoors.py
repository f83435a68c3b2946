"""Demo pictures of the city outdoors. Each function prints one scene on a press."""

from directory.printing import Press
from directory.shapes import (
    Shape,
    box,
    disc,
    figure,
    moved,
    oval,
    path,
    polygon,
    rect,
    ring,
    scaled,
    slice_of,
    stroke,
    turned,
)
from home.demo.sheet import BROWN, DARK, LIGHT, WARM, WIDTH


def garden(press: Press) -> None:
    """A watering can in front of the sun, drops fall on a row of plants."""
    press.over("a", disc(1060, 350, 340))
    _watering_can(press)
    press.fill("ink", oval(500, 1270, 1500, 330))
    plants = (
        (90, 190, 0),
        (300, 260, 1),
        (530, 265, 2),
        (770, 180, 0),
        (1010, 230, 1),
        (1270, 120, 0),
        (1490, 150, 2),
    )
    for x, height, kind in plants:
        _plant(press, x, 960 + (x - 500) ** 2 / 14000, height, kind)
    for x, y in ((360, 400), (270, 480), (400, 530), (300, 600), (180, 640), (420, 660), (230, 730)):
        press.fill("b", turned(figure("drop", x, y, 58), 45, x, y))


def _watering_can(press: Press) -> None:
    def place(shape: Shape) -> Shape:
        return turned(shape, -16, 1100, 480)

    press.over("b", place(path("M960 300H1390L1430 720H920L926 660L575 370L620 312L940 510Z")))
    press.fill("ink", place(path("M560 420L660 285L600 240Q500 270 480 390Z")))
    press.fill("ink", place(ring(1400, 500, 175, 42, -96, 90)), place(ring(1175, 300, 150, 38, 180, 360)))


def _plant(press: Press, x: float, ground: float, height: float, kind: int) -> None:
    top = ground - height
    press.fill("lime+teal", stroke(16, (x, ground + 30), (x, top)))
    for i in range(int(height // 85)):
        y = ground - 40 - i * 90
        for side in (-1, 1):
            press.fill("lime", moved(scaled(figure("leaf", 0, 0, 90), -side, 1), x + side * 46, y - 40))
    if kind == 1:
        press.fill("accent", figure("clover", x, top - 20, 130))
        press.fill("ink", disc(x, top - 20, 26))
    if kind == 2:
        cup = polygon((-66, 0), (-66, -70), (-33, -6), (0, -78), (33, -6), (66, -70), (66, 0))
        press.fill("second", slice_of(x, top, 66, 0, 180), moved(cup, x, top))


def cargo_bike(press: Press) -> None:
    """Somebody rides a cargo bike with a full box in front of the sun."""
    press.over("a", slice_of(1080, 955, 640, 180, 360))
    press.fill("ink", rect(0, 950, WIDTH, 14))
    for x, y, r in ((290, 820, 130), (1270, 790, 160)):
        press.fill("ink", ring(x, y, r, 26), disc(x, y, 26))
        for angle in range(0, 180, 30):
            press.fill("ink", turned(rect(x - r + 10, y - 3, 2 * r - 20, 6), angle, x, y))
    _load(press)
    press.over("b", path("M350 480H880L820 800H430Z"))
    press.fill("ink", *_frame(), box(1050, 500, 170, 40, 20), ring(1010, 840, 56, 18))
    _rider(press)


def _frame() -> tuple[Shape, ...]:
    return (
        stroke(26, (290, 820), (350, 690), (440, 830), (1010, 840), (900, 450), (850, 435)),
        stroke(26, (1010, 840), (1120, 530), (925, 530)),
        stroke(22, (1010, 840), (1270, 790), (1125, 550)),
        stroke(26, (900, 450), (960, 400)),
    )


def _load(press: Press) -> None:
    press.fill("lime+teal", stroke(14, (500, 500), (500, 260)))
    for y, size in ((400, 150), (290, 120)):
        press.fill(
            "lime",
            figure("leaf", 500 + size / 2, y, size),
            moved(scaled(figure("leaf", 0, 0, size), -1, 1), 500 - size / 2, y),
        )
    press.fill("accent", disc(700, 400, 125))
    press.cut(disc(700, 400, 96))
    press.fill("second", turned(rect(800, 250, 50, 300), 12, 820, 400))


def _rider(press: Press) -> None:
    press.fill("ink", stroke(80, (1125, 480), (960, 610), (1040, 880)), box(985, 860, 120, 44, 22))
    press.fill(
        "accent", stroke(120, (1130, 450), (1090, 280)), stroke(54, (1090, 270), (1030, 400), (955, 400))
    )
    press.fill(BROWN, disc(945, 400, 30), disc(1055, 135, 76), rect(1060, 180, 50, 60))
    press.fill("b", slice_of(1055, 127, 92, 180, 360), box(930, 112, 120, 18, 9))


def river(press: Press) -> None:
    """A boat with two sails on a river, the sun goes down behind it."""
    sun = disc(1270, 440, 280)
    press.over("a", sun)
    _far_bank(press)
    press.cut(rect(0, 470, WIDTH, 600))
    press.over("a", sun)
    press.over("b", rect(0, 470, WIDTH, 600))
    _boat(press)
    press.fill("accent", path("M630 80V560H330Q560 360 630 80Z"))
    press.over("a", path("M675 130Q860 340 960 560H675Z"))
    _ripples(press)


def _far_bank(press: Press) -> None:
    press.fill("lime", slice_of(90, 520, 330, 180, 360))
    for x, width, height, ink in (
        (120, 120, 110, "accent"),
        (20, 100, 170, "second"),
        (250, 90, 140, "accent"),
    ):
        eaves = 470 - height
        press.fill(ink, rect(x, eaves, width, height + 20))
        press.fill("ink", polygon((x - 12, eaves), (x + width / 2, eaves - 50), (x + width + 12, eaves)))


def _boat(press: Press) -> None:
    for x, skin, coat in ((430, BROWN, "second"), (830, LIGHT, "a")):
        press.fill(coat, box(x - 55, 650, 110, 130, 55, 55, 0, 0))
        press.fill(skin, disc(x, 620, 46))
        press.fill("ink", slice_of(x, 616, 50, 180, 360))
    press.fill("ink", path("M250 730H1060L930 910H390Z"), rect(640, 40, 20, 700))
    press.cut(rect(268, 754, 774, 14))


def _ripples(press: Press) -> None:
    left, right = (
        ((60, 640, 140), (120, 960, 180), (560, 1000, 160)),
        ((1150, 640, 220), (1060, 960, 260), (1380, 810, 200)),
    )
    for x, y, width in (*left, *right):
        press.cut(stroke(16, (x, y), (x + width, y)), stroke(16, (x + 80, y + 40), (x + width + 60, y + 40)))


def playground(press: Press) -> None:
    """A child on a swing, another one on a slide."""
    press.over("a", disc(1090, 370, 340))
    press.over("b", rect(960, 330, 240, 640))
    press.fill("accent", polygon((905, 330), (1080, 120), (1255, 330)))
    press.cut(box(1010, 400, 140, 170, 70, 70, 0, 0))
    press.fill("lime", oval(700, 1400, 1500, 500))
    _slide(press)
    for legs in (((90, 1000), (220, 210), (340, 960)), ((640, 940), (760, 210), (850, 960))):
        press.fill("ink", stroke(26, *legs))
    press.fill("ink", stroke(26, (170, 210), (810, 210)))
    _swinging_child(press)
    press.fill("b", path("M1040 985H1150L1130 1085H1060Z"))
    press.fill("ink", ring(1095, 985, 58, 11, 180, 360))


def _slide(press: Press) -> None:
    press.fill("accent", path("M1190 560C1440 580 1380 890 1640 930V1000C1270 990 1310 680 1190 640Z"))
    press.fill("ink", stroke(52, (1340, 625), (1420, 690), (1470, 800)))
    press.fill("b", *(stroke(40, (1335, 520), (1335 + side * 110, 420)) for side in (-1, 1)))
    press.fill("b", box(1275, 470, 120, 190, 60, 60, 30, 30))
    press.fill(LIGHT, disc(1335, 400, 72), *(disc(1335 + side * 122, 408, 25) for side in (-1, 1)))
    press.fill("ink", slice_of(1335, 394, 80, 180, 360))


def _swinging_child(press: Press) -> None:
    def place(shape: Shape) -> Shape:
        return turned(shape, -24, 470, 210)

    press.fill("b", place(stroke(62, (470, 665), (590, 650), (650, 730))))
    press.fill("second", place(box(395, 480, 150, 215, 70, 70, 20, 20)))
    press.fill("ink", place(box(370, 690, 230, 30, 10)), place(stroke(10, (580, 259), (580, 700))))
    press.fill("second", place(stroke(46, (470, 540), (570, 590))))
    press.fill(BROWN, place(disc(474, 420, 80)), place(disc(580, 590, 28)))
    press.fill("ink", place(slice_of(474, 414, 88, 150, 330)), place(disc(380, 430, 36)))


def market(press: Press) -> None:
    """Market stalls with bright awnings under a line of pennants."""
    press.fill("ink", stroke(7, *((x, _slack(x)) for x in range(-80, 1720, 40))))
    for i in range(9):
        x = -40 + i * 200
        y = _slack(x + 65)
        press.fill(
            ("b", "accent", "a")[i % 3],
            polygon((x, _slack(x)), (x + 130, _slack(x + 130)), (x + 65, y + 130)),
        )
    stalls = (
        (-190, "a", ((BROWN, "ink", "b"), (LIGHT, "stone", "ink")), ("disc", "leaf")),
        (490, "b", ((WARM, "ink", "second"), (DARK, "ink", "a")), ("arch", "diamond")),
        (1170, "a", ((LIGHT, DARK, "b"), (BROWN, "ink", "accent")), ("lens", "triangle")),
    )
    for x, ink, keepers, emblem in stalls:
        _stall(press, x, ink, keepers, emblem)


def _slack(x: float) -> float:
    return 110 - (x - 620) ** 2 / 11000


def _stall(
    press: Press, x: float, ink: str, keepers: tuple[tuple[str, str, str], ...], emblem: tuple[str, str]
) -> None:
    press.fill("ink", *(rect(x + dx, 450, 16, 400) for dx in (60, 624)))
    for i, (skin, hair, coat) in enumerate(keepers):
        at = x + 245 + i * 215
        press.fill(coat, box(at - 90, 675, 180, 200, 90, 90, 0, 0))
        if i:
            press.fill(hair, disc(at, 524, 34))
        press.fill(skin, disc(at, 612, 70))
        press.fill(hair, slice_of(at, 606, 77, 180, 360))
    press.over(ink, polygon((x + 60, 250), (x + 640, 250), (x + 720, 450), (x - 20, 450)))
    press.over(ink, *(slice_of(x + 33 + i * 106, 450, 53, 0, 180) for i in range(7)))
    press.cut(rect(x + 10, 800, 680, 280))
    press.fill("ink", rect(x + 10, 800, 680, 26))
    for dx, shape, good in ((112, "triangle", "lime"), (352, "hexagon", "lime"), (584, "trapeze", "lime")):
        press.fill(good, figure(shape, x + dx, 767, 78))
    press.over("a", figure(emblem[0], x + 310, 950, 180))
    press.over("b", figure(emblem[1], x + 395, 950, 180))


def street(press: Press) -> None:
    """Houses of a street that overlap, a tram in front."""
    press.over("a", polygon((-60, 940), (-60, 420), (150, 230), (360, 420), (360, 940)))
    press.over("b", path("M310 940V130H370V80H450V30H560V80H640V130H700V940Z"))
    press.over("a", path("M640 940V470A210 210 0 0 1 1060 470V940Z"))
    press.over("b", rect(1000, 200, 330, 740))
    press.over("a", polygon((1270, 940), (1270, 480), (1640, 300), (1640, 940)))
    press.fill("accent", rect(1060, 90, 70, 110), polygon((270, 340), (270, 240), (320, 240), (320, 384)))
    _windows(press)
    _tram(press)


def _windows(press: Press) -> None:
    for x, y, columns, rows in ((20, 480, 2, 2), (410, 210, 2, 4), (1065, 280, 2, 3), (1400, 520, 2, 2)):
        for i in range(columns * rows):
            left, top = x + (i % columns) * 130, y + (i // columns) * 150
            press.cut(rect(left, top, 76, 100))
    press.cut(disc(850, 470, 90), *(box(x, 600, 80, 140, 40, 40, 0, 0) for x in (730, 890)))


def _tram(press: Press) -> None:
    press.fill("ink", rect(0, 940, WIDTH, 140))
    press.cut(rect(0, 1000, WIDTH, 10))
    press.fill("ink", stroke(10, (700, 640), (620, 580), (720, 530)), rect(-10, 524, 1630, 6))
    press.fill("accent", box(420, 640, 1300, 310, 130, 0, 0, 40))
    press.cut(
        box(480, 690, 130, 120, 70, 10, 10, 10),
        *(rect(x, 690, 150, 120) for x in (640, 820, 1180, 1360, 1540)),
    )
    press.cut(rect(1010, 690, 60, 230), rect(1085, 690, 60, 230))
    press.fill("ink", disc(620, 955, 46), disc(760, 955, 46), disc(1400, 955, 46), disc(1540, 955, 46))
