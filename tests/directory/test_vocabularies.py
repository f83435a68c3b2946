import re
import unicodedata
from collections import Counter, defaultdict
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.emblem import FIELDS, layout
from directory.models import ACTIVITY_FIELD, Term
from directory.vocabularies import (
    DATA,
    LANGUAGES,
    NAMES,
    VOCABULARIES,
    check_vocabularies,
    missing_labels,
    missing_terms,
    read_labels,
    read_vocabularies,
    run_vocabularies,
    shipped_terms,
)
from home.office.words import problem_words
from sites.labels import Text
from sites.registry import registry

ROWS = read_vocabularies()
CODES = [(row["list"], row["code"]) for row in ROWS]
TOPICS = [term for term in shipped_terms() if term.vocabulary == ACTIVITY_FIELD]

# Words that lead to two terms of a vocabulary on purpose: (vocabulary, language, word).
DOUBLE: set[tuple[str, str, str]] = set()
# A letter of another script may stand in brackets only: "(e. V.)".
ARABIC, CYRILLIC, LATIN = r"\u0600-\u06ff", r"\u0400-\u04ff", r"A-Za-zÀ-ɏẞ"
SCRIPTS = {"ar": ARABIC, "uk": CYRILLIC, "ru": CYRILLIC}
LETTERS_OF_RUSSIAN, LETTERS_OF_UKRAINIAN = set("ыэёъ"), set("іїєґ")
LEAST = {  # other words per term, in German and in the other languages
    ACTIVITY_FIELD: (10, 6),
    "target_group": (3, 2),
    "exchange": (8, 5),
    "kind": (6, 4),
    "legal_form": (3, 2),
}


def named(pairs):
    return [f"{vocabulary}-{code}" for vocabulary, code in pairs]


def words_of(term, language):
    return [term.labels[language], *term.alternative_labels[language]]


