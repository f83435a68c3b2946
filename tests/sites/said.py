"""What the product says, as its catalogues have it: the tests name messages by their English source."""

from typing import Any

from django.utils.translation import gettext, override


def said(msgid: str, language: str = "de", **params: Any) -> str:
    """Return the text of a message in a language, with its placeholders filled in."""
    with override(language):
        text = gettext(msgid)
    return text % params if params else text
