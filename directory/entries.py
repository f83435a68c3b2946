"""The read model: from associations to `DirectoryEntry` and `PrivateEntry`.

Whatever changes a source calls `write_entries` in its own transaction, so the public
row is right at the moment of the commit. Queries do not depend on how many are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Model, Prefetch, Q
from django.utils import timezone

from directory.models import (
    Association,
    Confirmation,
    Consent,
    Contact,
    DirectoryEntry,
    Exchange,
    Membership,
    MigrationReference,
    OldAddress,
    PrivateEntry,
)
from directory.publicity import Sources, is_public, private_facts, public_facts

CHUNK = 200  # associations that are written at once


def write_entries(keys: Iterable[UUID]) -> None:
    """Write anew what is public of these associations (translation keys); what is not public any more goes."""
    from directory.told import telling  # whose words are those of the answers, which read entries

    for chunk in chunks(keys, CHUNK):
        with transaction.atomic(), telling(chunk):
            _write(chunk)


def write_due_entries() -> int:
    """Write what time alone has changed: an offer or a consent has ended or begun. Return how many."""
    due = list(DirectoryEntry.objects.filter(fresh_until__lte=timezone.now()).values_list("key", flat=True))
    write_entries(due)
    return len(due)


def read_sources(keys: Sequence[UUID]) -> list[Sources]:
    """Return all that is stored about these associations, in a fixed number of queries."""
    rows = defaultdict(list)
    for row in _with_relations(Association.objects.filter(translation_key__in=keys)):
        rows[row.translation_key].append(row)
    sources = [row for key in rows for row in rows[key] if row.locale.language_code == settings.LANGUAGE_CODE]
    contacts = _contacts(sources)
    references = MigrationReference.objects.in_bulk([row.pk for row in sources], field_name="association_id")
    confirmed = dict(
        Confirmation.objects.filter(association__in=sources)
        .values("association")
        .annotate(last=Max("confirmed_on"))
        .values_list("association", "last")
    )
    memberships = _memberships(sources)
    return [
        Sources(
            association=source,
            translations=_published(rows[source.translation_key]),
            contacts=contacts[source.pk],
            reference=references.get(source.pk),
            confirmed_on=confirmed.get(source.pk),
            memberships=memberships[source.pk],
        )
        for source in sources
    ]


def entry_values(sources: Sources) -> dict[str, Any]:
    """Return the values of all columns of the public row."""
    association = sources.association
    return public_facts(sources) | {"association": association, "city_id": association.city_id}


def draft_entry(association: Association) -> DirectoryEntry:
    """Return, unsaved, the public row as it would be if this draft were published now."""
    language = association.locale.language_code
    new = Sources(association, {}, [], None, None, {})
    stored = next(iter(read_sources([association.translation_key])), new)
    source = association if language == settings.LANGUAGE_CODE else stored.association
    translations = {**stored.translations, language: association}
    draft = replace(stored, association=source, translations=translations)
    return DirectoryEntry(pk=_pk_of(association), **entry_values(draft))


def _pk_of(association: Association) -> int | None:
    found = DirectoryEntry.objects.filter(key=association.translation_key)
    return found.values_list("pk", flat=True).first()


def _write(keys: Sequence[UUID]) -> None:
    # Two changes of one association at a time: the later one has to read what the earlier one wrote.
    list(
        Association.objects.select_for_update(of=("self",))
        .filter(translation_key__in=keys)
        .order_by("pk")
        .values_list("pk")
    )
    sources = read_sources(keys)
    public = [one for one in sources if is_public(one.association)]
    _keep_old_addresses(public)
    shown = [one.association.translation_key for one in public]
    for model in (DirectoryEntry, PrivateEntry):
        model.objects.filter(key__in=keys).exclude(key__in=shown).delete()
    _upsert(DirectoryEntry, [entry_values(one) for one in public])
    _upsert(PrivateEntry, [private_values(one) for one in public])


def private_values(sources: Sources) -> dict[str, Any]:
    """The same for the row that only coordinators' views read."""
    association = sources.association
    return private_facts(sources) | {"association": association, "city_id": association.city_id}


def _upsert(model: type[Model], rows: list[dict[str, Any]]) -> None:
    names = [field.name for field in model._meta.concrete_fields if field.name not in ("id", "key")]
    model._default_manager.bulk_create(
        [model(**row) for row in rows], update_conflicts=True, unique_fields=["key"], update_fields=names
    )


def _keep_old_addresses(public: Sequence[Sources]) -> None:
    """Remember under which slug an entry was public until now; forget it where it is the present one again."""
    present = {one.association.translation_key: one.association for one in public}
    before = DirectoryEntry.objects.filter(key__in=present).values_list("key", "slug", "city_id")
    renamed = [(present[key], slug, city) for key, slug, city in before if slug != present[key].slug]
    OldAddress.objects.bulk_create(
        [OldAddress(city_id=city, slug=slug, association=association) for association, slug, city in renamed],
        ignore_conflicts=True,
    )
    again = Q(pk__in=[])
    for association, _slug, _city in renamed:
        again |= Q(city=association.city_id, slug=association.slug)
    if renamed:
        OldAddress.objects.filter(again).delete()


def _with_relations(rows: Any) -> list[Association]:
    exchanges = Exchange.objects.select_related("type").order_by("sort_order")
    rows = rows.select_related(
        "locale", "kind", "legal_form", "main_field__parent__parent", "district__parent__parent", "logo"
    )
    return list(
        rows.prefetch_related(
            "further_fields__parent__parent",
            "target_groups",
            "service_area__parent__parent",
            "addresses",
            Prefetch("exchanges", exchanges),
        )
    )


def _published(rows: Iterable[Association]) -> dict[str, Association]:
    return {row.locale.language_code: row for row in rows if row.live}


def _contacts(sources: Sequence[Association]) -> dict[int, list[Contact]]:
    found: dict[int, list[Contact]] = defaultdict(list)
    contacts = Contact.objects.filter(association__in=sources).prefetch_related(
        Prefetch("consents", Consent.objects.all())
    )
    for contact in contacts:
        found[contact.association_id].append(contact)
    return found


def _memberships(sources: Sequence[Association]) -> dict[int, dict[UUID, str]]:
    found: dict[int, dict[UUID, str]] = defaultdict(dict)
    rows = Membership.objects.filter(association__in=sources).order_by("sort_order")
    for pk, key, position in rows.values_list("association", "umbrella__translation_key", "position"):
        found[pk][key] = position
    return found


def chunks(keys: Iterable[UUID], size: int) -> Iterator[list[UUID]]:
    """Yield the keys, each once and always in the same order: two that write do not wait for each other."""
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]
