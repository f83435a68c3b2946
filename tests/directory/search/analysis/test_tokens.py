"""Tokens of documents and queries: what meets, how surely, and what does not."""

import hashlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.analysis import ANALYSIS_VERSION, STRENGTH, Kind, Side, make_word_list, tokens_of
from directory.search.analysis.analyser import MOST_CHARACTERS, MOST_FORMS, MOST_WORDS
from directory.search.analysis.umlauts import without_umlauts
from insist.settings import BASE_DIR

WORDS = make_word_list(
    [
        "Garten, Frauen, Kinder, Jugend, Sport, Musik, Schule, Spiel, Ring, Eltern, Café, Werkstatt, Fahrrad, Rad",
        "Fahren, Trommel, Halle, Zeit, Klein, Kleingarten, Vorlesen, Nachbarschaft, Haus, Samstag, Fußball",
    ],
    names=["Dortmund", "Waldstadt"],
)
LANGUAGES = ["de", "en", "tr", "ar", "uk", "ru", "pl", "fr", "fa", "kmr", ""]
any_text = st.text(st.characters(exclude_categories=()), max_size=200)
# Letters and signs that our rules look at, so that they meet each other.
our_text = st.text("abeinorstuvAEIVäöüßÄç ıґвхеі شبو -*:_/()’.&,0123e. V.", max_size=120)
languages = st.sampled_from(LANGUAGES)


def terms(text: str, language: str, side: Side, name: bool = True) -> dict[str, int]:
    """Return term → strength, the best where one has several."""
    found: dict[str, int] = {}
    for token in tokens_of(text, language, side=side, words=WORDS, name=name):
        found[token.term] = max(found.get(token.term, 0), token.strength)
    return found


def meeting(query: str, document: str, language: str = "de") -> int:
    """Return how surely a query of one word meets a name, 0 for not at all."""
    asked = terms(query, language, Side.QUERY)
    held = terms(document, "de", Side.DOCUMENT)
    return max((min(strength, held[term]) for term, strength in asked.items() if term in held), default=0)


@pytest.mark.parametrize(
    "query, document, kind",
    [
        ("garten", "Garten", Kind.EXACT),
        ("GÄRTEN", "Gärten", Kind.EXACT),
        ("Gaerten", "Gärten", Kind.EXACT),
        ("Strasse", "Straße", Kind.EXACT),
        ("Cinaralti", "Çınaraltı", Kind.EXACT),
        ("Korne", "Körne", Kind.VARIANT),
        ("Korne", "Koerne", Kind.VARIANT),
        ("Ozgur", "Özgür Dernek", Kind.VARIANT),
        ("Repair-Café", "Repaircafé", Kind.EXACT),
        ("Repaircafe", "Repair-Café", Kind.EXACT),
        ("Café", "Repair-Café", Kind.VARIANT),
        ("HipHop", "Hip-Hop", Kind.EXACT),
        ("Migrantenvereine", "Migrant*innenvereine", Kind.VARIANT),
        ("Migrant:innenvereine", "Migrant*innenvereine", Kind.EXACT),
        ("MigrantInnenverein", "Migrant*innenvereine", Kind.STEM),
        ("Migranten", "Migrant*innenvereine", Kind.PART),
        ("Seniorenrunde", "Senior:innenrunde Körne", Kind.VARIANT),
        ("Gärtner", "Gärtner*innen am Emscherbogen", Kind.VARIANT),
        ("Lotsen", "Lotsinnen", Kind.LOOSE_STEM),
        ("Trainer", "Trainerin gesucht", Kind.LOOSE_STEM),
        ("Gudi Paran", "Gudiparan Halle", Kind.JOINED),
        ("Gudiparan", "Gudi Paran", Kind.JOINED),
        ("Chöre", "Chor", Kind.LOOSE_STEM),
        ("Chor", "Chöre", Kind.LOOSE_STEM),
        ("Vereinen Frauen", "Frau", Kind.STEM),
        ("Garten", "Kleingartenverein", Kind.PART),
        ("Gärten", "Kleingartenverein", Kind.PART_STEM),
        ("Kleingartenverein", "Garten", Kind.PART),
        ("Fahrrad", "Fahrradwerkstatt", Kind.PART),
        ("Werkstätten", "Fahrradwerkstatt", Kind.PART_STEM),
        ("Sportring", "Sport- und Spielring", Kind.VARIANT),
        ("V.H.S.", "VHS", Kind.EXACT),
        ("VHS", "Volkshochschule", Kind.VARIANT),
        ("Volkshochschule", "VHS", Kind.VARIANT),
        ("THW", "Technisches Hilfswerk", Kind.VARIANT),
        ("Technisches Hilfswerk", "T.H.W.", Kind.VARIANT),
        ("Werba", "Хор «Верба»", Kind.LATIN),
        ("verba", "Хор «Верба»", Kind.LATIN),
        ("Верба", "Chor Werba", Kind.LATIN),
        ("Werbaa", "Хор «Верба»", Kind.SOUND),
        ("Shababik", "شبابيك", Kind.SOUND),
        ("Khatwa", "خطوة", Kind.SOUND),
        ("44143", "Lange Reihe 46, 44143 Dortmund", Kind.POSTCODE),
        ("Weingartenstraße", "Weingartenstr. 61", Kind.EXACT),
        ("61", "Weingartenstr. 61", Kind.NUMBER),
        ("R90", "R90", Kind.EXACT),
        ("e.V.", "Chor e. V.", Kind.LEGAL),
        ("Verein", "Verein der Nachbarn", Kind.LEGAL),
        ("Vereine", "Verein der Nachbarn", Kind.LEGAL),
        ("eingetragener Verein", "Chor e. V.", Kind.LEGAL),
        ("evangelische", "Ev. Jugend", Kind.LOOSE_STEM),
        ("ev. Jugend", "Evangelisch", Kind.VARIANT),
    ],
)
def test_a_query_meets_a_name_as_surely_as_they_are_alike(query, document, kind):
    assert meeting(query, document) == STRENGTH[kind]


