"""A page costs at most fifteen queries, and as many with much on it as with little."""

import datetime
import itertools
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from directory.models import Term
from home.choices import Listing
from home.models import Involvement
from home.paging import PER_PAGE
from sites.models import City, Funder, ProjectFunding, RoleContact
from tests.directory.make import make_association, make_contact
from tests.home.make import a_district, make_document, topic
from tests.make import (
    home_of,
    list_of,
    make_circle,
    make_content,
    make_district_page,
    make_event,
    make_fair,
    make_forum,
    make_image,
    make_news,
    make_offer,
    make_project,
    make_project_page,
    make_result,
    make_story,
    make_topic_page,
    make_translation,
    publish,
    stream,
)

pytestmark = pytest.mark.long

LIMIT = 15
numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def funded_project(dortmund):
    """What every page of a real city carries: a funded project with a contact of its own."""
    office = RoleContact.objects.create(city=dortmund, function={"de": "Projektbüro"}, phone="0231 1")
    return make_project(dortmund, is_current=True, contact=office)


@pytest.fixture
def cost(at, dortmund):
    """How many queries reading a page takes, once its pictures have been made in all sizes."""

    def count(page: Page, query: str = "") -> int:
        visitor, address = at(dortmund), page.get_url() + query
        assert visitor.get(address).status_code == 200
        with CaptureQueriesContext(
            connection,
        ) as queries:
            visitor.get(address)
        assert len(queries) <= LIMIT, "\n".join(
            re.sub(r"SELECT .*? FROM ", "FROM ", query["sql"])[:160] for query in queries
        )
        return len(queries)

    return count


def text_block(city: City):
    page, document = make_content(home_of(city)), make_document(city)
    return f'<p><a linktype="page" id="{page.pk}">Seite</a> <a linktype="document" id="{document.pk}">PDF</a></p>'


def picture(city: City):
    image = {"image": make_image(city).pk, "alt_text": "Ein Saal", "decorative": False}
    return {"image": image, "caption": "Saal"}


BLOCKS = {
    "heading": lambda city: "Überschrift",
    "text": text_block,
    "picture": lambda city: picture(city),
    "teasers": lambda city: {"heading": "Mehr", "pages": [make_content(home_of(city)).pk for _ in range(3)]},
    "documents": lambda city: {
        "heading": "Zum Mitnehmen",
        "documents": [make_document(city).pk for _ in range(3)],
    },
    "contact": lambda city: {
        "contact": city.contact.pk,
        "association_contact": make_contact(make_association(city, f"Verein {next(numbers)}")).pk,
    },
    "call_to_action": lambda city: {"text": "Los!", "label": "Hin", "page": make_content(home_of(city)).pk},
    "gallery": lambda city: {"heading": "Bilder", "pictures": [picture(city) for _ in range(3)]},
    "testimonial": lambda city: {
        "quote": "Gut.",
        "speaker": "Mitglied",
        "portrait": picture(city)["image"],
        "consent_note": "mündlich",
        "consent_ends": "2099-12-31",
    },
    "table": lambda city: {
        "caption": "Zeiten",
        "table": {
            "columns": [{"type": "text", "heading": "Tag"}, {"type": "rich_text", "heading": "Wo"}],
            "rows": [{"values": ["Montag", text_block(city)]}],
        },
    },
    "details": lambda city: {"summary": "Mehr", "text": text_block(city)},
    "listing": lambda city: {
        "heading": "Termine",
        "kind": "events",
        "topic": topic("musik").pk,
        "newest_days": None,
        "limit": 4,
    },
    "quote": lambda city: {"quote": "Gut.", "source": "Protokoll", "year": 2021},
    "facts": lambda city: [{"label": "18 Uhr", "text": "Ankommen"}],
}


def blocks(city: City, kinds: tuple[str, ...], count: int) -> list[tuple[str, object]]:
    """Return `count` blocks, the kinds in turn, each with pictures, pages and documents of its own."""
    return [(kind, BLOCKS[kind](city)) for kind in itertools.islice(itertools.cycle(kinds), count)]


@pytest.mark.parametrize(
    ("kinds", "large"),
    [
        (("text", "picture", "teasers"), 14),
        (("documents", "text", "picture"), 14),
        (("teasers", "documents", "call_to_action"), 14),
        (("contact", "quote", "facts"), 14),
        (("gallery", "testimonial", "picture"), 9),
        (("table", "details", "listing"), 12),
        (tuple(BLOCKS), 2 * len(BLOCKS)),
    ],
)
def test_a_content_page_costs_the_same_with_few_and_with_many_blocks(dortmund, cost, kinds, large):
    small_page = make_content(home_of(dortmund), body=blocks(dortmund, kinds, len(kinds)))
    large_page = make_content(home_of(dortmund), body=blocks(dortmund, kinds, large))

    assert cost(small_page) == cost(large_page)


