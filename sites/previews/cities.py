"""A hidden city, opened by a link: the link leaves a cookie, and by it the host knows this browser.

Whoever has no link that holds finds here what an unknown host answers.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from sites.frame.errors import page_not_found
from sites.headers import OPEN_PATH
from sites.models import City, CityLink
from sites.previews.tokens import CITY, read_token

# With this prefix browsers take a cookie over https only, and from no other host of the domain.
COOKIE = "city-link" if settings.DEMO else "__Host-city-link"


def enter(request: HttpRequest, city: City) -> HttpResponse | None:
    """Answer the link itself: a cookie, and on to the home page. None for any other address or link."""
    path = request.path_info
    if request.method not in ("GET", "HEAD") or not path.startswith(OPEN_PATH):
        return None
    token = path.removeprefix(OPEN_PATH).removesuffix("/")
    link = find_link(token, city)
    if link is None:
        return None
    answer = HttpResponseRedirect("/")
    seconds = (link.ends_at - timezone.now()).total_seconds()
    answer.set_cookie(
        COOKIE, token, max_age=int(seconds), secure=not settings.DEMO, httponly=True, samesite="Lax"
    )
    return unseen(answer)


def link_of(request: HttpRequest, city: City) -> CityLink | None:
    """Return the link by which this browser has opened the city, as long as it holds."""
    token = request.COOKIES.get(COOKIE)
    return find_link(token, city) if token else None


def find_link(token: str, city: City) -> CityLink | None:
    signed = read_token(token, CITY)
    if signed is None or signed.city != city.pk:
        return None
    return (
        CityLink.objects.for_city(city).valid().filter(pk=signed.link, valid_until=signed.valid_until).first()
    )


def unseen(answer: HttpResponse) -> HttpResponse:
    """Mark any answer of a hidden city: nobody keeps it, and no search engine shows it."""
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@require_safe
def opened_city(request: HttpRequest, token: str) -> HttpResponse:
    """The link to a city that has been opened to everybody meanwhile leads there; any other is not found."""
    signed = read_token(token, CITY)
    if signed is None or signed.city != request.city.pk:  # type: ignore[attr-defined]
        return page_not_found(request)
    return HttpResponseRedirect("/")
