"""What a statement of the ORM looks at."""

import pytest
from django.db.models import Count, Exists, F, OuterRef
from wagtail.models import Page, PageViewRestriction

from directory.models import DirectoryEntry
from home.models import ContentPage, EventPage
from sites.delivery.store.reading import reading
from sites.delivery.store.statements import looked_at
from sites.models import City

pytestmark = pytest.mark.django_db


def read(query):
    with reading() as found:
        list(query)
    return found


def test_whole_rows_count_as_rows_and_conditions_as_columns():
    found = read(ContentPage.objects.filter(live=True).order_by("title"))
    assert ("wagtailcore_page", "live") in found.columns
    assert ("wagtailcore_page", "title") in found.columns
    assert ("wagtailcore_page", "search_description") not in found.columns
    assert found.rows["wagtailcore_page"] == found.rows["home_contentpage"]


def test_selected_columns_count_where_no_rows_are_made():
    found = read(Page.objects.filter(live=True).values("search_description"))
    assert ("wagtailcore_page", "search_description") in found.columns
    assert not found.rows


def test_rows_read_beside_others_count_as_rows():
    found = read(City.objects.select_related("site__root_page"))
    assert found.rows["wagtailcore_site"]
    assert ("wagtailcore_site", "hostname") not in found.columns


def test_columns_of_a_type_beside_whole_pages_count_as_rows_of_that_type():
    found = read(Page.objects.annotate(start=F("eventpage__starts_at")))
    assert ("home_eventpage", "starts_at") not in found.columns
    key = Page.objects.order_by("pk").last().pk
    assert f"home_eventpage:{key}" in found.keys({1})


def test_without_whole_pages_they_count_as_columns():
    found = read(Page.objects.annotate(start=F("eventpage__starts_at")).values("start"))
    assert ("home_eventpage", "starts_at") in found.columns


def test_a_condition_on_such_a_column_counts_all_the_same():
    found = read(Page.objects.annotate(start=F("eventpage__starts_at")).exclude(start=None))
    assert ("home_eventpage", "starts_at") in found.columns


def test_subqueries_and_annotations_count():
    restricted = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    found = read(EventPage.objects.annotate(asks=Exists(restricted)).filter(asks=False))
    assert ("wagtailcore_pageviewrestriction", "page_id") in found.columns


def test_a_condition_on_the_key_alone_needs_no_column():
    found = read(Page.objects.filter(pk__in=[1, 2]).order_by())
    assert found.columns == set()
    assert found.tables == set()


def test_a_count_looks_at_the_whole_table():
    with reading() as found:
        DirectoryEntry.objects.count()
    assert found.tables == {"directory_directoryentry"}


def test_a_count_by_a_column_looks_at_it():
    found = read(DirectoryEntry.objects.values("city").annotate(number=Count("pk")))
    assert ("directory_directoryentry", "city_id") in found.columns


@pytest.mark.parametrize("sql", ["SELECT 1 FROM city", "WITH x AS (SELECT 1) SELECT * FROM x"])
def test_a_statement_in_another_hand_is_not_understood(sql):
    assert not looked_at(sql).is_understood


def test_what_is_written_is_not_looked_at():
    assert looked_at('UPDATE "wagtailcore_page" SET "title" = %s').columns == frozenset()
