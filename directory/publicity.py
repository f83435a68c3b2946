"""What of an association is public: the one place that decides.

Pure functions from rows to plain data. `directory/entries.py` stores what they return,
previews show it; nothing else may look at an association to show it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from directory.choices import Statement
from directory.emblem import name_hash
from directory.models.associations import Association
from directory.models.contacts import Contact
from directory.models.exchanges import Exchange
from directory.models.statements import MigrationReference
from directory.models.terms import Term
from directory.sorting import sort_key
from directory.staff_choices import Audience, Channel, Direction, Precision
from sites.models import District

Facts = dict[str, Any]
TEXTS = ("summary", "description", "engagement", "hours_note")
WORD_FOR_NUMBER = re.compile(r"[\s,]+(?:nr|no|nummer|hausnummer|haus)\.?$", re.IGNORECASE)
NUMBER_IN_FRONT = re.compile(r"^\D*\d\S*\s*(?:[a-z],?\s+)?", re.IGNORECASE)
FOR_ALL = tuple(channel for channel in Channel.values if channel != Channel.COORDINATORS)


@dataclass(frozen=True)
class Sources:
    """All that is stored about one association; `translations` are its published rows, German among them."""

    association: Association
    translations: Mapping[str, Association]
    contacts: Sequence[Contact]
    reference: MigrationReference | None
    confirmed_on: datetime.date | None
    memberships: Mapping[UUID, str]  # number of the umbrella body → position there


def is_public(association: Association) -> bool:
    return association.live and not association.is_archived


def public_facts(sources: Sources, today: datetime.date | None = None) -> Facts:
    """Return the values of a `DirectoryEntry` (see there), without `association` and `city`."""
    today = today or timezone.localdate()
    association = sources.association
    exchanges = [row for row in association.exchanges.all() if row.audience == Audience.PUBLIC]
    fields = _fields(association)
    contacts = [row for row in map(_contact_on(today), sources.contacts) if row["channels"]]
    place = _place(association)
    return {
        "key": association.translation_key,
        "slug": association.slug,
        "name": association.name,
        "sort_key": sort_key(association.name),
        "kind": association.kind.code,
        "fields": fields,
        "main_field": association.main_field.code if association.main_field else "",
        "target_groups": [term.code for term in association.target_groups.all()],
        "languages": association.languages,
        "offers": _types(exchanges, Direction.OFFER, today),
        "needs": _types(exchanges, Direction.NEED, today),
        "district": association.district,
        "districts": _districts(association),
        "precision": association.precision,
        "open_to_contact": association.open_to_contact,
        "confirmed_on": sources.confirmed_on,
        "migration": _published(sources.reference),
        "umbrellas": list(sources.memberships),
        "texts": {language: _texts(row) for language, row in sources.translations.items()},
        "facts": _shown_facts(association, sources.memberships),
        "exchanges": _exchanges(exchanges, sources.translations),
        "contacts": contacts,
        "seed": name_hash(association.emblem_seed),
        "shapes": [term.shape_code for term in _terms(association)][:2],
        "logo": association.logo if association.logo and association.logo.consent_note else None,
        "changed_at": association.last_published_at or timezone.now(),
        "fresh_until": next_change(exchanges, sources.contacts, today),
        **place,
    }


def private_facts(sources: Sources) -> Facts:
    """Return the values of a `PrivateEntry`: what coordinators may use though it is not shown."""
    hidden = [row for row in sources.association.exchanges.all() if row.audience != Audience.PUBLIC]
    reference = sources.reference
    return {
        "key": sources.association.translation_key,
        "migration": reference.value if reference and reference.use_for_matching else "",
        "exchanges": _exchanges(hidden, sources.translations),
    }


def channels_of(contact: Contact, today: datetime.date) -> dict[str, str | None]:
    """Return the channels on which a contact may be shown today → the last day, None if it has no end.

    A mailbox of a function needs no consent; a person needs one for each channel.
    """
    if not contact.is_public:
        return {}
    if not contact.person:
        return dict.fromkeys(FOR_ALL)
    valid = [consent for consent in contact.consents.all() if consent.is_valid(today)]
    channels: dict[str, str | None] = {}
    for consent in sorted(valid, key=lambda row: (row.ends_on is None, row.ends_on or today)):
        channels[consent.channel] = consent.ends_on.isoformat() if consent.ends_on else None
    return {channel: last for channel, last in channels.items() if channel in FOR_ALL}


def next_change(
    exchanges: Iterable[Exchange], contacts: Iterable[Contact], today: datetime.date
) -> datetime.datetime | None:
    """Return the midnight at which the passing of time changes what is public, None if it never does."""
    one_day = datetime.timedelta(days=1)
    days = [row.valid_until + one_day for row in exchanges if row.valid_until]
    days += [row.valid_from for row in exchanges if row.valid_from]
    for contact in contacts:
        for consent in contact.consents.all():
            days.append(consent.given_on)
            if consent.ends_on:
                days.append(consent.ends_on + one_day)
    coming = [day for day in days if day > today]
    return timezone.make_aware(datetime.datetime.combine(min(coming), datetime.time.min)) if coming else None


def _contact_on(today: datetime.date) -> Any:
    def shown(contact: Contact) -> Facts:
        return {
            "id": contact.pk,
            "function": contact.function,
            "person": contact.person,
            "email": contact.email,
            "phone": contact.phone,
            "languages": contact.languages,
            "channels": channels_of(contact, today),
        }

    return shown


def _published(reference: MigrationReference | None) -> str:
    if reference is None or not reference.publish or reference.value == Statement.WITHHELD:
        return ""
    return reference.value


def _fields(association: Association) -> list[str]:
    """Codes of the activity fields, the main one first; with a city's own or a narrower one the wider one."""
    return list(dict.fromkeys(code for term in _terms(association) for code in _with_wider(term)))


