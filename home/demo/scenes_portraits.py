"""Demo portraits: one person each with the tool of an activity.

Each function prints one portrait on a press, in the two inks of the city, their overprint
and the dark ink only. Faces take the colours of the print, so that nobody's origin is drawn.
Head, hands and what tells the activity stay between x = 280 and x = 1325, for square crops.
"""

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
from home.demo.sheet import HEIGHT, WIDTH

# Angles of the arcs that draw the eyes.
_SMILING, _LOWERED = (200, 340), (20, 160)


def portrait_gardener(press: Press) -> None:
    """Somebody in a straw hat with a spade, plants grow on both sides."""
    press.over("b", disc(760, 420, 400))
    press.fill("ink", rect(1205, 330, 40, 740), _spade_blade(1225, 200))
    press.fill("a", box(420, 740, 680, 500, 300, 300, 0, 0), stroke(150, (990, 930), (1160, 846), butt=True))
    press.over("b", rect(570, 900, 380, 200), rect(600, 700, 70, 200), rect(850, 700, 70, 200))
    press.fill("ink", box(580, 300, 360, 340, 40, 40, 150, 150))
    press.fill("a+b", box(690, 560, 140, 260, 0, 0, 70, 70))
    press.fill("a", disc(760, 470, 170))
    press.fill("b", disc(1225, 815, 68), stroke(170, (1146, 853), (1176, 839), butt=True))
    press.over("b", slice_of(760, 420, 160, 180, 360), oval(760, 420, 160, 26))
    _face(press, 760, 510, 170, _SMILING)
    press.fill("a", slice_of(760, 350, 205, 180, 360), oval(760, 355, 365, 62))
    press.fill("ink", rect(557, 290, 406, 44))
    for x, height, flower in ((90, 400, 1), (330, 300, 0), (1425, 270, 1), (1560, 430, 0)):
        _plant(press, x, HEIGHT - height, flower)


def _spade_blade(x: float, y: float) -> Shape:
    return moved(scaled(figure("arch", 0, 0, 52), 4.4, 5.6), x, y)


def _plant(press: Press, x: float, top: float, flower: int) -> None:
    press.fill("ink", rect(x - 8, top, 16, HEIGHT - top))
    for y in range(round(top) + 90, HEIGHT + 100, 130):
        for side in (-1, 1):
            leaf = scaled(figure("leaf", 0, 0, 125), -side, 1)
            press.fill("a+b", moved(leaf, x + side * 64, y))
    if flower:
        press.fill("a", figure("clover", x, top, 150))
        press.cut(disc(x, top, 30))
    else:
        press.fill("b", figure("drop", x, top, 110, 45))


def portrait_drummer(press: Press) -> None:
    """A drummer half in the light, two drums overlap in front."""
    press.over("b", rect(800, 0, 800, HEIGHT))
    press.fill("ink", rect(240, 300, 16, 800), rect(1384, 300, 16, 800))
    press.fill("b", turned(oval(248, 300, 230, 28), -12, 248, 300))
    press.fill("a", turned(oval(1392, 300, 230, 28), 12, 1392, 300))
    press.fill("ink", disc(800, 300, 250), box(530, 590, 540, 500, 220, 220, 0, 0))
    press.fill("ink", stroke(24, (430, 520), (505, 130)))
    press.fill("ink", stroke(130, (620, 720), (420, 790), (430, 560)))
    press.fill("ink", stroke(130, (980, 720), (1200, 800), (1190, 700)))
    press.fill("a", box(730, 440, 140, 230, 0, 0, 70, 70), disc(800, 350, 170), disc(430, 500, 66))
    press.over("b", slice_of(800, 350, 170, -90, 90), box(800, 440, 70, 230, 0, 0, 70, 0))
    _face(press, 800, 370, 170, _SMILING)
    # The dark ink would vanish on the shaded half.
    press.cut(_eye(871.4, 370, 170, _SMILING))
    _drums(press)
    press.cut(stroke(24, (1180, 660), (950, 850)))
    press.fill("a+b", disc(1180, 650, 66))


