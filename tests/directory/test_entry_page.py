"""The page of an association, in every language of its city, with what is public and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from directory.choices import Statement
from directory.models import Address, Exchange, Membership, MigrationReference
from directory.staff_choices import Channel, Precision
from tests.directory.make import district, field, make_association, make_contact, term


def page_of(at, city, slug: str, prefix: str = "/verzeichnis/"):
    return at(city).get(f"{prefix}{slug}/")


def test_an_entry_has_a_page_in_german_and_in_every_other_language_of_its_city(at, dortmund):
    make_association(dortmund, "Chor Nord", summary="Wir singen.", main_field=field("musik"))
    german = page_of(at, dortmund, "chor-nord").content.decode()
    assert "<h1" in german
    assert "Wir singen." in german
    english = page_of(at, dortmund, "chor-nord", "/en/directory/").content.decode()
    assert "Performing arts" in english
    assert "Wir singen." not in english
    assert "not translated yet" in english
    assert 'hreflang="de" href="http://dortmund' in english


def test_its_own_words_show_in_the_languages_they_are_written_in(at, dortmund):
    association = make_association(dortmund, "Chor Nord", summary="Wir singen.")
    english = association.copy_for_translation(Locale.objects.get(language_code="en"))
    english.summary, english.live = "We sing.", True
    english.save()
    page = page_of(at, dortmund, "chor-nord", "/en/directory/").content.decode()
    assert "We sing." in page
    assert "not translated yet" not in page


@pytest.mark.parametrize("city_name", ["potsdam", "halle"])
def test_an_entry_is_on_its_own_city_only(at, dortmund, request, city_name):
    make_association(dortmund, "Chor Nord")
    assert page_of(at, request.getfixturevalue(city_name), "chor-nord").status_code == 404


def test_a_draft_and_an_archived_entry_have_no_page(at, dortmund):
    make_association(dortmund, "Entwurf", live=False)
    make_association(dortmund, "Archiv").archive()
    assert page_of(at, dortmund, "entwurf").status_code == 404
    assert page_of(at, dortmund, "archiv").status_code == 404


def test_an_old_address_leads_to_the_present_one(at, dortmund):
    association = make_association(dortmund, "Chor Nord")
    association.slug = "stimmen-nord"
    association.save()
    answer = page_of(at, dortmund, "chor-nord")
    assert (answer.status_code, answer["Location"]) == (301, "/verzeichnis/stimmen-nord/")
    answer = page_of(at, dortmund, "chor-nord", "/en/directory/")
    assert answer["Location"] == "/en/directory/stimmen-nord/"
    association.archive()
    assert page_of(at, dortmund, "chor-nord").status_code == 404


def test_the_nearest_with_similar_activity_come_first_with_metres(at, dortmund):
    place = {"precision": Precision.EXACT, "main_field": field("musik")}
    make_association(dortmund, "Chor Nord", latitude=51.5271, longitude=7.4701, **place)
    make_association(dortmund, "Chor Ost", latitude=51.5271, longitude=7.4990, **place)
    make_association(dortmund, "Saz in der Nebenstraße", latitude=51.5307, longitude=7.4701, **place)
    make_association(
        dortmund,
        "Garten",
        latitude=51.5272,
        longitude=7.4701,
        precision=Precision.EXACT,
        main_field=field("umwelt"),
    )
    page = page_of(at, dortmund, "chor-nord").content.decode()
    near = page[page.index('id="near"') :]
    assert near.index("Saz in der Nebenstraße") < near.index("Chor Ost")
    assert "400&nbsp;m" in near or "400 m" in near
    assert "Garten" not in near


def test_a_distance_in_metres_needs_two_public_places(at, dortmund):
    north = district(dortmund, "Innenstadt-Nord")
    here = {"latitude": 51.5271, "longitude": 7.4701, "main_field": field("musik"), "district": north}
    make_association(dortmund, "Chor Nord", precision=Precision.EXACT, **here)
    make_association(dortmund, "Stille Geigen", precision=Precision.DISTRICT, **here)
    near = page_of(at, dortmund, "chor-nord").content.decode().split('id="near"')[1]
    assert "im selben Stadtteil" in near
    assert " m</span>" not in near


def test_contacts_show_with_consent_and_can_be_taken_into_an_address_book(at, dortmund):
    association = make_association(dortmund, "Chor Nord")
    shown = make_contact(association, (Channel.PAGE,), person="Ola Nowak", email="ola@example.org")
    hidden = make_contact(association, (Channel.API,), person="Ada Ferrante", email="ada@example.org")
    page = page_of(at, dortmund, "chor-nord").content.decode()
    assert "Ola Nowak" in page
    assert "Ada Ferrante" not in page[page.index("<body") :]
    card = at(dortmund).get(f"/verzeichnis/chor-nord/vcard/{shown.pk}/")
    assert card["Content-Type"].startswith("text/vcard")
    assert "FN:Ola Nowak\r\n" in card.content.decode()
    assert at(dortmund).get(f"/verzeichnis/chor-nord/vcard/{hidden.pk}/").status_code == 404


def test_data_for_machines_holds_contacts_of_their_own_channel_only(at, dortmund):
    association = make_association(dortmund, "Chor Nord")
    make_contact(association, (Channel.PAGE,), person="Ola Nowak", email="ola@example.org")
    make_contact(association, (Channel.API,), person="Ada Ferrante", email="ada@example.org")
    page = page_of(at, dortmund, "chor-nord").content.decode()
    data = page.split("application/ld+json")[1].split("</script>")[0]
    assert '"NGO"' in data
    assert "ada@example.org" in data
    assert "ola@example.org" not in data
    assert "ada@example.org" not in page.replace(data, "")


def test_umbrella_and_members_show_on_both_sides(at, dortmund):
    ring = make_association(dortmund, "Ring der Chöre", kind=term("kind", "umbrella"))
    make_association(dortmund, "Chor Nord", memberships=[Membership(umbrella=ring, position="Vorsitz")])
    assert "Chor Nord" in page_of(at, dortmund, "ring-der-choere").content.decode()
    assert "Ring der Chöre" in page_of(at, dortmund, "chor-nord").content.decode()
    ring.archive()
    assert "Ring der Chöre" not in page_of(at, dortmund, "chor-nord").content.decode()


def test_the_own_statement_shows_where_it_is_published(at, dortmund):
    association = make_association(dortmund, "Chor Nord")
    reference = MigrationReference(association=association, value=Statement.MIXED, stated_by="Vorstand")
    reference.save()
    statement = "mit und ohne Migrationsgeschichte"
    assert statement not in page_of(at, dortmund, "chor-nord").content.decode()
    reference.publish = True
    reference.save()
    assert statement in page_of(at, dortmund, "chor-nord").content.decode()


def test_offers_and_needs_stand_side_by_side(at, dortmund):
    rows = [
        Exchange(direction="offer", type=term("exchange", "raum"), text="Ein Saal mit Klavier"),
        Exchange(direction="need", type=term("exchange", "geraete"), audience="coordinators", text="Geheim"),
    ]
    for row in rows:
        row.locale = Locale.get_default()
    make_association(dortmund, "Chor Nord", exchanges=rows)
    page = page_of(at, dortmund, "chor-nord").content.decode()
    assert "Ein Saal mit Klavier" in page
    assert "Geheim" not in page


def count_queries(at, city, path: str) -> int:
    at(city).get(path)
    with CaptureQueriesContext(connection) as queries:
        assert at(city).get(path).status_code == 200
    return len(queries)


def fill(city, count: int) -> None:
    ring = make_association(city, f"Ring {count}", kind=term("kind", "umbrella"))
    for number in range(count):
        association = make_association(
            city,
            f"Chor {count} {number}",
            main_field=field("musik"),
            further_fields=[field("jugend")],
            district=district(city, "Innenstadt-Nord"),
            addresses=[Address(street="Weg 1", is_public=True)],
            latitude=51.52,
            longitude=7.47 + number / 1000,
            precision=Precision.EXACT,
            memberships=[Membership(umbrella=ring)],
        )
        make_contact(association, (Channel.PAGE,), person="Ola Nowak")


def test_list_and_entry_cost_the_same_with_few_and_with_many_entries(at, dortmund):
    fill(dortmund, 2)
    few = [count_queries(at, dortmund, path) for path in ("/verzeichnis/", "/verzeichnis/chor-2-0/")]
    fill(dortmund, 23)
    many = [count_queries(at, dortmund, path) for path in ("/verzeichnis/", "/verzeichnis/chor-23-0/")]
    assert few == many
    assert max(many) <= 15


def test_the_sitemap_holds_the_public_entries_of_the_own_city_in_each_language(at, dortmund, potsdam):
    make_association(dortmund, "Chor Nord")
    make_association(dortmund, "Entwurf", live=False)
    make_association(potsdam, "Anderswo")
    text = at(dortmund).get("/sitemap.xml").content.decode()
    assert "/verzeichnis/chor-nord/</loc>" in text
    assert "/en/directory/chor-nord/</loc>" in text
    assert "entwurf" not in text
    assert "anderswo" not in text
