"""The host of a request decides the city; the admin has a host of its own.

Hosts of cities come from the Site table, so a new city is data. Anything else is
answered 404 and never with another city's pages.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.template.loader import render_to_string
from wagtail.models import Page, Site

from sites.frame.visibility import seeing
from sites.models import City
from sites.previews.cities import enter, link_of, unseen

STAFF_PATH = "/admin/"
SHARED_PATHS = (settings.STATIC_URL, settings.MEDIA_URL, "/inks/", "/emblems/")


class CityRequest(HttpRequest):
    """A request as the middleware below leaves it; on the admin host and in previews `city` is None."""

    city: City
    home: Page  # of the language of the address, published or not; set where a page is looked for
    _wagtail_site: Site | None
    # In a city that is hidden, for those who have a link to it: no answer may be stored.
    is_opened_by_link: bool
    opened_until: datetime.date
    # Where a version is shown by a link: `sites.previews.opening.Preview`.
    preview: Any
    is_preview: bool


GetResponse = Callable[[CityRequest], HttpResponse]


@dataclass(frozen=True)
class Seen:
    """What a request looks like from outside of our proxies; `client` is an address or ""."""

    host: str
    scheme: str
    client: str


class Proxies:
    """The configured proxies: what X-Forwarded-* says is believed when one of them says it."""

    def __init__(self, networks: Iterable[str]) -> None:
        """Raises ImproperlyConfigured."""
        try:
            self.networks = [ip_network(network) for network in networks]
        except ValueError as error:
            raise ImproperlyConfigured(f"TRUSTED_PROXIES: {error}") from error

    def seen(self, meta: dict[str, Any]) -> Seen:
        """Read the environment of a WSGI request, or `request.META`, which is the same."""
        host, scheme = meta.get("HTTP_HOST", ""), meta.get("wsgi.url_scheme", "http")
        client = meta.get("REMOTE_ADDR", "")
        if not self._include(client):
            return Seen(host, scheme, client)
        return Seen(
            meta.get("HTTP_X_FORWARDED_HOST", host),
            meta.get("HTTP_X_FORWARDED_PROTO", scheme),
            meta.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip() or client,
        )

    def _include(self, address: str) -> bool:
        try:
            return any(ip_address(address) in network for network in self.networks)
        except ValueError:  # a unix socket has no address
            return False


class ForwardedMiddleware:
    """Leave in a request what is believed of it: the host decides the city."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.proxies = Proxies(settings.TRUSTED_PROXIES)

    def __call__(self, request: CityRequest) -> HttpResponse:
        meta, seen = request.META, self.proxies.seen(request.META)
        meta["HTTP_HOST"], meta["wsgi.url_scheme"], meta["REMOTE_ADDR"] = seen.host, seen.scheme, seen.client
        for name in ("HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR"):
            meta.pop(name, None)
        return self.get_response(request)


class HostMiddleware:
    """Set `request.city` (None on the admin host), or answer 404."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: CityRequest) -> HttpResponse:
        request.city = None  # type: ignore[assignment]
        if getattr(request, "is_dummy", False):  # a preview, rendered inside an answer of the admin host
            return self.get_response(request)
        host = request.META.get("HTTP_HOST", "").lower()
        if host == settings.ADMIN_HOST:
            return self._serve_staff(request)
        return self._serve_city(request, host)

    def _serve_staff(self, request: CityRequest) -> HttpResponse:
        if request.path_info in ("/", STAFF_PATH.rstrip("/")):
            return HttpResponseRedirect(STAFF_PATH)
        if not request.path_info.startswith((STAFF_PATH, *SHARED_PATHS)):
            return no_city_here()
        # Wagtail asks for the site of the request; without this it would fall back to some city.
        request._wagtail_site = None
        return self.get_response(request)

    def _serve_city(self, request: CityRequest, host: str) -> HttpResponse:
        city = find_city(host)
        if city is None or request.path_info.startswith(STAFF_PATH):
            return no_city_here()
        return self._serve_hidden(request, city) if city.is_hidden else self._go_on(request, city)

    def _serve_hidden(self, request: CityRequest, city: City) -> HttpResponse:
        entered = enter(request, city)
        if entered:
            return entered
        link = link_of(request, city)
        if link is None:
            return no_city_here()
        request.is_opened_by_link, request.opened_until = True, link.valid_until
        with seeing(city):
            return unseen(self._go_on(request, city))

    def _go_on(self, request: CityRequest, city: City) -> HttpResponse:
        request.city = city
        request._wagtail_site = city.site
        return self.get_response(request)


def find_city(host: str) -> City | None:
    """Return the city of a Host header (`name` or `name:port`), None if there is none."""
    hostname = host.rsplit(":", 1)[0].rstrip(".") if host else ""
    return City.objects.with_site().filter(site__hostname=hostname).order_by("pk").first()


def no_city_here() -> HttpResponse:
    """The answer where no city is: it names none, and looks the same for a hidden one."""
    return HttpResponseNotFound(render_to_string("frame/no_city.html"))