def _drums(press: Press) -> None:
    drums = ((590, "b"), (1010, "a"))
    press.cut(*(rect(x - 280, 850, 560, 250) for x, _ in drums))
    for x, ink in drums:
        press.over(ink, rect(x - 280, 850, 560, 250))
    for x, _ in drums:
        press.fill("ink", oval(x, 850, 280, 76))
        press.cut(oval(x, 842, 256, 58))


def portrait_cook(press: Press) -> None:
    """A cook tosses discs, squares and triangles in a pan."""
    press.over("b", box(440, 40, 980, 1100, 490, 490, 0, 0))
    press.cut(box(590, 740, 680, 500, 260, 260, 0, 0))
    press.fill("ink", disc(1110, 490, 84), slice_of(930, 490, 192, 180, 360))
    press.fill("a+b", box(860, 610, 140, 220, 0, 0, 70, 70))
    press.fill("a", disc(930, 510, 172))
    press.cut(rect(745, 280, 370, 160), disc(765, 230, 112), disc(930, 210, 130), disc(1095, 230, 112))
    press.fill("b", rect(745, 400, 370, 14))
    _face(press, 915, 530, 172, _SMILING)
    press.fill("a", polygon((780, 770), (1080, 770), (930, 880)))
    press.fill("ink", *(disc(x, y, 17) for x in (1060, 1140) for y in (815, 880)))
    press.fill("ink", path("M290 800H700L650 920H340Z"), stroke(46, (660, 830), (860, 920)))
    press.fill("b", stroke(12, (1150, 955), (915, 880), (880, 1010), (1080, 1080)))
    press.fill("a", disc(846, 926, 66))
    for name, x, y, size, angle in (
        ("square", 420, 400, 180, 20),
        ("disc", 590, 190, 140, 0),
        ("triangle", 640, 440, 150, 30),
        ("half", 430, 660, 190, 200),
        ("diamond", 620, 660, 150, 10),
    ):
        press.over("a", turned(figure(name, x, y, size), angle, x, y))


def portrait_coach(press: Press) -> None:
    """A coach blows the whistle and points the way, under the arm a board with the next move."""
    press.over("a", rect(0, 740, WIDTH, 400))
    press.cut(ring(160, 1067, 250, 16, 180, 360))
    press.fill("ink", disc(1030, 330, 80), path("M1000 300Q1190 400 1110 690Q1060 520 950 440Z"))
    press.fill("a", box(795, 500, 150, 250, 0, 0, 75, 75))
    press.over("b", box(580, 670, 580, 500, 240, 260, 0, 0), stroke(150, (700, 820), (440, 640)))
    press.cut(stroke(14, (700, 790), (455, 620), butt=True), stroke(14, (686, 830), (440, 660), butt=True))
    press.fill("a", disc(400, 612, 62), stroke(36, (390, 590), (300, 540)))
    press.fill("a", *_profile(840, 400, 180, -1))
    press.over("b", slice_of(840, 400, 180, -90, 90))
    press.fill("b", slice_of(840, 340, 190, 180, 360), box(560, 310, 270, 40, 20))
    press.fill("ink", ring(735, 410, 28, 12, 200, 340), box(560, 475, 130, 46, 10), disc(580, 513, 50))
    press.cut(disc(580, 513, 18))
    press.fill("ink", *(turned(rect(430, 500, 70, 14), angle, 580, 507) for angle in (-4, 20, 44)))
    _board(press, 1150, 840)


def _board(press: Press, x: float, y: float) -> None:
    press.fill("ink", box(x - 170, y - 230, 340, 480, 24))
    press.cut(rect(x - 145, y - 205, 290, 500))
    press.over("a", disc(x - 30, y - 80, 70))
    press.over("b", rect(x - 30, y - 80, 130, 130))
    press.fill("a", disc(x - 165, y + 120, 62))


