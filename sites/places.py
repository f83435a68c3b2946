"""Regions and districts from files: `data/outlines/<code>.geojson` and `data/districts.csv`."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sites.models import City, District, Region

DATA_DIR = Path(__file__).resolve().parent / "data"


def find_regions(codes: Iterable[str]) -> list[Region]:
    """Return the regions, made from their outline files where they are new.

    "unna=Kreis Unna" names a region that has no outline. Raises ValidationError
    for a code with neither file nor name.
    """
    return [_find_region(*code.partition("=")[::2]) for code in codes]


def _find_region(code: str, name: str) -> Region:
    region = Region.objects.filter(code=code).first()
    if region:
        return region
    path = DATA_DIR / "outlines" / f"{code}.geojson"
    if path.exists():
        feature = json.loads(path.read_text())
        facts = feature["properties"]
        return Region.objects.create(
            code=code,
            name=facts["name"],
            outline=feature["geometry"],
            attribution=facts["source"].split(";")[0],
        )
    if not name:
        message = _("There is no outline of “%(code)s”. Name the region as “%(code)s=Its name”.")
        raise ValidationError({"regions": message % {"code": code}})
    return Region.objects.create(code=code, name=name)


def read_districts(region: Region) -> Iterator[dict[str, str]]:
    """Yield the rows of `districts.csv` that belong to the region, parents before their parts."""
    with (DATA_DIR / "districts.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["city"] == region.code]
    yield from sorted(rows, key=lambda row: row["parent"] != "")


def add_districts(city: City) -> list[str]:
    """Add the districts that the files know and the city's regions lack."""
    return [district.name for region in city.regions.all() for district in _add_districts_of(region)]


def missing_districts(city: City) -> list[str]:
    return [
        row["name"]
        for region in city.regions.all()
        for codes in [set(region.districts.values_list("code", flat=True))]
        for row in read_districts(region)
        if row["code"] not in codes
    ]


def _add_districts_of(region: Region) -> list[District]:
    known = {district.code: district for district in region.districts.all()}
    added = []
    for row in read_districts(region):
        if row["code"] in known:
            continue
        district = District.objects.create(
            region=region,
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            parent=known.get(row["parent"]),
            alternative_names=[name.strip() for name in row["alt_names"].split(";") if name.strip()],
            latitude=float(row["lat"]) if row["lat"] else None,
            longitude=float(row["lon"]) if row["lon"] else None,
        )
        known[district.code] = district
        added.append(district)
    return added
