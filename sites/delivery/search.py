"""Searches over pages and what the apps add to them: `@search` and `@querystring-search`.

One query counts and orders both together; the short forms of a part are read by their keys.
"""

from __future__ import annotations

import json
import re
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat, Length, Substr
from wagtail.models import Page, get_page_models

from sites.delivery.addresses import Asked
from sites.delivery.batching import batching
from sites.delivery.criteria import (
    PARAMETERS,
    STANDARD_TYPES,
    Criteria,
    from_address,
    from_stored,
    read_stored,
    texts_in,
)
from sites.delivery.finding import Found, find
from sites.delivery.parameters import Batch, batch, one, read_values, split
from sites.delivery.problems import bad_parameter
from sites.delivery.summaries import FALLBACK, for_summaries, key_of, moment, summaries
from sites.frame.visibility import visible
from sites.hosts import CityRequest
from sites.registry import SearchSource, registry

Json = dict[str, Any]

# Of each row that a search looks at: `row` is its key in its `source`, `group` the key of all its translations.
COLUMNS = (
    "source",
    "row",
    "group",
    "title",
    "text",
    "type",
    "effective",
    "modified",
    "start",
    "end",
    "house",
    "street",
    "place",
    "position",
)
PAGES = "pages"
ALL = "_all"  # of the metadata fields
LARGEST_BODY = 20_000  # bytes of a stored query
SEARCH_PARAMETERS = (*PARAMETERS, "b_start", "b_size", "metadata_fields", "fullobjects")
STORED_PARAMETERS = ("query", "b_start", "b_size")


def search(request: CityRequest, asked: Asked) -> Json:
    values = read_values(request.GET, SEARCH_PARAMETERS)
    criteria = from_address(values)
    found = find(request, Asked(asked.language, asked.parts), [])
    _check_types(criteria)
    return _answer(request, found, criteria, batch(values), "search", split(values, "metadata_fields"))


def querystring_search(request: CityRequest, asked: Asked) -> Json:
    stored = _read_body(request) if request.method == "POST" else _read_query(request)
    found = find(request, Asked(asked.language, asked.parts), [])
    criteria = from_stored(stored)
    part = batch(
        {name: [str(stored[name])] for name in ("b_start", "b_size") if stored.get(name) not in (None, "")}
    )
    return _answer(request, found, criteria, part, "querystring-search", texts_in(stored, "metadata_fields"))


def _read_query(request: CityRequest) -> Json:
    values = read_values(request.GET, STORED_PARAMETERS)
    stored = read_stored(one(values, "query"))
    return stored | {name: one(values, name) for name in ("b_start", "b_size") if name in values}


def _read_body(request: CityRequest) -> Json:
    read_values(request.GET, ())
    if len(request.body) > LARGEST_BODY:
        raise bad_parameter("query", f"The query is longer than {LARGEST_BODY} bytes.")
    try:
        stored = json.loads(request.body)
    except (ValueError, RecursionError):
        stored = None
    if not isinstance(stored, dict):
        raise bad_parameter("query", "The body is no JSON object with a list “query”.")
    return stored


def _check_types(criteria: Criteria) -> None:
    known = {one.name for one in registry.answer_types} | {FALLBACK[0], *STANDARD_TYPES}
    unknown = [name for name in criteria.types if name not in known]
    if unknown:
        raise bad_parameter(
            "portal_type", f"Unknown type “{unknown[0][:40]}”. Known: {', '.join(sorted(known))}."
        )


def _answer(
    request: CityRequest, found: Found, criteria: Criteria, part: Batch, name: str, fields: list[str]
) -> Json:
    base = f"{request.city.site.root_url}{found.asked.path}/@{name}"
    rows = _ordered(_rows(request, found, criteria), criteria)
    total = min(rows.count(), criteria.limit or 10**9)
    chosen = list(rows[part.start : min(part.start + part.size, total)]) if part.start < total else []
    links = batching(request, base, part, total)
    items = _items(request, chosen)
    subjects = _subjects(chosen, found.asked.language) if {"Subject", ALL} & set(fields) else {}
    language = found.asked.language
    return {
        "@id": base,
        **({"batching": links} if links else {}),
        "items": [
            _with_fields(item, row, fields, language, subjects.get((row["source"], row["row"]), []))
            for item, row in items
        ],
        "items_total": total,
    }


def _rows(request: CityRequest, found: Found, criteria: Criteria) -> QuerySet[Any]:
    language, subjects = found.asked.language, list(criteria.subjects)
    queries = [_pages(found, subjects)]
    queries += [source.rows(request, language, subjects) for source in registry.search_sources]
    narrowed = [query.filter(_condition(criteria, found)).values(*COLUMNS) for query in queries]
    return narrowed[0].union(*narrowed[1:], all=True) if len(narrowed) > 1 else narrowed[0]


def _pages(found: Found, subjects: list[str]) -> QuerySet[Any]:
    home = found.home
    pages = visible(Page.objects.descendant_of(home, inclusive=True))
    if subjects:
        pages = pages.filter(registry.subject_filter(subjects) if registry.subject_filter else Q(pk=None))
    columns = {name: F(registry.answer_columns[name]) for name in ("start", "end", "house", "street")}
    prefix = Asked(found.asked.language, ()).path
    return pages.annotate(
        source=Value(PAGES),
        row=F("pk"),
        group=F("translation_key"),
        text=F("search_description"),
        type=_type_of_page(),
        effective=F("first_published_at"),
        modified=F("last_published_at"),
        place=Concat(Value(f"{prefix}/"), Substr("url_path", Length(Value(home.url_path)) + 1)),
        position=F("path"),
        **columns,
    )


