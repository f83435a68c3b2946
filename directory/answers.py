"""What the directory tells programs: its page, each entry as content below it, and the list with facets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import CharField, DateTimeField, F, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Concat
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from directory.answer_entries import TYPE, entry_content, entry_summary, reader
from directory.answer_shapes import ABOUT, ASSOCIATIONS, PARAMETERS
from directory.browse import CONFIRMED, NAME, Facet, read_list
from directory.models import (
    ACTIVITY_FIELD,
    EXCHANGE,
    KIND,
    LEGAL_FORM,
    TARGET_GROUP,
    DirectoryEntry,
    DirectoryPage,
    OldAddress,
    Term,
)
from directory.words import read_words
from sites.delivery.batching import batching
from sites.delivery.parameters import Values, batch, one, split
from sites.delivery.problems import bad_parameter
from sites.delivery.summaries import address
from sites.hosts import CityRequest
from sites.labels import text_in
from sites.registry import AnswerType, ApiService, SearchSource

Json = dict[str, Any]


def _below(page: DirectoryPage, parts: list[str], request: CityRequest) -> Json | None:
    """The entry with this slug, or the one that had it before."""
    if len(parts) != 1:
        return None
    entries = DirectoryEntry.objects.for_city(request.city).select_related("district")
    entry = entries.filter(slug=parts[0]).first()
    if entry is None:
        old = OldAddress.objects.for_city(request.city).filter(slug=parts[0]).values("association")
        entry = entries.filter(association__in=old).first()
    return entry_content(entry, page, request, read_words(request.city)) if entry else None


def _fields(page: DirectoryPage, request: CityRequest) -> Json:
    """Entries are found by `@associations` and by searches, not among the items of the page."""
    return {"associations_total": DirectoryEntry.objects.for_city(request.city).count()}


DIRECTORY = AnswerType("Document", _("Directory"), DirectoryPage, _fields, _below)


# The list with facets


FACETS = ("field", "district", "language", "group", "kind")
CHOICES = (*FACETS, "letter", "sort")


def associations(request: CityRequest, page: Page, values: Values) -> Json:
    """The entries of the city in parts, narrowed by facets, with the number of entries for each value."""
    directory = DirectoryPage.objects.filter(pk__in=_directories(request)).select_related("locale").first()
    assert directory is not None, "create_city makes the directory page"
    found = read_list(request.city, directory, _query(values))
    if found.query.unknown:
        name, value = found.query.unknown[0]
        raise bad_parameter(name, f"“{value[:40]}” is nothing that can be chosen here.")
    part = batch(values)
    base = f"{address(page, request)}/@associations"
    keys = found.keys[part.start : part.start + part.size]
    told = _read(keys, request)
    links = batching(request, base, part, len(found.keys))
    return {
        "@id": base,
        **({"batching": links} if links else {}),
        "items": [told[key] for key in keys],
        "items_total": len(found.keys),
        "facets": facets_json(found.facets),
    }


def facets_json(facets: Iterable[Facet]) -> Json:
    """Return name → the values of each facet with their number."""
    return {
        facet.name: [
            {
                "token": option.value,
                "title": text_in(option.labels, reader()).text,
                "count": option.count,
                "selected": option.is_chosen,
            }
            for option in facet.options
        ]
        for facet in facets
    }


def _query(values: Values) -> QueryDict:
    """Read what is chosen. Raises ProblemError."""
    letter, sort = one(values, "letter"), one(values, "sort") or NAME
    if len(letter) > 1:
        raise bad_parameter("letter", "“letter” is one letter.")
    if sort not in (NAME, CONFIRMED):
        raise bad_parameter("sort", f"“sort” is {NAME} or {CONFIRMED}.")
    query = QueryDict(mutable=True)
    for name in FACETS:
        query.setlist(name, split(values, name))
    query["letter"], query["sort"] = letter, sort
    return query


def _directories(request: CityRequest) -> QuerySet[Any]:
    homes = request.city.homes().filter(locale__language_code=reader())
    return DirectoryPage.objects.live().descendant_of(homes.get()).values("pk")


def _read(keys: list[int], request: CityRequest) -> dict[int, Json]:
    page = DirectoryPage.objects.filter(pk__in=_directories(request)).select_related("locale").first()
    base = address(page, request) if page else ""
    entries = DirectoryEntry.objects.filter(pk__in=keys).select_related("district")
    words = read_words(request.city)
    return {entry.pk: entry_summary(entry, base, words) for entry in entries}


LIST = ApiService(
    "associations",
    (*CHOICES, "b_start", "b_size"),
    associations,
    ABOUT,
    PARAMETERS,
    ASSOCIATIONS,
)


# Searches


def _rows(request: CityRequest, language: str, subjects: list[str]) -> QuerySet[Any]:
    entries = DirectoryEntry.objects.for_city(request.city)
    if subjects:
        terms = Term.objects.filter(vocabulary=ACTIVITY_FIELD)
        codes = [term.code for term in terms if {term.code, *term.labels.values()} & set(subjects)]
        entries = entries.filter(fields__overlap=codes)
    page = DirectoryPage.objects.filter(pk__in=_directories(request)).first()
    if page is None:
        return entries.none()
    path = page.get_url(request) or ""
    never = Value(None, output_field=DateTimeField())
    nowhere = Value("", output_field=CharField())
    summaries = KeyTextTransform("summary", KeyTextTransform(language, "texts"))
    return entries.order_by().annotate(
        source=Value("associations"),
        row=F("pk"),
        group=F("key"),
        title=F("name"),
        text=Coalesce(summaries, Value(""), output_field=CharField()),
        type=Value(TYPE),
        effective=F("changed_at"),
        modified=F("changed_at"),
        start=never,
        end=never,
        house=nowhere,
        street=nowhere,
        place=Concat(Value(path), "slug", Value("/"), output_field=CharField()),
        position=F("sort_key"),
    )


def _subjects(keys: list[int], language: str) -> dict[int, list[str]]:
    fields = dict(DirectoryEntry.objects.filter(pk__in=keys).values_list("pk", "fields"))
    codes = {code for some in fields.values() for code in some}
    found = Term.objects.filter(vocabulary=ACTIVITY_FIELD, code__in=codes)
    titles = {term.code: text_in(term.labels, language).text for term in found}
    return {key: [titles[code] for code in some if code in titles] for key, some in fields.items()}


ENTRIES = SearchSource("associations", _rows, _read, _subjects)


# Words


def _vocabulary(name: str) -> Callable[[CityRequest], list[tuple[str, str]]]:
    def read(request: CityRequest) -> list[tuple[str, str]]:
        terms = Term.objects.for_city(request.city).filter(vocabulary=name, successor=None)
        return [(term.code, text_in(term.labels, reader()).text) for term in terms]

    return read


VOCABULARIES_OF_TERMS = {
    f"insist.{name}": _vocabulary(name) for name in (ACTIVITY_FIELD, TARGET_GROUP, EXCHANGE, KIND, LEGAL_FORM)
} | {"plone.app.vocabularies.Keywords": _vocabulary(ACTIVITY_FIELD)}
