"""Topic and district pages list the associations of the directory."""

from directory.models import Term
from tests.directory.make import district, field, make_association
from tests.home.make import topic
from tests.home.reading import section, words
from tests.make import home_of, make_district_page, make_topic_page, publish


def names(part):
    return [words(link) for link in part.select("li.near a")] if part else []


def test_a_topic_page_lists_the_associations_of_its_field(dortmund, potsdam, read):
    make_association(dortmund, "Chor Nord", main_field=field("musik"), summary="Wir singen.")
    make_association(dortmund, "Kulturhaus", main_field=field("kultur"), further_fields=[field("musik")])
    make_association(dortmund, "Garten", main_field=field("umwelt"))
    make_association(dortmund, "Entwurf", main_field=field("musik"), live=False)
    make_association(potsdam, "Chor Potsdam", main_field=field("musik"))

    part = section(read(make_topic_page(dortmund, topic("musik"))), "Vereine")

    assert names(part) == ["Chor Nord", "Kulturhaus"]
    assert "Wir singen." in words(part)
    assert part.select_one("a.more")["href"].endswith("/verzeichnis/?field=musik")


def test_it_lists_those_of_narrower_fields_of_the_city_too(dortmund, read):
    saz = Term.objects.create(
        vocabulary="activity_field", code="saz", labels={"de": "Saz"}, parent=field("musik"), city=dortmund
    )
    make_association(dortmund, "Saz in der Nebenstraße", main_field=saz)

    assert names(section(read(make_topic_page(dortmund, topic("musik"))), "Vereine")) == [
        "Saz in der Nebenstraße"
    ]


def test_a_district_page_lists_those_of_the_district_and_of_its_parts(dortmund, read):
    borough = district(dortmund, "Innenstadt-Nord")
    part_of_it = borough.parts.first() if hasattr(borough, "parts") else None
    make_association(dortmund, "Chor Nord", district=borough)
    if part_of_it:
        make_association(dortmund, "Teil", district=part_of_it)
    make_association(dortmund, "Garten", district=district(dortmund, "Hörde"))

    part = section(read(make_district_page(dortmund, borough)), "Vereine")

    assert names(part) == ["Chor Nord", *(["Teil"] if part_of_it else [])]
    assert f"district={borough.code}" in part.select_one("a.more")["href"]


def test_twelve_are_shown_and_all_are_counted(dortmund, read):
    for number in range(14):
        make_association(dortmund, f"Chor {number:02}", main_field=field("musik"))

    part = section(read(make_topic_page(dortmund, topic("musik"))), "Vereine")

    assert len(names(part)) == 12
    assert "14 Vereine" in words(part)


def test_in_another_language_they_link_to_the_entries_in_it(dortmund, at):
    from home.models import ListPage
    from tests.home.admin import soup_of
    from tests.make import add_page

    make_association(dortmund, "Chor Nord", main_field=field("musik"), summary="Wir singen.")
    english = publish(home_of(dortmund, "en"))
    parent = add_page(english, ListPage(title="Topics", listing="topics", slug="themes"))
    from home.models import TopicPage

    page = add_page(parent, TopicPage(title="Music", topic=topic("musik")))

    part = section(soup_of(at(dortmund).get(page.get_url())), "Associations")

    assert part.select_one("li.near a")["href"].endswith("/en/directory/chor-nord/")
    assert "Wir singen." not in words(part)
