"""The security headers of every answer: one function, whoever gives the answer.

No page needs an inline script: those of Wagtail's widgets are started from data
attributes (`sites/static/sites/admin.js`). So the policy has neither
`unsafe-inline` for scripts nor nonces, which markup that slipped in would inherit.
"""

from collections.abc import Callable
from enum import Enum

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HSTS_SECONDS = 31_536_000  # a year
DOCUMENTS_PATH = "/documents/"
STAFF_PATH = "/admin/"
# Of links that open what is not public (`sites/previews`).
PREVIEW_PATH, PREVIEW_DATA_PATH, OPEN_PATH = "/_preview/", "/++api++/@preview/", "/_open/"

Policy = dict[str, str]


class Kind(Enum):
    PUBLIC = "public"  # pages of a city, their stylesheets, fonts and pictures
    STAFF = "staff"  # the admin, and the previews that it frames
    LINK = "link"  # addresses that open what is not public: no other site may learn them
    FILE = "file"  # what somebody uploaded: it may do nothing at all


NOTHING: Policy = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
PAGES: Policy = NOTHING | {
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
}
POLICIES: dict[Kind, Policy] = {
    Kind.FILE: NOTHING | {"sandbox": ""},
    Kind.PUBLIC: PAGES,
    Kind.LINK: PAGES,
    Kind.STAFF: NOTHING
    | {
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",  # the editor positions things by style attributes
        "img-src": "'self' data: blob:",  # cut-outs and pictures before they are uploaded
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "frame-src": "'self'",  # previews
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    },
}
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
        "browsing-topics",
    )
)


def headers_for(kind: Kind, *, https: bool = True) -> dict[str, str]:
    """Return the headers of an answer of this kind; `https` adds HSTS, for hosts that have no plain http."""
    policy = "; ".join(f"{name} {value}".strip() for name, value in POLICIES[kind].items())
    framed = "SAMEORIGIN" if kind is Kind.STAFF else "DENY"
    headers = {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Referrer-Policy": "no-referrer" if kind is Kind.LINK else "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": framed,
    }
    if https:
        headers["Strict-Transport-Security"] = f"max-age={HSTS_SECONDS}"
    return headers


def kind_of(path: str, status: int) -> Kind:
    """Return the kind of the answer with this status to this path, as the root of the host sees it."""
    if path.startswith(STAFF_PATH):
        return Kind.STAFF
    if path.startswith((PREVIEW_PATH, PREVIEW_DATA_PATH, OPEN_PATH)):
        return Kind.LINK
    # Where a file is not given out, the answer is a page of ours.
    if path.startswith((DOCUMENTS_PATH, settings.MEDIA_URL)) and status < 300:
        return Kind.FILE
    return Kind.PUBLIC


class HeadersMiddleware:
    """Stands first: an answer of any other middleware has the headers too, and none of theirs wins."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        kind = kind_of(request.path_info, answer.status_code)
        for name, value in headers_for(kind, https=not settings.DEMO).items():
            answer[name] = value
        return answer
