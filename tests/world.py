"""The three cities of the tests; Halle has no Arabic, so that a missing language is at hand."""

from sites.choices import CityState
from sites.cities import CityPlan

CITIES = (
    CityPlan(
        slug="dortmund",
        name="Dortmund",
        host="dortmund.localhost:8000",
        languages=("de", "en", "ar"),
        regions=("dortmund",),
        state=CityState.OPEN,
        contact={"email": "dortmund@example.org", "phone": "0231 5550171", "place": "Rheinische Str. 171"},
    ),
    CityPlan(
        slug="potsdam",
        name="Potsdam",
        host="potsdam.localhost:8000",
        languages=("de", "en", "ar"),
        regions=("potsdam",),
        inks=("#F4A6B7", "#5AA2DC"),
        state=CityState.OPEN,
        contact={"email": "potsdam@example.org"},
    ),
    CityPlan(
        slug="halle",
        name="Halle (Saale)",
        host="halle.localhost:8000",
        languages=("de", "en"),
        regions=("halle",),
        inks=("#FF9070", "#A286D8"),
        state=CityState.OPEN,
        contact={"email": "halle@example.org"},
    ),
)
