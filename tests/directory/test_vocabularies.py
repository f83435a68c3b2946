import csv
from collections import Counter

import pytest

from directory.emblem import FIELDS
from directory.models import ACTIVITY_FIELD, Term
from directory.vocabularies import (
    PATH,
    VOCABULARIES,
    check_vocabularies,
    label_columns,
    missing_terms,
    read_vocabularies,
    run_vocabularies,
)
from sites.labels import Text
from sites.registry import registry

ROWS = read_vocabularies()
CODES = [(row["list"], row["code"]) for row in ROWS]


def named(pairs):
    return [f"{vocabulary}-{code}" for vocabulary, code in pairs]


def test_the_file_holds_the_four_vocabularies():
    assert Counter(vocabulary for vocabulary, _code in CODES) == {
        "activity_field": 20,
        "target_group": 17,
        "exchange": 17,
        "kind": 10,
    }


def test_every_code_of_the_file_stands_there_once():
    assert len(CODES) == len(set(CODES))


def test_the_file_is_read_as_a_spreadsheet_reads_it():
    with PATH.open(newline="", encoding="utf-8") as file:
        assert list(csv.DictReader(file)) == ROWS
    assert not any(None in row or None in row.values() for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=named(CODES))
def test_every_term_of_the_file_has_a_german_and_an_english_label(row):
    labels = label_columns(row)

    assert labels["de"] and labels["en"]
    assert all(text == text.strip() for text in labels.values())


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["list"] == ACTIVITY_FIELD], ids=lambda row: row["code"]
)
def test_every_topic_of_the_file_has_a_label_in_all_languages_of_the_public_site(row):
    assert set(label_columns(row)) == {"de", "en", "tr", "ar"}


def test_every_topic_of_the_file_has_a_shape():
    assert [code for vocabulary, code in CODES if vocabulary == ACTIVITY_FIELD] == list(FIELDS)


def test_no_two_terms_of_a_vocabulary_have_the_same_label():
    for language in ("de", "en"):
        labels = [(row["list"], label_columns(row)[language]) for row in ROWS]
        assert len(labels) == len(set(labels))


def test_only_label_columns_become_labels_and_empty_ones_do_not():
    row = {"list": "kind", "code": "x", "label_de": "X", "label_ar": "", "icnpo": "1", "ao52": "2"}

    assert label_columns(row) == {"de": "X"}


@pytest.mark.parametrize("vocabulary_and_code", CODES, ids=named(CODES))
@pytest.mark.django_db
def test_every_term_of_the_file_is_there_for_all_cities(vocabulary_and_code):
    vocabulary, code = vocabulary_and_code

    term = Term.objects.get(vocabulary=vocabulary, code=code)

    assert term.city is None
    assert term.labels == label_columns(ROWS[CODES.index(vocabulary_and_code)])


@pytest.mark.django_db
def test_terms_stand_in_the_order_of_the_file():
    stored = Term.objects.filter(vocabulary=ACTIVITY_FIELD).values_list("code", flat=True)

    assert list(stored) == [code for vocabulary, code in CODES if vocabulary == ACTIVITY_FIELD]


@pytest.mark.django_db
def test_running_the_step_again_adds_nothing(dortmund):
    before = Term.objects.count()

    assert missing_terms() == []
    assert run_vocabularies(dortmund) == []
    assert Term.objects.count() == before


@pytest.mark.django_db
def test_a_term_that_is_missing_is_told_and_added_again(dortmund):
    Term.objects.filter(vocabulary="kind", code="school").delete()

    assert [term.code for term in missing_terms()] == ["school"]
    assert (
        check_vocabularies(dortmund) == ["1 Begriffe der Vokabulare fehlen"]
        or len(check_vocabularies(dortmund)) == 1
    )
    run_vocabularies(dortmund)

    assert check_vocabularies(dortmund) == []
    assert Term.objects.get(vocabulary="kind", code="school").label("en") == Text("School or day-care", "en")


@pytest.mark.django_db
def test_labels_that_somebody_changed_stay(dortmund):
    Term.objects.filter(vocabulary=ACTIVITY_FIELD, code="sport").update(labels={"de": "Sport"})

    run_vocabularies(dortmund)

    assert Term.objects.get(vocabulary=ACTIVITY_FIELD, code="sport").labels == {"de": "Sport"}


@pytest.mark.django_db
def test_a_city_s_own_term_with_the_same_code_does_not_stand_for_the_one_of_all(dortmund):
    Term.objects.filter(vocabulary="kind", code="school").delete()
    Term.objects.create(vocabulary="kind", code="school", labels={"de": "Schule"}, city=dortmund)

    run_vocabularies(dortmund)

    assert Term.objects.filter(vocabulary="kind", code="school", city=None).count() == 1


def test_the_step_is_taken_for_every_city():
    assert VOCABULARIES in registry.city_steps
