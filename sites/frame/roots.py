"""Where the sites of Wagtail begin, as `Page.get_url()` asks for it.

Wagtail keeps that for an hour in the cache of each process, so another process does not see when a city
moves to another host. Whoever builds an answer that is kept reads it anew.
"""

from django.core.cache import cache
from django.db.models import F, OuterRef, Subquery
from wagtail.models import Page, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION, SiteRootPath

SECONDS = 60


def read_root_paths() -> None:
    """Read the beginnings of all sites in one query, and leave them where Wagtail looks for them."""
    sites = Site.objects.filter(root_page__translation_key=OuterRef("translation_key"))
    # Found by the index of their key: asked of every page, this would take longer with each of them.
    keys = Site.objects.values("root_page__translation_key")
    homes = Page.objects.filter(translation_key__in=keys).annotate(
        site=Subquery(sites.values("pk")[:1]),
        hostname=Subquery(sites.values("hostname")[:1]),
        port=Subquery(sites.values("port")[:1]),
        language=F("locale__language_code"),
    )
    rows = homes.values_list("site", "url_path", "hostname", "port", "language")
    found = [
        SiteRootPath(site, path, Site(hostname=hostname, port=port).root_url, language)
        for site, path, hostname, port, language in rows.order_by("-url_path")
    ]
    cache.set(SITE_ROOT_PATHS_CACHE_KEY, found, SECONDS, version=SITE_ROOT_PATHS_CACHE_VERSION)
