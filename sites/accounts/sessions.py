"""A sign-in ends after an hour without use, and after twelve hours whatever happens."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sites.hosts import STAFF_PATH

STARTED, USED = "signed_in_at", "used_at"  # seconds since the epoch
WRITE_SECONDS = 60  # so that not every click writes the session


class SessionLimitsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(STAFF_PATH) and request.user.is_authenticated:
            if is_over(request):
                logout(request)
                messages.info(request, _("You were signed out: your sign-in was too old or not in use."))
            elif is_use(request) and time.time() - request.session[USED] > WRITE_SECONDS:
                request.session[USED] = time.time()
        return self.get_response(request)


def start_clock(request: HttpRequest, **kwargs: object) -> None:
    """At every sign-in; a session without these two marks counts as over."""
    request.session[STARTED] = request.session[USED] = time.time()


def is_over(request: HttpRequest) -> bool:
    now = time.time()
    idle = now - request.session.get(USED, 0)
    return (
        idle > settings.SESSION_IDLE_SECONDS
        or now - request.session.get(STARTED, 0) > settings.SESSION_ABSOLUTE_SECONDS
    )


def is_use(request: HttpRequest) -> bool:
    """Whether a person did something, and not the open editor by itself (pings, autosave, previews)."""
    target = request.headers.get("Sec-Fetch-Dest")
    if target:
        # Choosers are opened by hand only; everything else that is no document the page fetches itself.
        return target == "document" or "/choose" in request.path_info
    return (
        "application/json" not in request.headers.get("Accept", "")
        and request.headers.get("X-Requested-With") != "XMLHttpRequest"
        and "/editing-sessions/" not in request.path_info
    )
