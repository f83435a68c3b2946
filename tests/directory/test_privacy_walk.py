"""A random walk of consents, switches and publications: every output says what it may, no more, no less.

The walk keeps a model of its own of what may be shown; it asks nothing of `publicity.py`.
"""

import copy
import datetime
import functools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation
from django.utils.html import escape
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from directory.choices import Statement
from directory.entries import write_due_entries
from directory.models import (
    Address,
    Association,
    Consent,
    Contact,
    DirectoryEntry,
    Exchange,
    Membership,
    MigrationReference,
    OldAddress,
    PrivateEntry,
    Term,
)
from sites.models import City
from tests.directory.make import district, make_association, make_contact, term
from tests.directory.make import field as activity
from tests.directory.outputs import Output, directory_url, read
from tests.make import host_of, locale

pytestmark = pytest.mark.long

LANGUAGES = ("de", "en")
TYPES = ("raum", "geraete", "kueche")
PERSONAL = ("page", "api", "print", "other_cities", "coordinators")
POINT = (51.527123, 7.470123)
ENDS = st.one_of(st.none(), st.integers(0, 4))
CHANNELS = st.sampled_from(PERSONAL)
HOW = st.sampled_from(["row", "query", "whole"])
DAY = datetime.timedelta(days=1)
LETTERS = str.maketrans("0123456789", "abcdefghij")
steps_made = 0


@dataclass
class Person:
    word: str
    phone: str
    named: bool  # a person; else a function mailbox
    public: bool
    consents: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Facts:
    """What a revision holds."""

    name: str
    summary: str
    precision: str = "district"
    addresses: list[dict[str, Any]] = field(default_factory=list)
    exchanges: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class English:
    summary: str
    live: bool
    exchanges: dict[str, str]  # word of the German text → English word


