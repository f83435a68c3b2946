"""Links in texts get full addresses, and nothing else in them changes."""

import pytest

from home.answers.texts import absolute_html
from tests.home.answers.conftest import absolute

TEXTS = {
    '<a href="/ziel/">x</a>': '<a href="https://stadt.example/ziel/">x</a>',
    "<a href='/ziel/'>x</a>": '<a href="https://stadt.example/ziel/">x</a>',
    '<a title="y" href="/ziel/">x</a>': '<a title="y" href="https://stadt.example/ziel/">x</a>',
    '<a href="/?a=1&amp;b=2">x</a>': '<a href="https://stadt.example/?a=1&amp;b=2">x</a>',
    '<a href="https://andere.example/">x</a>': '<a href="https://andere.example/">x</a>',
    '<a href="mailto:a@example.org">x</a>': '<a href="mailto:a@example.org">x</a>',
    '<a href="tel:+49231">x</a>': '<a href="tel:+49231">x</a>',
    '<a href="#unten">x</a>': '<a href="#unten">x</a>',
    "<a>x</a>": "<a>x</a>",
    '<p>href="/ziel/"</p>': '<p>href="/ziel/"</p>',
    "": "",
}


@pytest.mark.parametrize("html", TEXTS)
def test_links_to_pages_and_files_get_full_addresses(html):
    assert absolute_html(html, absolute) == TEXTS[html]
