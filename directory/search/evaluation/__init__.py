"""The project's own questions for measuring the search, with the entries that answer them.

`queries.json` has one question per line: id, category, query, city (slug, None for all
cities) and `graded`, code of an entry of the demonstration's kernels → 3 (exactly this),
2 (clearly helpful) or 1 (marginal). An entry that is not listed is 0; nothing graded
means that the right answer is none.

The questions were written from the texts of the entries, before any rule or word list of
the search. A third is held back: nobody looks at its results while tuning, and both
parts are reported. No word list may take a word because a question has it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CATEGORIES: Final = (
    "compound",
    "umlaut",  # and other letters with marks, written without them
    "script",  # names in another script or in another transcription
    "typo",
    "prefix",
    "synonym",
    "cross_language",
    "abbreviation",
    "district",
    "inclusive",
    "no_answer",
)
FILE: Final = Path(__file__).resolve().parent / "queries.json"


@dataclass(frozen=True)
class Query:
    id: str
    category: str
    query: str
    city: str | None
    graded: dict[str, int]

    @property
    def held_back(self) -> bool:
        """Whether the question is kept for the end: each third of its category, by the number in its id."""
        return int(self.id.rpartition("-")[2]) % 3 == 0


def read_queries() -> list[Query]:
    """Return the development set in the order of the file."""
    return [Query(**row) for row in json.loads(FILE.read_text(encoding="utf-8"))]
