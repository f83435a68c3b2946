"""The picture that stands beside a link to a page elsewhere: its emblem, in the colours of the city.

As with a city's stylesheet the address says all that is in it: it needs no database, never
changes and tells nothing of a page that is not public.
"""

from functools import lru_cache
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from directory.emblem import FIELDS, INKS, Part, arrange, name_hash
from directory.printing import Press
from directory.shapes import Shape, figure, moved, rect
from sites.models import City

WIDTH: Final = 1200  # pixels, as networks show cards
HEIGHT: Final = 630
SEEDS: Final = 512  # more bits of the seed change nothing
NONE: Final = "none"  # stands for a topic that is missing
CARD_PATTERN: Final = (
    r"^cards/(?P<a>[0-9A-F]{6})-(?P<b>[0-9A-F]{6})/"
    r"(?P<first>[a-z]+)-(?P<second>[a-z]+)-(?P<seed>[0-9]{1,3})\.png$"
)
KEPT: Final = 64  # finished cards that a process remembers, about 20 kB each
EMBLEM: Final = 600  # pixels, of a square of 96 units


def card_url(page: Page, city: City) -> str:
    """Return the path of the card of a page: of its first two topics, the same in all languages."""
    codes = [term.shape_code for term in getattr(page, "topics", [])]
    drawn = [code for code in codes if code in FIELDS][:2]
    first, second = [*drawn, NONE, NONE][:2]
    inks = {"a": city.ink_a.upper()[1:], "b": city.ink_b.upper()[1:]}
    seed = name_hash(str(page.translation_key)) % SEEDS
    return reverse("card", kwargs={**inks, "first": first, "second": second, "seed": seed})


@require_safe
def card(request: HttpRequest, a: str, b: str, first: str, second: str, seed: str) -> HttpResponse:
    if int(seed) >= SEEDS or not {first, second} <= {*FIELDS, NONE}:
        raise Http404
    answer = HttpResponse(draw_card(f"#{a}", f"#{b}", first, second, int(seed)), content_type="image/png")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@lru_cache(KEPT)
def draw_card(a: str, b: str, first: str, second: str, seed: int) -> bytes:
    """Return the PNG: the mark of INSIST in the inks of the city, and the emblem beside it."""
    layout = arrange(seed, [code for code in (first, second) if code != NONE])
    press = Press({**INKS, "a": a, "b": b}, WIDTH, HEIGHT)
    press.over("a", rect(0, 0, 340, HEIGHT))
    press.over("b", rect(220, 0, 240, HEIGHT))
    for part in (layout.first, layout.second):
        press.over(part.ink, _placed(part))
    return press.png()


def _placed(part: Part) -> Shape:
    """The shape of an emblem on the right of the card."""
    scale = EMBLEM / 96
    centre_x, centre_y = 830 - EMBLEM / 2, (HEIGHT - EMBLEM) / 2
    shape = figure(part.shape, 0, 0, 52 * scale, 90 * part.turns)
    return moved(shape, centre_x + part.x * scale, centre_y + part.y * scale)
