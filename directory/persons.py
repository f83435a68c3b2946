"""What is stored about a person, by her mail address: told to her on request, and erased everywhere.

Pages that editors write are not searched: what names a person there is changed there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.crypto import salted_hmac
from wagtail.models import ModelLogEntry, Revision, TaskState, WorkflowState
from wagtail_localize.models import TranslationSource

from directory.changes import rewriting
from directory.models import Association, Case, Consent, Contact, Erasure, Exchange
from sites.models import City, Invitation, Mail, User

SALT = "directory.erasure"
GONE = "…"  # stands where a name or an address stood
TEXTS = ("summary", "description", "engagement", "hours_note", "source")
SHORTEST = 6  # digits of a telephone number that is looked for in texts


def digest(address: str) -> str:
    """Return the keyed hash of an address: tells it from others, and not what it is. Needs the same SECRET_KEY."""
    return salted_hmac(SALT, address.strip().lower(), algorithm="sha256").hexdigest()


def address_of(contact: Contact) -> str:
    """What a person is known by: her mail address, else her telephone number."""
    return contact.email or _digits(contact.phone)


def contacts_at(address: str, city: City) -> list[Contact]:
    """The contacts of a city with this mail address, or (without one) telephone number."""
    if "@" in address:
        return list(Contact.objects.for_city(city).filter(email__iexact=address))
    phones = Contact.objects.for_city(city).filter(email="").exclude(phone="")
    return [contact for contact in phones if _digits(contact.phone) == address]


@dataclass
class Traces:
    """The words by which a person is found in texts."""

    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        patterns = [_pattern(word) for word in sorted(set(filter(None, self.words)), key=len, reverse=True)]
        self.pattern = re.compile("|".join(patterns), re.IGNORECASE) if patterns else None

    def out_of(self, value: Any) -> Any:
        """Return texts, also those inside of lists and dicts, without them."""
        if isinstance(value, str) and self.pattern:
            return self.pattern.sub(GONE, value)
        if isinstance(value, list):
            return [self.out_of(part) for part in value]
        if isinstance(value, dict):
            return {name: self.out_of(part) for name, part in value.items()}
        return value


@transaction.atomic
def erase(address: str, city: City, erased_by: User | None = None, *, again: bool = False) -> Erasure | None:
    """Remove whoever has this address from the city; return the record, None if it is done `again` after a restore.

    The row of each association is locked first, as for every writing of its entry.
    """
    contacts = contacts_at(address, city)
    traces = Traces([word for one in contacts for word in (one.email, one.phone, one.person)] + [address])
    associations = _rows_of(contacts, address, city)
    keys = {row.translation_key for row in associations}
    with rewriting(keys=keys):
        list(
            Association.objects.select_for_update()
            .filter(translation_key__in=keys)
            .order_by("pk")
            .values("pk")
        )
        counts = Counter(
            contacts=len(contacts),
            consents=Consent.objects.filter(contact__in=contacts).count(),
            texts=_clean_texts(associations, traces),
            revisions=_clean(_revisions_of(associations), ("content", "object_str"), traces),
            translations=_clean_sources(keys, traces),
            comments=_clean(_task_states_of(associations), ("comment",), traces),
        )
        pks = [contact.pk for contact in contacts]
        Contact.objects.filter(pk__in=pks).delete()
    counts["messages"] = _clean_cases(address, city, traces)
    counts["log entries"] = _clean_logs(pks, associations, traces)
    counts.update(_forget_mails(address, city))
    if again:
        return None
    return Erasure.objects.create(city=city, digest=digest(address), counts=+counts, erased_by=erased_by)


def replay(erasures: Iterable[Erasure]) -> int:
    """Erase again who was erased before a backup was restored; return how many addresses were found."""
    wanted: dict[int, set[str]] = {}
    for one in erasures:
        wanted.setdefault(one.city_id, set()).add(one.digest)
    found = 0
    for city in City.objects.filter(pk__in=wanted):
        for address in _addresses_in(city):
            if digest(address) in wanted[city.pk]:
                erase(address, city, again=True)
                found += 1
    return found


def _addresses_in(city: City) -> list[str]:
    known = {address_of(contact).lower() for contact in Contact.objects.for_city(city)}
    known |= {email.lower() for email in Case.objects.for_city(city).values_list("email", flat=True)}
    known |= {email.lower() for email in Invitation.objects.for_city(city).values_list("email", flat=True)}
    return sorted(known - {""})


def _rows_of(contacts: Iterable[Contact], address: str, city: City) -> list[Association]:
    """All rows, in all languages, of the associations that she was a contact of or whose texts name her address."""
    named = Q()
    for name in TEXTS if "@" in address else ():
        named |= Q(**{f"{name}__icontains": address})
    own = Q(translation_key__in=[contact.association.translation_key for contact in contacts])
    keys = Association.objects.for_city(city).filter(own | named if named else own).values("translation_key")
    return list(
        Association.objects.filter(translation_key__in=list(keys.values_list("translation_key", flat=True)))
    )


def _revisions_of(associations: Iterable[Association]) -> QuerySet[Revision]:
    return Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Association),
        object_id__in=[str(row.pk) for row in associations],
    )


def _task_states_of(associations: Iterable[Association]) -> QuerySet[TaskState]:
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Association),
        object_id__in=[str(row.pk) for row in associations],
    )
    return TaskState.objects.filter(workflow_state__in=states)


def _clean(rows: QuerySet[Any], columns: tuple[str, ...], traces: Traces) -> int:
    """Take the traces out of these columns; return the number of rows that had some."""
    count = 0
    for row in rows.only("pk", *columns).iterator(chunk_size=100):
        before = {name: getattr(row, name) for name in columns}
        after = {name: traces.out_of(value) for name, value in before.items()}
        if after != before:
            type(row)._base_manager.filter(pk=row.pk).update(**after)
            count += 1
    return count


def _clean_texts(associations: list[Association], traces: Traces) -> int:
    pks = [row.pk for row in associations]
    rows = _clean(Association.objects.filter(pk__in=pks), TEXTS, traces)
    return rows + _clean(Exchange.objects.filter(association__in=pks), ("text", "capacity"), traces)


def _clean_sources(keys: Iterable[Any], traces: Traces) -> int:
    return _clean(
        TranslationSource.objects.filter(object__translation_key__in=keys), ("content_json",), traces
    )


def _clean_cases(address: str, city: City, traces: Traces) -> int:
    cases = Case.objects.for_city(city)
    own = cases.filter(email__iexact=address) if "@" in address else cases.none()
    count = own.count()
    for case in own:
        more = Traces([*traces.words, case.name])
        cleaned = {name: more.out_of(getattr(case, name)) for name in ("message", "note")}
        cases.filter(pk=case.pk).update(name="", email="", **cleaned)
    return count + _clean(cases.exclude(email__iexact=address), ("message", "note"), traces)


def _clean_logs(contacts: list[int], associations: Iterable[Association], traces: Traces) -> int:
    own = _log_of(Contact, contacts)
    count = own.update(label=GONE, data={})
    return count + _clean(_log_of(Association, [row.pk for row in associations]), ("label", "data"), traces)


def _log_of(model: type[Model], pks: Iterable[int]) -> QuerySet[ModelLogEntry]:
    content_type = ContentType.objects.get_for_model(model)
    return ModelLogEntry.objects.filter(content_type=content_type, object_id__in=[str(pk) for pk in pks])


def _forget_mails(address: str, city: City) -> dict[str, int]:
    if "@" not in address:
        return {}
    mails, _rows = _mails(address).filter(Q(city=city) | Q(city=None)).delete()
    invitations = Invitation.objects.for_city(city).filter(email__iexact=address)
    count = invitations.count()
    invitations.delete()
    return {"mails": mails, "invitations": count}


def _mails(address: str) -> QuerySet[Mail]:
    return Mail.objects.filter(Q(recipient__iexact=address) | Q(reply_to__iexact=address))


def _digits(phone: str) -> str:
    """Return a telephone number without what people put between its digits, and as it is dialled at home."""
    return re.sub(r"^(?:\+49|0049)0?", "0", re.sub(r"[^\d+]", "", phone))


def _pattern(word: str) -> str:
    digits = _digits(word)
    if re.fullmatch(r"[\d\s+()/.\-]+", word) and len(digits) >= SHORTEST:
        between = r"[\s()/.\-]*"
        number = between.join(digits.removeprefix("0"))
        bracket = r"(?:\((?=\d+\)))?"  # of "(0231) …"
        return rf"{bracket}(?:(?:\+49|0049|0){between})?(?:\(0\))?{between}{number}"
    return re.escape(word)


# What is stored, for the person herself


def stored_about(address: str, cities: QuerySet[City]) -> dict[str, Any]:
    """Return all that is stored on a mail address in these cities, as plain data."""
    address = address.strip()
    contacts = Contact.objects.filter(email__iexact=address, city__in=cities).select_related(
        "association", "city"
    )
    cases = Case.objects.filter(email__iexact=address, city__in=cities).select_related("association", "city")
    invitations = Invitation.objects.filter(email__iexact=address, city__in=cities).select_related("city")
    mails = _mails(address).filter(Q(city__in=cities) | Q(city=None)).select_related("city")
    return {
        "address": address,
        "contacts": [_contact(row) for row in contacts.prefetch_related("consents")],
        "messages": [
            _row(row, "city association kind state name email message language created_at") for row in cases
        ],
        "invitations": [_row(row, "city email created_at ended_at") for row in invitations],
        "mails": [_row(row, "city subject language state created_at finished_at") for row in mails],
        "account": _account(address, cities),
    }


def _contact(contact: Contact) -> dict[str, Any]:
    names = "city association function person email phone languages is_public"
    consents = "channel wording given_how given_on ends_on withdrawn_on withdrawn_how"
    return _row(contact, names) | {"consents": [_row(row, consents) for row in contact.consents.all()]}


def _account(address: str, cities: QuerySet[City]) -> dict[str, Any] | None:
    """The account, told where one of the cities knows it through a role or an owned entry."""
    user = User.objects.filter(email__iexact=address).first()
    if user is None:
        return None
    own = {city.slug for city in cities}
    names = user.groups.order_by("name").values_list("name", flat=True)
    roles = [name for name in names if any(name.startswith(f"{slug}-") for slug in own)]
    entries = [str(row.association) for row in user.ownerships.filter(association__city__in=cities)]
    if not (roles or entries) and cities.count() < City.objects.count():
        return None
    facts = _row(user, "email first_name last_name date_joined last_login")
    return facts | {"roles": roles, "entries": entries}


def _row(row: Any, names: str) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names.split()}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Model) else value
