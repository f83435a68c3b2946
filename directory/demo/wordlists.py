"""The words of the composed entries, read from `words/`: plain TOML, one file per subject.

`words/translations/<language>.toml` translates the first sentences of a list, in the order
of the German file; what stands behind them has no translation.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

WORDS_DIR: Final = Path(__file__).resolve().parent / "words"
PARTS: Final = ("summary", "opening", "detail", "occasion", "wish", "plan")

# One sentence: its template in each language that has it ("de" always).
Sentence = Mapping[str, str]


@dataclass(frozen=True)
class Activity:
    """What an association does: a row of `words/activities/*.toml`."""

    code: str
    field: str
    kinds: tuple[str, ...]
    weight: float
    further: tuple[str, ...]
    groups: tuple[str, ...]
    titles: tuple[str, ...]
    purpose: str
    keywords: tuple[str, ...]
    communities: tuple[str, ...]
    community_share: float | None
    offers: tuple[str, ...]
    needs: tuple[str, ...]
    parts: Mapping[str, tuple[Sentence, ...]]

    @property
    def languages(self) -> frozenset[str]:
        """Languages in which summary, opening and detail exist, so that an entry can be told in them."""
        told = [
            {language for sentence in self.parts[part] for language in sentence}
            for part in ("summary", "opening", "detail")
        ]
        return frozenset.intersection(*map(frozenset, told)) - {"de"}


@cache
def read_words(name: str) -> dict[str, Any]:
    """Return `words/<name>.toml`."""
    return tomllib.loads((WORDS_DIR / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def read_translations() -> dict[str, dict[str, Any]]:
    """Return the files of `words/translations/` by language code."""
    paths = sorted((WORDS_DIR / "translations").glob("*.toml"))
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}


@cache
def read_activities() -> tuple[Activity, ...]:
    """Return all activities, ordered by file and place in it."""
    paths = sorted((WORDS_DIR / "activities").glob("*.toml"))
    return tuple(_activity(row, path.stem) for path in paths for row in read_rows(path))


def read_rows(path: Path) -> list[dict[str, Any]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))["activity"]


@cache
def read_general(part: str) -> tuple[Sentence, ...]:
    """Return the sentences of a list of `general.toml`, with translations."""
    return _sentences(read_words("general")[part], "general", part)


@cache
def read_exchange(direction: str, term: str) -> tuple[Sentence, ...]:
    """Return what is offered or needed (direction: offer | need) of a term of the vocabulary."""
    return _sentences(read_words("exchange")[term][direction], "exchange", term, direction)


def _activity(row: dict[str, Any], stem: str) -> Activity:
    code = row["code"]
    return Activity(
        code=code,
        field=row.get("field", stem),
        kinds=tuple(row.get("kinds", ("association", "initiative"))),
        weight=float(row.get("weight", 1)),
        further=tuple(row["further"]),
        groups=tuple(row["groups"]),
        titles=tuple(row["titles"]),
        purpose=row["purpose"],
        keywords=tuple(row["keywords"]),
        communities=tuple(row.get("communities", ())),
        community_share=row.get("community_share"),
        offers=tuple(row["offers"]),
        needs=tuple(row["needs"]),
        parts={part: _sentences(row[part], "activities", code, part) for part in PARTS},
    )


def _sentences(german: list[str], *path: str) -> tuple[Sentence, ...]:
    """Join each German sentence with its translations, which stand at the same path in their files."""
    sentences: list[dict[str, str]] = [{"de": text} for text in german]
    for language, words in read_translations().items():
        texts: Any = words
        for step in path:
            texts = texts.get(step, {})
        for sentence, text in zip(sentences, texts or (), strict=False):
            sentence[language] = text
    return tuple(sentences)