def portrait_reader(press: Press) -> None:
    """A reader in an armchair bends over a book in the light of a lamp."""
    press.over("b", box(440, 300, 800, 900, 240, 240, 0, 0))
    press.over("a", polygon((300, 270), (560, 270), (1160, HEIGHT), (130, HEIGHT)))
    press.fill("ink", slice_of(430, 270, 140, 180, 360), rect(422, 0, 16, 150))
    press.fill("ink", box(540, 660, 600, 500, 260, 260, 0, 0))
    press.fill("ink", box(650, 230, 380, 420, 190, 190, 60, 60))
    press.fill("a+b", box(770, 540, 140, 180, 0, 0, 70, 70), disc(840, 440, 165))
    press.fill("ink", slice_of(840, 400, 190, 180, 360))
    press.fill("a", *(disc(840 + s * 72, 470, 60) for s in (-1, 1)))
    press.fill("ink", *(ring(840 + s * 72, 470, 64, 12) for s in (-1, 1)), rect(826, 460, 28, 12))
    press.fill("ink", *(ring(840 + s * 72, 470, 30, 11, *_LOWERED) for s in (-1, 1)))
    press.cut(ring(840, 530, 50, 11, 30, 150))
    _book(press, 840, 820)
    for y, left, right, ink in ((1000, 1290, 1620, "a"), (930, 1330, 1640, "b"), (860, 1300, 1560, "ink")):
        press.fill(ink, rect(left, y, right - left, 70))


def _book(press: Press, x: float, y: float) -> None:
    for s in (-1, 1):
        press.fill("a", polygon((x, y), (x + s * 350, y - 70), (x + s * 350, y + 250), (x, y + 320)))
        press.cut(polygon((x, y), (x + s * 310, y - 80), (x + s * 310, y + 190), (x, y + 270)))
        for i in range(4):
            top = y + 60 + 50 * i
            press.over("b", stroke(10, (x + s * 40, top), (x + s * 260, top - 60)))
        press.fill("a+b", disc(x + s * 330, y + 110, 60))


def portrait_sailor(press: Press) -> None:
    """A bearded sailor at the wheel, a sail behind."""
    press.over("a", path("M1034 -20Q1330 400 1560 860H1034Z"))
    press.over("b", rect(0, 640, WIDTH, 500))
    press.fill("ink", rect(1010, 0, 24, 900), rect(1010, 850, 580, 20))
    press.cut(
        *(stroke(16, (x, y), (x + 150, y)) for x, y in ((60, 760), (200, 880), (1330, 960), (90, 1000)))
    )
    press.cut(box(450, 690, 640, 500, 280, 280, 0, 0))
    for y in (800, 890, 980):
        press.over("b", rect(450, y, 640, 44))
    press.fill("a", disc(770, 430, 180))
    press.fill("a+b", slice_of(770, 480, 196, 0, 180), rect(574, 440, 30, 42), rect(936, 440, 30, 42))
    press.fill("a", oval(770, 478, 166, 78))
    press.fill("b", slice_of(770, 330, 190, 180, 360))
    press.fill("ink", box(560, 310, 420, 80, 30))
    _face(press, 770, 446, 172, _SMILING)
    _wheel(press, 770, 1140, 340)
    for x, y in ((400, 170), (200, 300)):
        press.fill("ink", *(ring(x + s * 55, y, 60, 14, 200, 340) for s in (-1, 1)))


def _wheel(press: Press, x: float, y: float, radius: float) -> None:
    for angle in range(0, 180, 45):
        press.fill("ink", turned(box(x - radius - 90, y - 18, 2 * radius + 180, 36, 18), angle, x, y))
    press.fill("ink", ring(x, y, radius, 50), disc(x, y, 100))
    press.fill("a", *(disc(x + s * 224, y - 224, 66) for s in (-1, 1)))


def portrait_tailor(press: Press) -> None:
    """A tailor sews two pieces of cloth together where they overlap, in front of a huge button."""
    press.over("b", disc(1060, 340, 310))
    press.cut(*(disc(1110 + dx, 340 + dy, 36) for dx in (-65, 65) for dy in (-65, 65)))
    press.fill("ink", box(430, 640, 600, 500, 260, 260, 0, 0), disc(730, 170, 90))
    press.over("a", disc(730, 420, 180))
    press.fill("a", box(660, 560, 140, 170, 0, 0, 70, 70))
    press.fill("ink", slice_of(730, 370, 196, 180, 360))
    _face(press, 730, 460, 180, _LOWERED)
    press.cut(_eye(805.6, 460, 180, _LOWERED))
    _tape(press)
    _cloths(press)
    press.fill("ink", stroke(130, (960, 800), (1180, 740)), stroke(120, (500, 800), (640, 960)))
    press.fill("a", disc(732, 990, 62))
    press.fill("ink", stroke(16, (1176, 812), (1290, 470)), ring(1172, 826, 26, 12))
    press.fill("ink", ring(992, 840, 184, 10, 0, 165))
    press.fill("a", disc(1208, 720, 66))


