"""The entries and offices of a city in its sitemap: one address per language that has a directory page."""

from wagtail.models import Page

from directory.models import DirectoryEntry, DirectoryPage
from directory.offices import has_offices
from sites.frame.sitemap import Entry
from sites.hosts import CityRequest


def sitemap_entries(pages: list[Page], request: CityRequest) -> list[Entry]:
    """Return each public entry under each directory page among the public pages of the city."""
    kept = set(DirectoryPage.objects.values_list("pk", flat=True))
    bases = [(page.locale.language_code, page.get_full_url(request)) for page in pages if page.pk in kept]
    entries = DirectoryEntry.objects.for_city(request.city).values_list("slug", "changed_at")
    paths = [(f"{slug}/", changed.date().isoformat()) for slug, changed in entries]
    if has_offices(request.city):
        paths.append(("offices/", ""))
    return [
        Entry(
            f"{base}{path}",
            changed,
            [(language, f"{other}{path}") for language, other in bases] if len(bases) > 1 else [],
        )
        for path, changed in paths
        for _language, base in bases
    ]
