"""What is wrong with a term is said at the field, in German."""

import pytest
from django.core.exceptions import ValidationError

from directory.models import ACTIVITY_FIELD, Term
from tests.directory.test_terms import make_term, topic

pytestmark = pytest.mark.django_db


def term(code="brieftauben", **fields):
    return Term(**{"vocabulary": ACTIVITY_FIELD, "code": code, "labels": {"de": code.title()}, **fields})


def problems(checked):
    try:
        checked.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.fixture
def pigeons(dortmund):
    return make_term("brieftauben", city=dortmund, parent=topic("freizeit"))


def test_a_term_of_a_city_below_one_of_all_is_fine(dortmund):
    assert problems(term(city=dortmund, parent=topic("freizeit-spiele"))) == {}


def test_a_code_of_all_cities_cannot_be_used_by_one(dortmund):
    assert problems(term("sport", city=dortmund, parent=topic("freizeit"))) == {
        "code": [
            "„Sport und Bewegung“, ein Begriff für alle Städte, hat dieses Kürzel schon: "
            "Bitte nehmen Sie diesen Begriff oder ein anderes Kürzel."
        ]
    }


def test_a_code_is_used_once_in_a_city(pigeons, dortmund):
    assert problems(term(city=dortmund, parent=topic("freizeit"))) == {
        "code": ["„Brieftauben“ hat dieses Kürzel schon: Bitte wählen Sie ein anderes."]
    }


def test_a_code_that_a_city_uses_is_not_given_to_all(pigeons):
    assert list(problems(term())) == ["code"]


def test_another_city_and_another_vocabulary_may_use_the_code(pigeons, potsdam, dortmund):
    assert problems(term(city=potsdam, parent=topic("freizeit"))) == {}
    assert problems(term(city=dortmund, vocabulary="exchange")) == {}


def test_an_activity_field_of_a_city_needs_a_wider_one_and_another_term_does_not(dortmund):
    assert problems(term(city=dortmund)) == {
        "parent": ["Bitte wählen Sie den Oberbegriff: Von ihm hat dieser Begriff seine Form im Emblem."]
    }
    assert problems(term(city=dortmund, vocabulary="target_group")) == {}


def test_the_wider_term_is_of_the_same_vocabulary(dortmund):
    kind = Term.objects.get(vocabulary="kind", code="school")

    assert problems(term(city=dortmund, parent=kind)) == {
        "parent": ["Der Oberbegriff muss aus demselben Vokabular sein."]
    }


def test_the_wider_term_is_one_of_all_cities(pigeons, dortmund):
    assert problems(term("reisetauben", city=dortmund, parent=pigeons)) == {
        "parent": ["Der Oberbegriff muss für alle Städte gelten."]
    }


@pytest.mark.parametrize("below", ["sport", "sport-fussball"])
def test_no_term_is_wider_than_itself(below):
    sport = topic("sport")
    sport.parent = topic(below)

    assert problems(sport) == {
        "parent": [
            f"„{topic(below)}“ ist dieser Begriff oder steht darunter "
            "und kann deshalb nicht der Oberbegriff sein."
        ]
    }


def test_there_are_three_levels_at_most(dortmund):
    third = make_term("kickboxen", parent=topic("sport-kampfsport"))
    too_many = ["So entstünden mehr als drei Ebenen: Bitte wählen Sie einen Begriff weiter oben."]

    assert problems(third) == {}
    assert problems(term("muay-thai", city=dortmund, parent=third)) == {"parent": too_many}
    sport = topic("sport")
    sport.parent = topic("freizeit")
    assert problems(sport) == {"parent": too_many}


def test_no_term_replaces_itself_nor_in_a_circle():
    old, new = make_term("alt"), make_term("neu")
    old.successor = old
    assert problems(old) == {"successor": ["Ein Begriff kann sich nicht selbst ersetzen."]}

    old.successor = new
    old.save()
    new.successor = old
    assert problems(new) == {"successor": ["„Alt“ wird selbst durch diesen Begriff ersetzt."]}


def test_what_replaces_a_term_is_of_its_vocabulary_and_of_its_city_or_of_all(pigeons, potsdam):
    other_vocabulary = Term.objects.get(vocabulary="kind", code="school")
    pigeons.successor = other_vocabulary
    assert problems(pigeons) == {
        "successor": ["Der Begriff, der diesen ersetzt, muss aus demselben Vokabular sein."]
    }

    pigeons.successor = make_term("rudern", city=potsdam)
    assert problems(pigeons) == {
        "successor": [
            "Der Begriff, der diesen ersetzt, muss derselben Stadt gehören oder für alle Städte gelten."
        ]
    }

    pigeons.successor = topic("freizeit")
    assert problems(pigeons) == {}


def test_a_term_moves_to_no_city_but_may_become_one_of_all(pigeons, potsdam):
    moved = ["Ein Begriff zieht nicht in eine andere Stadt um: Seiten und Einträge können ihn benutzen."]
    sport = topic("sport-fussball")
    sport.city = pigeons.city
    assert problems(sport) == {"city": moved}

    pigeons.city = potsdam
    assert problems(pigeons) == {"city": moved}

    pigeons.city = None
    assert problems(pigeons) == {}
