"""Demo portraits: one person each with the tool of an activity.

Each function prints one portrait on a press, in the two inks of the city, their overprint
and the dark ink only. Faces take the colours of the print, so that nobody's origin is drawn.
Head, hands and tool stay between x = 290 and x = 1310, so that a square crop shows them.
"""

from home.demo.printing import HEIGHT, WIDTH, Press
from home.demo.shapes import (
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

# Angles of the arcs that draw the eyes.
_SMILING, _LOWERED = (200, 340), (20, 160)


def portrait_gardener(press: Press) -> None:
    """Somebody in a straw hat with a spade, among large leaves."""
    press.over("b", disc(770, 430, 400))
    press.fill("a", box(430, 740, 680, 500, 300, 300, 0, 0))
    _spade(press, 1190)
    press.fill("a", stroke(150, (1010, 930), (1150, 860)))
    press.fill("a+b", disc(1190, 800, 68))
    press.fill("ink", box(590, 300, 360, 340, 40, 40, 150, 150))
    press.fill("a+b", box(700, 560, 140, 240, 0, 0, 70, 70), disc(770, 470, 170))
    _face(press, "paper", 770, 490, 170, _SMILING)
    press.fill("a", slice_of(770, 340, 205, 180, 360), oval(770, 345, 390, 62))
    press.fill("ink", rect(568, 285, 404, 42))
    for x, y, size, angle in (
        (300, 880, 520, -60),
        (480, 900, 460, -105),
        (150, 1010, 420, -20),
        (690, 1000, 380, -50),
        (1330, 1000, 460, -120),
        (1480, 960, 420, -70),
    ):
        press.over("b", turned(figure("lens", x, y, size), angle, x, y))


def _spade(press: Press, x: float) -> None:
    press.fill("ink", rect(x - 20, 300, 40, 800), rect(x - 100, 330, 200, 24))
    press.fill("ink", moved(scaled(figure("arch", 0, 0, 52), 4.4, 5.6), x, 200))


def portrait_drummer(press: Press) -> None:
    """A drummer with both sticks raised, half in the light; the two drums overlap."""
    press.over("b", rect(800, 0, 800, HEIGHT))
    _cymbals(press)
    press.fill("ink", disc(800, 300, 250))
    press.fill("ink", box(520, 590, 560, 500, 200, 200, 0, 0))
    press.fill("ink", stroke(120, (600, 700), (420, 800), (440, 540)))
    press.fill("ink", stroke(120, (1000, 700), (1180, 800), (1160, 540)))
    press.cut(stroke(24, (1180, 500), (1010, 180)))
    press.fill("ink", stroke(24, (420, 500), (590, 180)))
    face = (box(730, 440, 140, 220, 0, 0, 70, 70), disc(800, 350, 170))
    press.fill("a", *face, disc(440, 500, 64))
    press.fill("a+b", disc(1160, 500, 64))
    press.over("b", rect(800, 100, 300, 580))
    _face(press, "ink", 800, 370, 170, _SMILING)
    for x, ink in ((580, "a"), (1020, "b")):
        press.over(ink, rect(x - 260, 830, 520, 300))
        press.cut(oval(x, 830, 260, 70))


def _cymbals(press: Press) -> None:
    press.fill("ink", rect(240, 300, 16, 800), rect(1344, 300, 16, 800))
    press.fill("b", turned(oval(248, 300, 220, 26), -12, 248, 300))
    press.fill("a", turned(oval(1352, 300, 220, 26), 12, 1352, 300))


def portrait_cook(press: Press) -> None:
    """A cook tosses discs, squares and triangles in a pan."""
    press.over("b", disc(860, 520, 500))
    press.cut(box(560, 730, 640, 500, 240, 240, 0, 0))
    press.fill("ink", disc(1055, 470, 80), slice_of(880, 480, 190, 180, 360))
    press.fill("a", box(810, 600, 140, 200, 0, 0, 70, 70), disc(880, 500, 170))
    press.cut(rect(700, 280, 360, 150), disc(720, 230, 110), disc(880, 180, 140), disc(1040, 230, 110))
    _face(press, "ink", 865, 520, 170, _SMILING)
    press.fill("a+b", polygon((740, 770), (1020, 770), (880, 900)))
    press.fill("ink", *(disc(x, y, 18) for x in (840, 940) for y in (930, 1010)))
    _pan(press)
    for name, x, y, size, angle in (
        ("square", 330, 430, 130, 20),
        ("disc", 480, 300, 120, 0),
        ("triangle", 560, 480, 140, 30),
        ("half", 390, 620, 120, 200),
        ("disc", 540, 650, 90, 0),
    ):
        press.over("a", turned(figure(name, x, y, size), angle, x, y))


def _pan(press: Press) -> None:
    press.fill("ink", path("M240 760H660L600 880H300Z"), stroke(44, (640, 800), (860, 880)))
    press.fill("a", disc(820, 870, 62))
    press.cut(stroke(140, (1100, 1000), (960, 960)))


def portrait_coach(press: Press) -> None:
    """A coach blows the whistle and shows the next move on a board."""
    press.over("a", rect(0, 700, WIDTH, 400))
    press.cut(ring(200, 1067, 320, 16, 180, 360))
    press.over("b", box(470, 650, 620, 500, 260, 260, 0, 0))
    press.fill("ink", disc(960, 320, 90), path("M930 300Q1120 330 1060 620Q1000 520 900 420Z"))
    press.fill("a+b", box(730, 500, 150, 210, 0, 0, 70, 70), disc(790, 380, 180))
    press.fill("a+b", polygon((640, 330), (570, 440), (650, 450)))
    press.fill("a", slice_of(790, 340, 195, 180, 360), box(520, 310, 300, 40, 20))
    press.cut(ring(690, 380, 30, 10, 200, 340))
    _whistle(press)
    _board(press, 1150, 690)


def _whistle(press: Press) -> None:
    press.fill("ink", box(500, 470, 150, 50, 10), disc(530, 510, 50))
    press.cut(disc(530, 510, 18))


def _board(press: Press, x: float, y: float) -> None:
    press.fill("ink", box(x - 190, y - 230, 380, 480, 24))
    press.cut(rect(x - 165, y - 205, 330, 430))
    press.over("a", disc(x - 60, y - 80, 60), disc(x + 60, y + 110, 60))
    press.over("b", rect(x - 60, y - 80, 110, 110))
    press.fill("a+b", disc(x - 190, y + 100, 60))


def portrait_reader(press: Press) -> None:
    """A reader bends over a book in the light of a lamp."""
    press.over("b", box(420, 250, 800, 900, 260, 260, 0, 0))
    press.over("a", polygon((250, 250), (450, 250), (1250, 1067), (100, 1067)))
    press.fill("ink", slice_of(350, 250, 140, 180, 360), rect(342, 0, 16, 120))
    press.fill("ink", box(520, 640, 600, 500, 260, 260, 0, 0))
    press.fill("ink", box(640, 230, 380, 420, 190, 190, 60, 60))
    press.fill("a", box(760, 540, 130, 160, 0, 0, 60, 60), disc(820, 440, 165))
    press.fill("ink", slice_of(820, 400, 190, 180, 360))
    press.fill("ink", *(ring(820 + s * 72, 470, 62, 12) for s in (-1, 1)), rect(806, 460, 28, 12))
    _book(press, 820, 800)


def _book(press: Press, x: float, y: float) -> None:
    for s in (-1, 1):
        press.fill("a", polygon((x, y), (x + s * 330, y - 70), (x + s * 330, y + 230), (x, y + 300)))
        press.cut(polygon((x, y), (x + s * 300, y - 80), (x + s * 300, y + 190), (x, y + 270)))
        for i in range(4):
            top = y + 60 + 50 * i
            press.over("b", stroke(10, (x + s * 40, top), (x + s * 260, top - 60)))
        press.fill("a", disc(x + s * 320, y + 120, 60))


def portrait_sailor(press: Press) -> None:
    """A sailor with a beard at the wheel, a sail behind."""
    press.over("a", polygon((860, -60), (1500, 900), (860, 900)))
    press.over("b", rect(0, 620, WIDTH, 500))
    press.cut(box(450, 700, 640, 500, 280, 280, 0, 0))
    for y in range(760, 1067, 80):
        press.over("b", rect(450, y, 640, 40))
    press.fill("a", disc(770, 430, 180))
    press.fill("ink", slice_of(770, 440, 190, 0, 180))
    press.fill("b", slice_of(770, 380, 200, 180, 360))
    press.fill("ink", box(560, 350, 420, 80, 30))
    _face(press, "ink", 770, 430, 170, _SMILING)
    _wheel(press, 770, 960, 300)


def _wheel(press: Press, x: float, y: float, radius: float) -> None:
    for angle in range(0, 180, 45):
        press.fill("ink", turned(box(x - radius - 90, y - 18, 2 * radius + 180, 36, 18), angle, x, y))
    press.fill("ink", ring(x, y, radius, 50), disc(x, y, 80))
    press.fill("a", *(disc(x + s * 240, y - 200, 66) for s in (-1, 1)))


def portrait_tailor(press: Press) -> None:
    """A tailor sews two pieces of cloth together."""
    press.fill("ink", box(500, 620, 600, 500, 260, 260, 0, 0))
    press.over("a", disc(800, 420, 180))
    press.over("a", path("M0 860H900V1067H0Z"))
    press.over("b", path("M700 820H1600V1067H700Z"))
    _face(press, "ink", 800, 440, 170, _LOWERED)


def portrait_cyclist(press: Press) -> None:
    """A cyclist with a helmet leans over the handlebar."""
    press.over("a", disc(900, 420, 400))
    press.over("b", stroke(360, (480, 1100), (650, 720)))
    press.fill("a+b", disc(830, 380, 170))
    press.fill("ink", slice_of(830, 340, 200, 180, 360))
    press.fill("ink", ring(1250, 1050, 330, 40))


def _face(press: Press, ink: str, x: float, y: float, size: float, eyes: tuple[float, float]) -> None:
    """Print eyes and a smile round x, y on a head of the radius `size`."""
    arcs = [ring(x + s * size * 0.42, y, size * 0.2, size * 0.07, *eyes) for s in (-1, 1)]
    smile = ring(x, y + size * 0.18, size * 0.36, size * 0.07, 30, 150)
    _line(press, ink, *arcs, smile)


def _line(press: Press, ink: str, *shapes: Shape) -> None:
    if ink == "paper":
        press.cut(*shapes)
    else:
        press.fill(ink, *shapes)