def _terms(association: Association) -> list[Term]:
    main = [association.main_field] if association.main_field else []
    return main + [term for term in association.further_fields.all() if term not in main]


def _with_wider(term: Term) -> list[str]:
    return [term.code, *(_with_wider(term.parent) if term.parent else ())]


def _types(exchanges: Iterable[Exchange], direction: str, today: datetime.date) -> list[str]:
    current = [
        row.type.code
        for row in exchanges
        if row.direction == direction
        and (row.valid_from or today) <= today
        and (row.valid_until or today) >= today
    ]
    return list(dict.fromkeys(current))


def _exchanges(rows: Iterable[Exchange], translations: Mapping[str, Association]) -> list[Facts]:
    texts = _texts_of_exchanges(translations)
    return [
        {
            "direction": row.direction,
            "type": row.type.code,
            "capacity": row.capacity,
            "from": row.valid_from.isoformat() if row.valid_from else None,
            "until": row.valid_until.isoformat() if row.valid_until else None,
            "audience": row.audience,
            "texts": texts.get(row.translation_key, {}),
        }
        for row in rows
    ]


def _texts_of_exchanges(translations: Mapping[str, Association]) -> dict[Any, dict[str, str]]:
    texts: dict[Any, dict[str, str]] = {}
    for language, association in translations.items():
        for row in association.exchanges.all():
            if row.text:
                texts.setdefault(row.translation_key, {})[language] = row.text
    return texts


def _texts(row: Association) -> Facts:
    return {name: text for name in TEXTS if (text := getattr(row, name))}


def _districts(association: Association) -> list[int]:
    own = [association.district] if association.district else []
    places: list[District] = [*own, *association.service_area.all()]
    return list(dict.fromkeys(key for place in places for key in _with_above(place)))


def _with_above(district: District) -> list[int]:
    return [district.pk, *(above.pk for above in district.above)]


def _place(association: Association) -> Facts:
    """The point that may be shown: the exact one, else the centre of the district."""
    if association.precision == Precision.EXACT and association.latitude is not None:
        return {"latitude": association.latitude, "longitude": association.longitude}
    precision = Precision.DISTRICT if association.precision == Precision.EXACT else association.precision
    district = association.district
    return {
        "latitude": district.latitude if district else None,
        "longitude": district.longitude if district else None,
        "precision": precision,
    }


def _shown_facts(association: Association, memberships: Mapping[UUID, str]) -> Facts:
    facts = {
        "alternative_names": association.alternative_names,
        "legal_form": association.legal_form.code if association.legal_form else "",
        "register_number": association.register_number,
        "register_court": association.register_court,
        "founded_year": association.founded_year,
        "keywords": association.keywords,
        "website": association.website,
        "addresses": _addresses(association),
        "positions": {str(key): position for key, position in memberships.items() if position},
        "source": association.source,
        "licence": association.licence,
    }
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def _addresses(association: Association) -> list[Facts]:
    """Addresses that may be shown, as exactly as the precision allows."""
    if association.precision == Precision.DISTRICT:
        return []
    return [
        {
            "kind": row.kind,
            "street": row.street if association.precision == Precision.EXACT else _without_number(row.street),
            "postcode": row.postcode,
            "town": row.town,
        }
        for row in association.addresses.all()
        if row.is_public
    ]


def _without_number(street: str) -> str:
    """Shorten "Lange Str. 12 a", "Lange Str.12", "Lange Str. Nr. 12" or "12 a Lange Str." to "Lange Str."."""
    before = re.split(r"\d", street, maxsplit=1)[0]
    if before == street or any(letter.isalpha() for letter in before):
        return WORD_FOR_NUMBER.sub("", before.strip(" ,"))
    return _without_number(NUMBER_IN_FRONT.sub("", street))