def _cloths(press: Press) -> None:
    left = turned(rect(-200, 850, 1140, 400), -3, 500, 900)
    right = turned(rect(680, 850, 1140, 400), 3, 1100, 900)
    press.cut(left, right)
    press.over("a", left)
    press.over("b", right)
    press.cut(*(stroke(14, (810, y), (810, y + 30)) for y in range(890, 1067, 64)))


def _tape(press: Press) -> None:
    """Hang a measuring tape round the neck."""
    for x in (590, 810):
        press.cut(rect(x, 640, 60, 240))
        for i in range(8):
            press.fill("ink", rect(x, 660 + 28 * i, 34 if i % 2 else 20, 8))


def portrait_cyclist(press: Press) -> None:
    """A cyclist with a helmet leans over the handlebar."""
    press.over("a", slice_of(260, 1120, 480, 180, 360), slice_of(1330, 1120, 420, 180, 360))
    press.fill("ink", *(stroke(14, (x, y), (x + 200, y)) for x, y in ((60, 300), (180, 380), (20, 460))))
    press.fill("a+b", path("M740 600Q600 480 420 540L450 640Q600 590 720 690Z"))
    press.fill("a", stroke(140, (800, 480), (730, 640)))
    press.over("b", path("M250 1100Q330 660 620 600Q760 570 800 700L690 1100Z"))
    _bicycle(press)
    press.fill("ink", stroke(190, (350, 1110), (750, 960), (720, 1160)))
    press.fill("a", stroke(84, (700, 720), (1040, 770)))
    press.fill("b", stroke(150, (690, 710), (830, 735)))
    press.fill("ink", disc(1060, 770, 60))
    press.fill("a", *_profile(860, 400, 170, 1))
    press.fill("ink", ring(940, 410, 28, 12, 200, 340), ring(970, 470, 50, 12, 60, 150))
    _helmet(press, 850, 350)


def _bicycle(press: Press) -> None:
    press.fill("ink", ring(1240, 1200, 330, 34))
    for angle in range(0, 180, 20):
        press.fill("ink", turned(rect(920, 1197, 640, 6), angle, 1240, 1200))
    press.fill("ink", stroke(32, (1060, 800), (1240, 1200)), stroke(32, (1080, 860), (760, 920)))
    press.fill("ink", stroke(30, (1020, 760), (1150, 760)), ring(1150, 820, 75, 30, -90, 90))
    press.fill("ink", stroke(30, (1150, 880), (1100, 880)))


def _helmet(press: Press, x: float, y: float) -> None:
    press.fill("ink", path(f"M{x - 270} {y + 20}C{x - 240} {y - 220} {x + 150} {y - 300} {x + 210} {y}Z"))
    press.cut(*(stroke(22, (x + dx, y - 50), (x + dx - 40, y - 130)) for dx in (-110, 0, 110)))


def _profile(x: float, y: float, size: float, side: int) -> tuple[Shape, ...]:
    """Return a head from the side that looks to the right (`side` 1) or left (-1)."""
    nose = ((0.8, -0.3), (1.24, 0.22), (0.8, 0.34))
    return disc(x, y, size), polygon(*((x + side * size * dx, y + size * dy) for dx, dy in nose))


def _face(press: Press, x: float, y: float, size: float, eyes: tuple[float, float]) -> None:
    """Print eyes and a smile round x, y on a head of the radius `size`."""
    press.fill("ink", *(_eye(x + s * size * 0.42, y, size, eyes) for s in (-1, 1)))
    press.fill("ink", ring(x, y + size * 0.18, size * 0.36, size * 0.07, 30, 150))


def _eye(x: float, y: float, size: float, angles: tuple[float, float]) -> Shape:
    return ring(x, y, size * 0.2, size * 0.07, *angles)
