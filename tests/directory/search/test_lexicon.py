import re
from io import StringIO

import pytest
from django.core.management import call_command

from directory.search.lexicon.checking import ambiguous, counts, faults
from directory.search.lexicon.reading import LANGUAGES, LexiconError, lexicon, read_text, term_of
from directory.vocabularies import read_vocabularies

TERMS = {f"{row['list']}:{row['code']}" for row in read_vocabularies()}
GOOD = """
# A remark.
ballsport = activity_field:sport
de Ballsport, Ballspiele
en ball sports
tr top sporları
ar ألعاب الكرة
uk ігри з м’ячем
ru игры с мячом
pl sporty z piłką
fr sports de ballon
fa ورزش‌های توپی

fussball < ballsport = activity_field:sport-fussball
de Fußball, Kicken
en football
tr futbol
ar كرة القدم
uk футбол
ru футбол
pl piłka nożna
fr football
fa فوتبال
"""
BAD = [  # what is written in place of what, and how the fault is told
    ("fussball <", "Fußball <", "a key has small letters"),
    ("fussball < ballsport", "ballsport < ballsport", "“ballsport” stands in sport.txt:3 too"),
    ("< ballsport", "< turnen", "there is no concept “turnen”"),
    ("ballsport = activity_field:sport", "ballsport < fussball", "“ballsport” is wider than itself"),
    (":sport-fussball", ":fussball", "there is no term “activity_field:fussball”"),
    ("fr football\n", "", "“fussball” lacks fr"),
    ("Kicken", "Ballspiele", "“Ballspiele” stands in sport.txt:3 too and is not marked"),
    ("Kicken", "ballspiele", "“ballspiele” stands in sport.txt:3 too and is not marked"),
    ("Kicken", "Kicken~", "“Kicken” is marked, but stands nowhere else"),
    ("Kicken", "Fußball", "de has “fussball” twice"),
    ("Kicken", "Kicken ", "de has a stray space or comma: “Kicken ”"),
    ("Kicken", "Kicken,", "“,”"),
    ("en football", "en foot  ball", "en has a stray space or comma"),
    ("uk футбол", "uk футболы", "uk does not write “ы”"),
    ("ru футбол", "ru футбол, футбіл", "ru does not write “і”"),
    ("ru футбол", "ru фyтбол", "ru does not write “y”"),
    ("ar كرة القدم", "ar کرة القدم", "ar does not write “ک”"),
    ("ar كرة القدم", "ar كـرة القدم", "ar does not write “ـ”"),
    ("fa فوتبال", "fa فوتبالي", "fa does not write “ي”"),
    ("tr futbol", "tr futqol", "tr does not write “q”"),
    ("pl piłka", "pl piłką ręcznä", "pl does not write “ä”"),
    ("de Fußball, Kicken", "de kicken, Fußball", "the first German word begins with a small letter"),
    ("fr football", "fr Football", "fr begins with a capital letter: “Football”"),
]
UNREADABLE = [
    ("fussball < ballsport", "fussball < ballsport < sport", "sport.txt:14: not a first line"),
    ("tr futbol", "es fútbol", "sport.txt:17: does not begin with a language"),
    ("tr futbol", "tr", "sport.txt:17: does not begin with a language"),
    ("tr futbol", "en soccer", "sport.txt:17: a second line of “en”"),
]


def test_the_lexicon_has_no_faults():
    assert faults(list(lexicon().values()), TERMS) == []


def test_the_lexicon_has_a_thousand_concepts_in_nine_languages():
    complete = [concept for concept in lexicon().values() if set(concept.words) == set(LANGUAGES)]

    assert len(complete) >= 1000


def begins_a_word(key, words):
    """Whether the first three letters of a key begin a part of one of the words."""
    spelt = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "-": ""})
    letters = key.replace("-", "")[:3]
    return any(part.translate(spelt)[:3] == letters for word in words for part in word.lower().split(" "))


def test_every_key_begins_like_a_german_word_of_its_concept():
    strange = [key for key, concept in lexicon().items() if not begins_a_word(key, concept.words["de"])]

    assert strange == []


def test_a_good_file_has_no_faults():
    assert faults(read_text(GOOD, "sport"), TERMS) == []


@pytest.mark.parametrize(("good", "bad", "told"), BAD)
def test_each_fault_is_found_with_its_place(good, bad, told):
    found = faults(read_text(GOOD.replace(good, bad, 1), "sport"), TERMS)

    assert any(told in fault for fault in found), found
    assert all(re.match(r"sport\.txt:\d+: ", fault) for fault in found)


@pytest.mark.parametrize(("good", "bad", "told"), UNREADABLE)
def test_a_file_that_cannot_be_read_is_told_with_its_line(good, bad, told):
    with pytest.raises(LexiconError, match=re.escape(told)):
        read_text(GOOD.replace(good, bad, 1), "sport")


def test_a_double_that_is_marked_in_both_places_is_no_fault():
    text = GOOD.replace("Ballspiele", "Ballspiele~").replace("Kicken", "Ballspiele~")

    assert faults(read_text(text, "sport"), TERMS) == []


def test_capital_letters_are_free_in_a_proper_name():
    text = GOOD.replace("fussball <", "fussball (name) <").replace("fr football", "fr Football")

    assert faults(read_text(text, "sport"), TERMS) == []


def test_a_concept_is_read_with_its_words_and_its_place():
    ballsport, fussball = read_text(GOOD.replace("Kicken", "Kicken~"), "sport")

    assert (fussball.key, fussball.wider, fussball.term) == (
        "fussball",
        "ballsport",
        "activity_field:sport-fussball",
    )
    assert fussball.words["de"] == ("Fußball", "Kicken")
    assert fussball.shared == {"Kicken"}
    assert (ballsport.wider, ballsport.place, ballsport.area) == ("", "sport.txt:3", "sport")


def test_a_concept_without_a_term_has_that_of_the_nearest_wider_one():
    text = GOOD.replace(" = activity_field:sport-fussball", "")
    concepts = {concept.key: concept for concept in read_text(text, "sport")}

    assert term_of(concepts["fussball"], concepts) == "activity_field:sport"


def test_words_are_counted_per_area_and_language():
    assert counts(read_text(GOOD, "sport"))["sport"]["de"] == 4
    assert counts(read_text(GOOD, "sport"))["sport"][""] == 2


def test_a_foreign_word_of_two_concepts_is_told_and_is_no_fault():
    concepts = read_text(GOOD.replace("fr sports de ballon", "fr football"), "sport")

    assert list(ambiguous(concepts)) == [("fr", "football", ["ballsport", "fussball"])]
    assert faults(concepts, TERMS) == []


def test_the_command_tells_the_counts():
    out = StringIO()

    call_command("lexicon", "check", stdout=out)

    totals = next(line for line in out.getvalue().splitlines() if line.startswith("all "))
    assert len(lexicon()) == int(totals.split()[1])
