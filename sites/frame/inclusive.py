"""The gender star, read well aloud: “Migrant*innen” without the word “star” in the middle.

Screen readers say the star or leave it out, as they are set. Hidden from them it becomes
what people say who speak this way: a short pause. Seen, copied and searched it stays a star.
"""

import re

# Text between two elements; what stands inside these elements is no text of the page, or has no markup.
TEXT: re.Pattern[str] = re.compile(
    r"(<(script|style|title|textarea|option|svg)\b.*?</\2\s*>)|>([^<>]*\*[^<>]*)<", re.DOTALL | re.IGNORECASE
)
STAR: re.Pattern[str] = re.compile(r"(?<=\w)\*(?=(?:in|innen|r|n|e)\b)")
SILENT = '<span aria-hidden="true">*</span>'


def silence_stars(html: str) -> str:
    """Return the page with each star inside a word hidden from screen readers."""
    if "*" not in html:
        return html

    def silence(found: re.Match[str]) -> str:
        if found[1]:
            return found[0]
        return f">{STAR.sub(SILENT, found[3])}<"

    return TEXT.sub(silence, html)
