"""The admin of terms: a lead adds to her own city, the instance admin changes all."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import querydict_from_html

from directory.models import ACTIVITY_FIELD, Term
from directory.term_forms import proposed_code
from sites.labels import Text
from tests.directory.test_terms import make_term, topic
from tests.make import make_forum

TERM = "wagtailsnippets_directory_term"
CHOOSER = "wagtailsnippetchoosers_directory_term"


def new_term(city, **fields):
    return {
        "labels_de": "Brieftauben",
        "vocabulary": ACTIVITY_FIELD,
        "city": city.pk if city else "",
        "parent": topic("freizeit").pk,
        "code": "",
        "position": "0",
        **fields,
    }


def edit_form(browser, term):
    page = browser.get(reverse(f"{TERM}:edit", args=[term.pk])).text
    forms = BeautifulSoup(page, "html.parser")("form")
    index = next(i for i, form in enumerate(forms) if form.find("input", {"name": "code"}))
    return querydict_from_html(page, form_index=index)


def add(browser, **fields):
    return browser.post(reverse(f"{TERM}:add"), new_term(**fields))


@pytest.fixture
def lead(at, dortmund_lead):
    return at("admin", dortmund_lead)


@pytest.fixture
def admin(at, instance_admin):
    return at("admin", instance_admin)


def test_a_lead_adds_a_term_to_her_city_and_its_code_is_made_of_the_label(lead, dortmund):
    add(lead, city=dortmund, labels_de="Brieftauben & Höhenflüge")

    term = Term.objects.get(city=dortmund)
    assert term.code == "brieftauben-hoehenfluege"
    assert term.parent == topic("freizeit")


@pytest.mark.parametrize(
    ("label", "code"),
    [("Fußball für Ältere", "fussball-fuer-aeltere"), ("Größe " * 20, None), ("!?", ""), ("حمام", "")],
)
def test_a_code_is_made_of_the_letters_that_a_code_may_have(label, code):
    proposed = proposed_code({"de": label})

    assert proposed == code if code is not None else len(proposed) <= 40 and not proposed.endswith("-")


def test_where_no_code_can_be_made_it_is_asked_for(lead, dortmund):
    answer = add(lead, city=dortmund, labels_de="!?")

    assert answer.context["form"].errors == {
        "code": ["Aus der Bezeichnung lässt sich kein Kürzel bilden: Bitte schreiben Sie eines."]
    }


def test_a_label_whose_code_is_taken_is_told_at_the_code(lead, dortmund):
    answer = add(lead, city=dortmund, labels_de="Sport")

    assert list(answer.context["form"].errors) == ["code"]
    assert "„Sport und Bewegung“, ein Begriff für alle Städte" in answer.text


def test_a_lead_adds_no_term_to_another_city_nor_to_all(lead, potsdam):
    for city in (potsdam, None):
        assert "city" in add(lead, city=city).context["form"].errors
    assert not Term.objects.filter(code="brieftauben").exists()


def test_a_lead_changes_her_own_term_and_no_other(lead, dortmund, potsdam):
    own = make_term("brieftauben", city=dortmund, parent=topic("freizeit"))
    foreign = make_term("rudern", city=potsdam, parent=topic("sport"))
    data = edit_form(lead, own)
    data["labels_de"] = "Tauben"
    lead.post(reverse(f"{TERM}:edit", args=[own.pk]), data)

    own.refresh_from_db()
    assert own.label("de") == Text("Tauben", "de")
    for other in (foreign, topic("sport")):
        url = reverse(f"{TERM}:edit", args=[other.pk])
        assert lead.get(url).status_code == 302
        lead.post(url, data)
        lead.post(reverse(f"{TERM}:delete", args=[other.pk]))
    foreign.refresh_from_db()
    assert foreign.label("de") == Text("Rudern", "de")
    assert topic("sport").label("de") == Text("Sport und Bewegung", "de")


def test_vocabulary_code_and_city_of_a_term_stay(lead, dortmund, potsdam):
    term = make_term("brieftauben", city=dortmund, parent=topic("freizeit"))
    data = edit_form(lead, term)
    data.update({"code": "anders", "vocabulary": "kind", "city": str(potsdam.pk)})

    lead.post(reverse(f"{TERM}:edit", args=[term.pk]), data)

    term.refresh_from_db()
    assert (term.code, term.vocabulary, term.city) == ("brieftauben", ACTIVITY_FIELD, dortmund)


def test_the_form_of_a_lead_names_no_other_city_and_no_term_of_one(lead, dortmund, potsdam):
    make_term("brieftauben", city=dortmund, parent=topic("freizeit"))
    make_term("rudern", city=potsdam, labels={"de": "Fremdrudern"}, parent=topic("sport"))

    form = lead.get(reverse(f"{TERM}:add")).context["form"]

    assert list(form.fields["city"].queryset) == [dortmund]
    assert form["city"].initial == dortmund
    assert not form.fields["parent"].queryset.exclude(city=None).exists()
    assert "Tätigkeitsfelder: Fußball" in str(form["parent"])
    assert "Brieftauben" in str(form["successor"]) and "Fremdrudern" not in str(form["successor"])


def test_a_number_of_another_city_s_term_is_refused(lead, dortmund, potsdam):
    foreign = make_term("rudern", city=potsdam, labels={"de": "Fremdrudern"}, parent=topic("sport"))

    answer = add(lead, city=dortmund, successor=foreign.pk, parent=foreign.pk)

    assert set(answer.context["form"].errors) == {"parent", "successor"}
    assert "Fremdrudern" not in answer.text


def test_the_form_of_an_existing_term_offers_terms_of_its_vocabulary_only(admin):
    term = Term.objects.get(vocabulary="kind", code="school")

    form = admin.get(reverse(f"{TERM}:edit", args=[term.pk])).context["form"]

    offered = form.fields["successor"].queryset
    assert {other.vocabulary for other in offered} == {"kind"}
    assert term not in offered


def test_a_lead_s_list_has_her_own_terms_and_that_of_the_instance_admin_all(lead, admin, dortmund, potsdam):
    make_term("brieftauben", city=dortmund, parent=topic("freizeit"))
    make_term("rudern", city=potsdam, labels={"de": "Fremdrudern"}, parent=topic("sport"))
    url = reverse(f"{TERM}:list")

    own, everything = lead.get(url).text, admin.get(url, {"vocabulary": ACTIVITY_FIELD, "p": 1}).text

    assert "Brieftauben" in own and "Fremdrudern" not in own
    assert "Sport und Bewegung" in everything
    assert "Fremdrudern" in admin.get(url, {"city": potsdam.pk}).text


def queries_of(browser, url, **query):
    with CaptureQueriesContext(connection) as asked:
        browser.get(url, query)
    return [query["sql"] for query in asked]


def test_the_list_asks_as_often_for_many_terms_as_for_few(admin):
    url = reverse(f"{TERM}:list")
    admin.get(url)

    few, many = queries_of(admin, url, vocabulary="kind"), queries_of(admin, url, vocabulary=ACTIVITY_FIELD)
    assert len(few) == len(many)


def test_the_chooser_offers_the_own_terms_and_those_of_all(lead, dortmund, potsdam):
    own = make_term("brieftauben", city=dortmund, position=0, vocabulary="aaa", parent=None)
    foreign = make_term("rudern", city=potsdam, position=0, vocabulary="aaa", labels={"de": "Fremdrudern"})

    offered = lead.get(reverse(f"{CHOOSER}:choose_results")).text

    assert "Brieftauben" in offered and "Fremdrudern" not in offered
    for term, status in ((own, 200), (topic("sport"), 200), (foreign, 404)):
        assert lead.get(reverse(f"{CHOOSER}:chosen", args=[term.pk])).status_code == status


def test_a_page_cannot_name_a_term_of_another_city_in_its_blocks(dortmund, potsdam):
    from sites.access.references import foreign

    own, other = make_term("brieftauben", city=dortmund), make_term("rudern", city=potsdam)
    keys = [(Term, str(term.pk)) for term in (own, other, topic("sport"))]

    assert foreign(keys, dortmund) == {(Term, str(other.pk))}
    assert foreign(keys, None) == {(Term, str(own.pk)), (Term, str(other.pk))}


@pytest.mark.parametrize("use", ["main", "further", "wider", "several"])
def test_a_term_that_is_in_use_is_not_deleted(lead, dortmund, use):
    term = make_term("brieftauben", city=dortmund, parent=topic("freizeit"))
    forum = make_forum(dortmund, main_topic=None if use == "further" else term)
    if use == "further":
        forum.further_topics = [term]
        forum.save()
    if use == "wider":
        forum.delete()
        make_term("reisetauben", city=dortmund, parent=term)

    bulk = reverse("wagtail_bulk_action", args=["directory", "term", "delete"]) + f"?id={term.pk}"

    url = bulk if use == "several" else reverse(f"{TERM}:delete", args=[term.pk])
    answer = lead.post(url, follow=True)

    assert Term.objects.filter(pk=term.pk).exists()
    assert "„Brieftauben“ wird noch benutzt" in answer.text


def test_a_term_that_nothing_uses_is_deleted_and_the_city_s_history_keeps_it(lead, dortmund):
    term = make_term("brieftauben", city=dortmund, parent=topic("freizeit"))

    lead.post(reverse(f"{TERM}:delete", args=[term.pk]))

    assert not Term.objects.filter(pk=term.pk).exists()
    assert ModelLogEntry.objects.get(object_id=term.pk, deleted=True).data["city"] == dortmund.pk
    assert "Brieftauben" in lead.get(reverse("own:site_history")).text


def test_a_term_is_changed_with_one_line_per_language(admin):
    term = topic("sport")
    data = edit_form(admin, term)
    data["labels_de"] = "Sport"
    answer = admin.post(reverse(f"{TERM}:edit", args=[term.pk]), data)

    term.refresh_from_db()
    assert answer.status_code == 302
    assert term.label("de") == Text("Sport", "de")
    assert term.label("en") == Text("Sports", "en")


def test_other_words_are_kept_as_they_are_when_nothing_is_changed(admin):
    term = topic("sport")
    before = term.alternative_labels

    admin.post(reverse(f"{TERM}:edit", args=[term.pk]), edit_form(admin, term))

    term.refresh_from_db()
    assert term.alternative_labels == before


def test_other_words_are_written_with_commas_in_any_language(admin):
    term = topic("sport")
    data = edit_form(admin, term)
    data["alternative_labels_de"] = " Leibesübungen,Turnen ,, turnen\nLaufen  lernen"
    data["alternative_labels_ar"] = "رياضة، حركة"
    data["alternative_labels_fr"] = " "

    admin.post(reverse(f"{TERM}:edit", args=[term.pk]), data)

    term.refresh_from_db()
    assert term.alternative_labels["de"] == ["Leibesübungen", "turnen", "Laufen lernen"]
    assert term.alternative_labels["ar"] == ["رياضة", "حركة"]
    assert "fr" not in term.alternative_labels


def test_other_words_need_no_german_ones(lead, dortmund):
    add(lead, city=dortmund, alternative_labels_tr="güvercin")

    assert Term.objects.get(city=dortmund).alternative_labels == {"tr": ["güvercin"]}


def test_a_term_without_a_german_label_is_refused_in_the_form(admin):
    answer = admin.post(
        reverse(f"{TERM}:add"), {"vocabulary": "kind", "code": "neu", "position": "0", "labels_en": "New"}
    )

    assert list(answer.context["form"].errors) == ["labels"]


def test_the_menu_leads_leads_to_the_vocabularies_and_editors_not(at, lead, dortmund_editor):
    url = reverse(f"{TERM}:list")

    assert url in lead.get("/admin/").text
    assert url not in at("admin", dortmund_editor).get("/admin/").text