def folded(word):
    """As a search reads it: without case, accents, and the Arabic article."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return letters.removeprefix("ال")


def test_the_file_holds_these_vocabularies():
    assert Counter(vocabulary for vocabulary, _code in CODES) == {
        "activity_field": 50,
        "target_group": 17,
        "exchange": 17,
        "kind": 10,
        "legal_form": 10,
    }
    assert list(NAMES) == list(dict.fromkeys(vocabulary for vocabulary, _code in CODES))


def test_every_code_of_the_file_stands_there_once():
    assert len(CODES) == len(set(CODES))


def test_there_is_a_file_of_labels_for_each_language_and_no_other():
    assert sorted(path.stem for path in (DATA / "labels").iterdir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_a_language_are_those_of_all_terms_in_their_order(language):
    rows = read_labels(language)

    assert [(row["list"], row["code"]) for row in rows] == CODES
    assert not any(None in row or None in row.values() for row in rows)


@pytest.mark.parametrize("term", shipped_terms(), ids=named(CODES))
def test_every_term_has_a_label_and_other_words_in_all_languages(term):
    assert tuple(term.labels) == tuple(term.alternative_labels) == LANGUAGES
    german, others = LEAST[term.vocabulary]
    assert len(term.alternative_labels["de"]) >= german
    assert min(len(words) for words in term.alternative_labels.values()) >= others


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_has_stray_white_space_or_an_empty_neighbour(language):
    words = [word for term in shipped_terms() for word in words_of(term, language)]

    assert not [word for word in words if word != " ".join(word.split()) or not word]
    assert not [word for word in words if ";" in word or unicodedata.normalize("NFC", word) != word]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_leads_to_one_term_of_a_vocabulary(language):
    found = defaultdict(list)
    for term in shipped_terms():
        for word in words_of(term, language):
            found[term.vocabulary, folded(word)].append((term.code, word))

    double = {key: uses for key, uses in found.items() if len({code for code, _word in uses}) > 1}
    assert {(key[0], language, key[1]) for key in double} == {d for d in DOUBLE if d[1] == language}, double


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_term_has_a_word_twice(language):
    for term in shipped_terms():
        words = [word.casefold() for word in words_of(term, language)]
        assert len(words) == len(set(words)), term.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_the_script_of_its_language(language):
    own = SCRIPTS.get(language, LATIN)
    letters = "".join({ARABIC, CYRILLIC, LATIN})
    wrong = [
        word
        for term in shipped_terms()
        for word in words_of(term, language)
        for plain in [re.sub(r"\([^)]*\)", "", word)]
        if not re.search(f"[{own}]", plain) or re.search(f"[{letters}]", re.sub(f"[{own}]", "", plain))
    ]

    assert not wrong


@pytest.mark.parametrize(
    ("language", "foreign"), [("uk", LETTERS_OF_RUSSIAN), ("ru", LETTERS_OF_UKRAINIAN)], ids=["uk", "ru"]
)
def test_ukrainian_and_russian_keep_their_own_letters(language, foreign):
    words = [word for term in shipped_terms() for word in words_of(term, language)]

    assert not [word for word in words if foreign & set(word.casefold())]


def test_no_word_speaks_of_people_as_a_problem():
    words = [word for term in shipped_terms() for language in LANGUAGES for word in words_of(term, language)]

    assert not list(problem_words("\n".join(words)))


def test_every_topic_of_the_first_level_has_a_shape_and_the_others_its():
    assert [term.code for term in TOPICS if not term.parent] == list(FIELDS)

    parents = {term.code: term.parent for term in TOPICS}
    for term in TOPICS:
        if term.parent:
            drawn = layout("Verein", [term.code], parents=parents)
            assert (drawn.first.shape, drawn.first.ink) == FIELDS[term.parent]


def test_narrower_terms_begin_with_the_code_of_their_field_and_are_few():
    narrower = [term for term in TOPICS if term.parent]

    assert all(term.code.startswith(f"{term.parent}-") for term in narrower)
    assert max(Counter(term.parent for term in narrower).values()) <= 6
    assert not [term for term in shipped_terms() if term.parent and term.vocabulary != ACTIVITY_FIELD]


@pytest.mark.parametrize("shipped", shipped_terms(), ids=named(CODES))
@pytest.mark.django_db
def test_every_term_of_the_file_is_there_for_all_cities(shipped):
    term = Term.objects.get(vocabulary=shipped.vocabulary, code=shipped.code, city=None)

    assert term.labels == shipped.labels
    assert term.alternative_labels == shipped.alternative_labels
    assert (term.parent.code if term.parent else "") == shipped.parent


@pytest.mark.django_db
def test_terms_stand_in_the_order_of_the_file():
    stored = Term.objects.filter(vocabulary=ACTIVITY_FIELD).values_list("code", flat=True)

    assert list(stored) == [code for vocabulary, code in CODES if vocabulary == ACTIVITY_FIELD]


@pytest.mark.django_db
def test_the_shipped_terms_keep_the_rules_for_terms():
    for term in Term.objects.filter(city=None):
        term.full_clean()


@pytest.mark.django_db
def test_running_the_step_again_adds_nothing(dortmund):
    before = Term.objects.count()

    assert missing_terms() == []
    assert run_vocabularies(dortmund) == []
    assert Term.objects.count() == before


@pytest.mark.django_db
def test_a_term_that_is_missing_is_told_and_added_again(dortmund):
    Term.objects.filter(vocabulary="kind", code="school").delete()

    assert [term.code for term in missing_terms()] == ["school"]
    assert check_vocabularies(dortmund) == ["1 Begriffe der Vokabulare fehlen"]
    run_vocabularies(dortmund)

    assert check_vocabularies(dortmund) == []
    assert Term.objects.get(vocabulary="kind", code="school").label("en") == Text("School or day-care", "en")


@pytest.mark.django_db
def test_a_narrower_term_comes_back_below_its_field(dortmund):
    Term.objects.filter(code="umwelt-tiere").delete()

    run_vocabularies(dortmund)

    assert Term.objects.get(code="umwelt-tiere").parent.code == "umwelt"


@pytest.mark.django_db
def test_an_update_adds_labels_of_languages_that_a_term_lacks_and_keeps_what_somebody_wrote(dortmund):
    sport = Term.objects.filter(vocabulary=ACTIVITY_FIELD, code="sport")
    sport.update(labels={"de": "Leibesübungen"}, alternative_labels={"tr": ["Güreş"]})

    added = run_vocabularies(dortmund)

    term = sport.get()
    assert added == ["7 Bezeichnungen von Begriffen"]
    assert term.label("de") == Text("Leibesübungen", "de")
    assert term.label("uk") == Text("Спорт і рух", "uk")
    assert term.alternative_labels["tr"] == ["Güreş"]
    assert "Laufen" in term.alternative_labels["de"]


@pytest.mark.django_db
def test_a_label_that_only_the_files_have_is_told_by_language_and_code(dortmund):
    labels = {"de": "Sport", "en": "Sports", "tr": "Spor"}
    Term.objects.filter(vocabulary=ACTIVITY_FIELD, code="sport").update(labels=labels)

    assert check_vocabularies(dortmund) == ["keine Bezeichnung in „ar“: sport"]
    assert {language for _term, language in missing_labels()} == {"ar", "uk", "ru", "pl", "fr"}


@pytest.mark.django_db
def test_a_city_s_own_term_with_the_same_code_does_not_stand_for_the_one_of_all(dortmund):
    Term.objects.filter(vocabulary="kind", code="school").delete()
    Term.objects.create(vocabulary="kind", code="school", labels={"de": "Schule"}, city=dortmund)

    run_vocabularies(dortmund)

    assert Term.objects.filter(vocabulary="kind", code="school", city=None).count() == 1


@pytest.mark.django_db
def test_the_command_counts_terms_and_finds_all_labels_there():
    out = StringIO()

    call_command("vocabularies", stdout=out)

    assert "activity_field: 50 terms" in out.getvalue()
    assert "fr: complete" in out.getvalue()


@pytest.mark.django_db
def test_the_command_tells_what_a_city_s_own_term_lacks_in_the_languages_of_the_city(dortmund):
    labels = {"de": "Brieftauben", "en": "Pigeons"}
    Term.objects.create(vocabulary=ACTIVITY_FIELD, code="brieftauben", labels=labels, city=dortmund)
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("vocabularies", stdout=out)

    lacking = set(dortmund.languages) - set(labels)
    assert lacking
    assert out.getvalue().count("activity_field brieftauben (Dortmund)") == len(lacking)


def test_the_step_is_taken_for_every_city():
    assert VOCABULARIES in registry.city_steps