class Walk(RuleBasedStateMachine):
    city: City
    client: Client
    looks_at_all: bool

    @initialize()
    def begin(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.clock = time_machine.travel(datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC), tick=False)
        self.time = self.clock.start()
        self.number = 0
        self.words: set[str] = set()
        ring = make_association(
            self.city,
            self.word(),
            slug="ring",
            kind=term("kind", "umbrella"),
            main_field=activity("musik"),
            district=district(self.city, "Innenstadt-Nord"),
        )
        self.ring, self.ring_archived = ring, False
        self.ring_key = str(ring.translation_key)
        self.create()

    def teardown(self) -> None:
        if hasattr(self, "block"):
            self.clock.stop()
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    # What there is

    def word(self) -> str:
        """Return a word that stands nowhere yet and in no other one; without digits, which streets lose."""
        self.number += 1
        word = f"kanari{str(self.number).translate(LETTERS)}x"
        self.words.add(word)
        return word

    def create(self) -> None:
        self.facts, self.draft = Facts(self.word(), self.word()), None
        self.live, self.archived, self.english = True, False, None
        self.persons: dict[int, Person] = {}
        self.reference: tuple[str, bool, bool] | None = None
        made = make_association(
            self.city,
            self.facts.name,
            slug=f"chor-{self.number}",
            summary=self.facts.summary,
            main_field=activity("musik"),
            district=district(self.city, "Innenstadt-Nord"),
            latitude=POINT[0],
            longitude=POINT[1],
            memberships=[Membership(umbrella=self.ring)],
        )
        self.pk, self.slugs = made.pk, [made.slug]
        self.key = made.translation_key
        self.written = self.today

    def row(self) -> Association:
        return Association.objects.get(pk=self.pk)

    def english_row(self) -> Association:
        return Association.objects.get(translation_key=self.key, locale=locale("en"))

    @functools.cache  # noqa: B019 (a walk is short)
    def base(self, language: str) -> str:
        return directory_url(self.city, language)

    @property
    def today(self) -> datetime.date:
        return timezone.localdate()

    # Editing, publishing

    def edit(self, facts: Facts, publish: bool, row: Association | None = None) -> None:
        row = row or self.row()
        row.name, row.summary, row.precision = facts.name, facts.summary, facts.precision
        row.addresses = [
            Address(street=f"{one['word']}str. {one['number']}", is_public=one["public"])
            for one in facts.addresses
        ]
        row.exchanges = [self.exchange(one) for one in facts.exchanges]
        revision = row.save_revision()
        if publish:
            revision.publish()
            self.facts, self.draft, self.live = facts, None, True
            self.slugs += [row.slug] if row.slug != self.slugs[-1] else []
            self.written = self.today
        else:
            self.draft = copy.deepcopy(facts)

    def exchange(self, one: dict[str, Any]) -> Exchange:
        row = Exchange(
            direction=one["direction"],
            type=term("exchange", one["type"]),
            text=one["word"],
            audience=one["audience"],
            valid_from=one["from"],
            valid_until=one["until"],
        )
        row.locale, row.translation_key = locale("de"), one["key"]
        return row

    @rule(publish=st.booleans())
    def rewrite(self, publish: bool) -> None:
        facts = copy.deepcopy(self.facts)
        facts.name, facts.summary = self.word(), self.word()
        self.edit(facts, publish)

    @rule()
    def rename(self) -> None:
        row = self.row()
        row.slug = f"chor-{self.number}-neu"
        self.number += 1
        self.edit(copy.deepcopy(self.facts), True, row)

    @rule(precision=st.sampled_from(["exact", "street", "district"]), publish=st.booleans())
    def show_the_place(self, precision: str, publish: bool) -> None:
        facts = copy.deepcopy(self.facts)
        facts.precision = precision
        self.edit(facts, publish)

    @rule(public=st.booleans(), publish=st.booleans())
    def add_address(self, public: bool, publish: bool) -> None:
        facts = copy.deepcopy(self.facts)
        word = self.word()
        number = f"98{self.number:05}"
        self.words.add(number)
        facts.addresses = [*facts.addresses[-1:], {"word": word, "number": number, "public": public}]
        self.edit(facts, publish)

    @precondition(lambda self: self.facts.addresses)
    @rule(how=HOW)
    def switch_address(self, how: str) -> None:
        one = self.facts.addresses[-1]
        row = Address.objects.get(association=self.pk, street__startswith=one["word"])
        one["public"] = not one["public"]
        if how == "query":
            Address.objects.filter(pk=row.pk).update(is_public=one["public"])
        else:
            row.is_public = one["public"]
            row.save()
        self.written = self.today

    @rule(
        kind=st.sampled_from(TYPES),
        direction=st.sampled_from(["offer", "need"]),
        audience=st.sampled_from(["public", "public", "members", "coordinators"]),
        begins=st.one_of(st.none(), st.integers(-3, 3)),
        ends=ENDS,
        publish=st.booleans(),
    )
    def add_exchange(self, kind, direction, audience, begins, ends, publish) -> None:
        facts = copy.deepcopy(self.facts)
        start = self.today + begins * DAY if begins is not None else None
        facts.exchanges = [
            *facts.exchanges[-2:],
            {
                "word": self.word(),
                "type": kind,
                "direction": direction,
                "audience": audience,
                "from": start,
                "until": max(start or self.today, self.today) + ends * DAY if ends is not None else None,
                "key": uuid.UUID(int=self.number),
            },
        ]
        self.edit(facts, publish)

    @precondition(lambda self: self.facts.exchanges)
    @rule(audience=st.sampled_from(["public", "members", "coordinators"]), how=HOW)
    def switch_audience(self, audience: str, how: str) -> None:
        one = self.facts.exchanges[-1]
        one["audience"] = audience
        rows = Exchange.objects.filter(association=self.pk, translation_key=one["key"])
        if how == "query":
            rows.update(audience=audience)
        else:
            row = rows.get()
            row.audience = audience
            row.save()
        self.written = self.today

    @precondition(lambda self: self.draft)
    @rule()
    def publish_draft(self) -> None:
        self.row().get_latest_revision().publish()
        self.facts, self.draft, self.live = self.draft, None, True
        self.slugs.append(self.row().slug)  # a draft may bring an older one back
        self.written = self.today

    @precondition(lambda self: self.live)
    @rule()
    def unpublish(self) -> None:
        self.row().unpublish()
        self.live, self.written = False, self.today

    @precondition(lambda self: not self.live)
    @rule()
    def publish(self) -> None:
        self.edit(copy.deepcopy(self.facts), True)

    @rule(through_english=st.booleans())
    def archive_or_restore(self, through_english: bool) -> None:
        row = self.english_row() if through_english and self.english else self.row()
        (row.restore if self.archived else row.archive)()
        self.archived, self.written = not self.archived, self.today

    @rule()
    def archive_or_restore_the_umbrella(self) -> None:
        ring = Association.objects.get(pk=self.ring.pk)
        (ring.restore if self.ring_archived else ring.archive)()
        self.ring_archived = not self.ring_archived

    @rule(how=HOW)
    def delete(self, how: str) -> None:
        """And begin anew with another association."""
        if how == "query":
            Association.objects.filter(pk=self.pk).delete()
        else:
            self.row().delete()
        assert not Contact.objects.exists()
        self.create()

    # Translation

    @precondition(lambda self: self.english is None)
    @rule(live=st.booleans())
    def translate(self, live: bool) -> None:
        row = self.row().copy_for_translation(locale("en"))
        row.live, row.summary = live, self.word()
        texts = {}
        for one in row.exchanges.all():
            texts[one.text] = one.text = self.word()
        exchanges = list(row.exchanges.all())
        for one, (_german, english) in zip(exchanges, list(texts.items()), strict=True):
            one.text = english
        row.exchanges = exchanges
        row.save()
        self.english = English(row.summary, live, texts)
        self.written = self.today

    @precondition(lambda self: self.english)
    @rule()
    def publish_or_unpublish_translation(self) -> None:
        row = self.english_row()
        if self.english.live:
            row.unpublish()
        else:
            row.save_revision().publish()
        self.english.live = not self.english.live
        self.written = self.today

    @precondition(lambda self: self.english)
    @rule(how=HOW)
    def delete_translation(self, how: str) -> None:
        if how == "query":
            Association.objects.filter(pk=self.english_row().pk).delete()
        else:
            self.english_row().delete()
        self.english, self.written = None, self.today

    # Contacts and consents

    @precondition(lambda self: len(self.persons) < 3)
    @rule(named=st.booleans(), public=st.booleans(), channels=st.sets(CHANNELS, max_size=3))
    def add_contact(self, named: bool, public: bool, channels: set[str]) -> None:
        word = self.word()
        person = Person(word, f"98{self.number:05}", named, public)
        self.words.add(person.phone)
        contact = make_contact(
            self.row(),
            tuple(sorted(channels)),
            person=f"Ola {word}" if named else "",
            email=f"{word}@example.org",
            phone=f"+49 231 {person.phone}",
            is_public=public,
        )
        for consent in contact.consents.all():
            person.consents.append(
                {
                    "pk": consent.pk,
                    "channel": consent.channel,
                    "from": self.today,
                    "until": None,
                    "withdrawn": False,
                }
            )
        self.persons[contact.pk], self.written = person, self.today

    def contact(self, data: Any, *, with_consent: bool = False) -> tuple[Contact, Person] | None:
        keys = [key for key, one in self.persons.items() if not with_consent or one.consents]
        if not keys:
            return None
        key = data.draw(st.sampled_from(keys))
        return Contact.objects.get(pk=key), self.persons[key]

    @precondition(lambda self: self.persons)
    @rule(data=st.data(), how=HOW)
    def switch_contact(self, data: Any, how: str) -> None:
        contact, person = self.contact(data)
        person.public = not person.public
        if how == "query":
            Contact.objects.filter(pk=contact.pk).update(is_public=person.public)
        else:
            contact.is_public = person.public
            contact.save()
        self.written = self.today

    @precondition(lambda self: self.persons)
    @rule(data=st.data(), how=HOW)
    def delete_contact(self, data: Any, how: str) -> None:
        contact, _person = self.contact(data)
        del self.persons[contact.pk]
        if how == "query":
            Contact.objects.filter(pk=contact.pk).delete()
        else:
            contact.delete()
        self.written = self.today

    @precondition(lambda self: self.persons)
    @rule(data=st.data(), channel=CHANNELS, begins=st.integers(-3, 2), ends=ENDS, how=HOW)
    def give_consent(self, data, channel, begins, ends, how) -> None:
        contact, person = self.contact(data)
        start = self.today + begins * DAY
        until = max(start, self.today) + ends * DAY if ends is not None else None
        consent = Consent(channel=channel, given_on=start, ends_on=until)
        if how == "whole":
            contact.consents.add(consent)
            contact.save()
        else:
            consent.contact = contact
            consent.save()
        person.consents.append(
            {"pk": consent.pk, "channel": channel, "from": start, "until": until, "withdrawn": False}
        )
        self.written = self.today

    @precondition(lambda self: any(one.consents for one in self.persons.values()))
    @rule(data=st.data(), how=HOW)
    def withdraw_consent(self, data: Any, how: str) -> None:
        contact, person = self.contact(data, with_consent=True)
        one = data.draw(st.sampled_from(person.consents))
        one["withdrawn"] = True
        if how == "query":
            Consent.objects.filter(pk=one["pk"]).update(withdrawn_on=self.today)
        elif how == "row":
            row = Consent.objects.get(pk=one["pk"])
            row.withdrawn_on = self.today
            row.save()
        else:
            rows = list(contact.consents.all())
            next(row for row in rows if row.pk == one["pk"]).withdrawn_on = self.today
            contact.consents = rows
            contact.save()
        self.written = self.today

    # The association's own statement

    @rule(
        value=st.sampled_from(["migrant_led", "mixed", "none", "withheld"]),
        publish=st.booleans(),
        use=st.booleans(),
    )
    def state(self, value: str, publish: bool, use: bool) -> None:
        row = MigrationReference.objects.filter(association=self.pk).first()
        row = row or MigrationReference(association=self.row(), stated_by="Vorstand")
        row.value, row.publish, row.use_for_matching = value, publish, use
        row.save()
        self.reference, self.written = (value, publish, use), self.today

    @precondition(lambda self: self.reference)
    @rule(how=HOW)
    def take_back_the_statement(self, how: str) -> None:
        if how == "query":
            MigrationReference.objects.filter(association=self.pk).delete()
        elif how == "row":
            MigrationReference.objects.get(association=self.pk).delete()
        else:
            MigrationReference.objects.get(association=self.pk).withdraw("phone")
        self.reference, self.written = None, self.today

    # Time

    @rule(days=st.integers(1, 4), job=st.booleans())
    def wait(self, days: int, job: bool) -> None:
        self.time.shift(days * DAY)
        if job:
            write_due_entries()
            self.written = self.today

    # What may be shown

    @property
    def is_public(self) -> bool:
        return self.live and not self.archived

    def may_show(self, person: Person, channel: str, begun_by: datetime.date) -> bool:
        if not person.public or (person.named and channel == "coordinators"):
            return False
        return not person.named or any(
            one["channel"] == channel
            and not one["withdrawn"]
            and one["from"] <= min(begun_by, self.today)
            and (one["until"] is None or one["until"] >= self.today)
            for one in person.consents
        )

    def contacts(self, channel: str, begun_by: datetime.date) -> set[str]:
        shown = [one for one in self.persons.values() if self.may_show(one, channel, begun_by)]
        return {word for one in shown for word in (one.word, one.phone)}

    def current(self) -> list[dict[str, Any]]:
        return [
            one
            for one in self.facts.exchanges
            if one["audience"] == "public"
            and (one["from"] or self.today) <= self.today <= (one["until"] or self.today)
        ]

    def addresses(self) -> set[str]:
        shown = [one for one in self.facts.addresses if one["public"] and self.facts.precision != "district"]
        exact = self.facts.precision == "exact"
        return {one["word"] for one in shown} | {one["number"] for one in shown if exact}

    def texts(self, language: str) -> tuple[set[str], set[str]]:
        """Return the words of the summary and of offers and needs in a language."""
        exchanges = [one["word"] for one in self.current()]
        if language == "de":
            return {self.facts.summary}, set(exchanges)
        if self.english is None or not self.english.live:
            return set(), set()
        return {self.english.summary}, {self.english.exchanges.get(word, "") for word in exchanges} - {""}

    def labels(self, language: str) -> dict[str, set[str]]:
        """All labels that could show in a language, by what they are of."""
        with translation.override(language):
            statements = {str(escape(str(Statement(value).label))) for value in Statement.values}
        return {"statement": statements, "type": self.labels_of(TYPES, language)}

    @functools.cache  # noqa: B019
    def labels_of(self, codes: tuple[str, ...], language: str) -> set[str]:
        terms = Term.objects.filter(vocabulary="exchange", code__in=codes)
        return {str(escape(one.label(language).text)) for one in terms}

    def expected(self, kind: str, language: str, begun_by: datetime.date) -> set[str]:
        """Return all words that an output says, of those that the walk made and of the labels."""
        summary, exchanges = self.texts(language)
        ring = set() if self.ring_archived else {self.ring.name}
        key = set() if self.ring_archived else {self.ring_key}
        if kind == "ring":
            return ring | ({self.facts.name} if self.is_public and ring else set()) if ring else set()
        if kind == "ring data":
            return ring | key if ring else set()
        if kind == "list":
            own = {self.facts.name} | summary | self.type_labels(language)
            return ring | (own if self.is_public else set())
        if not self.is_public:
            return set()
        if kind == "entry":
            own = {self.facts.name} | summary | exchanges | self.addresses() | self.statement(language)
            return own | ring | self.contacts("page", begun_by) | self.type_labels(language)
        point = {str(POINT[0])} if self.facts.precision == "exact" else set()
        own = {self.facts.name, str(self.key)} | summary | self.addresses() | point
        return own | key | self.contacts("api", begun_by)

    def type_labels(self, language: str) -> set[str]:
        return self.labels_of(tuple(sorted({one["type"] for one in self.current()})), language)

    def statement(self, language: str) -> set[str]:
        if self.reference is None or not self.reference[1] or self.reference[0] == "withheld":
            return set()
        with translation.override(language):
            return {str(escape(str(Statement(self.reference[0]).label)))}

    def outputs(self) -> Iterator[tuple[str, str, Output]]:
        for number, language in enumerate(LANGUAGES):
            base = self.base(language)
            paths = {"entry": f"{base}{self.slugs[-1]}/", "list": base, "ring": f"{base}ring/"}
            for kind, path in paths.items():
                # The short walk looks at lists and neighbours in one language at a time, in turn.
                if kind == "entry" or self.looks_at_all or (steps_made + (kind == "ring")) % 2 == number:
                    for one in read(self.client, path):
                        yield f"{kind} data" if one.name.endswith(" data") else kind, language, one

    @invariant()
    def every_output_says_what_it_may(self) -> None:
        global steps_made
        if not hasattr(self, "written"):
            return
        steps_made += 1
        for kind, language, one in self.outputs():
            if kind == "list data":
                continue
            universe = {*self.words, self.ring_key, str(POINT[0]), str(self.key)}
            if not kind.endswith("data"):
                universe |= set().union(*self.labels(language).values())
            found = {word for word in universe if word in one.text}
            may, must = (self.expected(kind, language, day) for day in (self.today, self.written))
            assert found <= may, f"{one.name} tells {found - may}"
            assert must <= found, f"{one.name} lacks {must - found}"

    @invariant()
    def cards_of_contacts_open_as_long_as_they_may(self) -> None:
        if not hasattr(self, "written"):
            return
        base = self.base("de")
        for key, person in self.persons.items():
            [one] = read(self.client, f"{base}{self.slugs[-1]}/vcard/{key}/")
            may = self.is_public and self.may_show(person, "page", self.today)
            must = self.is_public and self.may_show(person, "page", self.written)
            found = {word for word in self.words if word in one.text}
            assert found <= ({person.word, person.phone, self.facts.name} if may else set()), one.name
            assert not must or person.word in found, one.name

    @invariant()
    def rows_hold_what_they_may(self) -> None:
        if not hasattr(self, "written"):
            return
        key = self.key
        entry = DirectoryEntry.objects.filter(key=key).first()
        private = PrivateEntry.objects.filter(key=key).first()
        assert (entry is not None) == (private is not None) == self.is_public
        if entry and private:
            kept = [one for one in self.persons.values() if self.was_shown_somewhere(one)]
            assert [row["email"] for row in entry.contacts] == [f"{one.word}@example.org" for one in kept]
            assert private.migration == (self.reference[0] if self.reference and self.reference[2] else "")

    def was_shown_somewhere(self, person: Person) -> bool:
        """On the day of the last writing: what has ended since is kept out of sight by `current_contacts`."""
        channels = PERSONAL[:-1]
        return person.public and (
            not person.named
            or any(
                one["channel"] in channels
                and not one["withdrawn"]
                and one["from"] <= self.written <= (one["until"] or self.written)
                for one in person.consents
            )
        )

    @invariant()
    def old_addresses_lead_to_the_entry_or_nowhere(self) -> None:
        if not hasattr(self, "written") or self.slugs[-2:-1] in ([], self.slugs[-1:]):
            return
        base = self.base("de")
        [one] = [
            part for part in read(self.client, f"{base}{self.slugs[-2]}/") if not part.name.endswith("data")
        ]
        if self.is_public and OldAddress.objects.filter(slug=self.slugs[-2]).exists():
            assert one.text.startswith("301")
            assert one.text.split()[-1].endswith(f"/{self.slugs[-1]}/")
        else:
            assert not [word for word in self.words if word in one.text]


def walk(city: City, examples: int, steps: int, *, looks_at_all: bool) -> int:
    """Return the number of steps after which all was compared."""
    global steps_made
    steps_made = 0
    world = {"city": city, "client": Client(headers={"host": host_of(city)}), "looks_at_all": looks_at_all}
    machine = type("Walk", (Walk,), world)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # to shrink a walk of many pages would take minutes
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return steps_made


# The first of the walks that Hypothesis tries ends where it begins.
def test_every_output_says_what_it_may_after_each_change(dortmund):
    assert walk(dortmund, 1 + 3, 50, looks_at_all=False) >= 150


@pytest.mark.prove
def test_every_output_says_what_it_may_after_each_of_many_changes(dortmund):
    assert walk(dortmund, 1 + 26, 80, looks_at_all=True) >= 2_000
