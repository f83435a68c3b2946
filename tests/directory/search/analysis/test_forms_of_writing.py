"""Legal forms, abbreviations, numbers, streets, stop words."""

import pytest

from directory.search.analysis.abbreviations import LONG, join_dotted, short_forms
from directory.search.analysis.folding import fold
from directory.search.analysis.legal_forms import join_legal_forms, without_legal_forms
from directory.search.analysis.numbers import is_postcode, join_numbers
from directory.search.analysis.stop_words import STOP_WORDS, is_stop_word


@pytest.mark.parametrize(
    "written, joined",
    [
        ("Chor e. V.", "Chor eV"),
        ("Chor e.V.", "Chor eV"),
        ("Chor e.V", "Chor eV"),
        ("Chor eV", "Chor eV"),
        ("Chor e V", "Chor eV"),
        ("Chor E.V.", "Chor eV"),
        ("chor e.v.", "chor eV"),
        ("chor ev", "chor eV"),
        ("CHOR EV", "CHOR eV"),
        ("Chor e.\u00a0V.", "Chor eV"),
        ("Bau e. G.", "Bau eG"),
        ("Chor (e. V.) Halle", "Chor (eV) Halle"),
    ],
)
def test_legal_forms_are_written_one_way(written, joined):
    assert join_legal_forms(written) == joined


@pytest.mark.parametrize(
    "text", ["Ev. Kirche", "ev. Jugend Halle", "Eva", "Evangelisch", "Level", "vier e Vokale", "TV Eving"]
)
def test_what_is_no_legal_form_stays(text):
    assert join_legal_forms(text) == text


@pytest.mark.parametrize(
    "name, bare",
    [
        ("Klub Bursztyn e. V.", "Klub Bursztyn"),
        ("Nachbarschaftshaus Fördergasse gGmbH", "Nachbarschaftshaus Fördergasse"),
        ("Werkraum gUG (haftungsbeschränkt)", "Werkraum"),
        ("e. V.", "e. V."),
        ("Verein der Gärtner", "Verein der Gärtner"),
    ],
)
def test_a_name_can_be_read_without_its_legal_form(name, bare):
    assert without_legal_forms(name) == bare


@pytest.mark.parametrize(
    "written, joined",
    [
        ("V.H.S.", "VHS"),
        ("V. H. S.", "VHS"),
        ("T.H.W. Halle", "THW Halle"),
        ("S. V. Hafenblick", "SV Hafenblick"),
        ("R.V. Kiewitter", "RV Kiewitter"),
        ("VHS", "VHS"),
        ("Ende. Anfang", "Ende. Anfang"),
        ("Plan B. Danach", "Plan B. Danach"),
        ("St. Pauli", "St. Pauli"),
        ("12.10.2026", "12.10.2026"),
    ],
)
def test_dots_do_not_separate_an_abbreviation(written, joined):
    assert join_dotted(written) == joined


@pytest.mark.parametrize(
    "text, expected",
    [
        ("volkshochschule dortmund", [(0, "vhs")]),
        ("das technisches hilfswerk", [(1, "thw")]),
        ("deutsch als zweitsprache", [(0, "daz")]),
        ("technisches museum", []),
        ("hilfswerk", []),
    ],
)
def test_what_is_written_out_has_its_abbreviation(text, expected):
    assert short_forms(text.split()) == expected


def test_the_words_behind_abbreviations_are_folded():
    assert all(fold(word) == word for short, words in LONG.items() for word in (short, *words))


@pytest.mark.parametrize(
    "written, joined",
    [
        ("1.100 Bücher", "1100 Bücher"),
        ("1.234.567", "1234567"),
        ("Weingartenstr. 61", "Weingartenstraße 61"),
        ("Weingartenstr 61", "Weingartenstraße 61"),
        ("Rahmer Str. 74", "Rahmer straße 74"),
        ("Lange Straße 21 a", "Lange Straße 21a"),
        ("Lange Straße 21 am Markt", "Lange Straße 21 am Markt"),
        ("3.50 Euro", "3.50 Euro"),
        ("12.10.2026", "12.10.2026"),
        ("06120 Halle", "06120 Halle"),
        ("Orchester", "Orchester"),
    ],
)
def test_numbers_and_streets_are_written_one_way(written, joined):
    assert join_numbers(written) == joined


@pytest.mark.parametrize(
    "digits, expected",
    [
        ("44143", True),
        ("06120", True),
        ("00123", False),
        ("1978", False),
        ("123456", False),
        ("4414a", False),
    ],
)
def test_a_postcode_has_five_digits(digits, expected):
    assert is_postcode(digits) is expected


@pytest.mark.parametrize(
    "word, language, expected",
    [
        ("und", "de", True),
        ("fuer", "de", True),
        ("the", "en", True),
        ("ve", "tr", True),
        ("та", "uk", True),
        ("и", "ru", True),
        ("oraz", "pl", True),
        ("و", "ar", True),
        ("از", "fa", True),
        ("et", "fr", True),
        ("frauen", "de", False),
        ("und", "en", False),
        ("und", "xx", False),
        ("rat", "de", False),
    ],
)
def test_stop_words_belong_to_a_language(word, language, expected):
    assert is_stop_word(word, language) is expected


def test_stop_words_are_folded_and_short_lists():
    for words in STOP_WORDS.values():
        assert all(fold(word) == word for word in words)
        assert len(words) < 150
