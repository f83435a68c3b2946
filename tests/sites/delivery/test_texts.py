"""Links in texts get the addresses that answers have, and nothing else in them changes."""

import pytest

from sites.delivery.texts import absolute_html

HOST = "https://stadt.example"
TEXTS = {
    '<a href="/ziel/">x</a>': '<a href="https://stadt.example/ziel">x</a>',
    "<a href='/ziel/'>x</a>": '<a href="https://stadt.example/ziel">x</a>',
    '<a title="y" href="/ziel/">x</a>': '<a title="y" href="https://stadt.example/ziel">x</a>',
    '<a href="/ziel/?a=1&amp;b=2/#c/">x</a>': '<a href="https://stadt.example/ziel?a=1&amp;b=2/#c/">x</a>',
    '<a href="/ziel/#unten">x</a>': '<a href="https://stadt.example/ziel#unten">x</a>',
    '<a href="/">x</a>': '<a href="https://stadt.example">x</a>',
    '<a href="https://stadt.example/ziel/">x</a>': '<a href="https://stadt.example/ziel">x</a>',
    '<a href="/documents/1/a.pdf">x</a>': '<a href="https://stadt.example/documents/1/a.pdf">x</a>',
    '<a href="https://andere.example/">x</a>': '<a href="https://andere.example/">x</a>',
    '<a href="https://stadt.example.org/">x</a>': '<a href="https://stadt.example.org/">x</a>',
    '<a href="mailto:a@example.org">x</a>': '<a href="mailto:a@example.org">x</a>',
    '<a href="tel:+49231">x</a>': '<a href="tel:+49231">x</a>',
    '<a href="#unten">x</a>': '<a href="#unten">x</a>',
    "<a>x</a>": "<a>x</a>",
    '<p>href="/ziel/"</p>': '<p>href="/ziel/"</p>',
    "": "",
}


def absolute(url):
    return HOST + url if url.startswith("/") else url


@pytest.mark.parametrize("html", TEXTS)
def test_links_to_pages_and_files_get_full_addresses(html):
    assert absolute_html(html, absolute) == TEXTS[html]
