"""The objects of many pages at once: the same bytes as one by one, with a fixed number of queries per chunk.

What a chunk reads together counts for each of its answers. So a change may take up to a chunk of
answers that were built together; those that are built again for themselves are told apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail.models import Page

from sites.delivery.addresses import PREFIX, Asked
from sites.delivery.around import Tree
from sites.delivery.finding import Found
from sites.delivery.parameters import batch
from sites.delivery.services import whole
from sites.delivery.store import keeping
from sites.delivery.store.building import Builder
from sites.delivery.store.keeping import Answer, Built, Headers
from sites.delivery.store.marks import etag_of
from sites.delivery.store.middleware import host_of
from sites.delivery.store.reading import Reading, note, reading
from sites.delivery.store.statements import PAGE_TABLE, page_type_tables
from sites.delivery.views import json_bytes
from sites.frame.roots import read_root_paths
from sites.hosts import CityRequest
from sites.models import City, StoredAnswer
from sites.registry import registry

CHUNK = 25
PER_TREE = 1_000  # pages that are told from one reading of the tree


def build_documents(city: City, missing: set[str]) -> Iterator[int]:
    """Build and store the objects of the pages at these paths; yield how many have been tried so far."""
    tried = 0
    for home in city.homes().filter(locale__language_code__in=city.languages).select_related("locale"):
        language = home.locale.language_code
        paths = sorted(path for path in missing if language_of(path) == language)
        headers = _headers(city, paths[0]) if paths else None
        for some in in_parts(paths, PER_TREE) if headers else []:
            for number in _build_some(city, home, set(some), headers or ()):
                tried += number
                yield tried


def in_parts(things: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]


def language_of(path: str) -> str:
    """Return the language of a path of the API."""
    first = path.removeprefix(PREFIX).strip("/").split("/")[0]
    return (
        first
        if first in dict(settings.LANGUAGES) and first != settings.LANGUAGE_CODE
        else settings.LANGUAGE_CODE
    )


def _build_some(city: City, home: Page, paths: set[str], headers: Headers) -> Iterator[int]:
    request, beginning = request_of(city, home), keeping.begin()
    with reading() as common:
        read_root_paths()
        fresh = request.city = City.objects.with_site().get(pk=city.pk)
    with reading() as all_pages:
        tree = Tree(home, fresh, note)
    for table in {PAGE_TABLE, *page_type_tables()}:
        all_pages.rows.pop(table, None)  # each answer notes those that it takes from the tree
    common.add(all_pages)
    host = host_of(fresh)
    wanted = {path_of(page, request): page for page in tree.pages.values()}
    pages = [(path, wanted[path]) for path in sorted(paths) if path in wanted]
    for chunk in in_parts(pages, CHUNK):
        with translation.override(home.locale.language_code):
            built = list(_build_chunk(host, chunk, tree, request, headers, common))
        keeping.keep(built, beginning, fresh)
        yield len(chunk)


def _build_chunk(
    host: str,
    chunk: Sequence[tuple[str, Page]],
    tree: Tree,
    request: CityRequest,
    headers: Headers,
    common: Reading,
) -> Iterator[Built]:
    with reading() as shared:
        shared.add(common)
        specific = read_specific_pages([page for _path, page in chunk])
        for prepare in registry.preparations:
            prepare(list(specific.values()), request)
    for path, page in chunk:
        if page.pk in specific:
            yield _built(host, path, specific[page.pk], tree, request, headers, shared)


def _built(
    host: str, path: str, page: Page, tree: Tree, request: CityRequest, headers: Headers, shared: Reading
) -> Built:
    language = tree.home.locale.language_code
    with reading() as own:
        note(page)
        note(tree.home)
        found = Found(Asked(language, ()), tree.home, page, None, language)
        told = whole(request, found, {}, [], tree.around(page, batch({})))
        body = json_bytes(told)
    own.add(shared)
    etag = etag_of(body)
    named = tuple((name, etag if name == "ETag" else value) for name, value in headers)
    return Built(host, path, Answer(named, etag, body), own)


def read_specific_pages(pages: Sequence[Page]) -> dict[int, Page]:
    """Return key → page of its own type with what it shows, in one query per type."""
    by_class: dict[type[Page], list[int]] = defaultdict(list)
    for page in pages:
        by_class[page.specific_class].append(page.pk)
    found: dict[int, Page] = {}
    for page_class, keys in by_class.items():
        rows = page_class.objects.select_related("locale", *page_class.shown_relations)
        found |= rows.in_bulk(keys)
    return found


def request_of(city: City, home: Page) -> CityRequest:
    """A request like one that a program sends to the host of the city."""
    request = CityRequest()
    request.city, request.home, request._wagtail_site = city, home, city.site
    request.META = {"HTTP_HOST": host_of(city), "SERVER_PORT": str(city.site.port)}
    request.method = "GET"
    return request


def path_of(page: Page, request: CityRequest) -> str:
    _site, _root, path = page.get_url_parts(request)
    return f"{PREFIX}{path.rstrip('/')}"


def _headers(city: City, path: str) -> Headers | None:
    """The headers of objects in the language of `path`, as Django sends them there."""
    host = host_of(city)
    Builder().build((host, path))
    row = StoredAnswer.objects.filter(host=host, path=path).first()
    return tuple((name, value) for name, value in row.headers) if row else None
