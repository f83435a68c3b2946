"""The sheet that the demo's pictures are printed on, and tones for people."""

from typing import Final

from directory.shapes import rect

WIDTH: Final = 1600  # units, and pixels of the picture
HEIGHT: Final = 1067
SHEET: Final = rect(0, 0, WIDTH, HEIGHT)

# People's skin: overprints of inks of the emblems.
LIGHT, WARM, BROWN, DARK = "rose", "coral", "coral+lime", "coral+lime+stone"
