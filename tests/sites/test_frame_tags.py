import datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from sites.choices import DatePrecision
from sites.frame.templatetags.frame import (
    comma,
    file_facts,
    german,
    isolated,
    label,
    period,
    plain_label,
    spoken,
    telephone,
)
from sites.models import Document, Project

OFFICE = {"de": "Projektbüro", "en": "Project office"}


def test_a_label_is_in_the_reader_s_language():
    with translation.override("en"):
        assert label(OFFICE) == "Project office"


def test_a_label_that_is_missing_is_german_and_marked_as_german():
    with translation.override("ar"):
        assert label(OFFICE) == '<span lang="de" dir="ltr">Projektbüro</span>'


def test_a_label_on_a_german_page_needs_no_mark():
    assert label(OFFICE) == "Projektbüro"


def test_signs_in_a_marked_label_stay_signs():
    with translation.override("ar"):
        assert label({"de": "<b>Büro</b>"}) == '<span lang="de" dir="ltr">&lt;b&gt;Büro&lt;/b&gt;</span>'


@pytest.mark.parametrize("language", ["de", "ar"])
def test_signs_in_a_label_stay_signs_in_a_template(language):
    with translation.override(language):
        shown = Template("{% load frame %}{{ labels|label }}").render(
            Context({"labels": {"de": "<b>Büro</b>"}})
        )

    assert "<b>" not in shown


def test_a_label_for_attributes_has_no_markup():
    with translation.override("ar"):
        assert plain_label(OFFICE) == "Projektbüro"


def test_names_are_marked_as_german_on_other_pages_only():
    assert german("Rheinische Str. 171") == "Rheinische Str. 171"
    with translation.override("ar"):
        assert german("Rheinische Str. 171") == '<span lang="de" dir="ltr">Rheinische Str. 171</span>'


def test_nothing_is_marked_where_there_is_no_name():
    with translation.override("ar"):
        assert german("") == ""


def test_spoken_languages_are_listed_in_the_reader_s_language():
    assert spoken(["de", "tr"]) == "Deutsch, Türkisch"
    with translation.override("en"):
        assert spoken(["de", "gsg"]) == "German, German Sign Language"


def test_a_list_in_arabic_has_arabic_commas():
    with translation.override("ar"):
        assert "، " in spoken(["de", "tr"])


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("0231 5550171", "+492315550171"),
        ("0231/555 01-71", "+492315550171"),
        ("+49 231 5550171", "+492315550171"),
        ("0049 231 5550171", "+492315550171"),
        ("110", "110"),
    ],
)
def test_a_telephone_number_can_be_called_from_anywhere(number, link):
    assert telephone(number) == link


@pytest.mark.parametrize(
    ("language", "shown"), [("de", "Juli 2019 bis 30. Juni 2022"), ("en", "July 2019 to 30 June 2022")]
)
def test_a_period_is_as_precise_at_each_end_as_it_is_known(language, shown):
    project = Project(
        starts_on=datetime.date(2019, 7, 1),
        starts_precision=DatePrecision.MONTH,
        ends_on=datetime.date(2022, 6, 30),
        ends_precision=DatePrecision.DAY,
    )

    with translation.override(language):
        assert period(project).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("size", "shown"), [(86016, "PDF, 84,0 KB"), (None, "PDF, 0 Bytes"), (1, "PDF, 1 Byte")]
)
def test_a_file_says_its_type_and_size(db, size, shown):
    document = Document(title="Protokoll", file="documents/protokoll.pdf", file_size=size)

    rendered = Template("{% load frame %}{{ document|file_facts }}").render(Context({"document": document}))

    assert rendered.replace("\u00a0", " ") == shown


def test_type_and_size_of_a_file_do_not_run_together_from_right_to_left(db):
    document = Document(title="Protokoll", file="documents/protokoll.pdf", file_size=652)

    with translation.override("ar"):
        assert file_facts(document).startswith("PDF\u200f، 652")


@pytest.mark.parametrize(("language", "shown"), [("de", ("Saal", ", ")), ("ar", ("<bdi>Saal</bdi>", "، "))])
def test_names_are_isolated_and_commas_turned_on_right_to_left_pages_only(language, shown):
    with translation.override(language):
        assert (isolated("Saal"), comma()) == shown
        assert isolated("") == ""


def test_an_isolated_name_is_escaped():
    with translation.override("ar"):
        assert isolated("<b>") == "<bdi>&lt;b&gt;</bdi>"


def test_times_are_written_by_a_tag():
    start = datetime.datetime(2022, 4, 21, 16, 0, tzinfo=datetime.UTC)
    context = Context({"start": start, "end": start + datetime.timedelta(hours=2)})

    shown = Template("{% load frame %}{% time_span start end %}").render(context)

    assert shown.replace("\u00a0", " ") == "18 bis 20 Uhr"
