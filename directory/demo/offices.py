"""The local offices of the demonstration. Safe to run again."""

import tomllib
from typing import Any

from django.db import transaction

from directory.demo.loader import FOLDER
from directory.models import Office, OfficeHours, OfficeRole
from sites.models import City, District

FACTS = (
    "name",
    "street",
    "postcode",
    "town",
    "latitude",
    "longitude",
    "email",
    "phone",
    "languages",
    "note",
)


@transaction.atomic
def load_offices(city: City) -> int:
    """Write the offices of the city if it has none yet; return how many were added."""
    if Office.objects.for_city(city).exists():
        return 0
    districts = {district.code: district for district in District.objects.filter(region__cities=city)}
    found = read_offices(city.slug)
    for plain in found:
        office: Any = Office(city=city, **{name: plain[name] for name in FACTS})
        office.districts = [districts[code] for code in plain["districts"]]
        office.hours = [
            OfficeHours(weekday=day, opens=row["opens"], closes=row["closes"])
            for row in plain["hours"]
            for day in row["days"]
        ]
        office.roles = [OfficeRole(sort_order=place, **row) for place, row in enumerate(plain["roles"])]
        office.full_clean()
        office.save()
    return len(found)


def read_offices(slug: str) -> list[dict[str, Any]]:
    """Return the offices of a city as they stand in its file, [] for a city without one."""
    path = FOLDER / slug / "offices.toml"
    found: list[dict[str, Any]] = tomllib.loads(path.read_text())["office"] if path.exists() else []
    return found
