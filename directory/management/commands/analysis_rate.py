"""`manage.py analysis_rate`: how many documents of sixty words the search analyses in a second, on one core."""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand

from directory.demo.composed import compose_associations
from directory.search.analysis import WordList, forms_of, make_word_list, tokens_of
from directory.search.analysis.compounds import parts_of
from directory.vocabularies import shipped_terms

WORDS = 60
NAME_WORDS = 6
Document = tuple[str, str]  # name, text


class Command(BaseCommand):
    help = "Measure the analysis of the search on composed associations; nothing is read or written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--count", type=int, default=5000, help="documents per round")

    def handle(self, *args: Any, **options: Any) -> None:
        documents = list(compose_documents(options["count"]))
        words = make_word_list(german_labels(), [text for _name, text in documents])
        self.stdout.write(f"{len(words.words)} words that may be parts of compounds")
        forms_of.cache_clear()
        parts_of.cache_clear()
        for state in ("empty memory", "after one round"):
            seconds, tokens = measure(documents, words)
            rate, each = len(documents) / seconds, tokens / len(documents)
            self.stdout.write(f"{state}: {rate:.0f} documents/s, {each:.0f} tokens each")


def compose_documents(count: int) -> Iterator[Document]:
    """Yield pairs of a name and a text, together sixty words: composed texts, one after the other, cut to length."""
    stock: list[str] = []
    for entry in compose_associations("town", count, "rate", []):
        stock += f"{entry.get('summary', '')} {entry.get('description', '')}".split()
        name = " ".join(entry["name"].split()[:NAME_WORDS])
        rest = WORDS - len(name.split())
        if len(stock) >= rest:
            yield name, " ".join(islice(stock, rest))
            del stock[:rest]


def german_labels() -> list[str]:
    """Return labels and other words of the shipped vocabularies."""
    terms = shipped_terms()
    return [word for term in terms for word in (term.labels["de"], *term.alternative_labels.get("de", []))]


def measure(documents: list[Document], words: WordList) -> tuple[float, int]:
    """Return seconds of one core and the number of tokens for one round."""
    tokens, began = 0, time.process_time()
    for name, text in documents:
        tokens += len(tokens_of(name, "de", words=words, name=True))
        tokens += len(tokens_of(text, "de", words=words))
    return time.process_time() - began, tokens
