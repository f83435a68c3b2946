"""What is one of several things, as Plone writes it: a token that never changes, and its name for readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import get_language

from sites.frame.spoken import spoken_name
from sites.labels import Labels, text_in
from sites.models import District

Choice = dict[str, str]


def choice(choices: type[TextChoices], value: str | None) -> Choice | None:
    """Return a choice with its name in the reader's language; None where nothing, or nothing known, is chosen."""
    if value not in choices.values:
        return None
    return {"token": str(value), "title": str(choices(value).label)}


def labelled(token: str, labels: Labels) -> Choice:
    return {"token": token, "title": text_in(labels, _reader()).text}


def district_choice(district: District | None) -> Choice | None:
    return {"token": district.code, "title": district.name} if district else None


def spoken_choices(codes: Iterable[str]) -> list[Choice]:
    """Return spoken languages with their names, in the order that they have."""
    return [{"token": code, "title": spoken_name(code, _reader())} for code in codes]


def function_of(labels: Labels) -> dict[str, Any]:
    """Return the function of a contact, and the language that its name is really in."""
    label = text_in(labels, _reader())
    return {"function": label.text, "function_language": label.language}


def _reader() -> str:
    return get_language() or settings.LANGUAGE_CODE
