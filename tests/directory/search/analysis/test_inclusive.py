"""Inclusive spellings, and the words that they stand for."""

import pytest

from directory.search.analysis.inclusive import (
    masculine_of,
    masculine_of_feminine,
    read_inclusive,
    with_stars,
)


@pytest.mark.parametrize(
    "written",
    [
        "Migrant*innen",
        "Migrant:innen",
        "Migrant_innen",
        "Migrant·innen",
        "Migrant•innen",
        "Migrant/innen",
        "Migrant/-innen",
        "Migrant!innen",
        "Migrant’innen",
        "Migrant(inn)en",
        "Migrant(innen)",
        "MigrantInnen",
    ],
)
def test_all_spellings_are_one(written):
    assert with_stars(written) == "Migrant*innen"


@pytest.mark.parametrize(
    "written, starred",
    [
        ("Fahrer*in", "Fahrer*in"),
        ("Fahrer:in", "Fahrer*in"),
        ("Fahrer/in", "Fahrer*in"),
        ("Fahrer/-in", "Fahrer*in"),
        ("Fahrer(in)", "Fahrer*in"),
        ("FahrerIn", "Fahrer*in"),
        ("Bürger_innenrat", "Bürger*innenrat"),
        ("SeniorInnenrunde Körne", "Senior*innenrunde Körne"),
        ("MIGRANT*INNEN", "MIGRANT*INNEN"),
        ("Student/-innen und Lehrer/-innen", "Student*innen und Lehrer*innen"),
    ],
)
def test_a_star_takes_the_place_of_other_signs(written, starred):
    assert with_stars(written) == starred


@pytest.mark.parametrize(
    "text",
    [
        "LinkedIn",
        "Altstadt/Innenstadt",
        "Thema: international",
        "Thema:international",
        "Berlin/Indien",
        "Bitte innen putzen",
        "8:30",
        "Haus (innen)",
        "Innenhof",
        "check-in",
        "Plug-in",
        "Berlin",
    ],
)
def test_what_is_no_inclusive_spelling_stays(text):
    assert with_stars(text) == text


@pytest.mark.parametrize(
    "head, plural, singular",
    [
        ("migrant", "migranten", "migrant"),
        ("student", "studenten", "student"),
        ("senior", "senioren", "senior"),
        ("gärtner", "gärtner", "gärtner"),
        ("übungsleiter", "übungsleiter", "übungsleiter"),
        ("vorlesepat", "vorlesepaten", "vorlesepate"),
        ("vereinslots", "vereinslotsen", "vereinslotse"),
        ("kolleg", "kollegen", "kollege"),
        ("köch", "köche", "koch"),
        ("ärzt", "ärzte", "arzt"),
        ("rechtsanwält", "rechtsanwälte", "rechtsanwalt"),
        ("nachbar", "nachbarn", "nachbar"),
        ("freund", "freunde", "freund"),
        ("pianist", "pianisten", "pianist"),
        ("sozialpädagog", "sozialpädagogen", "sozialpädagoge"),
        ("friseur", "friseure", "friseur"),
        ("türk", "türken", "türke"),
        ("demokrat", "demokraten", "demokrat"),
        ("pilot", "piloten", "pilot"),
        ("bäuer", "bauern", "bauer"),
    ],
)
def test_the_masculine_forms_are_german(head, plural, singular):
    assert masculine_of(head) == (plural, singular)


def test_in_a_compound_only_the_plural_stands_before_the_other_word():
    found = read_inclusive("Migrant*innenvereine")

    assert found is not None
    assert found.whole == "migrantinnenvereine"
    assert found.masculine_whole == ("migrantenvereine",)
    assert found.rest == "vereine"


@pytest.mark.parametrize(
    "feminine, masculine",
    [
        ("gruenderinnen", "gruender"),
        ("elternlotsinnen", "elternlotsen"),
        ("migrantinnen", "migranten"),
        ("trainerin", "trainer"),
        ("studentin", "student"),
        ("berlin", ""),
        ("termin", ""),
        ("medizin", ""),
        ("benzin", ""),
        ("innen", ""),
        ("drinnen", ""),
    ],
)
def test_a_feminine_word_leads_to_its_masculine_one(feminine, masculine):
    assert masculine_of_feminine(feminine) == masculine