def test_a_page_costs_the_same_however_deep_it_stands_and_how_many_languages_it_has(dortmund, cost):
    shallow = make_content(home_of(dortmund))
    deep = make_content(make_content(make_content(make_content(home_of(dortmund)))))
    make_translation(deep, publish(home_of(dortmund, "en")))
    make_translation(deep, publish(home_of(dortmund, "ar")))

    assert cost(shallow) == cost(deep)


def test_a_page_costs_the_same_however_many_children_and_menu_entries_there_are(dortmund, cost):
    page = make_content(home_of(dortmund))
    before = cost(page)

    for _ in range(20):
        make_content(home_of(dortmund), show_in_menus=True)
        make_content(page)

    assert cost(page) == before


def test_a_page_with_a_contact_of_its_own_costs_no_more(dortmund, cost):
    plain, own = make_content(home_of(dortmund)), make_content(home_of(dortmund), contact=dortmund.contact)

    assert cost(own) <= cost(plain)


def fill(city: City, rows: int, language: str = "de") -> None:
    """Add forums, each with topics, a coming meeting, and a past one with its result; and one of all else."""
    topics = list(Term.objects.topics()[:3])
    districts = itertools.cycle(city.regions.first().districts.all())
    for _ in range(rows):
        forum = make_forum(city, language=language, main_topic=topics[0], further_topics=topics[1:])
        make_event(forum, district=next(districts))
        make_result(city, make_event(forum, days=-7, district=next(districts)), language=language)
        with_topics = {"main_topic": topics[0], "further_topics": topics[1:], "language": language}
        make_fair(city, **with_topics)
        make_story(city, district=next(districts), **with_topics)
        make_news(city, **with_topics)
        make_offer(city, languages=["de"], **with_topics)
        if language == "de":  # there are no such lists in the starter pages of other languages
            make_topic_page(city, topics[0])
            make_district_page(city, next(districts))
        make_project_page(home_of(city, language), make_project(city, funded=False))


@pytest.mark.full
def test_the_front_page_and_the_lists_cost_the_same_with_1_and_with_20_rows(dortmund, cost):
    events = list_of(dortmund, Listing.EVENTS)
    looked_at = [
        (home_of(dortmund), ""),
        *((list_of(dortmund, listing), "") for listing in Listing.values),
        (events, "?view=calendar"),
        (events, "?kind=fair&topic=musik&language=de"),
        (events, "?month=2026-13"),
    ]
    fill(dortmund, 1)
    few = {f"{page.title} {query}": cost(page, query) for page, query in looked_at}

    fill(dortmund, 19)

    assert {f"{page.title} {query}": cost(page, query) for page, query in looked_at} == few


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_full_front_page_stays_below_the_limit_in_every_language(dortmund, funded_project, cost, language):
    home = publish(home_of(dortmund, language))
    make_project_page(home, funded_project)
    funded_project.carriers.create(name="Verband", role="carrier")
    fill(dortmund, 6, language)

    assert cost(home) <= LIMIT


def test_a_full_front_page_with_blocks_and_a_logo_stays_below_the_limit(dortmund, funded_project, cost):
    make_project_page(home_of(dortmund), funded_project)
    dortmund.logo = make_image(dortmund)
    dortmund.save()
    home = home_of(dortmund)
    home.body = stream(blocks(dortmund, ("text", "picture", "teasers", "documents"), 8))
    publish(home)
    fill(dortmund, 3)

    assert cost(home) <= LIMIT


def test_a_page_in_another_language_costs_no_more_than_a_german_one(dortmund, cost):
    english = publish(home_of(dortmund, "en"))

    assert cost(make_content(english)) <= cost(make_content(home_of(dortmund)))


GROWING = {
    Listing.EVENTS: lambda city, days: make_event(list_of(city, Listing.EVENTS), days=-days),
    Listing.NEWS: lambda city, days: make_news(city),
    Listing.STORIES: lambda city, days: make_story(city),
    Listing.RESULTS: lambda city, days: make_result(city, None),
}


@pytest.mark.full
@pytest.mark.parametrize("listing", GROWING)
def test_a_later_page_of_a_list_costs_the_same_with_1_and_with_20_rows_on_it(dortmund, cost, listing):
    for days in range(1, PER_PAGE + 2):
        row = GROWING[listing](dortmund, days)
    if listing == Listing.EVENTS:
        make_result(dortmund, row)
    few = cost(list_of(dortmund, listing), "?page=2")

    for days in range(PER_PAGE + 2, 2 * PER_PAGE + 1):
        GROWING[listing](dortmund, days)

    assert cost(list_of(dortmund, listing), "?page=2") == few


