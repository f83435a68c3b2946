"""The words of the vocabularies for one page: read once, looked up by code."""

from __future__ import annotations

from dataclasses import dataclass

from django.templatetags.static import static

from directory.emblem import FIELDS
from directory.models import ACTIVITY_FIELD, Term
from sites.labels import Labels
from sites.models import City


@dataclass(frozen=True)
class Field:
    """An activity field as it stands beside a name: its words and the address of its shape ("" if none)."""

    code: str
    labels: Labels
    icon: str


@dataclass(frozen=True)
class Words:
    terms: dict[tuple[str, str], Term]

    def labels(self, vocabulary: str, code: str) -> Labels:
        """Return the labels of a term; of one that has gone from the vocabulary its code."""
        term = self.terms.get((vocabulary, code))
        return term.labels if term else {"de": code}

    def all_labels(self, vocabulary: str, codes: list[str]) -> list[Labels]:
        return [self.labels(vocabulary, code) for code in codes]

    def field(self, code: str) -> Field:
        term = self.terms.get((ACTIVITY_FIELD, code))
        shape = term.shape_code if term else ""
        icon = static(f"directory/fields/{shape}.svg") if shape in FIELDS else ""
        return Field(code, self.labels(ACTIVITY_FIELD, code), icon)

    def fields(self, codes: list[str]) -> list[Field]:
        """Return the fields that an association named: wider ones, which came along, are left out."""
        terms = [self.terms[ACTIVITY_FIELD, code] for code in codes if (ACTIVITY_FIELD, code) in self.terms]
        wider = {term.parent.code for term in terms if term.parent}
        return [self.field(term.code) for term in terms if term.code not in wider]

    def of(self, vocabulary: str) -> list[Term]:
        """Return the terms of a vocabulary that are in use, in its order."""
        return [
            term for (name, _code), term in self.terms.items() if name == vocabulary and not term.successor_id
        ]


def read_words(city: City) -> Words:
    terms = Term.objects.for_city(city).select_related("parent").order_by("vocabulary", "position", "code")
    return Words({(term.vocabulary, term.code): term for term in terms})
