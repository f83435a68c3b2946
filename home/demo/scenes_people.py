"""Demo pictures of people together. Each function prints one scene on a press."""

from directory.printing import Press
from directory.shapes import (
    Shape,
    box,
    disc,
    moved,
    oval,
    path,
    polygon,
    rect,
    ring,
    slice_of,
    stroke,
    turned,
)
from home.demo.sheet import BROWN, DARK, LIGHT, SHEET, WARM, WIDTH


def table(press: Press) -> None:
    """People round two tables, seen from above; the tables share a part."""
    press.over("a", disc(610, 560, 350))
    press.over("b", rect(720, 250, 900, 620))
    people = (
        (345, 190, 45, "b", WARM, "ink", 0), (150, 560, 0, "accent", DARK, "ink", 1),
        (330, 930, -45, "ink", LIGHT, "stone", 2), (640, 118, 90, "second", BROWN, "ink", 2),
        (690, 990, -90, "b", WARM, "a+b", 0), (955, 140, 90, "a", DARK, "ink", 1),
        (1270, 130, 90, "ink", WARM, "stone", 0), (1560, 150, 90, "accent", BROWN, "ink", 2),
        (1010, 985, -90, "a+b", LIGHT, DARK, 1), (1340, 975, -90, "second", BROWN, "ink", 2),
    )  # fmt: skip
    for person in people:
        _person_above(press, *person)
    _on_the_table(press)


def _person_above(
    press: Press, x: float, y: float, angle: float, coat: str, skin: str, hair: str, pose: int
) -> None:
    def place(shape: Shape) -> Shape:
        return moved(turned(shape, angle), x, y)

    hands = (((168, -30), (168, 30)), ((150, -112), (190, 24)), ((210, -40), (140, 118)))[pose]
    for side, hand in zip((-1, 1), hands, strict=True):
        elbow = (92, side * 84)
        press.fill(coat, place(stroke(46, (0, side * 86), elbow, hand)))
        press.fill(skin, place(disc(*hand, 26)))
    press.fill(coat, place(box(-52, -122, 104, 244, 52)))
    press.fill(skin, place(disc(30, 0, 50)))
    press.fill(hair, place(disc(8, 0, 58)))


def _on_the_table(press: Press) -> None:
    press.cut(turned(rect(745, 440, 200, 260), -8, 845, 570))
    press.over("a", disc(820, 570, 52))
    press.over("b", turned(rect(820, 515, 90, 90), -8, 865, 560))
    for x, y, angle in ((500, 440, 20), (1130, 590, 12), (1440, 600, -10)):
        press.cut(turned(rect(x - 60, y - 80, 120, 160), angle, x, y))
    for x, y in ((560, 690), (1090, 400), (1290, 690), (400, 620)):
        press.cut(disc(x, y, 40), ring(x + 44, y, 24, 12))
        press.fill("accent", disc(x, y, 27))


def choir(press: Press) -> None:
    """Two rows of singers with open song sheets."""
    back = (
        (170, 320, BROWN, "ink", "bun"),
        (590, 250, DARK, "ink", "cloud"),
        (1000, 300, LIGHT, DARK, "long"),
        (1425, 240, WARM, "stone", "short"),
    )
    front = (
        (385, 540, WARM, "second", "scarf"),
        (800, 590, LIGHT, "stone", "bun"),
        (1215, 545, DARK, "ink", "short"),
    )
    for x, y, *_ in back:
        press.over("b", box(x - 150, y + 130, 300, 900, 150, 150, 0, 0))
    for singer in back:
        _singer(press, *singer)
    for x, y, *_ in front:
        press.over("a", box(x - 200, y + 130, 400, 700, 190, 190, 0, 0))
    for singer in front:
        _singer(press, *singer)
        _song_sheet(press, singer[0], singer[1] + 270)


def _singer(press: Press, x: float, y: float, skin: str, hair: str, style: str) -> None:
    behind = {
        "bun": (disc(x, y - 125, 50),),
        "cloud": (disc(x, y - 35, 160),),
        "long": (box(x - 135, y - 125, 270, 330, 135, 135, 20, 20),),
        "scarf": (box(x - 140, y - 140, 280, 330, 140, 140, 90, 90),),
        "short": (),
    }[style]
    press.fill(hair, *behind)
    if style != "scarf":
        press.fill(skin, box(x - 42, y + 60, 84, 120, 0, 0, 42, 42))
    press.fill(skin, disc(x, y, 108))
    if style != "scarf":
        press.fill(hair, slice_of(x, y - 22, 116, 180, 360))
    press.fill("ink", oval(x, y + 54, 25, 34), *(ring(x + s * 46, y + 6, 25, 9, 200, 340) for s in (-1, 1)))


