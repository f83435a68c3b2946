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
        "*/templates/**/*.html",
        "docs/*.md",
        "README.md",
    )
    for path in ROOT.glob(pattern)
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
    ],
)
def test_a_word_is_found_in_each_of_its_forms(text, word):
    assert [found for found, _instead in problem_words(text)] == [word]


@pytest.mark.parametrize("text", ["Der Sammelbrennpunkt der Linse", "Nachbarschaft", "The needle"])
def test_other_words_are_left_alone(text):
    assert not list(problem_words(text))


def test_an_editor_reads_what_to_write_instead(dortmund):
    page = make_content(home_of(dortmund), body=[("text", "<p>Arbeit im sozialen Brennpunkt</p>")])

    assert any("Brennpunkt" in hint and WORDS["Brennpunkt"] in hint for hint in hints_on(page))
