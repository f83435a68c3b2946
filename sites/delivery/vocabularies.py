"""Controlled words with their labels: `@vocabularies` and one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from sites.delivery.addresses import Asked
from sites.delivery.batching import batching
from sites.delivery.finding import find
from sites.delivery.parameters import Batch, batch, one, read_values, split
from sites.delivery.problems import ProblemError
from sites.delivery.summaries import type_titles
from sites.frame.languages import own_name
from sites.hosts import CityRequest
from sites.models import District
from sites.registry import registry

Json = dict[str, Any]
Pairs = list[tuple[str, str]]  # token, title

VOCABULARY_PARAMETERS = ("b_start", "b_size", "title", "token", "tokens")

TYPES = "plone.app.vocabularies.PortalTypes"
LANGUAGES = "plone.app.vocabularies.SupportedContentLanguages"
DISTRICTS = "insist.districts"


def _types(request: CityRequest) -> Pairs:
    return list(type_titles().items())


def _languages(request: CityRequest) -> Pairs:
    return [(code, own_name(code)) for code in request.city.languages]


def _districts(request: CityRequest) -> Pairs:
    found = District.objects.filter(region__cities=request.city).order_by("name")
    return list(found.values_list("code", "name"))


OWN: dict[str, Callable[[CityRequest], Pairs]] = {
    TYPES: _types,
    LANGUAGES: _languages,
    "plone.app.vocabularies.AvailableContentLanguages": _languages,
    DISTRICTS: _districts,
}


def _all() -> dict[str, Callable[[CityRequest], Pairs]]:
    return OWN | registry.vocabularies


def pairs_of(request: CityRequest, name: str) -> Pairs:
    """Return the tokens and titles of a vocabulary, none for a name that nobody offers."""
    read = _all().get(name)
    return read(request) if read else []


def vocabularies(request: CityRequest, asked: Asked) -> Any:
    """The list of all vocabularies, or the terms of one, in parts."""
    find(request, Asked(asked.language, asked.parts), [])
    if not asked.rest:
        read_values(request.GET, ())
        base = request.city.site.root_url
        return [{"@id": f"{base}/@vocabularies/{name}", "title": name} for name in sorted(_all())]
    name = asked.rest[0]
    if len(asked.rest) > 1 or name not in _all():
        raise ProblemError(HTTPStatus.NOT_FOUND, f"There is no vocabulary “{name[:60]}”.")
    values = read_values(request.GET, VOCABULARY_PARAMETERS)
    pairs = _chosen(
        _all()[name](request), one(values, "title"), [*split(values, "token"), *split(values, "tokens")]
    )
    part = batch(values)
    here = f"{request.city.site.root_url}/@vocabularies/{name}"
    links = batching(request, here, part, len(pairs))
    return {
        "@id": here,
        **({"batching": links} if links else {}),
        "items": [{"title": title, "token": token} for token, title in _part(pairs, part)],
        "items_total": len(pairs),
    }


def _chosen(pairs: Pairs, words: str, tokens: list[str]) -> Pairs:
    found = [pair for pair in pairs if words.lower() in pair[1].lower()]
    return [pair for pair in found if pair[0] in tokens] if tokens else found


def _part(pairs: Pairs, part: Batch) -> Iterable[tuple[str, str]]:
    return pairs[part.start : part.start + part.size]


VOCABULARY_SERVICES = {"vocabularies": vocabularies}