@pytest.mark.parametrize(
    "query, document",
    [
        ("Ein", "Verein"),
        ("Kind", "Kindl"),
        ("Verein", "Vereinigung"),
        ("Ess", "Essen"),
        ("Mund", "Dortmund"),
        ("Stadt", "Waldstadt"),
        ("Verlag", "Sportverein"),
        ("Haus", "Hausa"),
        ("44143", "44144"),
        ("Garten", "Kindergärtnerei"),
        ("Boxen", "Boxberg"),
        ("e. V.", "Ev. Kirche"),
    ],
)
def test_a_query_does_not_meet_other_words(query, document):
    assert meeting(query, document) == 0


def test_a_reader_who_types_the_umlaut_does_not_get_the_word_without():
    assert meeting("schwül", "schwul") == STRENGTH[Kind.SOUND]
    assert meeting("Bäcker", "Backer") < meeting("Backer", "Bäcker") < meeting("Bäcker", "Bäcker")


def test_a_turkish_reader_gets_names_typed_without_dots():
    assert meeting("Özgür", "Ozgur Dernegi", "de") == STRENGTH[Kind.SOUND]
    assert meeting("Özgür", "Ozgur Dernegi", "tr") == STRENGTH[Kind.VARIANT]


def test_tokens_of_a_word_share_its_position():
    tokens = tokens_of("Chor Werba e. V.", "de", words=WORDS)

    assert {token.position for token in tokens if token.text == "werba"} == {1}
    assert [token.position for token in tokens if token.kind is Kind.LEGAL] == [2]


def test_stop_words_are_marked_and_have_no_other_form():
    tokens = tokens_of("und", "de", side=Side.QUERY)

    assert [(token.text, token.kind) for token in tokens] == [("und", Kind.STOP)]


@pytest.mark.parametrize("text", ["", "   ", "…!?", "\x00\x01", "\ud800", "🎉🎉", "*", "-", "e", "((("])
def test_a_text_without_words_has_few_tokens_or_none(text):
    assert len(tokens_of(text, "de", side=Side.QUERY)) <= 2


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(
    "sign",
    [
        "a",
        "ä",
        "\ud800",
        "ﷺ",
        "*",
        "-",
        ".",
        "e.V.",
        "Migrant*innen",
        "a-",
        "1.000",
        "(",
        "ش",
        "В",
        "Rad",
        " a.",
        "sch",
    ],
)
def test_ten_kilobytes_of_anything_are_bounded(side, sign):
    text = (sign * 10_000)[:10_000]

    tokens = tokens_of(text, "de", side=side, words=WORDS, name=True)

    assert len(tokens) <= MOST_WORDS[side] * (MOST_FORMS[side] + 3)
    assert all(len(token.text) < 2_000 for token in tokens)


def test_what_is_beyond_the_limit_of_a_query_is_left_out():
    tokens = tokens_of("garten " * 2_000, "de", side=Side.QUERY)

    assert max(token.position for token in tokens) < MOST_WORDS[Side.QUERY]
    assert MOST_CHARACTERS[Side.QUERY] < MOST_CHARACTERS[Side.DOCUMENT]


@given(any_text | our_text, languages, st.sampled_from(list(Side)), st.booleans())
def test_no_text_raises_and_every_token_can_be_stored(text, language, side, name):
    for token in tokens_of(text, language, side=side, words=WORDS, name=name):
        assert token.text
        assert not any(sign.isspace() for sign in token.term)
        assert token.text.encode() is not None  # no lone surrogate
        assert 1 <= token.strength <= 100


@settings(max_examples=400)
@given(any_text.map(lambda text: text[:80]) | our_text, languages)
def test_all_that_a_query_holds_a_document_with_its_text_holds(text, language):
    asked = {
        (token.term, token.position) for token in tokens_of(text, language, side=Side.QUERY, words=WORDS)
    }
    held = {(token.term, token.position) for token in tokens_of(text, language, words=WORDS, name=True)}

    # A query is cut where it gets long; what it holds of the beginning has to be there.
    assert {(term, place) for term, place in asked if place < MOST_WORDS[Side.QUERY] - 1} <= held


@given(st.text("abeinorstäöüß", min_size=1, max_size=20))
def test_a_word_finds_itself_however_it_is_written(word):
    held = terms(word, "fr", Side.DOCUMENT)
    for written in (word, word.upper(), word.capitalize(), without_umlauts(word)):
        assert not written or set(terms(written, "xx", Side.QUERY, name=False)) & set(held)


def test_another_analysis_has_another_version():
    """Whoever changes tokens raises `ANALYSIS_VERSION` and writes the new digest here."""
    text = (
        "Rat der neunzig Sprachen – Dach der Migrant*innenvereine e. V., Sport- und Spielring, Хор «Верба», شبابيك, "
        "Çınaraltı, Gärten, Fahrradwerkstatt, V.H.S., Weingartenstr. 61 a, 44143, 1.100 Bücher, Trainerin, Repair-Café"
    )
    tokens = tokens_of(text, "de", words=WORDS, name=True)
    digest = hashlib.sha256(
        "\n".join(sorted({f"{t.term} {t.kind} {t.position}" for t in tokens})).encode()
    ).hexdigest()[:12]

    assert (ANALYSIS_VERSION, digest) == (1, "628929b23e99")


def test_the_analysis_needs_no_django():
    code = "import sys, directory.search.analysis; sys.exit('django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], cwd=BASE_DIR, check=False)

    assert done.returncode == 0
