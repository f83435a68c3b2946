"""The questions that measure the search: their entries exist, every category has its share, none stands twice."""

from collections import Counter

import pytest

from directory.demo.loader import read_kernel
from directory.search.evaluation import CATEGORIES, Query, read_queries

CITIES = ("dortmund", "potsdam", "halle")
QUERIES = read_queries()


def city_of_entries() -> dict[str, str]:
    """Return code of an entry → its city."""
    return {row["code"]: city for city in CITIES for row in read_kernel(city)}


def test_there_are_at_least_120_questions():
    assert len(QUERIES) >= 120


def test_every_graded_entry_exists_in_the_city_that_is_asked():
    cities = city_of_entries()

    wrong = [
        (query.id, code)
        for query in QUERIES
        for code in query.graded
        if code not in cities or query.city not in (None, cities[code])
    ]

    assert wrong == []


def test_codes_of_entries_are_unique_over_the_cities():
    assert len(city_of_entries()) == sum(len(read_kernel(city)) for city in CITIES)


def test_grades_are_one_to_three_and_every_question_with_an_answer_has_a_best_one():
    for query in QUERIES:
        assert set(query.graded.values()) <= {1, 2, 3}, query
        assert bool(query.graded) == (query.category != "no_answer"), query
        assert not query.graded or max(query.graded.values()) == 3, query


def test_no_question_stands_twice():
    assert [
        asked for asked, count in Counter(asked_of(query) for query in QUERIES).items() if count > 1
    ] == []
    assert len({query.id for query in QUERIES}) == len(QUERIES)


def asked_of(query: Query) -> tuple[str, str | None]:
    return " ".join(query.query.casefold().split()), query.city


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_questions_in_both_parts(category):
    parts = Counter(query.held_back for query in QUERIES if query.category == category)

    assert parts[False] >= 8
    assert parts[True] >= 4


def test_about_a_third_is_held_back():
    assert 0.28 <= sum(query.held_back for query in QUERIES) / len(QUERIES) <= 0.36


def test_every_question_has_a_known_category_and_its_id_begins_with_it():
    assert {query.category for query in QUERIES} == set(CATEGORIES)
    assert all(query.id.rpartition("-")[0] == query.category for query in QUERIES)
