"""The vocabularies that the product comes with, from `data/vocabularies.csv`."""

import csv
from pathlib import Path

from django.utils.translation import gettext as _

from directory.models import Term
from sites.labels import Labels
from sites.models import City
from sites.registry import CityStep

PATH = Path(__file__).resolve().parent / "data" / "vocabularies.csv"


def read_vocabularies() -> list[dict[str, str]]:
    with PATH.open(newline="") as file:
        return list(csv.DictReader(file))


def label_columns(row: dict[str, str]) -> Labels:
    """Return the labels of a row (columns label_de, label_en …)."""
    return {
        name.removeprefix("label_"): text for name, text in row.items() if name.startswith("label_") and text
    }


def missing_terms() -> list[Term]:
    """Return the terms of the file that the database lacks, unsaved. Codes are theirs for ever."""
    have = set(Term.objects.filter(city=None).values_list("vocabulary", "code"))
    return [
        Term(vocabulary=row["list"], code=row["code"], labels=label_columns(row), position=position)
        for position, row in enumerate(read_vocabularies())
        if (row["list"], row["code"]) not in have
    ]


def run_vocabularies(city: City) -> list[str]:
    # The same for all cities; a step, so that a new instance and a later version both get them.
    added = Term.objects.bulk_create(missing_terms())
    return [_("%(count)d terms of the vocabularies") % {"count": len(added)}] if added else []


def check_vocabularies(city: City) -> list[str]:
    missing = missing_terms()
    return [_("%(count)d terms of the vocabularies are missing") % {"count": len(missing)}] if missing else []


VOCABULARIES = CityStep("vocabularies", run_vocabularies, check_vocabularies)
