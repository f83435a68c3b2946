"""The funders that the product comes with, from `data/funders.toml`."""

import tomllib
from pathlib import Path

from django.utils.translation import gettext as _

from sites.models import City, Funder

PATH = Path(__file__).resolve().parent / "data" / "funders.toml"


def missing_funders() -> list[Funder]:
    """Return the funders of the file that the database lacks, unsaved."""
    have = set(Funder.objects.values_list("code", flat=True))
    facts = tomllib.loads(PATH.read_text())
    return [Funder(code=code, **fields) for code, fields in facts.items() if code not in have]


def run_funders(city: City) -> list[str]:
    # The same for all cities; a step, so that a new instance and a later version both get them.
    added = Funder.objects.bulk_create(missing_funders())
    return [_("funder %(name)s") % {"name": funder.name} for funder in added]


def check_funders(city: City) -> list[str]:
    return [_("no funder %(name)s") % {"name": funder.name} for funder in missing_funders()]
