"""A small printing press: flat inks on plates, overprinted as on paper."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from directory.emblem import overprint
from directory.shapes import Shape

PAPER: Final = "#FEFDFB"
WHITE: Final = "#FFFFFF"

# Plates are three times as fine as the picture, so that its edges are smooth.
_FINENESS = 3
# One bit of a pixel per plate.
_MOST_PLATES = 8


class Press:
    """Prints shapes with the given inks (name -> `#RRGGBB`) on one sheet, one unit a pixel.

    Wherever several inks lie on each other their colours multiply; the same ink
    twice is the same ink. A sheet takes at most eight colours (else IndexError).
    An ink argument is a name or several joined by "+", such as "a+b"; an unknown
    name raises KeyError.
    """

    def __init__(self, inks: Mapping[str, str], width: int, height: int) -> None:
        self._inks = inks
        self._size = (width * _FINENESS, height * _FINENESS)
        self._plates: dict[str, Image.Image] = {}

    def over(self, ink: str, *shapes: Shape) -> None:
        """Print shapes over what is there."""
        for name in ink.split("+"):
            colour = self._inks[name]
            plate = self._plate(colour)
            _draw(plate, 1 << list(self._plates).index(colour), shapes)

    def cut(self, *shapes: Shape) -> None:
        """Leave shapes free: paper, whatever was printed there."""
        for plate in self._plates.values():
            _draw(plate, 0, shapes)

    def fill(self, ink: str, *shapes: Shape) -> None:
        """Print shapes instead of what is there."""
        self.cut(*shapes)
        self.over(ink, *shapes)

    def png(self) -> bytes:
        """Return the printed sheet as a PNG file."""
        sheet = Image.new("L", self._size)
        for plate in self._plates.values():
            sheet = ImageChops.add(sheet, plate)
        sheet.putpalette(self._palette())
        file = BytesIO()
        sheet.convert("RGB").reduce(_FINENESS).save(file, "PNG")
        return file.getvalue()

    def _plate(self, colour: str) -> Image.Image:
        if colour not in self._plates:
            if len(self._plates) == _MOST_PLATES:
                raise IndexError(f"no plate left for {colour}")
            self._plates[colour] = Image.new("L", self._size)
        return self._plates[colour]

    def _palette(self) -> bytes:
        colours = [WHITE]
        for ink in self._plates:
            colours += [overprint(colour, ink) for colour in colours]
        return b"".join(bytes.fromhex(colour[1:]) for colour in [PAPER, *colours[1:]])


def _draw(plate: Image.Image, value: int, shapes: tuple[Shape, ...]) -> None:
    pencil = ImageDraw.Draw(plate)
    for shape in shapes:
        for polygon in shape:
            pencil.polygon([(x * _FINENESS, y * _FINENESS) for x, y in polygon], fill=value)
