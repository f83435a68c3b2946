"""What people see around every page: whom to ask about it, and who pays for it.

The contact is that of a function, never of a person; the notice of funding is what funders ask for,
so a front end has to show it on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from sites.delivery.choices import function_of, spoken_choices
from sites.delivery.pictures import read_images
from sites.frame.context import contact_of, project_of
from sites.frame.pictures import CONTENT_TYPE, EU_EMBLEM, EU_EMBLEM_SIZE, LOGO
from sites.hosts import CityRequest
from sites.labels import text_in
from sites.models import Funder, Project, RoleContact

Json = dict[str, Any]
Absolute = Callable[[str], str]


def foot(page: Page, above: Sequence[Page], projects: Mapping[int, Project], request: CityRequest) -> Json:
    """Return `{"contact", "funding"}` of a page by the rules of its frame.

    `above`: its public ancestors, each with the key of the `project` that it presents; `projects`: all of
    the city, by key.
    """
    project = project_of(projects, page, above)
    funders = [funding.funder for funding in project.fundings.all()] if project else []
    return {
        "contact": contact_json(contact_of(page, project, request.city)),
        "funding": _funding(funders, partial(urljoin, request.city.site.root_url)),
    }


def contact_json(contact: RoleContact | None) -> Json | None:
    if contact is None:
        return None
    return {
        **function_of(contact.function),
        "phone": contact.phone,
        "email": contact.email,
        "place": contact.place,
        "languages": spoken_choices(contact.languages),
    }


def _funding(funders: Sequence[Funder], absolute: Absolute) -> list[Json]:
    """The funders in the order in which they stand, each with its sentence and its emblem."""
    keys = {funder.logo_id for funder in funders if funder.logo_id and not funder.is_eu}
    logos = read_images(keys, (LOGO,))
    return [_funder(funder, logos.get(funder.logo_id or 0), absolute) for funder in funders]


def _funder(funder: Funder, logo: AbstractImage | None, absolute: Absolute) -> Json:
    reader = get_language() or settings.LANGUAGE_CODE
    notice = text_in(funder.notice, reader)
    shown = _eu_emblem(absolute) if funder.is_eu else _logo(logo, absolute)
    return {
        "name": funder.name,
        "text": notice.text,
        "text_language": notice.language,
        "url": funder.url,
        "logo": {"alt_text": text_in(funder.emblem_alt, reader).text, **shown} if shown else None,
    }


def _eu_emblem(absolute: Absolute) -> Json:
    width, height = EU_EMBLEM_SIZE
    shape = {"content-type": "image/svg+xml", "width": width, "height": height}
    return {"download": absolute(static(EU_EMBLEM)), **shape}


def _logo(logo: AbstractImage | None, absolute: Absolute) -> Json | None:
    """Return a logo in its only size; None where there is none or not everybody may see it."""
    if logo is None or logo.consent_has_ended:
        return None
    made = [one for one in getattr(logo, "prefetched_renditions", ()) if one.filter_spec == LOGO]
    return next(
        (
            {
                "download": absolute(one.url),
                "content-type": CONTENT_TYPE,
                "width": one.width,
                "height": one.height,
            }
            for one in made
        ),
        None,
    )
