"""The demo's files: facts of the cities, and texts per city and language.

The German file of a city holds facts and texts; the other languages hold texts
only, found by key and position.
"""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
Texts = dict[str, Any]


def read_cities() -> dict[str, Texts]:
    return tomllib.loads((FOLDER / "cities.toml").read_text())


def read_texts(city: str, language: str) -> Texts:
    """Return the texts of a city in a language, with the facts of the German file filled in."""
    german = _read(city, "de")
    if language == "de":
        return german
    texts = _read(city, language)
    return {name: _merge(german[name], part) for name, part in texts.items()}


def _read(city: str, language: str) -> Texts:
    return tomllib.loads((FOLDER / "content" / city / f"{language}.toml").read_text())


def _merge(facts: Any, texts: Any) -> Any:
    """Lay `texts` over `facts`: tables by name, lists of keyed tables by key, other lists by position."""
    if isinstance(facts, dict) and isinstance(texts, dict):
        merged = {name: _merge(facts[name], texts[name]) if name in facts else texts[name] for name in texts}
        return {name: value for name, value in facts.items() if name != "body"} | merged
    if isinstance(texts, list) and texts and isinstance(texts[0], dict):
        if "key" in texts[0]:
            by_key = {item["key"]: item for item in facts}
            return [_merge(by_key[item["key"]], item) for item in texts]
        if len(texts) == len(facts) and "type" not in texts[0]:
            return [_merge(fact, text) for fact, text in zip(facts, texts, strict=True)]
    return texts
