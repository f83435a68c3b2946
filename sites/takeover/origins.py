"""The pages that can be taken over: what the public sees at this moment, and nothing else."""

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from sites.frame.visibility import visible
from sites.models import City

HOME_DEPTH = 2


def homes_by_path() -> dict[str, City]:
    """Return tree path of a language home → its city, of all homes that the public reaches.

    Hidden cities are not among them, nor languages that a city has given up.
    """
    cities = {city.site.root_page.translation_key: city for city in City.objects.public().with_site()}
    homes = Page.objects.filter(translation_key__in=cities, depth=HOME_DEPTH).select_related("locale")
    return {
        home.path: cities[home.translation_key]
        for home in homes
        if home.locale.language_code in cities[home.translation_key].languages
    }


def city_of(page: Page, homes: dict[str, City]) -> City | None:
    return homes.get(page.path[: Page.steplen * HOME_DEPTH])


def published_pages(homes: dict[str, City]) -> PageQuerySet:
    """Return the published, unrestricted pages below `homes`.

    An alias is as private as its source, so aliases stay out. What has expired is out
    at once, also if the clock has not yet taken it offline.
    """
    below = Q(pk__in=[])
    for path in homes:
        below |= Q(path__startswith=path)
    pages = visible(Page.objects.filter(below, alias_of=None))
    return pages.exclude(expire_at__lte=timezone.now())


def find_published(key: int | None) -> Page | None:
    """Return the page in its own type if the public sees it at this moment."""
    page = published_pages(homes_by_path()).filter(pk=key).first()
    return page.specific if page else None
