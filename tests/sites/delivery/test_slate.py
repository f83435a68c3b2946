"""Rich text becomes what Volto's editor would have written."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sites.delivery.slate import WHITESPACE, plaintext, to_slate


def text(words):
    return {"text": words}


def element(kind, *children):
    return {"type": kind, "children": [*children]}


def link(url, *children):
    return {"type": "link", "data": {"url": url}, "children": [*children]}


CASES = {
    "nothing": ("", [element("p", text(""))]),
    "an empty paragraph": ("<p></p>", [element("p", text(""))]),
    "a paragraph": ("<p>Ein Saal.</p>", [element("p", text("Ein Saal."))]),
    "several paragraphs": (
        "<p>Eins.</p>\n<p>Zwei.</p>",
        [element("p", text("Eins.")), element("p", text("Zwei."))],
    ),
    # As in an answer of Plone itself.
    "a link at the end": (
        '<p>Siehe auch: <a href="http://plone.example/de/bericht">voriger Bericht</a></p>',
        [
            element(
                "p",
                text("Siehe auch: "),
                link("http://plone.example/de/bericht", text("voriger Bericht")),
                text(""),
            )
        ],
    ),
    "a list": (
        "<ul><li>Eins.</li><li>Zwei.</li></ul>",
        [element("ul", element("li", text("Eins.")), element("li", text("Zwei.")))],
    ),
    "a numbered list with spaces between": (
        "<ol>\n <li>Eins.</li>\n <li>Zwei.</li>\n</ol>",
        [element("ol", element("li", text("Eins.")), element("li", text("Zwei.")))],
    ),
    "a list in a list stands beside the items": (
        "<ul><li>Eins<ul><li>Unter</li></ul></li><li>Zwei</li></ul>",
        [
            element(
                "ul",
                element("li", text("Eins")),
                element("ul", element("li", text("Unter"))),
                element("li", text("Zwei")),
            )
        ],
    ),
    "a list without items": ("<p>Eins</p><ul></ul>", [element("p", text("Eins"))]),
    "bold and italic": (
        "<p><b>fett</b><i>kursiv</i> <strong>auch</strong></p>",
        [
            element(
                "p",
                text(""),
                element("strong", text("fett")),
                text(""),
                element("em", text("kursiv")),
                text(" "),
                element("strong", text("auch")),
                text(""),
            )
        ],
    ),
    "bold in a link": (
        '<p><a href="/x/">a <b>b</b></a></p>',
        [element("p", text(""), link("/x/", text("a "), element("strong", text("b")), text("")), text(""))],
    ),
    "bold in bold": (
        "<p><b>a<strong>b</strong></b></p>",
        [element("p", text(""), element("strong", text("ab")), text(""))],
    ),
    "a link that leads nowhere": ("<p>a <a>b</a> c</p>", [element("p", text("a b c"))]),
    "a new line": ("<p>Eins<br/>Zwei<br>Drei</p>", [element("p", text("Eins\nZwei\nDrei"))]),
    "a line that is only broken in the source": ("<p>Eins\n  Zwei</p>", [element("p", text("Eins Zwei"))]),
    "a no-break space": ("<p>§&nbsp;5</p>", [element("p", text("§\xa05"))]),
    "characters that are escaped": ("<p>&lt;b&gt; &amp; Co</p>", [element("p", text("<b> & Co"))]),
    "an address with escaped characters": (
        '<p><a href="/?a=1&amp;b=2">x</a></p>',
        [element("p", text(""), link("/?a=1&b=2", text("x")), text(""))],
    ),
    "headings": (
        "<h2>Zwei</h2><h3>Drei</h3><h4>Vier</h4>",
        [element("h2", text("Zwei")), element("h3", text("Drei")), element("h4", text("Vier"))],
    ),
    "words in no paragraph": ("Eins<p>Zwei</p>", [element("p", text("Eins")), element("p", text("Zwei"))]),
    "tags that no text of ours has": (
        '<div><p><span class="x">Eins</span> <u>zwei</u></p></div>',
        [element("p", text("Eins zwei"))],
    ),
    "an item in no list": ("<li>Eins</li>", [element("p", text("Eins"))]),
    "a paragraph in an item": ("<ul><li><p>Eins</p></li></ul>", [element("ul", element("li", text("Eins")))]),
    "tags that are never closed": (
        "<p>Eins <b>zwei<p>drei",
        [element("p", text("Eins "), element("strong", text("zwei")), text("")), element("p", text("drei"))],
    ),
    "tags that were never opened": ("<p>Eins</b></li></ul> zwei</p>", [element("p", text("Eins zwei"))]),
    "what only XML knows": ("<p><![CDATA[x]]></p>", [element("p", text("<![CDATA[x]]>"))]),
}


@pytest.mark.parametrize("name", CASES)
def test_html_becomes_nodes(name):
    html, nodes = CASES[name]

    assert to_slate(html) == nodes


PLAIN = {
    "<p>Eins <b>zwei</b>.</p><p>Drei</p>": "Eins zwei.\nDrei",
    "<ul><li>Eins<ol><li>zwei</li></ol></li></ul><p>Drei</p>": "Eins\nzwei\nDrei",
    "<p>Eins<br/>zwei</p>": "Eins\nzwei",
    "": "",
}


@pytest.mark.parametrize("html", PLAIN)
def test_plain_text_has_a_line_for_each_paragraph_and_item(html):
    assert plaintext(to_slate(html)) == PLAIN[html]


class Words(HTMLParser):
    """All words of a piece of HTML, without any spaces."""

    def __init__(self):
        super().__init__()
        self.found = ""

    def handle_data(self, data):
        self.found += data


def words_in(html):
    reader = Words()
    reader.feed(html.replace("<![", "&lt;!["))
    reader.close()
    return WHITESPACE.sub("", reader.found)


def texts_in(nodes):
    return "".join(node["text"] if "text" in node else texts_in(node["children"]) for node in nodes)


TAGS = ("p", "b", "strong", "i", "em", "a", 'a href="/x/"', "ul", "ol", "li", "h2", "h4", "br", "div", "u")
tag = st.sampled_from([part for name in TAGS for part in (f"<{name}>", f"</{name.split()[0]}>")])
markup = st.lists(st.one_of(tag, st.text(max_size=5)), max_size=30).map("".join)


@given(st.one_of(st.text(), markup, st.text(alphabet="<>!&#;/[]-\"'= abp\n")))
def test_any_text_can_be_read_and_keeps_its_words_in_order(html):
    nodes = to_slate(html)

    assert WHITESPACE.sub("", texts_in(nodes)) == words_in(html)
    assert json.loads(json.dumps(nodes)) == nodes


@given(markup)
def test_inline_elements_always_stand_between_texts(html):
    def check(node):
        kinds = [child.get("type", "text") for child in node["children"]]
        assert kinds
        if node["type"] in ("ul", "ol"):
            assert set(kinds) <= {"li", "ul", "ol"}
        else:
            assert kinds[::2] == ["text"] * len(kinds[::2]) and kinds[-1] == "text"
            assert set(kinds[1::2]) <= {"strong", "em", "link"}
        for child in node["children"]:
            if "type" in child:
                check(child)

    for node in to_slate(html):
        check(node)


@pytest.mark.parametrize("part", ["<ul><li>x", "<b>x", '<a href="/x/">x', "<p>x", "<div>x"])
def test_a_text_that_nests_without_end_can_still_be_written(part):
    nodes = to_slate(part * 5000)

    assert len(texts_in(nodes)) == 5000
    assert json.dumps(nodes)
