"""The small stylesheet of a city: its two inks and their overprint, and nothing else.

The address says all that is in it, so it never changes, needs no database, and
is the same on a city's host and in a preview on the admin host.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from sites.frame.colours import overprint
from sites.models import City

INKS_PATTERN = r"^inks/(?P<a>[0-9A-F]{6})-(?P<b>[0-9A-F]{6})\.css$"


def stylesheet_url(city: City) -> str:
    return reverse("inks", kwargs={"a": city.ink_a.upper()[1:], "b": city.ink_b.upper()[1:]})


@require_safe
def inks(request: HttpRequest, a: str, b: str) -> HttpResponse:
    css = f"@layer tokens {{ :root {{ --a: #{a}; --b: #{b}; --ab: {overprint('#' + a, '#' + b)}; }} }}\n"
    answer = HttpResponse(css, content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
