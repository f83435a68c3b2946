"""Everything that leaves the admin about the associations of a city: the one list that tests of privacy walk.

A new output of the product (a feed, a service, a print) gets its lines here.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from django.test import Client

from directory.models import Association, Contact, DirectoryPage, OldAddress
from sites.frame.sitemap import public_pages
from sites.models import City
from tests.make import home_of, host_of

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
CHOICE = re.compile(r'<input type="checkbox" name="(\w+)" value="([^"]*)"')
QUERY = re.compile(r'href="(\?[^"]+)"')
EMBLEM = re.compile(r"/emblems/[^\"' ]+\.svg")


class Output(NamedTuple):
    name: str  # the address, with " data" for what machines read on a page
    text: str  # status, headers that say something, body


def outputs(city: City) -> Iterator[Output]:
    """Yield every output of the city, in every language that it has."""
    client = Client(headers={"host": host_of(city)})
    seen: set[str] = set()
    for language in city.languages:
        for one in chain_of(client, city, language):
            yield one
            seen.update(EMBLEM.findall(one.text))
    for path in ("/sitemap.xml", "/robots.txt", "/gibt-es-nicht/", *sorted(seen)):
        yield from read(client, path)
    for page in public_pages(city):
        yield from read(client, page.get_url())


def chain_of(client: Client, city: City, language: str) -> Iterator[Output]:
    """The directory in one language: its list with everything that can be chosen, entries, cards of contacts."""
    base = directory_url(city, language)
    yield from lists(client, base)
    for path in ("offices/", "new/", "new/sent/"):
        yield from read(client, base + path)
    for slug in known_slugs():
        own = Contact.objects.filter(association__slug=slug)
        other = Contact.objects.exclude(association__slug=slug)[:1]
        yield from entry(client, base, slug, [contact.pk for contact in (*own, *other)])


def lists(client: Client, base: str) -> Iterator[Output]:
    """The list as it opens, then with each filter, letter, order and page that it offers."""
    asked, waiting = set(), [base, f"{base}?field=unbekannt&letter=K&sort=confirmed", f"{base}?page=99"]
    while waiting:
        path = waiting.pop()
        asked.add(path)
        found = list(read(client, path))
        yield from found
        if path == base or "page=" in path:
            waiting += [new for new in _offered(base, found) if new not in asked and new not in waiting]


def entry(client: Client, base: str, slug: str, contacts: Iterable[int]) -> Iterator[Output]:
    for form in ("", "change/", "report/", "message/", "message/sent/"):
        yield from read(client, f"{base}{slug}/{form}")
    for contact in contacts:
        yield from read(client, f"{base}{slug}/vcard/{contact}/")


def read(client: Client, path: str) -> Iterator[Output]:
    answer = client.get(path)
    headers = [
        f"{name}: {value}" for name, value in answer.items() if name in ("Location", "Content-Disposition")
    ]
    body = answer.content.decode() if "image/png" not in answer["Content-Type"] else ""
    data = DATA.findall(body)
    yield Output(path, "\n".join([str(answer.status_code), *headers, DATA.sub("", body)]))
    if data:
        yield Output(f"{path} data", "\n".join(data))


def directory_url(city: City, language: str) -> str:
    url: str = DirectoryPage.objects.child_of(home_of(city, language)).get().get_url()
    return url


def known_slugs() -> list[str]:
    """All that was ever an address: of drafts, archived ones and other cities, too."""
    present = Association.objects.values_list("slug", flat=True)
    return sorted({*present, *OldAddress.objects.values_list("slug", flat=True)})


def _offered(base: str, found: Iterable[Output]) -> Iterator[str]:
    for one in found:
        for query in QUERY.findall(one.text):
            yield base + unescape(query)
        for name, value in CHOICE.findall(one.text):
            yield f"{base}?{name}={value}"
