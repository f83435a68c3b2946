"""A contact as a vCard 4.0 (RFC 6350)."""

from typing import Any

from django.utils.translation import get_language

from sites.labels import text_in

ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": ""})


def vcard(organisation: str, contact: dict[str, Any]) -> str:
    """Return the card of a contact as `DirectoryEntry.current_contacts` gives it."""
    function = text_in(contact["function"], get_language() or "de").text
    lines = {
        "FN": contact["person"] or f"{organisation}, {function}",
        "ORG": organisation,
        "ROLE": function,
        "EMAIL": contact["email"],
        "TEL;VALUE=text": contact["phone"],
        **{f"LANG;PREF={place}": code for place, code in enumerate(contact["languages"], start=1)},
    }
    written = [f"{name}:{text.translate(ESCAPES)}" for name, text in lines.items() if text]
    return "\r\n".join(_fold(line) for line in ("BEGIN:VCARD", "VERSION:4.0", *written, "END:VCARD", ""))


def _fold(line: str) -> str:
    """Break lines of more than 75 bytes, never inside a letter."""
    parts, width = [""], 0
    for letter in line:
        size = len(letter.encode())
        if width + size > 75:
            parts.append(" ")
            width = 1
        parts[-1] += letter
        width += size
    return "\r\n".join(parts)
