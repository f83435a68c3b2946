import math
import re

import pytest

from home.demo.texts import read_texts
from sites.frame.maps import TOLERANCE, WIDTH, city_map, draw_outline, simplify
from sites.models import City, District, Region
from tests.home.admin import soup_of
from tests.home.reading import words
from tests.make import home_of, make_event, make_forum

# The map on a telephone of 320 pixels, and an average letter of its labels (11 pixels high) there.
NARROW_PX = 288
LETTER_PX = 5.6

CITIES = ["dortmund", "potsdam", "halle"]


def city_of(slug):
    return City.objects.with_site().get(slug=slug)


def boroughs(city):
    return list(District.objects.filter(region__cities=city, parent=None).exclude(latitude=None))


def corners(path):
    return [(int(x), int(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)", path)]


def square(code="quadrat", **fields):
    """A region of a tenth of a degree in the middle of Germany."""
    ring = [[10.0, 50.0], [10.1, 50.0], [10.1, 50.1], [10.0, 50.1], [10.0, 50.0]]
    return Region(code=code, name="Quadrat", outline={"type": "Polygon", "coordinates": [ring]}, **fields)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", CITIES)
def test_the_outline_of_every_city_is_a_closed_path_that_fills_its_box(slug):
    outline = city_map(city_of(slug), {}).outline

    xs, ys = zip(*corners(outline.path), strict=True)
    assert re.fullmatch(r"(M-?\d+ -?\d+(L-?\d+ -?\d+)+Z)+", outline.path)
    assert (min(xs), min(ys)) == pytest.approx((0, 0), abs=TOLERANCE)
    assert (max(xs), max(ys)) == pytest.approx((WIDTH, outline.height), abs=TOLERANCE)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", CITIES)
def test_the_outline_of_every_city_is_short_enough_to_send_with_the_page(slug):
    assert 200 < len(city_map(city_of(slug), {}).outline.path) < 4000


@pytest.mark.django_db
@pytest.mark.parametrize("slug", CITIES)
def test_every_district_of_a_city_lies_inside_its_map(slug):
    city = city_of(slug)
    districts = District.objects.filter(region__cities=city).exclude(latitude=None)

    places = city_map(city, dict.fromkeys(districts, 1)).places

    assert len(places) == len(districts) > 10
    assert all(0 < place.x < 100 and 0 < place.y < 100 for place in places)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", CITIES)
def test_the_label_of_no_borough_reaches_over_the_edge(slug):
    city = city_of(slug)

    for place in city_map(city, dict.fromkeys(boroughs(city), 9)).places:
        start = place.x / 100 * NARROW_PX + place.label_x
        length = LETTER_PX * len(place.name)
        left = {"start": start, "end": start - length, "mid": start - length / 2}[place.anchor]
        right = left + length
        assert left > 0, place
        assert right < NARROW_PX, place


@pytest.mark.django_db
def test_places_stand_from_north_to_south_with_their_numbers(dortmund):
    counts = {district: number for number, district in enumerate(boroughs(dortmund), start=1)}

    drawn = city_map(dortmund, counts)

    assert [place.y for place in drawn.places] == sorted(place.y for place in drawn.places)
    assert {place.name: place.count for place in drawn.places} == {d.name: n for d, n in counts.items()}
    assert drawn.total == sum(counts.values())


@pytest.mark.django_db
def test_a_larger_number_has_a_larger_disc(dortmund):
    first, second = boroughs(dortmund)[:2]

    radius = {place.count: place.radius for place in city_map(dortmund, {first: 1, second: 40}).places}

    assert radius[40] > radius[1]


@pytest.mark.django_db
def test_a_district_without_a_place_is_left_out(dortmund):
    district = District.objects.create(region=dortmund.regions.first(), code="irgendwo", name="Irgendwo")

    assert city_map(dortmund, {district: 3}).places == []


@pytest.mark.django_db
def test_a_district_beyond_the_outline_is_left_out(dortmund):
    neighbour = Region.objects.create(code="unna", name="Kreis Unna")
    dortmund.regions.add(neighbour)
    far = District.objects.create(region=neighbour, code="hamm", name="Hamm", latitude=51.68, longitude=7.82)

    assert city_map(dortmund, {far: 3}).places == []


@pytest.mark.django_db
def test_a_city_without_an_outline_has_no_map(dortmund):
    dortmund.regions.set([Region.objects.create(code="unna", name="Kreis Unna")])

    assert city_map(dortmund, {}) is None


@pytest.mark.django_db
def test_a_city_without_an_outline_has_a_front_page(at, dortmund):
    dortmund.regions.set([Region.objects.create(code="unna", name="Kreis Unna")])

    page = soup_of(at(dortmund).get("/"))

    assert not page.select(".map")
    assert page.h1


@pytest.mark.django_db
def test_the_front_page_counts_the_events_of_each_borough(at, dortmund):
    forum = make_forum(dortmund)
    borough = next(d for d in boroughs(dortmund) if d.parts.exists())
    part = borough.parts.first()
    for days, district in ((-5, borough), (5, part), (9, part)):
        make_event(forum, days=days, district=district)

    figure = soup_of(at(dortmund).get("/")).select_one(".hero figure")

    texts = [words(text) for text in figure.select("svg text")]
    assert texts[:2] == [borough.name, "3"]
    assert "3 Veranstaltungen, nach Stadtteil" in words(figure.figcaption)
    assert figure.select_one("svg[role=img]")["aria-label"] == "3 Veranstaltungen, nach Stadtteil"


@pytest.mark.django_db
def test_the_source_of_the_outline_is_named(at, dortmund):
    caption = soup_of(at(dortmund).get("/")).select_one(".hero figcaption small")

    assert "BKG" in caption.get_text()
    assert caption["lang"] == "de"


@pytest.mark.django_db
def test_numbers_in_the_drawing_are_written_for_machines_in_every_language(at, dortmund):
    borough = boroughs(dortmund)[0]
    make_event(make_forum(dortmund), district=borough)
    home_of(dortmund, "ar").save_revision().publish()

    circles = soup_of(at(dortmund).get("/")).select("circle")

    assert circles
    assert all(re.fullmatch(r"[0-9.]+%", circle["cx"]) for circle in circles)


def test_a_degree_of_longitude_is_squeezed_to_its_length_at_that_latitude():
    outline = draw_outline(square())

    assert outline.height == round(WIDTH / math.cos(math.radians(50.05)))
    assert outline.at(50.1, 10.0) == (0, 0)
    assert outline.at(50.05, 10.05) == pytest.approx((50, 50), abs=0.1)
    assert outline.at(50.0, 10.1) == pytest.approx((100, 100), abs=0.1)


def test_islands_are_parts_of_the_same_path():
    ring = [[10.0, 50.0], [10.1, 50.0], [10.1, 50.1], [10.0, 50.0]]
    island = [[10.3, 50.0], [10.4, 50.0], [10.4, 50.1], [10.3, 50.0]]
    region = Region(code="inseln", outline={"type": "MultiPolygon", "coordinates": [[ring], [island]]})

    assert draw_outline(region).path.count("Z") == 2


def test_a_changed_outline_is_drawn_anew():
    before = draw_outline(square())
    changed = square()
    changed.outline["coordinates"][0][2] = [10.2, 50.1]

    assert draw_outline(changed).path != before.path


def test_simplifying_keeps_both_ends_and_drops_what_hardly_bends():
    line = [(0.0, 0.0), (50.0, 1.0), (100.0, 0.0), (150.0, 60.0), (200.0, 0.0)]

    assert simplify(line, 5) == [(0, 0), (100, 0), (150, 60), (200, 0)]


def test_a_simplified_ring_is_still_closed():
    ring = [(math.cos(a / 50 * math.tau) * 100, math.sin(a / 50 * math.tau) * 100) for a in range(50)]
    ring.append(ring[0])

    simple = simplify(ring, 5)

    assert simple[0] == simple[-1] == ring[0]
    assert 4 < len(simple) < len(ring)
    assert set(simple) <= set(ring)


def test_no_corner_that_was_dropped_is_further_away_than_the_tolerance():
    line = [(float(x), 30 * math.sin(x / 20)) for x in range(0, 400, 5)]

    simple = simplify(line, 5)

    for x, y in line:
        (x1, y1), (x2, y2) = next(
            (a, b) for a, b in zip(simple, simple[1:], strict=False) if a[0] <= x <= b[0]
        )
        distance = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / math.hypot(x2 - x1, y2 - y1)
        assert distance <= 5


@pytest.mark.parametrize("line", [[(0.0, 0.0), (1.0, 1.0)], [(0.0, 0.0), (0.0, 0.0), (0.0, 0.0)]])
def test_the_shortest_lines_stay(line):
    assert simplify(line, 5)[0] == line[0]
    assert simplify(line, 5)[-1] == line[-1]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["dortmund", "halle"])  # Potsdam's districts lie too close for that
def test_the_labels_of_the_demo_cover_no_disc(slug):
    city = city_of(slug)
    codes = {meeting["district"] for meeting in read_texts(slug, "de")["meetings"]}
    districts = District.objects.filter(region__cities=city, code__in=codes).select_related("parent__parent")
    drawing = city_map(city, dict.fromkeys({district.borough for district in districts}, 1))
    height = NARROW_PX * drawing.outline.height / WIDTH

    for place in drawing.places:
        x, y = place.x * NARROW_PX / 100 + place.label_x, place.y * height / 100 + place.label_y
        width = len(place.name) * LETTER_PX
        left = {"start": x, "end": x - width, "mid": x - width / 2}[place.anchor]
        for other in drawing.places:
            disc_x, disc_y = other.x * NARROW_PX / 100, other.y * height / 100
            beside = disc_x + other.radius <= left or disc_x - other.radius >= left + width
            over_or_under = disc_y + other.radius <= y - 10 or disc_y - other.radius >= y
            assert other.name == place.name or beside or over_or_under, (place.name, other.name)
