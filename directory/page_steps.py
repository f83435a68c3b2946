"""The pages of the directory that every city gets, one per language."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from directory.choices import DIRECTORY_SUMMARY, DIRECTORY_TITLE
from directory.models import DirectoryPage
from sites.models import City
from sites.registry import CityStep

# Editable afterwards; in letters that every keyboard and mail program knows.
SLUGS = {
    "de": "verzeichnis",
    "en": "directory",
    "tr": "rehber",
    "ar": "dalil",
    "uk": "dovidnyk",
    "ru": "spravochnik",
    "fr": "annuaire",
    "pl": "katalog",
    "fa": "rahnama",
    "ckb": "reber",
    "kmr": "rebername",
}


def missing_pages(city: City) -> list[Page]:
    """Return the homes that have no directory below them."""
    homes = city.homes().filter(locale__language_code__in=city.languages).select_related("locale")
    return [home for home in homes if not DirectoryPage.objects.child_of(home).exists()]


def run_directory_pages(city: City) -> list[str]:
    added = [_add_page(city, home) for home in missing_pages(city)]
    return [_("page %(url)s") % {"url": page.full_url} for page in added]


def check_directory_pages(city: City) -> list[str]:
    codes = [home.locale.language_code for home in missing_pages(city)]
    return [_("no directory of associations in “%(code)s”") % {"code": code} for code in codes]


def _add_page(city: City, home: Page) -> DirectoryPage:
    language = home.locale.language_code
    with override(language):
        page = DirectoryPage(
            title=str(DIRECTORY_TITLE),
            slug=SLUGS.get(language, SLUGS[settings.LANGUAGE_CODE]),
            search_description=str(DIRECTORY_SUMMARY),
            show_in_menus=True,
            locale=home.locale,
        )
    german = DirectoryPage.objects.descendant_of(city.site.root_page).first()
    if german:
        page.translation_key = german.translation_key
    home.add_child(instance=page)
    first = home.get_first_child()
    if first.pk != page.pk:  # the first entry of the menu
        page.move(first, pos="left")
        page.refresh_from_db()
    page.save_revision().publish()
    return page


DIRECTORY_PAGES = CityStep("directory pages", run_directory_pages, check_directory_pages)
