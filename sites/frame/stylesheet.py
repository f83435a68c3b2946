"""The small stylesheet of a city: its inks, from its settings."""

import hashlib

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from sites.hosts import CityRequest
from sites.models import City


def city_css(city: City) -> str:
    return f"@layer tokens {{ :root {{ --a: {city.ink_a}; --b: {city.ink_b}; --ab: {city.ink_ab}; }} }}\n"


def stylesheet_url(city: City) -> str:
    """Return the address with the content's digest, so that browsers may keep the file."""
    digest = hashlib.sha256(city_css(city).encode()).hexdigest()[:12]
    return f"{reverse('city_stylesheet')}?v={digest}"


@require_safe
def city_stylesheet(request: CityRequest) -> HttpResponse:
    answer = HttpResponse(city_css(request.city), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=31536000, immutable" if "v" in request.GET else "no-cache"
    return answer