def _song_sheet(press: Press, x: float, y: float) -> None:
    for s in (-1, 1):
        press.cut(polygon((x, y + 30), (x + s * 185, y - 20), (x + s * 185, y + 230), (x, y + 290)))
        for i in range(4):
            top = y + 60 + i * 50
            press.fill("ink", stroke(7, (x + s * 28, top), (x + s * 160, top - 36)))
        for dx, dy in ((70, 78), (125, 120)):
            stem = x + s * dx + 13
            press.fill("ink", disc(x + s * dx, y + dy, 15), stroke(6, (stem, y + dy), (stem, y + dy - 55)))
    press.fill("b", stroke(9, (x, y + 30), (x, y + 290)))


def stage(press: Press) -> None:
    """A stage with a swept curtain and two players in the light."""
    press.over("ink", SHEET)
    press.fill("b", polygon((1090, -20), (1250, -20), (1560, 930), (640, 930)))
    press.fill("a+b", rect(0, 880, WIDTH, 200))
    press.cut(oval(1090, 930, 420, 80))
    _player(press, 950, "accent", BROWN, False)
    _player(press, 1230, "ink", LIGHT, True)
    _curtain(press)


def _player(press: Press, x: float, coat: str, skin: str, square: bool) -> None:
    side = 1 if square else -1
    press.fill("ink", *(stroke(34, (x + s * 40, 800), (x + s * 40, 930)) for s in (-1, 1)))
    body = rect(x - 95, 540, 190, 280) if square else polygon((x, 490), (x + 140, 830), (x - 140, 830))
    arms = [stroke(44, (x, 590), (x + side * dx, y)) for dx, y in ((150, 480), (-140, 610))]
    press.fill(coat, body, *arms)
    press.fill(skin, disc(x + side * 158, 470, 28), disc(x, 440, 80))
    press.fill("stone" if square else "ink", slice_of(x, 430, 88, 180, 360))


def _curtain(press: Press) -> None:
    press.fill(
        "a",
        path("M0 0H760C760 330 560 620 230 690L290 1067H0Z"),
        path("M1600 0H1420C1430 500 1500 760 1600 900Z"),
    )
    for top, knee in ((130, 60), (330, 120), (540, 180)):
        right = f"M{top} 0H{top + 90}C{top + 60} 330 {knee + 200} 600 {knee + 20} 690"
        press.over("accent", path(f"{right}C{knee + 100} 560 {top} 330 {top} 0Z"))
    for x in range(0, 1600, 200):
        press.fill("a", slice_of(x + 100, 0, 100, 0, 180))
        press.over("b", slice_of(x + 100, 0, 100, 0, 180))


def sports_hall(press: Press) -> None:
    """A ball, raised hands and a basket."""
    press.over("b", *(rect(x, 70, 190, 170) for x in range(-120, 1600, 230)))
    press.over("a", rect(0, 760, WIDTH, 310))
    press.cut(ring(1240, 1130, 330, 16, 180, 360), rect(0, 880, WIDTH, 14))
    _basket(press)
    _ball(press, 520, 390, 230)
    _arm(press, 250, 640, -12, "ink", BROWN)
    _arm(press, 560, 740, 4, "second", DARK)
    _arm(press, 850, 600, 14, "b", WARM)


def _basket(press: Press) -> None:
    press.fill("ink", box(1010, 90, 460, 330, 14))
    press.cut(rect(1032, 112, 416, 286))
    press.over("a", rect(1150, 220, 180, 130))
    press.cut(rect(1168, 238, 144, 112))
    for i in range(5):
        for top, bottom in ((i, i + 1), (i + 1, i)):
            press.fill("ink", stroke(7, (1146 + top * 38, 366), (1176 + bottom * 26, 530)))
    press.fill("accent", box(1130, 352, 220, 26, 13))


def _ball(press: Press, x: float, y: float, radius: float) -> None:
    press.over("a", disc(x, y, radius))
    seams = (
        ring(x, y, radius, 12),
        stroke(12, (x - radius + 6, y), (x + radius - 6, y), butt=True),
        stroke(12, (x, y - radius + 6), (x, y + radius - 6), butt=True),
        ring(x - 1.25 * radius, y, radius, 12, -51, 51),
        ring(x + 1.25 * radius, y, radius, 12, 129, 231),
    )
    press.fill("ink", *(turned(seam, -20, x, y) for seam in seams))


def _arm(press: Press, x: float, y: float, lean: float, sleeve: str, skin: str) -> None:
    def place(shape: Shape) -> Shape:
        return turned(shape, lean, x, y)

    fingers = [
        stroke(32, (x + dx, y), (x + dx * 1.5, y - length))
        for dx, length in ((-42, 70), (-14, 92), (14, 90), (42, 66))
    ]
    thumb = stroke(34, (x + 30, y + 60), (x + 92, y + 6))
    palm = box(x - 58, y - 20, 116, 130, 40)
    press.fill(skin, *map(place, (*fingers, thumb, palm, rect(x - 40, y + 60, 80, 700))))
    press.fill(sleeve, place(rect(x - 66, y + 220, 132, 700)))
