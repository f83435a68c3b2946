"""The vocabularies that the product comes with, from `data/`.

`vocabularies.csv` has a row per term: list (the vocabulary), code, parent and the codes of
two classifications (ICNPO; the numbers of § 52 (2) AO). `labels/<language>.csv` has the
label of each term in a language and other words for it, with "; " between them: they lead
a search to the term, and are shown nowhere.

A new term stands last among those of its vocabulary: its place in the file is its position.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import ACTIVITY_FIELD, Term
from sites.labels import Labels
from sites.models import City
from sites.registry import CityStep

DATA = Path(__file__).resolve().parent / "data"
LANGUAGES = ("de", "en", "tr", "ar", "uk", "ru", "pl", "fr")
NAMES = {
    ACTIVITY_FIELD: gettext_lazy("Activity fields"),
    "target_group": gettext_lazy("Target groups"),
    "exchange": gettext_lazy("Offers and needs"),
    "kind": gettext_lazy("Kinds of organisations"),
    "legal_form": gettext_lazy("Legal forms"),
}
SEPARATOR = "; "

Key = tuple[str, str]  # vocabulary, code


@dataclass(frozen=True)
class ShippedTerm:
    """A term as the files have it; `parent` is the code of the wider term, "" for none."""

    vocabulary: str
    code: str
    parent: str
    position: int
    labels: Labels = field(default_factory=dict)
    alternative_labels: dict[str, list[str]] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return self.vocabulary, self.code


def read_vocabularies() -> list[dict[str, str]]:
    return _rows(DATA / "vocabularies.csv")


def read_labels(language: str) -> list[dict[str, str]]:
    return _rows(DATA / "labels" / f"{language}.csv")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def shipped_terms() -> list[ShippedTerm]:
    """Return the terms of the files, wider ones before narrower ones."""
    labels: dict[Key, Labels] = defaultdict(dict)
    others: dict[Key, dict[str, list[str]]] = defaultdict(dict)
    for language in LANGUAGES:
        for row in read_labels(language):
            key = row["list"], row["code"]
            if row["label"]:
                labels[key][language] = row["label"]
            if row["alternative_labels"]:
                others[key][language] = row["alternative_labels"].split(SEPARATOR)
    return [
        ShippedTerm(*key, row["parent"], position, labels[key], others[key])
        for position, row in enumerate(read_vocabularies())
        for key in [(row["list"], row["code"])]
    ]


def stored_terms() -> dict[Key, Term]:
    return {(term.vocabulary, term.code): term for term in Term.objects.filter(city=None)}


def missing_terms() -> list[ShippedTerm]:
    """Return the terms of the files that the database lacks. Codes are theirs for ever."""
    have = stored_terms()
    return [term for term in shipped_terms() if term.key not in have]


def missing_labels() -> Iterator[tuple[Term, str]]:
    """Yield each stored term of all cities and each language in which only the files have a label."""
    have = stored_terms()
    for shipped in shipped_terms():
        if term := have.get(shipped.key):
            yield from ((term, language) for language in shipped.labels if language not in term.labels)


def run_vocabularies(city: City) -> list[str]:
    # The same for all cities; a step, so that a new instance and a later version both get them.
    filled = _fill_labels()
    added = _add_terms()
    lines = [_("%(count)d terms of the vocabularies") % {"count": added}] if added else []
    return lines + ([_("%(count)d labels of terms") % {"count": filled}] if filled else [])


def _add_terms() -> int:
    missing, have = missing_terms(), stored_terms()
    for shipped in missing:
        have[shipped.key] = Term.objects.create(
            vocabulary=shipped.vocabulary,
            code=shipped.code,
            labels=dict(shipped.labels),
            alternative_labels=dict(shipped.alternative_labels),
            parent=have.get((shipped.vocabulary, shipped.parent)),
            position=shipped.position,
        )
    return len(missing)


def _fill_labels() -> int:
    """Add labels and other words in languages that a term lacks; what somebody wrote stays. Count labels."""
    have, changed = stored_terms(), []
    filled = sum(1 for _missing in missing_labels())
    for shipped in shipped_terms():
        if term := have.get(shipped.key):
            labels = shipped.labels | term.labels
            others = shipped.alternative_labels | term.alternative_labels
            if (labels, others) != (term.labels, term.alternative_labels):
                term.labels, term.alternative_labels = labels, others
                changed.append(term)
    Term.objects.bulk_update(changed, ["labels", "alternative_labels"])
    return filled


def check_vocabularies(city: City) -> list[str]:
    missing = missing_terms()
    lines = (
        [_("%(count)d terms of the vocabularies are missing") % {"count": len(missing)}] if missing else []
    )
    lacking: dict[str, list[str]] = defaultdict(list)
    for term, language in missing_labels():
        if language in city.languages:
            lacking[language].append(term.code)
    return lines + [
        _("no label in “%(language)s”: %(codes)s") % {"language": language, "codes": ", ".join(codes)}
        for language, codes in lacking.items()
    ]


VOCABULARIES = CityStep("vocabularies", run_vocabularies, check_vocabularies)
