"""Stems: the forms of a word meet, other words do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.analysis.folding import fold
from directory.search.analysis.stems import loose_stems, stem


def stems(word: str) -> set[str]:
    return {stem(fold(word)), *loose_stems(fold(word))}


@pytest.mark.parametrize(
    "one, other",
    [
        ("Verein", "Vereine"),
        ("Verein", "Vereins"),
        ("Verein", "Vereinen"),
        ("Kind", "Kinder"),
        ("Kind", "Kindern"),
        ("Frau", "Frauen"),
        ("Chor", "Chöre"),
        ("Chor", "Chören"),
        ("Garten", "Gärten"),
        ("Garten", "Gartens"),
        ("Buch", "Bücher"),
        ("Mutter", "Mütter"),
        ("Vater", "Väter"),
        ("Vogel", "Vögel"),
        ("Rad", "Räder"),
        ("Haus", "Häusern"),
        ("Tanz", "Tänze"),
        ("Tanz", "tanzen"),
        ("Schule", "Schulen"),
        ("Gruppe", "Gruppen"),
        ("Migrantin", "Migrantinnen"),
        ("Beratung", "Beratungen"),
        ("Kurs", "Kurse"),
        ("Klub", "Klubs"),
        ("System", "Systeme"),
        ("Kita", "Kitas"),
        ("Trommel", "Trommeln"),
        ("garden", "gardens"),
        ("танец", "танецы"),
        ("женщина", "женщины"),
        ("мечеть", "мечети"),
        ("مدرسة", "المدرسة"),
    ],
)
def test_forms_of_a_word_have_a_stem_in_common(one, other):
    assert stems(one) & stems(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("schwul", "schwül"),
        ("Kreis", "Kreisel"),
        ("Essen", "Esse"),
        ("Frauen", "Frost"),
        ("Rat", "Rate"),
        ("Verein", "Vereinigung"),
        ("Kunst", "Kunde"),
        ("Bau", "Bauer"),
        ("Jugend", "Jugendlich"),
        ("Campus", "Camp"),
        ("Tandem", "Tand"),
        ("Tee", "Teer"),
    ],
)
def test_other_words_have_no_stem_in_common(one, other):
    assert not stems(one) & stems(other)


@pytest.mark.parametrize(
    "word", ["Essen", "Haus", "Kreis", "Bus", "Tee", "Rat", "Verein", "Campus", "Praxis"]
)
def test_words_without_an_ending_stay(word):
    assert stem(fold(word)) == fold(word)


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_a_stem_is_never_longer_than_its_word_and_never_raises(text):
    folded = fold(text)

    assert len(stem(folded)) <= len(folded)
    assert all(len(loose) <= len(folded) for loose in loose_stems(folded))