def _type_of_page() -> Case:
    models = ContentType.objects.get_for_models(*get_page_models())
    whens = []
    for model, content_type in models.items():
        fitting = [one.name for one in registry.answer_types if issubclass(model, one.model)]
        if fitting:
            whens.append(When(content_type=content_type.pk, then=Value(fitting[-1])))
    return Case(*whens, default=Value(FALLBACK[0]), output_field=CharField())


def _condition(criteria: Criteria, found: Found) -> Q:
    parts = [Q(pk__isnull=False)]
    for word in criteria.text.split():
        parts.append(Q(title__icontains=word) | Q(text__icontains=word))
    if criteria.uids:
        parts.append(Q(group__in=[key for key in map(key_of, criteria.uids) if key]))
    if criteria.types:
        parts.append(Q(type__in=criteria.types))
    if criteria.without_types:
        parts.append(~Q(type__in=criteria.without_types))
    for name, span in criteria.spans.items():
        if span.after:
            parts.append(Q(**{f"{name}__gte": span.after}))
        if span.before:
            parts.append(Q(**{f"{name}__lte": span.before}))
    parts.append(_in_path(criteria, found))
    return reduce(and_, parts)


def _in_path(criteria: Criteria, found: Found) -> Q:
    """What stands at or below the path; with a depth, at most so many levels below it."""
    path = (criteria.path or found.asked.path).rstrip("/")
    if criteria.depth is None:
        return Q(place=f"{path}/") | Q(place__startswith=f"{path}/") if path else Q()
    levels = [rf"^{_escaped(path)}/" + r"[^/]+/" * level + "$" for level in range(criteria.depth + 1)]
    return reduce(or_, (Q(place__regex=level) for level in levels))


def _escaped(text: str) -> str:
    """Return a regular expression for the text alone; `re.escape` knows more than PostgreSQL does."""
    return re.sub(r"([^\w/-])", r"\\\1", text)


def _ordered(rows: QuerySet[Any], criteria: Criteria) -> QuerySet[Any]:
    """Ties are broken by source and key, so that no thing stands in two parts of a list."""
    column = F(criteria.sort)
    order = column.desc(nulls_last=True) if criteria.descending else column.asc(nulls_last=True)
    return rows.order_by(order, "source", "row")


def _items(request: CityRequest, rows: list[Json]) -> list[tuple[Json, Json]]:
    told: dict[tuple[str, int], Json] = {}
    for source, keys in _by_source(rows).items():
        told |= {(source, key): item for key, item in _read(source, keys, request).items()}
    return [(told[(row["source"], row["row"])], row) for row in rows if (row["source"], row["row"]) in told]


def _by_source(rows: list[Json]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row["source"], []).append(row["row"])
    return found


def _read(source: str, keys: list[int], request: CityRequest) -> dict[int, Json]:
    if source == PAGES:
        pages = list(for_summaries(Page.objects.filter(pk__in=keys)))
        told = zip(pages, summaries(pages, request), strict=True)
        return {page.pk: item for page, item in told}
    return _source(source).summaries(keys, request)


def _source(name: str) -> SearchSource:
    return next(one for one in registry.search_sources if one.name == name)


def _subjects(rows: list[Json], language: str) -> dict[tuple[str, int], list[str]]:
    """Return the titles of the topics of each row, in a fixed number of queries for each source."""
    found: dict[tuple[str, int], list[str]] = {}
    for source, keys in _by_source(rows).items():
        read = registry.page_subjects if source == PAGES else _source(source).subjects
        found |= {(source, key): titles for key, titles in (read(keys, language) if read else {}).items()}
    return found


def _with_fields(item: Json, row: Json, fields: list[str], language: str, subjects: list[str]) -> Json:
    """Add the columns of Plone's catalogue that were asked for."""
    last = item["@id"].rpartition("/")[2]
    known = {
        "CreationDate": item["effective"],
        "Creator": "",
        "Date": item["effective"],
        "Description": row["text"],
        "EffectiveDate": item["effective"],
        "ExpirationDate": "None",
        "Language": language,
        "ModificationDate": moment(row["modified"]),
        "Subject": subjects,
        "Title": row["title"],
        "TranslationGroup": row["group"].hex,
        "Type": item["type_title"],
        "created": item["effective"],
        "end": item["end"],
        "exclude_from_nav": False,
        "expires": None,
        "getId": last,
        "getPath": row["place"].rstrip("/"),
        "getURL": item["@id"],
        "hasPreviewImage": None,
        "id": last,
        "is_folderish": item["@type"] != "Association",
        "location": ", ".join(filter(None, (row["house"], row["street"]))) or None,
        "modified": moment(row["modified"]),
        "portal_type": row["type"],
        "start": item["start"],
    }
    names = list(known) if ALL in fields else [name for name in fields if name in known]
    return item | {name: known[name] for name in names}


SEARCHES = {"search": search, "querystring-search": querystring_search}
