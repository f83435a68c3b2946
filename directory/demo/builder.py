"""From plain descriptions of associations to rows, many at once.

A description is a dict as in `content/<city>/kernel.toml`; `content/README.md` explains
it. Rows are written in bulk, then their public entries: ten thousand take a minute or two.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Locale

from directory.entries import write_entries
from directory.models import (
    Address,
    Association,
    Confirmation,
    Consent,
    Contact,
    Exchange,
    Membership,
    MigrationReference,
    Term,
)
from directory.slugs import is_allowed, slug_of
from sites.models import City, District

Plain = Mapping[str, Any]
TEXTS = ("summary", "description", "engagement", "hours_note")
# Written to the row as they stand in the description.
FACTS = (
    "name",
    "alternative_names",
    "register_number",
    "register_court",
    "founded_year",
    "languages",
    "keywords",
    "website",
    "latitude",
    "longitude",
    "precision",
    "open_to_contact",
    "source",
    "licence",
)


@dataclass
class Batch:
    """Rows of all tables that belong to one lot of associations."""

    associations: list[Association] = field(default_factory=list)
    relations: list[tuple[Association, str, list[Any]]] = field(default_factory=list)
    rows: dict[type[Model], list[Any]] = field(default_factory=lambda: defaultdict(list))
    consents: list[Consent] = field(default_factory=list)
    codes: dict[str, Association] = field(default_factory=dict)


class Builder:
    """Builds associations of one city; `today` is the day from which days are counted."""

    def __init__(self, city: City, today: datetime.date) -> None:
        self.city, self.today = city, today
        self.terms = {(term.vocabulary, term.code): term for term in Term.objects.for_city(city)}
        self.districts = {
            district.code: district for district in District.objects.filter(region__cities=city)
        }
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.slugs = set(Association.objects.for_city(city).values_list("slug", flat=True))
        self.by_code: dict[str, int] = {}  # keys of all that this builder has written

    @transaction.atomic
    def write(self, descriptions: Iterable[Plain], translations: Mapping[str, Mapping[str, Plain]]) -> int:
        """Store the associations and their public entries; return how many.

        `translations`: language → code → texts. Umbrella bodies have to be among
        those that are written now or were before.
        """
        plains = list(descriptions)
        batch = Batch()
        for plain in plains:
            texts = {
                language: found[plain["code"]]
                for language, found in translations.items()
                if plain["code"] in found
            }
            self._build(plain, {**plain.get("translations", {}), **texts}, batch)
        self._store(batch)
        self.by_code.update((code, association.pk) for code, association in batch.codes.items())
        memberships = [row for plain in plains for row in self._memberships(plain)]
        Membership.objects.bulk_create(memberships)
        write_entries([association.translation_key for association in batch.associations])
        return len(plains)

    def _build(self, plain: Plain, translations: Mapping[str, Plain], batch: Batch) -> None:
        source = self._association(plain, settings.LANGUAGE_CODE, plain)
        source.slug = self._free_slug(plain["name"])
        batch.associations.append(source)
        batch.codes[plain["code"]] = source
        batch.relations += [
            (source, "further_fields", self._terms("activity_field", plain.get("further_fields", []))),
            (source, "target_groups", self._terms("target_group", plain.get("target_groups", []))),
        ]
        exchanges = [
            self._exchange(source, row, place) for place, row in enumerate(plain.get("exchange", []))
        ]
        batch.rows[Exchange] += exchanges
        batch.rows[Address] += [
            Address(association=source, sort_order=place, **row)
            for place, row in enumerate(plain.get("addresses", []))
        ]
        for place, row in enumerate(plain.get("contacts", [])):
            self._add_contact(source, row, place, batch)
        if "migration_reference" in plain:
            batch.rows[MigrationReference].append(self._reference(source, plain["migration_reference"]))
        if "confirmed_days_ago" in plain:
            day = self.today - datetime.timedelta(days=plain["confirmed_days_ago"])
            batch.rows[Confirmation].append(Confirmation(association=source, confirmed_on=day))
        for language, texts in translations.items():
            if language in self.city.languages:
                self._add_translation(source, plain, language, texts, exchanges, batch)

    def _association(self, plain: Plain, language: str, texts: Plain) -> Association:
        now = timezone.now()
        association = Association(
            city=self.city,
            locale=self.locales[language],
            translation_key=uuid4(),
            kind=self.terms["kind", plain["kind"]],
            legal_form=self.terms.get(("legal_form", plain.get("legal_form", ""))),
            main_field=self.terms.get(("activity_field", plain.get("main_field", ""))),
            district=self.districts.get(plain.get("district", "")),
            emblem_seed=plain["name"],
            live=True,
            first_published_at=now,
            last_published_at=now,
            **{name: plain[name] for name in FACTS if name in plain},
        )
        for name in TEXTS:
            text = texts.get(name, "")
            setattr(association, name, as_html(text) if name == "description" else text)
        return association

    def _add_translation(
        self,
        source: Association,
        plain: Plain,
        language: str,
        texts: Plain,
        exchanges: Sequence[Exchange],
        batch: Batch,
    ) -> None:
        row = self._association(plain, language, texts)
        row.translation_key, row.slug = source.translation_key, source.slug
        batch.associations.append(row)
        for original, text in zip(exchanges, texts.get("exchange", []), strict=False):
            copy = Exchange(association=row, locale=row.locale, translation_key=original.translation_key)
            for name in ("direction", "type", "capacity", "valid_until", "audience", "sort_order"):
                setattr(copy, name, getattr(original, name))
            copy.text = text
            batch.rows[Exchange].append(copy)

    def _exchange(self, association: Association, row: Plain, place: int) -> Exchange:
        days = row.get("valid_days")
        return Exchange(
            association=association,
            sort_order=place,
            locale=association.locale,
            translation_key=uuid4(),
            direction=row["direction"],
            type=self.terms["exchange", row["type"]],
            text=row.get("text", ""),
            capacity=row.get("capacity", ""),
            valid_until=self.today + datetime.timedelta(days=days) if days is not None else None,
            audience=row.get("visibility", "public"),
        )

    def _add_contact(self, association: Association, row: Plain, place: int, batch: Batch) -> None:
        contact = Contact(
            association=association,
            city=self.city,
            position=place,
            function={settings.LANGUAGE_CODE: row["function"]},
            person=row.get("person", ""),
            email=row.get("email", ""),
            phone=row.get("phone", ""),
            languages=row.get("languages", []),
            is_public=row.get("is_public", False),
        )
        batch.rows[Contact].append(contact)
        given = self.today - datetime.timedelta(days=60)
        days = row.get("consent_days")
        ends = self.today + datetime.timedelta(days=days) if days is not None else None
        for channel in row.get("consent", []):
            batch.consents.append(Consent(contact=contact, channel=channel, given_on=given, ends_on=ends))

    def _reference(self, association: Association, row: Plain) -> MigrationReference:
        return MigrationReference(
            association=association,
            city=self.city,
            value=row["value"],
            publish=row.get("publish", False),
            use_for_matching=row.get("use_for_matching", False),
            stated_by=row.get("stated_by", "Vorstand"),
            stated_how="talk",
            stated_on=self.today - datetime.timedelta(days=60),
        )

    def _memberships(self, plain: Plain) -> list[Membership]:
        association = self.by_code[plain["code"]]
        return [
            Membership(association_id=association, umbrella_id=self.by_code[code], sort_order=place)
            for place, code in enumerate(plain.get("umbrellas", []))
        ]

    def _terms(self, vocabulary: str, codes: Iterable[str]) -> list[Term]:
        return [self.terms[vocabulary, code] for code in codes]

    def _free_slug(self, name: str) -> str:
        base = slug_of(name)
        base = base if is_allowed(base) else f"verein-{base}"
        candidates = chain([base], (f"{base}-{number}" for number in count(2)))
        slug = next(candidate for candidate in candidates if candidate not in self.slugs)
        self.slugs.add(slug)
        return slug

    def _store(self, batch: Batch) -> None:
        Association.objects.bulk_create(batch.associations, batch_size=500)
        for name in ("further_fields", "target_groups"):
            through: Any = getattr(Association, name).through
            pairs = [
                through(association_id=association.pk, term_id=term.pk)
                for association, relation, terms in batch.relations
                if relation == name
                for term in terms
            ]
            through.objects.bulk_create(pairs, batch_size=1000)
        for model, rows in batch.rows.items():
            for row in rows:
                row.association_id = row.association.pk
            model._default_manager.bulk_create(rows, batch_size=1000)
        for consent in batch.consents:
            consent.contact_id = consent.contact.pk
        Consent.objects.bulk_create(batch.consents, batch_size=1000)


def as_html(text: str) -> str:
    """Turn paragraphs with blank lines between them into the rich text of the editor."""
    return "".join(f"<p>{escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())
