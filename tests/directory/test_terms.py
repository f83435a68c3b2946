import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from directory.models import ACTIVITY_FIELD, Term
from home.models import ForumPage
from home.templatetags.home import field_icon
from home.topics import first_shape
from sites.labels import Text
from tests.make import make_forum, make_topic_page


def make_term(code, **fields):
    fields.setdefault("vocabulary", ACTIVITY_FIELD)
    fields.setdefault("labels", {"de": code.title()})
    return Term.objects.create(code=code, **fields)


def topic(code):
    return Term.objects.get(vocabulary=ACTIVITY_FIELD, code=code)


@pytest.mark.django_db
def test_a_code_stands_once_among_the_terms_of_all_cities():
    make_term("brieftauben")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_term("brieftauben")


def test_a_code_stands_once_among_the_terms_of_a_city(dortmund):
    make_term("brieftauben", city=dortmund)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_term("brieftauben", city=dortmund)


def test_two_cities_and_two_vocabularies_may_use_the_same_code(dortmund, potsdam):
    make_term("brieftauben", city=dortmund)
    make_term("brieftauben", city=potsdam)
    make_term("brieftauben")
    make_term("brieftauben", vocabulary="kind")

    assert Term.objects.filter(code="brieftauben").count() == 4


def test_a_code_that_is_taken_is_refused_in_the_form(db):
    with pytest.raises(ValidationError):
        Term(vocabulary=ACTIVITY_FIELD, code="sport", labels={"de": "Noch einmal"}).full_clean()


def test_topics_are_the_activity_fields_that_nothing_has_replaced(db):
    new = make_term("bewegung")
    Term.objects.filter(pk=topic("sport").pk).update(successor=new)

    codes = set(Term.objects.topics().values_list("code", flat=True))

    assert "bewegung" in codes
    assert "sport" not in codes
    assert not codes & {"association", "kinder", "raum"}


def test_topics_are_the_first_level_and_what_cities_add(dortmund):
    added = make_term("hallenfussball", city=dortmund, parent=topic("sport-fussball"))

    topics = set(Term.objects.topics())

    assert {topic("sport"), added} <= topics
    assert topic("sport-fussball") not in topics


def test_a_city_has_the_terms_of_all_and_its_own(dortmund, potsdam):
    own, foreign = make_term("brieftauben", city=dortmund), make_term("rudern", city=potsdam)

    terms = set(Term.objects.for_city(dortmund))

    assert own in terms
    assert topic("sport") in terms
    assert foreign not in terms


def test_a_topic_of_all_cities_has_a_shape_of_its_own(db):
    assert topic("musik").shape_code == "musik"


def test_a_city_s_own_topic_takes_the_shape_of_its_wider_one(dortmund):
    pigeons = make_term("brieftauben", city=dortmund, parent=topic("freizeit"))
    narrower = make_term("reisetauben", city=dortmund, parent=pigeons)

    assert pigeons.shape_code == "freizeit"
    assert narrower.shape_code == "freizeit"


def test_a_narrower_topic_takes_the_shape_of_its_field(dortmund):
    added = make_term("hallenfussball", city=dortmund, parent=topic("sport-fussball"))

    assert topic("sport-fussball").shape_code == "sport"
    assert added.shape_code == "sport"
    assert field_icon(added) == "/static/directory/fields/sport.svg"


def test_the_topic_page_of_a_field_lists_what_is_two_levels_below_and_its_teaser_has_the_shape(at, dortmund):
    added = make_term("hallenfussball", city=dortmund, parent=topic("sport-fussball"))
    make_forum(dortmund, title="Runder Ball", main_topic=added)
    page = make_topic_page(dortmund, topic("sport"))

    shown = BeautifulSoup(at(dortmund).get(page.get_url()).content, "html.parser")

    assert "Runder Ball" in shown.get_text()
    forum = ForumPage.objects.annotate(shape=first_shape(ForumPage)).get(main_topic=added)
    assert forum.shape == "sport"


def test_the_icon_of_a_city_s_own_topic_is_a_file_that_exists(dortmund):
    pigeons = make_term("brieftauben", city=dortmund, parent=topic("freizeit"))

    assert field_icon(pigeons) == "/static/directory/fields/freizeit.svg"
    assert finders.find("directory/fields/freizeit.svg")


def test_a_forum_on_a_city_s_own_topic_can_be_read(at, dortmund):
    forum = make_forum(dortmund, main_topic=make_term("brieftauben", city=dortmund, parent=topic("freizeit")))

    answer = at(dortmund).get(forum.get_url())

    assert answer.status_code == 200
    assert "Brieftauben" in answer.text


def test_a_forum_on_a_city_s_own_topic_without_a_wider_one_can_be_read(at, dortmund):
    forum = make_forum(dortmund, main_topic=make_term("brieftauben", city=dortmund))

    answer = at(dortmund).get(forum.get_url())

    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    assert not page.select(".fields img")


def test_a_label_says_which_language_it_is_really_in(db):
    term = make_term("brieftauben", labels={"de": "Brieftauben", "en": "Pigeons"})

    assert term.label("en") == Text("Pigeons", "en")
    assert term.label("ar") == Text("Brieftauben", "de")


def test_a_term_is_shown_to_editors_by_its_german_label(db):
    assert str(topic("sport")) == "Sport und Bewegung"
    assert str(Term(code="ohne", labels={})) == "ohne"


def test_a_topic_that_a_page_uses_cannot_be_deleted(dortmund):
    make_forum(dortmund, main_topic=topic("sport"))

    with pytest.raises(ProtectedError):
        topic("sport").delete()


def test_the_terms_of_a_city_go_with_it_and_those_of_all_stay(dortmund):
    make_term("brieftauben", city=dortmund)

    dortmund.delete()

    assert not Term.objects.filter(code="brieftauben").exists()
    assert topic("sport")


def test_the_list_of_terms_opens_for_the_instance_admin(at, instance_admin):
    answer = at("admin", instance_admin).get("/admin/snippets/directory/term/")

    assert answer.status_code == 200
    assert "activity_field" in answer.text


def test_the_list_of_terms_can_be_narrowed_to_a_vocabulary(at, instance_admin):
    answer = at("admin", instance_admin).get("/admin/snippets/directory/term/", {"vocabulary": "kind"})

    assert "Dachverband" in answer.text
    assert "Sport und Bewegung" not in answer.text


def test_editors_of_a_city_do_not_change_the_terms_of_all(at, dortmund_editor):
    answer = at("admin", dortmund_editor).get("/admin/snippets/directory/term/")

    assert answer.status_code == 302
