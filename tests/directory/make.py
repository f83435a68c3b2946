"""Associations for the tests."""

from typing import Any

from django.conf import settings
from wagtail.models import Locale

from directory.models import Association, Consent, Contact, Exchange, Term
from sites.models import City, District


def term(vocabulary: str, code: str) -> Term:
    return Term.objects.get(vocabulary=vocabulary, code=code, city=None)


def field(code: str) -> Term:
    return term("activity_field", code)


def district(city: City, name: str) -> District:
    return District.objects.get(region__cities=city, name=name)


def make_association(city: City, name: str = "Chor der Nachbarn e. V.", **values: Any) -> Association:
    """A published association; give `live=False` for a draft, lists for relations."""
    language = values.pop("language", settings.LANGUAGE_CODE)
    further = values.pop("further_fields", [])
    groups = values.pop("target_groups", [])
    exchanges: list[Exchange] = values.pop("exchanges", [])
    addresses = values.pop("addresses", [])
    memberships = values.pop("memberships", [])
    association = Association(
        city=city,
        name=name,
        kind=values.pop("kind", None) or term("kind", "association"),
        locale=Locale.objects.get(language_code=language),
        **values,
    )
    association.further_fields = further
    association.target_groups = groups
    association.exchanges = exchanges
    association.addresses = addresses
    association.memberships = memberships
    association.full_clean()
    association.save()
    return association


def make_contact(association: Association, channels: tuple[str, ...] = (), **values: Any) -> Contact:
    """A contact that may be shown; with a person, give the channels that she agreed to."""
    values = {"function": {"de": "Vorstand"}, "email": "vorstand@example.org", "is_public": True} | values
    contact = Contact(association=association, city=association.city, **values)
    contact.consents = [Consent(channel=channel) for channel in channels]
    contact.save()
    return contact
