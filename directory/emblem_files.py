"""Emblems of associations as pictures. The address says all that is in one, so it never changes."""

from collections.abc import Sequence
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory.cards import NONE, SEEDS
from directory.emblem import FIELDS, arrange, draw

EMBLEM_PATTERN: Final = r"^emblems/(?P<first>[a-z]+)-(?P<second>[a-z]+)-(?P<seed>[0-9]{1,3})\.svg$"


def emblem_url(seed: int, codes: Sequence[str]) -> str:
    """Return the path of an emblem: of the hash of a name and of activity fields, the main one first."""
    drawn = [code for code in codes if code in FIELDS][:2]
    first, second = [*drawn, NONE, NONE][:2]
    return reverse("emblem", kwargs={"first": first, "second": second, "seed": seed % SEEDS})


@require_safe
def serve_emblem(request: HttpRequest, first: str, second: str, seed: str) -> HttpResponse:
    if int(seed) >= SEEDS or not {first, second} <= {*FIELDS, NONE}:
        raise Http404
    layout = arrange(int(seed), [code for code in (first, second) if code != NONE])
    answer = HttpResponse(draw(layout), content_type="image/svg+xml")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
