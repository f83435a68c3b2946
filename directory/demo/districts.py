"""Where composed entries lie: districts with their weight, how one speaks of them, houses, points."""

import math
from collections import deque
from collections.abc import Sequence
from random import Random
from typing import Any, Final, NamedTuple

from directory.demo.wordlists import read_words

METRES_PER_DEGREE: Final = 111_320.0  # of latitude
SPREAD_METRES: Final = 350 / math.sqrt(2)  # per axis, so that the distance is 350 m in the root mean square
FARTHEST_METRES: Final = 900.0
INNER_METRES: Final = 2_500.0
SHARED_HOUSES: Final = 0.12  # share of addresses where another entry already lives


class DistrictPoint(NamedTuple):
    """A district of the city: code and name as in `districts.csv`, centre in degrees (WGS 84)."""

    code: str
    name: str
    latitude: float
    longitude: float
    has_parts: bool = False  # a Bezirk whose Stadtteile are districts too


class House(NamedTuple):
    street: str
    postcode: str
    latitude: float
    longitude: float


class Map:
    """The districts of one city, drawn densely near the middle."""

    def __init__(self, city: str, districts: Sequence[DistrictPoint], random: Random) -> None:
        words = read_words("places")
        self._facts: dict[str, Any] = words.get(city, words["other"])
        self._streets: list[str] = words["other"]["streets"]
        self._random = random
        self._districts = list(districts)
        self._houses: dict[str, deque[House]] = {
            district.code: deque(maxlen=25) for district in self._districts
        }
        self._cumulated = _cumulated_weights(self._districts)
        self.name: str = self._facts["name"] or city.replace("-", " ").title()
        self.short: str = self._facts.get("short", self.name)
        self.adjective: str = self._facts["adjective"] or self.short
        self.area_code: str = self._facts["area_code"]
        self.court: str = self._facts["court"]

    def draw(self) -> DistrictPoint | None:
        if not self._districts:
            return None
        return self._random.choices(self._districts, cum_weights=self._cumulated)[0]

    def words_of(self, district: DistrictPoint | None) -> dict[str, str]:
        """Return German label, in, from, adj of the district, or of the city where there is none."""
        label = district.name if district else self.short
        words = {"label": label, "adj": self.adjective}
        if district:
            facts = self._facts.get("districts", {}).get(district.code, {})
            words |= {key: value for key, value in facts.items() if isinstance(value, str)}
        words.setdefault("in", f"in {words['label']}")
        words.setdefault("from", f"aus {words['label']}")
        return words

    def street_of(self, district: DistrictPoint | None) -> str:
        code = district.code if district else ""
        streets = self._facts.get("districts", {}).get(code, {}).get("streets") or self._streets
        return streets[int(self._random.random() * len(streets))]

    def house(self, district: DistrictPoint) -> House:
        """Return a house of the district: real street, invented number, point near the centre."""
        known = self._houses[district.code]
        if known and self._random.random() < SHARED_HOUSES:
            return known[int(self._random.random() * len(known))]
        postcode = self._facts.get("districts", {}).get(district.code, {}).get("postcode", "")
        street = f"{self.street_of(district)} {1 + int(self._random.random() * 130)}"
        house = House(street, postcode, *self.point(district))
        known.append(house)
        return house

    def point(self, district: DistrictPoint) -> tuple[float, float]:
        """Return latitude and longitude at most FARTHEST_METRES from the district's centre."""
        east = self._random.gauss(0, SPREAD_METRES)
        north = self._random.gauss(0, SPREAD_METRES)
        shrink = min(1.0, FARTHEST_METRES / (math.hypot(east, north) or 1))
        latitude = district.latitude + north * shrink / METRES_PER_DEGREE
        per_degree = METRES_PER_DEGREE * math.cos(math.radians(district.latitude))
        return round(latitude, 5), round(district.longitude + east * shrink / per_degree, 5)


def _cumulated_weights(districts: Sequence[DistrictPoint]) -> list[float]:
    """Weigh districts by nearness to the middle (the median of all centres), and add the weights up."""
    if not districts:
        return []
    middle = len(districts) // 2
    latitude = sorted(district.latitude for district in districts)[middle]
    longitude = sorted(district.longitude for district in districts)[middle]
    total, cumulated = 0.0, []
    for district in districts:
        north = (district.latitude - latitude) * METRES_PER_DEGREE
        east = (district.longitude - longitude) * METRES_PER_DEGREE * math.cos(math.radians(latitude))
        near = math.exp(-((north**2 + east**2) / INNER_METRES**2) / 2)
        total += (0.12 + near) * (0.5 if district.has_parts else 1)
        cumulated.append(total)
    return cumulated
