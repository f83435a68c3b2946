"""Nothing that we write ourselves speaks of people as a problem."""

from pathlib import Path

import pytest

from home.office.hints import hints_on
from home.office.words import WORDS, problem_words
from sites.catalogues import ROOT
from tests.make import home_of, make_content

OWN_TEXTS = sorted(
    path
    for pattern in (
        "locale/*/LC_MESSAGES/*.po",
        "locale_admin/*/LC_MESSAGES/*.po",
        "home/demo/content/*/*.toml",
        "home/starter/*.toml",
        "locale_packages/*/LC_MESSAGES/*.po",
        "*/templates/**/*.html",
        "*/data/*",
        # Labels, help texts, first drafts of pages, previews of blocks, descriptions of pictures.
        "home/**/*.py",
        "directory/**/*.py",
        "matching/**/*.py",
        "sites/**/*.py",
        "docs/*.md",
        "*.md",
    )
    for path in ROOT.glob(pattern)
    if path.is_file() and path.name != "words.py"
)


@pytest.mark.parametrize("path", OWN_TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_our_own_texts_use_none_of_the_words(path: Path):
    assert not list(problem_words(path.read_text()))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Im sozialen Brennpunkt", "Brennpunkt"),
        ("bildungsferne Familien", "bildungsfern"),
        ("SOZIAL SCHWACHE Haushalte", "sozial schwach"),
        ("a social hotspot in the north", "social hotspot"),
        ("schwer erreichbare Zielgruppen", "schwer erreichbare Zielgruppe"),
        ("mit illegalen Migranten", "illegalen Migrant"),
        ("Hard-to-reach groups", "hard-to-reach group"),
    ],
)
def test_a_word_is_found_in_each_of_its_forms(text, word):
    assert [found for found, _instead in problem_words(text)] == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Der Sammelbrennpunkt der Linse",
        "Nachbarschaft",
        "The needle",
        "Der Ausländerbeirat und die Ausländerbehörde",
        "Der Garten ist mit dem Bus schwer erreichbar",
    ],
)
def test_other_words_are_left_alone(text):
    assert not list(problem_words(text))


def test_an_editor_reads_what_to_write_instead(dortmund):
    page = make_content(home_of(dortmund), body=[("text", "<p>Arbeit im sozialen Brennpunkt</p>")])

    assert any("Brennpunkt" in hint and WORDS["Brennpunkt"] in hint for hint in hints_on(page))


def test_each_kind_of_our_own_texts_is_looked_at():
    looked_at = {str(path.relative_to(ROOT)) for path in OWN_TEXTS}

    assert {
        "locale/de/LC_MESSAGES/django.po",
        "locale/en/LC_MESSAGES/django.po",
        "locale_admin/de/LC_MESSAGES/django.po",
        "home/demo/content/dortmund/de.toml",
        "home/demo/content/halle/en.toml",
        "home/demo/pictures.py",
        "home/starter/de.toml",
        "home/office/starters.py",
        "home/blocks.py",
        "directory/data/vocabularies.csv",
        "docs/editors.md",
    } <= looked_at


def test_a_text_of_ours_with_a_word_of_the_list_would_be_found(tmp_path):
    for word in WORDS:
        text = f'msgid "x"\nmsgstr "Wir sprechen von {word}."\n'
        assert list(problem_words(text)) == [(word, WORDS[word])]
