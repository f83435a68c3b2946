"""Local offices: who is responsible for a district, when somebody is there, and what editors are told."""

import datetime
import json
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.demo.offices import load_offices, read_offices
from directory.models import Address, Office, OfficeHours, OfficeRole
from directory.offices import hours_in_words
from directory.validation import place_problems
from sites.models import District
from tests.directory.make import district, make_association
from tests.directory.test_admin import blank_formsets
from tests.home.reading import section, words
from tests.make import make_district_page

PATH = "/verzeichnis/offices/"
FORM = "/admin/snippets/directory/office/add/"


def at_hour(hour, minute=0):
    return datetime.time(hour, minute)


def make_office(city, name="Anlaufstelle Nord", districts=(), hours=(), **values):
    """`hours`: (day of the week, opens, closes) in whole hours."""
    values = {"street": "Weg 1", "postcode": "44145", "town": "Dortmund", "phone": "0231 5550"} | values
    office = Office(city=city, name=name, **values)
    office.districts = [district(city, one) for one in districts]
    office.hours = [
        OfficeHours(weekday=day, opens=at_hour(opens), closes=at_hour(closes)) for day, opens, closes in hours
    ]
    office.roles = [OfficeRole(function={"de": "Beratung", "ar": "استشارة"}, organisation="Stadt Dortmund")]
    office.save()
    return office


def page_of(at, city, query="", path=PATH):
    answer = at(city).get(path + query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def names(part):
    return [heading.get_text() for heading in part.select("h3")] if part else []


def test_an_office_shows_where_it_is_when_it_is_open_who_is_there_and_for_whom(at, dortmund):
    make_office(
        dortmund,
        districts=["Nordmarkt", "Hafen"],
        hours=[(0, 9, 12), (1, 9, 12), (2, 9, 12), (4, 9, 12), (4, 14, 18)],
        languages=["de", "ar"],
        email="nord@example.org",
    )

    text = words(section(page_of(at, dortmund), "Alle Anlaufstellen"))

    for expected in (
        "Weg 1 44145 Dortmund",
        "Montag bis Mittwoch: 9 bis 12 Uhr",
        "Freitag: 9 bis 12 Uhr, 14 bis 18 Uhr",
        "Beratung (Stadt Dortmund)",
        "Deutsch, Arabisch",
        "nord@example.org",
        "Hafen, Nordmarkt",
    ):
        assert expected in text


def test_hours_are_read_in_arabic_too(at, dortmund):
    make_office(dortmund, hours=[(0, 9, 12), (0, 14, 18), (1, 9, 12), (1, 14, 18)])

    page = page_of(at, dortmund, path="/ar/dalil/offices/")

    assert page.html["dir"] == "rtl"
    assert "من الاثنين إلى الثلاثاء: من 9:00 إلى 12:00، من 14:00 إلى 18:00" in words(page)
    assert "استشارة" in words(page)


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([], []),
        ([(6, at_hour(9), at_hour(12, 30))], [("Sonntag", "9 bis 12:30 Uhr")]),
        (
            [(0, at_hour(9), at_hour(12)), (2, at_hour(9), at_hour(12)), (3, at_hour(9), at_hour(12))],
            [("Montag", "9 bis 12 Uhr"), ("Mittwoch bis Donnerstag", "9 bis 12 Uhr")],
        ),
        (
            [(0, at_hour(9), at_hour(12)), (1, at_hour(9), at_hour(13))],
            [("Montag", "9 bis 12 Uhr"), ("Dienstag", "9 bis 13 Uhr")],
        ),
    ],
)
def test_days_in_a_row_with_the_same_hours_are_one_line(rows, lines):
    found = [(line.days, line.times.replace("\N{NO-BREAK SPACE}", " ")) for line in hours_in_words(rows)]

    assert found == lines


@pytest.mark.parametrize(
    ("of", "asked", "found"),
    [
        (["Nordmarkt"], "nordmarkt", True),
        (["Innenstadt-Nord"], "nordmarkt", True),  # a borough stands for all its districts
        (["Nordmarkt"], "innenstadt-nord", True),  # the borough itself has none: those of its parts
        (["Nordmarkt"], "hafen", False),
        (["Hörde"], "nordmarkt", False),
    ],
)
def test_whoever_chooses_a_district_finds_the_responsible_office(at, dortmund, of, asked, found):
    make_office(dortmund, districts=of)

    page = page_of(at, dortmund, f"?district={asked}")
    answer = section(page, f"Zuständig für {District.objects.get(region__cities=dortmund, code=asked)}")

    assert names(answer) == (["Anlaufstelle Nord"] if found else [])
    assert ("noch keine Anlaufstelle" in words(answer)) != found
    assert page.select_one("option[selected]")["value"] == asked


def test_the_nearest_level_wins_and_the_others_follow(at, dortmund):
    make_office(dortmund, "Für den Stadtteil", districts=["Nordmarkt"])
    make_office(dortmund, "Für den Bezirk", districts=["Innenstadt-Nord"])

    page = page_of(at, dortmund, "?district=nordmarkt")

    assert names(section(page, "Zuständig für Nordmarkt")) == ["Für den Stadtteil"]
    assert names(section(page, "Weitere Anlaufstellen")) == ["Für den Bezirk"]