@pytest.mark.parametrize("listing", Listing.values)
def test_an_empty_list_stays_below_the_limit(dortmund, cost, listing):
    assert cost(list_of(dortmund, listing)) <= LIMIT


def test_a_forum_costs_the_same_with_1_and_with_20_meetings(dortmund, cost):
    forum = make_forum(dortmund)
    add_meetings(dortmund, forum, 1)
    make_forum(dortmund)
    few = cost(forum)

    add_meetings(dortmund, forum, 19)
    make_forum(dortmund)

    assert cost(forum) == few


def add_meetings(city: City, forum: Page, count: int) -> None:
    """Add coming meetings and as many past ones with their results."""
    for days in range(1, count + 1):
        make_event(forum, days=days)
        make_result(city, make_event(forum, days=-days))


def test_an_event_costs_the_same_with_1_and_with_20_results(dortmund, cost):
    forum = make_forum(dortmund)
    meeting = make_event(forum, days=-7, district=dortmund.regions.first().districts.first())
    make_result(dortmund, meeting)
    few = cost(meeting)

    for _ in range(19):
        make_result(dortmund, meeting)

    assert cost(meeting) == few


def test_a_result_costs_the_same_with_little_and_with_much_on_it(dortmund, cost):
    meeting = make_event(make_forum(dortmund), days=-7)

    def result(count: int) -> Page:
        finding = ("finding", {"title": "Es fehlt nicht an Räumen", "text": "Sondern an Schlüsseln"})
        step = ("step", {"state": "agreed", "text": "Besichtigung", "date": None})
        return make_result(
            dortmund,
            meeting,
            findings=stream([finding] * count),
            steps=stream([step] * count),
            body=stream(blocks(dortmund, ("text", "picture", "teasers"), 3 * count)),
            material=stream(blocks(dortmund, ("quote", "picture", "documents"), 3 * count)),
        )

    assert cost(result(1)) == cost(result(3))


def test_a_project_page_costs_the_same_with_1_and_with_10_carriers_and_funders(
    dortmund, cost, funded_project
):
    page = make_project_page(home_of(dortmund), funded_project)
    funded_project.carriers.create(name="Verband", role="carrier")
    few = cost(page)

    for number in range(9):
        funded_project.carriers.create(name=f"Verein {number}", role="partner")
        funder = Funder.objects.create(
            code=f"geber-{number}", name=f"Geber {number}", notice={"de": "Fördert."}
        )
        ProjectFunding.objects.create(project=funded_project, funder=funder)

    assert cost(page) == few


ALL_BLOCKS = tuple(BLOCKS)


def full(city: City, count: int) -> dict[str, object]:
    """Fields that every page with topics has, with `count` blocks of each kind."""
    topics = list(Term.objects.topics()[:4])
    return {
        "main_topic": topics[0],
        "further_topics": topics[1 : 2 + count],
        "body": stream(blocks(city, ALL_BLOCKS, count * len(ALL_BLOCKS))),
    }


def full_fair(city: City, count: int) -> Page:
    session = ("session", {"kind": "talk", "title": "Gespräch", "starts": "14:00", "ends": "15:00"})
    return make_fair(city, days=-1, sessions=stream([session] * count), **full(city, count))


def full_story(city: City, count: int) -> Page:
    district = a_district(city)
    for _ in range(count):
        make_district_page(city, district)
        make_topic_page(city, Term.objects.topics()[0])
    portrait = make_image(city, consent_note="schriftlich", consent_ends=datetime.date(2099, 12, 31))
    return make_story(city, portrait=portrait, portrait_alt="Porträt", district=district, **full(city, count))


def full_circle(city: City, count: int) -> Page:
    documents = [make_document(city).pk for _ in range(count)]
    step = ("step", {"date": "2026-03-12", "title": "Sitzung", "decision": "Ja.", "documents": documents})
    return make_circle(home_of(city), steps=stream([step] * count), **full(city, count))


def full_offer(city: City, count: int) -> Page:
    return make_offer(city, funder=Funder.objects.first(), **full(city, count))


def full_topic_page(city: City, count: int) -> Page:
    fill(city, count)
    body = stream(blocks(city, ALL_BLOCKS, count * len(ALL_BLOCKS)))
    return make_topic_page(city, Term.objects.topics()[0], body=body)


