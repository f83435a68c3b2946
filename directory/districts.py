"""In which district of a city an address lies, as far as the directory can tell.

There is no list of streets: what is written tells the district by its name, else by a
postcode or a street that public addresses of the city have in common with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from directory.models import DirectoryEntry, Office
from directory.sorting import sort_key
from sites.models import City, District

LONGEST = 200  # characters of an address that are looked at
POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
STREET = re.compile(r"(?:strasse|str)\b")
UMLAUT = re.compile(r"([aou])e")  # as it is typed without umlauts; lost on both sides alike


def find_district(city: City, text: str, districts: Sequence[District]) -> District | None:
    """Return the district of an address; None where it cannot be told. At most two queries."""
    words = _plain(text)
    return _named(words, districts) or _of_neighbours(city, text[:LONGEST], words, districts)


def _plain(text: str) -> str:
    """Words in lower case between spaces; "Str." and "Straße", ü, ue and u alike."""
    words = STREET.sub("str", sort_key(text[:LONGEST]))
    return f" {UMLAUT.sub(_first_letter, words)} "


def _first_letter(found: re.Match[str]) -> str:
    return found[1]


def _named(words: str, districts: Iterable[District]) -> District | None:
    """The district whose name stands in the text; of several the longest name, it says the most."""
    names = [(_plain(name), one) for one in districts for name in (one.name, *one.alternative_names)]
    found = [(len(name), one) for name, one in names if name.strip() and name in words]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _of_neighbours(city: City, text: str, words: str, districts: Sequence[District]) -> District | None:
    """The district of most public addresses in the same street, else with the same postcode."""
    by_key = {one.pk: one for one in districts}
    known = [row for row in _known_addresses(city) if row[2] in by_key]
    in_street = Counter(district for street, _code, district in known if f" {street} " in words)
    code = POSTCODE.search(text)
    with_code = Counter(district for _street, postcode, district in known if code and postcode == code[0])
    most = (in_street or with_code).most_common(1)
    return by_key[most[0][0]] if most else None


def _known_addresses(city: City) -> list[tuple[str, str, int]]:
    """Street (plain words, without the number), postcode and key of the district of all public addresses."""
    entries = DirectoryEntry.objects.for_city(city).exclude(district=None)
    rows = [
        (address["street"], address["postcode"], district)
        for addresses, district in entries.values_list("facts__addresses", "district")
        for address in addresses or ()
    ]
    offices = Office.objects.for_city(city).exclude(districts=None)
    rows += offices.values_list("street", "postcode", "districts")
    return [(_street(street), postcode, district) for street, postcode, district in rows if _street(street)]


def _street(line: str) -> str:
    return re.split(r"\s\d", _plain(line))[0].strip()
