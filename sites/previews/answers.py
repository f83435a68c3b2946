"""A version as plain data: the content object that it will be, at the address of its preview."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from wagtail.models import Page

from sites.delivery.addresses import Asked
from sites.delivery.finding import Found
from sites.delivery.parameters import read_values, split
from sites.delivery.problems import ProblemError, bad_parameter
from sites.delivery.services import COMPONENTS, PREVIEW_PARAMETERS, whole
from sites.hosts import CityRequest
from sites.previews.opening import Preview, draft_type

Json = dict[str, Any]

NOT_PUBLIC = "private"  # Plone's word


def preview_answer(request: CityRequest, preview: Preview, token: str, component: str | None) -> Json:
    """Return the content object, or one of its components. Raises ProblemError."""
    root = request.city.site.root_url
    found = _found(request, preview, f"{root}/@preview/{token}")
    if component is not None:
        service = COMPONENTS[component]
        told: Json = service.answer(request, found, read_values(request.GET, service.parameters))
        return told
    values = read_values(request.GET, PREVIEW_PARAMETERS)
    expand = split(values, "expand")
    unknown = [name for name in expand if name not in COMPONENTS]
    if unknown:
        raise bad_parameter(
            "expand", f"Nothing is called “{unknown[0][:40]}”. Known: {', '.join(COMPONENTS)}."
        )
    return whole(request, found, values, expand) | {
        "review_state": "published" if preview.is_published else NOT_PUBLIC,
        "preview": {"valid_until": preview.valid_until, "published": full_address(request, preview.address)},
    }


def check_component(component: str | None) -> None:
    """Raises ProblemError for what no preview has, whoever asks in which way."""
    if component is not None and component not in COMPONENTS:
        raise ProblemError(HTTPStatus.NOT_FOUND, f"A preview has no “@{component[:40]}”.")


def full_address(request: CityRequest, address: str) -> str | None:
    """Return a path of the city as Plone writes addresses, None for ""."""
    return urljoin(request.city.site.root_url, address).rstrip("/") if address else None


def _found(request: CityRequest, preview: Preview, here: str) -> Found:
    """The version in place of what an address leads to."""
    draft = preview.draft
    language = draft.locale.language_code
    page, below = (draft, None) if isinstance(draft, Page) else _below(request, draft, here)
    home = Page.objects.select_related("locale").get(path=page.path[: Page.steplen * 2])
    return Found(Asked(language, ()), home, page, below, language, here)


def _below(request: CityRequest, draft: Any, here: str) -> tuple[Page, Json]:
    told, page = draft_type(draft).answer(draft, request)
    return page, told | {"@id": here}