@pytest.mark.parametrize("code", ["erfunden", "am-schlaatz", "%3Cscript%3E", "a" * 500])
def test_an_unknown_district_is_named_and_all_offices_are_shown(at, dortmund, code):
    make_office(dortmund)

    page = page_of(at, dortmund, f"?district={code}")

    assert "kennen wir in Dortmund nicht" in page.select_one("[role=alert]").get_text()
    assert names(section(page, "Alle Anlaufstellen")) == ["Anlaufstelle Nord"]
    assert not page.find("script", string="<script>")


@pytest.mark.parametrize(
    "address",
    [
        "Mallinckrodtstr. 7, Nordmarkt",
        "im nordmarkt",
        "Schützenstraße 99",
        "schuetzenstr. 4",
        "44147 Dortmund",
    ],
)
def test_an_address_leads_to_the_office_of_its_district(at, dortmund, address):
    make_office(dortmund, "Anlaufstelle Nordmarkt", ["Nordmarkt"])
    make_association(
        dortmund,
        district=district(dortmund, "Nordmarkt"),
        precision="street",
        addresses=[Address(street="Schützenstr. 12", postcode="44147", town="Dortmund", is_public=True)],
    )

    page = page_of(at, dortmund, f"?address={quote(address)}")

    assert names(section(page, "Zuständig für Nordmarkt")) == ["Anlaufstelle Nordmarkt"]
    assert page.select_one("#address")["value"] == address


@pytest.mark.parametrize("address", ["Nirgendwo 1", "99999", "x" * 300, "\x00"])
def test_an_address_that_tells_no_district_is_said_and_kept(at, dortmund, address):
    make_office(dortmund, "Anlaufstelle Nordmarkt", ["Nordmarkt"])

    page = page_of(at, dortmund, f"?address={quote(address)}")

    assert "können wir nicht sagen" in words(page.select_one("[role=alert]"))
    assert section(page, "Zuständig für Nordmarkt") is None
    assert names(section(page, "Alle Anlaufstellen")) == ["Anlaufstelle Nordmarkt"]


def test_an_address_that_is_not_public_tells_nothing(at, dortmund):
    make_office(dortmund, "Anlaufstelle Nordmarkt", ["Nordmarkt"])
    make_association(
        dortmund,
        district=district(dortmund, "Nordmarkt"),
        addresses=[Address(street="Privatweg 3", postcode="44147", town="Dortmund")],
    )

    page = page_of(at, dortmund, "?address=Privatweg")

    assert section(page, "Zuständig für Nordmarkt") is None


def test_offices_of_another_city_are_not_shown(at, dortmund, potsdam):
    make_office(potsdam, "Kanari", districts=["Drewitz"])

    assert "Kanari" not in page_of(at, dortmund).get_text()
    assert "Noch gibt es keine Anlaufstellen" in page_of(at, dortmund).get_text()


def test_machines_read_place_and_opening_hours(at, dortmund):
    make_office(dortmund, hours=[(0, 9, 12)], latitude=51.52, longitude=7.46)

    data = page_of(at, dortmund).find("script", type="application/ld+json").string
    place = next(thing for thing in json.loads(data)["@graph"] if thing["@type"] == "Place")

    assert place["name"] == "Anlaufstelle Nord"
    assert place["geo"]["latitude"] == 51.52
    assert place["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "https://schema.org/Monday",
            "opens": "09:00",
            "closes": "12:00",
        }
    ]


def test_the_directory_leads_to_the_offices_of_its_city(at, dortmund, potsdam):
    make_office(dortmund)

    assert page_of(at, dortmund, path="/verzeichnis/").find("a", href="/verzeichnis/offices/")
    assert not page_of(at, potsdam, path="/verzeichnis/").find("a", href="/verzeichnis/offices/")


def test_the_page_of_a_district_shows_the_office_that_is_responsible(at, dortmund):
    make_office(dortmund, "Für den Bezirk", districts=["Innenstadt-Nord"])
    make_office(dortmund, "Woanders", districts=["Hörde"])
    page = make_district_page(dortmund, district(dortmund, "Nordmarkt"))
    other = make_district_page(dortmund, district(dortmund, "Aplerbeck"))

    assert names(section(page_of(at, dortmund, path=page.get_url()), "Anlaufstellen")) == ["Für den Bezirk"]
    assert section(page_of(at, dortmund, path=other.get_url()), "Anlaufstellen") is None


def test_the_list_takes_as_many_queries_for_many_offices_as_for_few(at, dortmund):
    hours = [(day, 9, 12) for day in range(5)]
    page = make_district_page(dortmund, district(dortmund, "Nordmarkt"))
    paths = (PATH, f"{PATH}?district=nordmarkt", f"{PATH}?address=Weg+1", page.get_url(), "/verzeichnis/")

    def count(path):
        at(dortmund).get(path)
        with CaptureQueriesContext(connection) as queries:
            at(dortmund).get(path)
        assert len(queries) <= 15
        return len(queries)

    make_office(dortmund, districts=["Nordmarkt"], hours=hours)
    few = [count(path) for path in paths]
    for number in range(19):
        make_office(dortmund, f"Anlaufstelle {number}", districts=["Nordmarkt", "Hafen"], hours=hours)

    assert [count(path) for path in paths] == few


