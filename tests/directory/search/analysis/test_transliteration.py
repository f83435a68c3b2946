"""Names of other scripts in Latin letters, and how they sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.analysis.sounds import MOST_KEYS, sound_keys
from directory.search.analysis.transliteration import MOST_FORMS, latin_forms


@pytest.mark.parametrize(
    "word, language, latin",
    [
        ("Верба", "uk", "werba"),  # as Germans write it
        ("Верба", "uk", "verba"),  # as others do
        ("Хор", "ru", "chor"),
        ("Хор", "ru", "khor"),
        ("черевики", "uk", "tscherewyky"),
        ("черевики", "uk", "cherevyky"),
        ("Громада", "uk", "hromada"),
        ("Громада", "ru", "gromada"),
        ("Київ", "de", "kyiv"),
        ("Ґанок", "de", "ganok"),
        ("Радуга", "ru", "raduga"),
        ("Жар", "ru", "schar"),
        ("Жар", "ru", "zhar"),
        ("Щука", "ru", "schtschuka"),
        ("Объезд", "ru", "obezd"),
        ("Семья", "ru", "semja"),
        ("نور", "ar", "nur"),
        ("نور", "ar", "nour"),
        ("شباب", "ar", "schbab"),
        ("شباب", "ar", "shbab"),
        ("سلام", "ar", "slam"),
        ("الأمل", "ar", "aml"),
        ("چای", "fa", "tschai"),
        ("گلستان", "fa", "glstan"),
        ("ድልድል", "ti", "dldl"),
        ("Ελλάδα", "el", "ellada"),
    ],
)
def test_a_word_of_another_script_has_its_latin_forms(word, language, latin):
    assert latin in latin_forms(word, language)


@pytest.mark.parametrize("word", ["Garten", "Gärten", "Çınaraltı", "Ścieżka", "Sông", "2026"])
def test_a_latin_word_needs_none(word):
    assert latin_forms(word, "de") == ()


@pytest.mark.parametrize(
    "one, other",
    [
        ("Верба", "Werba"),
        ("Верба", "Verba"),
        ("черевики", "Tscherewyky"),
        ("черевики", "cherevyky"),
        ("Шевченко", "Schewtschenko"),
        ("Шевченко", "Shevchenko"),
        ("Schewtschenko", "Szewczenko"),
        ("Ганок", "Hanok"),
        ("Ганок", "Ganok"),
        ("Харків", "Charkiw"),
        ("Харків", "Kharkiv"),
        ("شبابيك", "Schababik"),
        ("شبابيك", "Shababik"),
        ("Шабабик", "شبابيك"),
        ("خطوة", "Khatwa"),
        ("خطوة", "Chatwa"),
        ("همنفس", "Hamnafas"),
        ("سنجد", "Sandsched"),
        ("سنجد", "Sanjed"),
        ("السبت", "Sabt"),
        ("ياسمين", "Yasmin"),
        ("ياسمين", "Jasmin"),
        ("سلام", "Salam"),
        ("گلستان", "Golestan"),
        ("پروانه", "Parvaneh"),
        ("Çınaraltı", "Cinaralti"),
        ("Mohammed", "Muhamad"),
        ("Wechsel", "Wexel"),
    ],
)
def test_transcriptions_of_a_name_meet_by_sound(one, other):
    assert set(sound_keys(one)) & set(sound_keys(other))


@pytest.mark.parametrize(
    "one, other",
    [
        ("Werba", "Wolga"),
        ("Schababik", "Schalke"),
        ("Hamnafas", "Hamburg"),
        ("Golestan", "Kolumbien"),
        ("Umut", "Mut"),
    ],
)
def test_other_names_do_not_meet(one, other):
    assert not set(sound_keys(one)) & set(sound_keys(other))


@pytest.mark.parametrize("word", ["", "Au", "Oya", "a1b2", "😀", "Tee"])
def test_words_with_too_few_consonants_have_no_key(word):
    assert sound_keys(word) == ()


@given(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.sampled_from(["de", "uk", "ru", "ar", "xx", ""]),
)
def test_forms_and_keys_are_few_plain_letters_whatever_the_word(text, language):
    forms, keys = latin_forms(text, language), sound_keys(text)

    assert len(forms) <= MOST_FORMS
    assert len(keys) <= MOST_KEYS
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in (*forms, *keys))
