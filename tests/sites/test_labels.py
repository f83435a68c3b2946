"""Short texts in several languages: German always, others where they exist."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.template import engines
from django.utils.translation import override

from sites.labels import LabelsField, LabelsFormField, text_in
from sites.models import RoleContact
from tests.sites.said import said

GERMAN_MISSING = "Please fill in the German text: it is what other languages fall back to."
OFFICE = {"de": "Büro", "ar": "مكتب"}


def rendered(template, labels, language):
    with override(language):
        return engines["django"].from_string("{% load frame %}" + template).render({"labels": labels})


def test_a_label_is_given_in_the_asked_language():
    assert text_in(OFFICE, "ar") == ("مكتب", "ar")


@pytest.mark.parametrize("labels", [{"de": "Büro"}, {"de": "Büro", "tr": ""}])
def test_a_label_that_is_missing_in_a_language_is_german_and_says_so(labels):
    assert text_in(labels, "tr") == ("Büro", "de")


def test_no_label_is_an_empty_text():
    assert text_in({}, "tr") == ("", "de")


def test_a_label_of_the_reader_s_language_needs_no_mark():
    assert rendered("{{ labels|label }}", OFFICE, "ar") == "مكتب"


def test_a_german_label_on_an_arabic_page_is_marked_as_german():
    assert rendered("{{ labels|label }}", {"de": "Büro"}, "ar") == '<span lang="de" dir="ltr">Büro</span>'


def test_a_label_is_escaped():
    assert rendered("{{ labels|label }}", {"de": "<b>&"}, "de") == "&lt;b&gt;&amp;"
    assert rendered("{{ labels|label }}", {"de": "<b>&"}, "ar") == (
        '<span lang="de" dir="ltr">&lt;b&gt;&amp;</span>'
    )


def test_a_label_in_an_attribute_carries_no_markup():
    assert rendered('alt="{{ labels|plain_label }}"', {"de": 'Büro "1"'}, "ar") == 'alt="Büro &quot;1&quot;"'


class LabelForm(forms.Form):
    function = LabelsFormField(label="Funktion")
    hint = LabelsFormField(required=False)


def lines(**texts):
    """What a browser sends for `function`, one line per language; the lines are numbered by language code."""
    return {f"function_{code}": text for code, text in texts.items()}


def test_the_form_has_one_named_line_per_language():
    html = str(LabelForm()["function"])

    assert '<input type="text" name="function_de" lang="de" aria-label="Deutsch"' in html
    assert 'name="function_ar" lang="ar" aria-label="العربية"' in html


def test_the_form_shows_what_is_stored():
    html = str(LabelForm(initial={"function": OFFICE})["function"])

    assert 'value="Büro"' in html
    assert 'value="مكتب"' in html


def test_the_form_keeps_the_lines_that_are_filled_in():
    form = LabelForm(lines(de="Büro", en="", ar="مكتب"))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["function"] == OFFICE


def test_the_form_asks_for_german_in_german():
    form = LabelForm(lines(ar="مكتب"))

    assert form.errors == {"function": [said(GERMAN_MISSING)]}


def test_an_empty_label_is_refused_where_one_is_needed():
    form = LabelForm(lines())

    assert form.errors == {"function": [said("This field is required.")]}


def test_a_label_that_is_not_needed_may_be_empty_but_not_without_german():
    empty = LabelForm(lines(de="Büro"))
    foreign = LabelForm({**lines(de="Büro"), "hint_en": "Hint"})

    assert empty.is_valid(), empty.errors
    assert empty.cleaned_data["hint"] == {}
    assert foreign.errors == {"hint": [said(GERMAN_MISSING)]}


def test_only_white_space_is_no_text():
    form = LabelForm(lines(de="  ", en=" "))

    assert not form.is_valid()


def test_the_form_notices_a_change():
    field = LabelsFormField()
    sent = ["Büro"] + [""] * 11

    assert not field.has_changed({"de": "Büro"}, sent)
    assert field.has_changed({"de": "Amt"}, sent)
    assert field.has_changed(OFFICE, sent)


def test_the_model_field_comes_with_this_form_and_stores_nothing_by_default():
    field = RoleContact._meta.get_field("function")

    assert isinstance(field.formfield(), LabelsFormField)
    assert RoleContact().function == {}


def test_the_model_field_is_made_anew_for_migrations_as_it_was():
    _name, path, args, kwargs = LabelsField("Funktion", blank=True).deconstruct()

    assert path == "sites.labels.LabelsField"
    assert isinstance(LabelsField(*args, **kwargs), models.JSONField)


def test_a_contact_without_any_name_for_its_function_is_refused(dortmund):
    with pytest.raises(ValidationError) as caught:
        RoleContact(city=dortmund, function={}, email="b@example.org").full_clean()

    assert "function" in caught.value.message_dict