def office_data(city, hours=(), **values):
    data = {
        "city": city.pk,
        "name": "Anlaufstelle Nord",
        "street": "Weg 1",
        "postcode": "44145",
        "town": "Dortmund",
        "phone": "0231 5550",
    }
    data |= blank_formsets("hours", "roles") | {"hours-TOTAL_FORMS": str(len(hours))}
    for number, (day, opens, closes) in enumerate(hours):
        row = {"weekday": day, "opens": opens, "closes": closes, "ORDER": number + 1}
        data |= {f"hours-{number}-{name}": value for name, value in row.items()}
    return data | values


def test_an_editor_adds_an_office(at, dortmund, dortmund_editor):
    hours = [(0, "09:00", "12:00"), (0, "12:00", "14:00"), (1, "09:00", "12:00")]
    place = {"latitude": "51.52", "longitude": "7.46", "districts": [district(dortmund, "Nordmarkt").pk]}

    answer = at("admin", dortmund_editor).post(FORM, office_data(dortmund, hours, **place))

    assert answer.status_code == 302, answer.context["form"].errors
    office = Office.objects.get()
    assert office.hours.count() == 3
    assert [one.name for one in office.districts.all()] == ["Nordmarkt"]


@pytest.mark.parametrize(
    ("hours", "field", "message"),
    [
        ([(0, "12:00", "09:00")], "closes", "endet, bevor sie beginnt"),
        ([(0, "09:00", "09:00")], "closes", "endet, bevor sie beginnt"),
        ([(0, "09:00", "12:00"), (0, "11:00", "14:00")], "opens", "von 09:00 bis 12:00"),
        (
            [(0, "09:00", "18:00"), (1, "09:00", "12:00"), (0, "11:00", "12:00")],
            "opens",
            "von 09:00 bis 18:00",
        ),
        ([(0, "neun", "12:00")], "opens", "gültige Uhrzeit"),
        ([(9, "09:00", "12:00")], "weekday", "9"),
    ],
)
def test_hours_that_cannot_be_are_refused_at_their_field(
    at, dortmund, dortmund_editor, hours, field, message
):
    answer = at("admin", dortmund_editor).post(FORM, office_data(dortmund, hours))

    errors = answer.context["form"].formsets["hours"].errors
    assert message in " ".join(text for row in errors for text in row.get(field, []))
    assert not Office.objects.exists()


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"latitude": "48.1", "longitude": "11.5"}, "latitude", "nicht in Dortmund"),
        ({"latitude": "7.46", "longitude": "51.52"}, "latitude", "vertauscht"),
        ({"latitude": "51.52"}, "longitude", "gehören zusammen"),
        ({"phone": ""}, "email", "Telefon"),
        ({"name": ""}, "name", "Feld"),
        ({"email": "nord"}, "email", "E-Mail"),
        ({"languages": ["xx"]}, "languages", "xx"),
    ],
)
def test_what_is_wrong_with_an_office_is_said_in_german_at_its_field(
    at, dortmund, dortmund_editor, values, field, message
):
    answer = at("admin", dortmund_editor).post(FORM, office_data(dortmund, **values))

    assert message in " ".join(answer.context["form"].errors[field])
    assert not Office.objects.exists()


def test_districts_of_another_city_are_refused(at, dortmund, potsdam, dortmund_editor, instance_admin):
    foreign = district(potsdam, "Drewitz")
    data = office_data(dortmund, districts=[foreign.pk])

    editor = at("admin", dortmund_editor).post(FORM, data)
    admin = at("admin", instance_admin).post(FORM, data)

    assert "districts" in editor.context["form"].errors
    assert "Drewitz" not in str(editor.context["form"].fields["districts"].queryset)
    assert "Nicht in Dortmund: Drewitz." in admin.context["form"].errors["districts"]
    assert not Office.objects.exists()


@pytest.mark.parametrize("name", ["dortmund", "potsdam", "halle"])
def test_the_offices_of_the_demonstration_are_right(request, at, name):
    city = request.getfixturevalue(name)

    assert load_offices(city) == len(read_offices(city.slug)) >= 2
    assert load_offices(city) == 0
    for office in Office.objects.for_city(city):
        assert place_problems(city, office.latitude, office.longitude) == {}
        assert office.districts.exists()
        assert {"de", "en", "tr", "ar"} <= set(office.note)
        assert office.email.endswith("@example.org")
    assert len(names(page_of(at, city))) >= 2


@pytest.mark.parametrize("name", ["dortmund", "potsdam", "halle"])
def test_a_link_to_the_offices_may_hold_every_district(request, at, name):
    city = request.getfixturevalue(name)
    load_offices(city)
    for one in District.objects.filter(region__cities=city)[:10]:
        page = page_of(at, city, f"?district={one.code}")
        assert page.select_one("h2#responsible")
