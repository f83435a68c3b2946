"""Compounds: parts that a German reader sees, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.analysis.compounds import LONGEST, NO_WORDS, parts_of
from directory.search.analysis.folding import fold
from directory.search.analysis.word_list import make_word_list

WORDS = make_word_list(
    [
        "Garten, Gärten, Kleingarten, Frau, Frauen, Kind, Kinder, Jugend, Sport, Musik, Schule, Sprache, Kirche, Nähen",
        "Maschine, Fahrrad, Rad, Fahren, Eltern, Café, Vater, Väter, Boot, Ruder, Rudern, Boxen, Halle, Zeit, Familie",
        "Turnen, Hilfe, Arbeit, Last, Samstag, Nachbarschaft, Haus, Fest, Dorf, Wagen, Kultur, Tee, Vorlesen, Stunde",
        "Ein, Mann, Schaft, Inter, Essen, Alter, Heim, Laden, Mund, Dort, Hof, Tag, Rat, Stadt, Wald, Ende, Trommel",
        "Hausaufgabe, Beratung, Gemeinde, Saal, Repair, Ältere, Gespräch, Seniorin, Senioren, Lauf, Fußball, Ball",
        "Vertretung, Bund, Treffen, Markt, Tandem",
    ],
    names=["Waldstadt", "Dortmund", "Mannheim"],
)


@pytest.mark.parametrize(
    "word, parts",
    [
        ("Gartenverein", "garten verein"),
        ("Kleingartenverein", "kleingarten verein"),
        ("Frauenchor", "frauen chor"),
        ("Kinderchöre", "kinder choere"),
        ("Jugendhilfe", "jugend hilfe"),
        ("Sportverein", "sport verein"),
        ("Musikschule", "musik schule"),
        ("Musikschulen", "musik schulen"),
        ("Schulhof", "schule hof"),
        ("Sprachcafé", "sprache cafe"),
        ("Kirchengemeinde", "kirche gemeinde"),
        ("Nähmaschine", "naehen maschine"),
        ("Fahrradwerkstatt", "fahrrad werkstatt fahren rad"),
        ("Elterncafé", "eltern cafe"),
        ("Vätergruppe", "vaeter gruppe"),
        ("Ruderboot", "ruder boot"),
        ("Hallenzeiten", "halle zeiten"),
        ("Familienturnen", "familie turnen"),
        ("Arbeitskreis", "arbeit kreis"),
        ("Samstagsschule", "samstag schule"),
        ("Nachbarschaftshaus", "nachbarschaft haus"),
        ("Dorffest", "dorf fest"),
        ("Kinderwagenverleih", "kinder wagen verleih"),
        ("Vorlesestunde", "vorlesen stunde"),
        ("Hausaufgabenhilfe", "hausaufgabe hilfe"),
        ("Elternrat", "eltern rat"),
        ("Trommelgruppe", "trommel gruppe"),
        ("Seniorenrunde", "senioren runde"),
        ("Laufgruppe", "lauf gruppe"),
        ("Fußballverein", "fussball verein"),
        ("Boxverein", "boxen verein"),
        ("Bernsteinklub", "klub"),  # only the last part is known
        ("Blasorchester", "orchester"),
        ("Zeltkreis", "kreis"),
        ("Rugbyverein", "verein"),
        ("Interessenvertretung", "interessen vertretung"),
        ("Bundestreffen", "bund treffen"),
    ],
)
def test_a_compound_has_its_parts(word, parts):
    found = parts_of(fold(word), WORDS)

    assert found[: len(parts.split())] == tuple(parts.split())


@pytest.mark.parametrize(
    "word",
    [
        "Verein",
        "Vereine",
        "Kinder",
        "Essen",
        "Eltern",
        "Theater",
        "Mannschaft",
        "Nachbarschaft",
        "Gesellschaft",
        "Interessen",
        "Veranstalter",
        "Verwalter",
        "Einladen",
        "Eingeladen",
        "Dortmund",  # names of places are given whole
        "Waldstadt",
        "Mannheim",
        "Samstag",
        "Wochenende",
        "Beispiel",
        "Umkreis",
        "Diskurs",
        "Konkurs",
        "Manifest",
        "Betreff",
        "Heirat",
        "Vorrat",
        "Gesundheit",
        "Möglichkeiten",
        "Zeitungen",
        "Ringen",
        "Hamburg",
        "Marktstände",
        "Mentoring",
        "Städtische",
        "Vierzehn",
        "Adressen",
        "Pressen",
        "Spielen",
    ],
)
def test_what_is_no_compound_stays_whole(word):
    assert parts_of(fold(word), WORDS) == ()


def test_without_a_list_only_what_associations_call_themselves_is_found():
    assert parts_of("gartenverein", NO_WORDS) == ("verein",)
    assert parts_of("hallenzeiten", NO_WORDS) == ()


def test_the_corpus_gives_nouns_that_stand_alone():
    corpus = [
        "Wir haben eine Werft am Kanal.",
        "In der Werft arbeiten viele.",
        "Die Werft ist alt. Danach kommt nichts.",
    ]

    words = make_word_list([], corpus, least=3)

    assert "werft" in words.words
    assert "danach" not in words.words
    assert "arbeiten" not in words.words


@given(st.text("abdefghiklmnorstuvw", min_size=0, max_size=60))
def test_parts_are_few_and_shorter_than_the_word(word):
    found = parts_of(word, WORDS)

    assert len(found) <= LONGEST // 3 * 2
    assert all(len(part) < len(word) + 3 for part in found)


def test_another_list_has_another_digest():
    one, same, other = make_word_list(["Garten"]), make_word_list(["Garten"]), make_word_list(["Garten, Hof"])

    assert one.digest == same.digest
    assert one.digest != other.digest