def full_district_page(city: City, count: int) -> Page:
    fill(city, count)
    body = stream(blocks(city, ALL_BLOCKS, count * len(ALL_BLOCKS)))
    return make_district_page(city, city.regions.first().districts.first(), body=body)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(full_fair, marks=pytest.mark.full),
        pytest.param(full_story, marks=pytest.mark.full),
        full_circle,
        pytest.param(full_offer, marks=pytest.mark.full),
        pytest.param(full_topic_page, marks=pytest.mark.full),
        full_district_page,
        pytest.param(lambda city, count: make_news(city, **full(city, count)), marks=pytest.mark.full),
        lambda city, count: make_event(make_forum(city), days=-1, **full(city, count)),
        pytest.param(lambda city, count: make_forum(city, **full(city, count)), marks=pytest.mark.full),
    ],
    ids=["fair", "story", "circle", "offer", "topic", "district", "news", "event", "forum"],
)
def test_a_page_with_blocks_of_all_kinds_costs_the_same_with_little_and_with_much(dortmund, cost, make):
    few, many = name_on(make(dortmund, 1), 1), name_on(make(dortmund, 3), 7)

    assert cost(few) == cost(many)


def name_on(page: Page, count: int) -> Page:
    """Name `count` associations on a page of a kind that names some, and publish it."""
    city = City.objects.with_site().for_page(page)
    for role in page.involvement_roles[:1]:
        for _ in range(count):
            association = make_association(city, f"Verein {next(numbers)}", main_field=topic("musik"))
            page.involvements.add(Involvement(association=association, role=role))
    return publish(page) if page.involvement_roles else page


def test_a_project_page_costs_the_same_with_1_and_with_10_associations_and_their_logos(
    dortmund, cost, funded_project
):
    body = stream(blocks(dortmund, ALL_BLOCKS, len(ALL_BLOCKS)))
    page = make_project_page(home_of(dortmund), funded_project, body=body)

    def add(count: int) -> None:
        name_on(page, count)
        logo = make_image(dortmund, consent_note="Mail")
        for involvement in page.involvements.all():
            involvement.association.logo = logo
            involvement.association.save()

    add(1)
    few = cost(page)
    add(9)

    assert cost(page) == few


def test_a_page_in_another_language_shows_associations_at_the_same_cost(dortmund, cost):
    forum = name_on(make_forum(dortmund), 3)
    english = publish(home_of(dortmund, "en"))
    translated = make_translation(forum, english)
    alone = make_translation(make_forum(dortmund), english)

    assert cost(translated) == cost(alone)


def test_topic_and_district_pages_cost_the_same_with_1_and_with_20_associations(dortmund, cost):
    district = a_district(dortmund)
    pages = [make_topic_page(dortmund, topic("musik")), make_district_page(dortmund, district)]

    def add(count: int) -> None:
        for _ in range(count):
            name = f"Verein {next(numbers)}"
            make_association(dortmund, name, main_field=topic("musik"), district=district)

    add(1)
    few = [cost(page) for page in pages]
    add(19)

    assert [cost(page) for page in pages] == few


def test_the_page_of_an_association_costs_the_same_with_1_and_with_10_pages_that_name_it(at, dortmund):
    association = make_association(dortmund, "Chor Nord")
    forum = make_forum(dortmund)

    def name(count: int) -> None:
        for number in range(count):
            pages = [
                make_event(forum, days=number + 1),
                make_event(forum, days=-number - 1),
                make_story(dortmund),
                make_project_page(home_of(dortmund), make_project(dortmund, funded=False)),
            ]
            make_result(dortmund, pages[1])
            for page in pages:
                role = page.involvement_roles[0]
                page.involvements.add(Involvement(association=association, role=role))
                publish(page)

    def count_queries() -> int:
        at(dortmund).get("/verzeichnis/chor-nord/")
        with CaptureQueriesContext(connection) as queries:
            assert at(dortmund).get("/verzeichnis/chor-nord/").status_code == 200
        return len(queries)

    without = count_queries()
    name(1)
    few = count_queries()
    name(9)

    assert count_queries() == few <= without + 1
    assert few <= LIMIT


def test_a_project_page_costs_the_same_with_1_and_with_10_related_projects(dortmund, cost, funded_project):
    body = stream(blocks(dortmund, ALL_BLOCKS, len(ALL_BLOCKS)))
    page = make_project_page(home_of(dortmund), funded_project, body=body)

    def relate(count: int) -> None:
        for _ in range(count):
            make_project_page(page, make_project(dortmund, parent=funded_project))
            make_circle(page)

    relate(1)
    few = cost(page)
    relate(9)

    assert cost(page) == few


def test_pages_that_say_no_stay_below_the_limit(at, dortmund):
    make_forum(dortmund, slug="raeume")
    for path in ("/gibt-es-nicht/", "/ar/foren/raeume/", "/tr/"):
        at(dortmund).get(path)
        with CaptureQueriesContext(connection) as queries:
            assert at(dortmund).get(path).status_code == 404
        assert len(queries) <= LIMIT, path
