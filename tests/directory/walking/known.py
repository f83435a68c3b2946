"""What a random walk knows about its one association: all that it did, and what may be shown of it.

It asks nothing of `publicity.py`: it is the second opinion.
"""

import datetime
import functools
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone, translation
from django.utils.html import escape

from directory.choices import Statement
from directory.models import Association, Term

TYPES = ("raum", "geraete", "kueche")
PERSONAL = ("page", "api", "print", "other_cities", "coordinators")
POINT = (51.527123, 7.470123)
LETTERS = str.maketrans("0123456789", "abcdefghij")


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


class Known:
    """What is so now; the walk makes each change here and in the product."""

    number: int  # of the newest word
    words: set[str]
    ring: Association  # the umbrella body
    ring_key: str
    ring_archived: bool
    pk: int
    key: uuid.UUID
    slugs: list[str]  # the present one comes last
    facts: Facts  # as published last
    draft: Facts | None
    live: bool
    archived: bool
    english: English | None
    persons: dict[int, Person]
    reference: tuple[str, bool, bool] | None  # value, publish, use for matching
    written: datetime.date  # when the entry was written last

    def word(self) -> str:
        """Return a word that stands nowhere yet and in no other one; without digits, which streets lose."""
        self.number += 1
        word = f"kanari{str(self.number).translate(LETTERS)}x"
        self.words.add(word)
        return word

    @property
    def today(self) -> datetime.date:
        return timezone.localdate()

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

    @functools.cache  # noqa: B019 (a walk is short)
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
