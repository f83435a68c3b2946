"""Making a city: one transaction, repeatable, by the steps that the apps registered."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from sites.models import City, RoleContact
from sites.models.city import SLUG_PATTERN
from sites.places import find_regions
from sites.registry import registry

LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
HOST_PATTERN = re.compile(rf"{LABEL}(\.{LABEL})*(:[0-9]+)?")
HIGHEST_PORT = 65535

# The function of a city's first contact; editors rename it in the admin.
OFFICE = {"de": "Projektbüro", "en": "Project office", "tr": "Proje ofisi", "ar": "مكتب المشروع"}


@dataclass(frozen=True)
class CityPlan:
    """What a city is to be. Empty fields of an existing city mean: as it is."""

    slug: str
    name: str = ""
    host: str = ""  # "dortmund.example.org" or with a port
    languages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()  # codes of sites/data/outlines, or "code=Name"
    inks: tuple[str, ...] = ()  # two colours, #RRGGBB
    state: str = ""
    contact: dict[str, Any] = field(
        default_factory=dict
    )  # email, phone, place, languages of the project office

    @property
    def hostname(self) -> str:
        return self.host.lower().rsplit(":", 1)[0]

    @property
    def port(self) -> int:
        _name, _colon, port = self.host.partition(":")
        return int(port) if port else (80 if settings.DEMO else 443)


def create_city(plan: CityPlan) -> list[str]:
    """Make the city, or add what it lacks; return one line for each thing added.

    Raises ValidationError (with the field's name) and changes nothing when the
    plan contradicts itself or a city that exists.
    """
    with transaction.atomic():
        city = City.objects.with_site().filter(slug=plan.slug).first()
        if city:
            _check_same(city, plan)
            added = []
        else:
            _check_new(plan)
            city = _make(plan)
            added = [_("city %(name)s at %(host)s") % {"name": city.name, "host": plan.host}]
        for step in registry.city_steps:
            added += step.run(city)
    return added


def check_city(city: City) -> list[str]:
    """Return what the city lacks, one line each, [] if nothing."""
    return [lack for step in registry.city_steps for lack in step.check(city)]


def _check_same(city: City, plan: CityPlan) -> None:
    """Repeating the command must change nothing that exists, so it may not ask for a change either."""
    asked = {
        "name": (plan.name, city.name),
        "host": (plan.hostname, city.site.hostname),
        "languages": (sorted(plan.languages), sorted(city.languages)),
        "state": (plan.state, city.state),
        "inks": ([ink.upper() for ink in plan.inks], [city.ink_a.upper(), city.ink_b.upper()]),
    }
    for name, (wanted, existing) in asked.items():
        if wanted and wanted != existing:
            message = _("The city “%(slug)s” exists already, with other values. Change them in the admin.")
            raise ValidationError({name: message % {"slug": plan.slug}})


def _check_new(plan: CityPlan) -> None:
    if not SLUG_PATTERN.fullmatch(plan.slug):
        raise ValidationError(
            {"slug": _("Please use small letters, digits and hyphens only, a letter first.")}
        )
    for name in ("name", "host", "languages"):
        if not getattr(plan, name):
            raise ValidationError({name: _("A new city needs this.")})
    if not HOST_PATTERN.fullmatch(plan.host.lower()) or plan.port > HIGHEST_PORT:
        raise ValidationError({"host": _("This is no host name.")})
    if len(plan.inks) not in (0, 2):
        raise ValidationError({"inks": _("Please give two colours.")})
    if plan.hostname == settings.ADMIN_HOST.rsplit(":", 1)[0]:
        raise ValidationError({"host": _("This host is the one of the admin.")})
    if Site.objects.filter(hostname=plan.hostname).exists():
        raise ValidationError({"host": _("Another city has this host already.")})


def _make(plan: CityPlan) -> City:
    """Make the German home, the Wagtail site and the city; the steps do the rest."""
    inks = dict(zip(("ink_a", "ink_b"), plan.inks, strict=False))
    city = City(slug=plan.slug, name=plan.name, languages=list(plan.languages), **inks)
    if plan.state:
        city.state = plan.state
    # Validated before anything is made: a refused colour must leave no home page behind.
    city.full_clean(exclude=["site", "regions", "logo", "contact"])
    home = add_home(city, settings.LANGUAGE_CODE, None)
    city.site = Site.objects.create(
        hostname=plan.hostname, port=plan.port, site_name=f"INSIST {plan.name}", root_page=home
    )
    city.save()
    city.regions.set(find_regions(plan.regions))
    if plan.contact:
        _add_contact(city, plan.contact)
    return city


def _add_contact(city: City, facts: dict[str, Any]) -> None:
    contact = RoleContact(city=city, function=OFFICE, **facts)
    contact.full_clean()
    contact.save()
    city.contact = contact
    city.save(update_fields=["contact"])


def add_home(city: City, language: str, source: Page | None) -> Page:
    """Add a home page of the city; one in another language waits as a draft until it is translated."""
    page_class = registry.home_page_class
    assert page_class is not None, "an app must register the class of home pages"
    locale, _created = Locale.objects.get_or_create(language_code=language)
    slug = city.slug if source is None else f"{city.slug}-{language}"
    home = page_class(title=city.name, slug=slug, locale=locale, live=source is None)
    if source is not None:
        home.translation_key = source.translation_key
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision()
    return home
