import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from sites.frame.languages import WORDS_FOR_LANGUAGE, babel_locale, direction, name_in, own_name
from sites.frame.spoken import SPOKEN_LANGUAGES, SpokenLanguagesField, spoken_name

PUBLIC = ["de", "en", "tr", "ar"]


@pytest.mark.parametrize(
    ("code", "in_german"),
    [
        ("de", "Deutsch"),
        ("tr", "Türkisch"),
        ("ckb", "Kurdisch (Sorani)"),
        ("kmr", "Kurdisch (Kurmandschi)"),
        ("gsg", "Deutsche Gebärdensprache"),
        ("rom", "Romani"),
        ("uk", "Ukrainisch"),
    ],
)
def test_languages_have_their_german_names(code, in_german):
    assert spoken_name(code, "de") == in_german


@pytest.mark.parametrize("language", PUBLIC)
@pytest.mark.parametrize("code", SPOKEN_LANGUAGES)
def test_every_spoken_language_has_a_name_in_every_language_of_the_site(code, language):
    with translation.override(language):
        name = spoken_name(code, language)

    assert name and name != code
    assert name[0] == name[0].upper()


@pytest.mark.parametrize("language", PUBLIC)
def test_no_two_spoken_languages_have_the_same_name(language):
    with translation.override(language):
        names = [spoken_name(code, language) for code in SPOKEN_LANGUAGES]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(("active", "asked"), [("de", "ar"), ("en", "de")])
def test_the_name_is_in_the_asked_language_whatever_the_active_one(active, asked):
    with translation.override(asked):
        expected = [spoken_name(code, asked) for code in SPOKEN_LANGUAGES]

    with translation.override(active):
        assert [spoken_name(code, asked) for code in SPOKEN_LANGUAGES] == expected


def test_the_form_offers_each_language_once_sorted_by_the_name_it_shows():
    field = SpokenLanguagesField("Sprachen").formfield()

    names = [str(label) for _code, label in field.choices]
    assert {code for code, _label in field.choices} == set(SPOKEN_LANGUAGES)
    assert names == sorted(names)


def test_a_form_made_while_english_is_active_is_german_in_the_german_admin():
    with translation.override("en"):
        field = SpokenLanguagesField("Sprachen").formfield()

    assert "Deutsche Gebärdensprache" in [str(label) for _code, label in field.choices]


def test_languages_are_chosen_with_check_boxes_and_may_be_left_empty():
    field = SpokenLanguagesField("Sprachen").formfield()

    assert isinstance(field.widget, forms.CheckboxSelectMultiple)
    assert field.clean([]) == []
    assert field.clean(["de", "tr"]) == ["de", "tr"]


def test_a_language_that_nobody_knows_is_refused():
    with pytest.raises(ValidationError):
        SpokenLanguagesField("Sprachen").formfield().clean(["xx"])


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de", "ltr"), ("en", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("ckb", "rtl"), ("kmr", "ltr")],
)
def test_a_language_runs_in_its_direction(language, expected):
    assert direction(language) == expected


def test_a_language_is_named_in_itself():
    assert [own_name(code) for code in ("de", "tr", "ar", "ckb", "de-x-leicht")] == [
        "Deutsch",
        "Türkçe",
        "العربية",
        "کوردی",
        "Leichte Sprache",
    ]


def test_names_of_languages_begin_with_a_capital_as_in_a_list():
    assert name_in("de", "fr") == "Allemand"
    assert name_in("de-x-leicht", "de") == "Leichte Sprache"


def test_what_no_list_knows_is_named_by_its_code():
    assert name_in("xx-unknown", "de") == "xx-unknown"


@pytest.mark.parametrize(
    ("language", "locale"), [("en", "en_GB"), ("de-x-leicht", "de"), ("kmr", "ku_TR"), ("tr", "tr")]
)
def test_dates_of_every_language_are_written_by_a_known_locale(language, locale):
    assert str(babel_locale(language)) == locale


def test_the_word_language_is_known_in_the_languages_that_need_it_first():
    assert list(WORDS_FOR_LANGUAGE)[:2] == ["en", "ar"]
