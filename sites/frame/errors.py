"""Pages for what cannot be shown: not found, and an error of ours."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from sites.frame.context import build_frame
from sites.frame.languages import direction


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the frame of the city; in German where the city does not have the asked language."""
    city = getattr(request, "city", None)
    if city is None:
        return HttpResponse(render_to_string("frame/no_city.html"), status=404)
    asked = translation.get_language()
    language = asked if asked in city.languages else settings.LANGUAGE_CODE
    with translation.override(language):
        answer = render(request, "frame/404.html", {"frame": build_frame(request, None)}, status=404)
    answer["Content-Language"] = language  # not the one of the address, which LocaleMiddleware would say
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """500: asks the database for nothing, since it may be what failed."""
    city = getattr(request, "city", None)
    contact = city and city.contact
    language = translation.get_language() or settings.LANGUAGE_CODE
    context = {"city": city, "contact": contact, "language": language, "direction": direction(language)}
    return HttpResponse(render_to_string("frame/500.html", context), status=500)
