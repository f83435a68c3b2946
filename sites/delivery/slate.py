"""Rich text as Slate nodes, in the shapes that Volto's editor writes.

A node is a text `{"text": "…"}` or an element `{"type": "p", "children": [node, …]}`;
a link also has `"data": {"url": "…"}`. Lists hold items and further lists, side by side.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

Node = dict[str, Any]

PARAGRAPHS = {"p", "h2", "h3", "h4"}
LISTS = {"ul", "ol"}
ITEM = "li"
INLINE = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "a": "link"}
MAX_LIST_DEPTH = 8  # the editor stops earlier; items of deeper ones join the list around them
WHITESPACE = re.compile(r"[ \t\n\r\f]+")  # a no-break space is none of it


def to_slate(html: str) -> list[Node]:
    """Return the nodes of resolved HTML; at least one, an empty paragraph where there is no text.

    Tags that no text of ours has are left out and their words kept. Any text can be read.
    """
    reader = _Reader()
    # Python's parser gives up on what only XML knows.
    reader.feed(html.replace("<![", "&lt;!["))
    reader.close()
    return reader.finish()


def plaintext(nodes: list[Node]) -> str:
    """Return the words of nodes, each paragraph and item of a list on a line of its own."""
    return "\n".join(line for node in nodes for line in _lines(node))


def _lines(node: Node) -> list[str]:
    if node.get("type") in LISTS:
        return [line for child in node["children"] for line in _lines(child)]
    return [_words(node)]


def _words(node: Node) -> str:
    return node["text"] if "text" in node else "".join(map(_words, node["children"]))


class _Reader(HTMLParser):
    """Builds the nodes; `stack` holds those that are open, the outermost first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[Node] = [{"type": "root", "children": []}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add_text("\n")
        elif tag in INLINE:
            self._open_inline(INLINE[tag], dict(attrs).get("href"))
        elif tag in LISTS:
            self._open_list(tag)
        elif tag == ITEM and self._is_in_list():
            self._close_to_list()
            self._open({"type": ITEM, "children": []})
        elif (tag in PARAGRAPHS or tag == ITEM) and not self._is_in_list():
            self._close_from(1)
            self._open({"type": tag if tag in PARAGRAPHS else "p", "children": []})

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of the tag; one that was never opened closes nothing around it."""
        wanted = INLINE.get(tag, tag)
        for position in range(len(self.stack) - 1, 0, -1):
            found = self.stack[position]["type"]
            if found == wanted:
                self._close_from(position)
                return
            if tag in INLINE and found not in INLINE.values():
                return
            if tag == ITEM and found in LISTS:
                return

    def handle_data(self, data: str) -> None:
        text = WHITESPACE.sub(" ", data)
        # Between paragraphs and between items a space is part of the markup only.
        if text != " " or not self._is_between():
            self._add_text(text)

    def finish(self) -> list[Node]:
        self._close_from(1)
        return self.stack[0]["children"] or [{"type": "p", "children": [{"text": ""}]}]

    def _open_inline(self, kind: str, url: str | None) -> None:
        """Open an element, unless it says nothing new: bold in bold, a link that leads nowhere."""
        if (kind == "link" and not url) or kind in {node["type"] for node in self.stack}:
            return
        self._open_paragraph()
        data = {"data": {"url": url}} if kind == "link" else {}
        self._open({"type": kind, **data, "children": []})

    def _open_list(self, kind: str) -> None:
        lists = [node for node in self.stack if node["type"] in LISTS]
        if len(lists) == MAX_LIST_DEPTH:
            return
        if lists:
            self._close_to_list()
        else:
            self._close_from(1)
        self._open({"type": kind, "children": []})

    def _open_paragraph(self) -> None:
        """Give words that stand in no paragraph or item one of their own."""
        if self._is_between():
            self._open({"type": ITEM if self._is_in_list() else "p", "children": []})

    def _open(self, node: Node) -> None:
        self.stack[-1]["children"].append(node)
        self.stack.append(node)

    def _add_text(self, text: str) -> None:
        self._open_paragraph()
        children = self.stack[-1]["children"]
        if children and "text" in children[-1]:
            children[-1]["text"] += text
        else:
            children.append({"text": text})

    def _is_between(self) -> bool:
        return self.stack[-1]["type"] in {"root", *LISTS}

    def _is_in_list(self) -> bool:
        return any(node["type"] in LISTS for node in self.stack)

    def _close_to_list(self) -> None:
        """Close all that is open inside the innermost list."""
        innermost = max(number for number, node in enumerate(self.stack) if node["type"] in LISTS)
        self._close_from(innermost + 1)

    def _close_from(self, position: int) -> None:
        """Close all that is open from `position` on, the innermost first."""
        while len(self.stack) > position:
            node = self.stack.pop()
            if node["type"] not in LISTS:
                node["children"] = _with_texts_around(node["children"])
            elif not node["children"]:
                self.stack[-1]["children"].pop()  # Volto's editor knows no list without items


def _with_texts_around(children: list[Node]) -> list[Node]:
    """Put an empty text wherever an element has none beside it, as Slate demands."""
    spaced: list[Node] = []
    for child in children:
        if "type" in child and not (spaced and "text" in spaced[-1]):
            spaced.append({"text": ""})
        spaced.append(child)
    return spaced if spaced and "text" in spaced[-1] else [*spaced, {"text": ""}]
