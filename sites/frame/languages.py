"""Languages as people read them: names, direction, locale for dates."""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language, get_language_info


def direction(language: str) -> str:
    """Return "rtl" or "ltr"."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


def own_name(language: str) -> str:
    """Return the name of a language in itself, for example "Türkçe"."""
    return dict(settings.LANGUAGES)[language]


# The word "language" as speakers of a language look for it, in the order of how many need it.
WORDS_FOR_LANGUAGE = {"en": "Language", "ar": "اللغة", "de": "Sprache", "tr": "Dil", "uk": "Мова"}

# English pages are written for readers in Europe: day before month.
BABEL_CODES = {"en": "en_GB"}


@cache
def babel_locale(language: str | None = None) -> Locale:
    """Return Babel's locale of a language, of its base language, or of German (an unwritten variant)."""
    code = language or get_language() or settings.LANGUAGE_CODE
    for candidate in (BABEL_CODES.get(code, code), code.split("-")[0]):
        try:
            return Locale.parse(candidate.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(settings.LANGUAGE_CODE)


def name_in(code: str, language: str) -> str:
    """Return the name of language `code` in `language`: name_in("tr", "de") is "Türkisch"."""
    name = babel_locale(language).languages.get(code)
    return name[0].upper() + name[1:] if name else dict(settings.LANGUAGES).get(code, code)
