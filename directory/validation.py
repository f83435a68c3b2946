"""What is wrong with an association, by field, in words for whoever fills in the form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.models.associations import FURTHER_FIELDS, Association
from directory.models.terms import Term
from directory.slugs import check_entry_slug, is_taken
from directory.staff_choices import Precision
from sites import geo
from sites.models import City

SURROUNDINGS = 40_000  # metres around the city that a region without an outline may lie in

Problems = dict[str, Any]


def association_problems(association: Association) -> Problems:
    """Return field → message; {} if all is well. Relations are looked at by the form."""
    problems: Problems = {}
    if association.city_id:
        problems |= _slug(association) | _register(association) | _place(association)
    if association.founded_year and association.founded_year > timezone.localdate().year:
        problems["founded_year"] = _("This year has not come yet.")
    if association.logo and not association.logo.consent_note:
        problems["logo"] = _("Please note at the picture first who agreed to its being shown.")
    return problems


def field_problems(main: Term | None, further: Iterable[Term]) -> Problems:
    """Return what is wrong with the activity fields: one is the main one, up to four more."""
    terms = list(further)
    if main in terms:
        return {"further_fields": _("“%(field)s” is the main field already.") % {"field": main}}
    if terms and main is None:
        return {"main_field": _("Please say which of the fields is the main one.")}
    if len(terms) > FURTHER_FIELDS:
        message = _("Please choose at most %(count)d further fields.")
        return {"further_fields": message % {"count": FURTHER_FIELDS}}
    return {}


def precision_problems(precision: str, is_public: Iterable[bool]) -> Problems:
    """Return what is wrong with showing the exact place, given which addresses may be shown."""
    shown = list(is_public)
    if precision == Precision.EXACT and shown and not any(shown):
        return {"precision": _("No address may be shown, so the exact place must not be shown either.")}
    return {}


def _slug(association: Association) -> Problems:
    if not association.slug:
        return {}
    try:
        check_entry_slug(association.slug)
    except ValidationError as error:
        return {"slug": error}
    if is_taken(association, association.slug):
        return {"slug": _("Another association of the city has this address, or had it once.")}
    return {}


def _register(association: Association) -> Problems:
    if not association.register_number:
        return {}
    same = Association.objects.sources().filter(
        city=association.city_id,
        register_number__iexact=association.register_number.strip(),
        register_court__iexact=association.register_court.strip(),
    )
    other = same.exclude(translation_key=association.translation_key).first()
    if other is None:
        return {}
    return {"register_number": _("“%(name)s” has this register number already.") % {"name": other}}


def _place(association: Association) -> Problems:
    return place_problems(association.city, association.latitude, association.longitude)


def place_problems(city: City, latitude: float | None, longitude: float | None) -> Problems:
    """Return what is wrong with a place: half of it is missing, or it lies outside the city's regions."""
    if latitude is None and longitude is None:
        return {}
    if latitude is None or longitude is None:
        missing = "latitude" if latitude is None else "longitude"
        return {missing: _("Latitude and longitude belong together.")}
    if is_in_regions(city, geo.Point(latitude, longitude)):
        return {}
    message = _("This place is not in %(city)s or its surroundings. Are latitude and longitude swapped?")
    return {"latitude": message % {"city": city}}


def is_in_regions(city: City, point: geo.Point) -> bool:
    """Whether the point lies in a region of the city; one without an outline counts up to 40 km around."""
    outlines = [region.outline for region in city.regions.all()]
    known = [outline for outline in outlines if outline]
    reach = SURROUNDINGS if len(known) < len(outlines) else 0
    return not known or any(geo.distance_to(outline, point) <= reach for outline in known)
