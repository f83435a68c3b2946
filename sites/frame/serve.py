"""Finding the page of an address: a path in a language is served from that language's tree only."""

from typing import NamedTuple

from django.db.models import F, Subquery
from django.db.models.functions import Length, Substr
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from wagtail import hooks
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve_chain

from sites.delivery.store.marks import for_everybody
from sites.frame.context import build_frame
from sites.frame.errors import page_not_found
from sites.frame.inclusive import silence_stars
from sites.frame.visibility import is_restricted, visible
from sites.hosts import CityRequest
from sites.models import City

SAFE = ("GET", "HEAD")


class Elsewhere(NamedTuple):
    """What the same path leads to in another language, and its translation into the wanted one."""

    page: Page
    translation: Page | None


# What is sent to a page acts on nobody's sign-in, and a token would need a cookie: public forms
# carry a signature of their own (`sites/forms.py`), and all other pages refuse what is sent.
@csrf_exempt
def serve(request: CityRequest, path: str) -> HttpResponse:
    city, language = request.city, get_language()
    if language not in city.languages:
        return page_not_found(request)
    parts = [part for part in path.split("/") if part]
    try:
        page, args, kwargs = route(request, city, language, parts)
    except Http404:
        return _serve_elsewhere(request, city, language, parts)
    if request.method in SAFE and not page.parameters.issuperset(request.GET):
        return HttpResponsePermanentRedirect(_without_strange_parameters(request, page.parameters))
    return _serve_page(request, page, args, kwargs)


def _without_strange_parameters(request: CityRequest, known: frozenset[str]) -> str:
    """The address with what the page reads: links of newsletters and networks carry marks of their own."""
    query = request.GET.copy()
    for name in set(query) - known:
        del query[name]
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _serve_page(request: CityRequest, page: Page, args: list, kwargs: dict) -> HttpResponse:
    chain = serve_chain
    for wrap in reversed(hooks.get_hooks("on_serve_page")):
        chain = wrap(chain)
    for check in hooks.get_hooks("before_serve_page"):  # among them: the shared password of a page
        answer = check(page, request, args, kwargs)
        if isinstance(answer, HttpResponse):
            return answer
    answer = chain(page, request, args, kwargs)
    if isinstance(answer, TemplateResponse):
        answer.add_post_render_callback(_read_well)
        if page.is_restricted is False:
            for_everybody(answer)
    return answer


def _read_well(answer: HttpResponse) -> None:
    answer.content = silence_stars(answer.content.decode())


def route(request: CityRequest, city: City, language: str, parts: list[str]) -> RouteResult:
    """Return page, args and kwargs for a path below the city's home in `language`.

    The deepest page whose address begins the path routes the rest itself, as
    Wagtail's own routing ends up doing, in one query instead of two per level.
    Raises Http404.
    """
    found = pages_on_the_way(city, language, parts)
    if not found:
        raise Http404
    request.home, page = found[0], found[-1]
    specific = read_specific(page)
    specific.is_restricted = page.is_restricted
    return specific.route(request, parts[page.depth - request.home.depth :])


def pages_on_the_way(city: City, language: str, parts: list[str]) -> list[Page]:
    """Return the home in this language, published or not, and the pages on the path below it."""
    homes = city.homes().filter(locale__language_code=language).values("url_path")
    tails = ["".join(f"{part}/" for part in parts[:n]) for n in range(len(parts) + 1)]
    pages = Page.objects.annotate(
        home_path=Subquery(homes[:1]),
        tail=Substr("url_path", Length("home_path") + 1),
        is_restricted=is_restricted(),
    )
    pages = pages.filter(url_path__startswith=F("home_path"), tail__in=tails)
    return list(pages.select_related("locale").order_by("depth"))


def read_specific(page: Page) -> Page:
    """Return `page` as its own type, with what that type's template shows, in one query."""
    page_class = page.specific_class
    return page_class.objects.select_related("locale", *page_class.shown_relations).get(pk=page.pk)


def _serve_elsewhere(request: CityRequest, city: City, language: str, parts: list[str]) -> HttpResponse:
    found = find_elsewhere(city, language, parts)
    if found is None:
        return page_not_found(request)
    if found.translation:
        return HttpResponseRedirect(found.translation.get_url(request))
    context = {"frame": build_frame(request, None, original=found.page), "original": found.page}
    return render(request, "frame/not_translated.html", context, status=404)


def find_elsewhere(city: City, language: str, parts: list[str]) -> Elsewhere | None:
    """Find the published, unrestricted page with this path in another language of the city.

    Its translation is left out where it is not public: the address would tell.
    """
    tail = "".join(f"{part}/" for part in parts)
    homes = city.homes().filter(locale__language_code__in=city.languages)
    paths = [home.url_path + tail for home in homes.exclude(locale__language_code=language)]
    pages = visible(Page.objects.filter(url_path__in=paths))
    page = pages.select_related("locale").order_by("pk").first()
    if page is None:
        return None
    translation = visible(
        Page.objects.filter(translation_key=page.translation_key, locale__language_code=language)
    )
    return Elsewhere(page, translation.first())
