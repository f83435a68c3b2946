"""Languages that people speak at an event or at a contact; more than the site is written in."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from sites.frame.languages import name_in

SIGN_LANGUAGE = "gsg"
# ISO 639 codes; their names come from CLDR in the reader's language.
SPOKEN_LANGUAGES = [
    "de",
    "en",
    "tr",
    "ar",
    "uk",
    "ru",
    "fr",
    "pl",
    "fa",
    "ckb",
    "kmr",
    "es",
    "it",
    "pt",
    "ro",
    "bg",
    "sq",
    "sr",
    "el",
    "ps",
    "ti",
    "so",
    "vi",
    "zh",
    "hi",
    "ur",
    "rom",
] + [SIGN_LANGUAGE]


# What CLDR does not name, or not apart from one another.
OWN_NAMES = {
    SIGN_LANGUAGE: _("German Sign Language"),
    "kmr": _("Kurdish (Kurmanji)"),
    "ckb": _("Kurdish (Sorani)"),
}


def spoken_name(code: str, language: str) -> str:
    """Return the name of a spoken language for a reader of `language`."""
    if code not in OWN_NAMES:
        return name_in(code, language)
    with override(language):
        return str(OWN_NAMES[code])


def spoken_choices() -> list[tuple[str, str]]:
    """Return code and name of each spoken language in the active language, by name."""
    language = get_language() or settings.LANGUAGE_CODE
    return sorted(
        [(code, spoken_name(code, language)) for code in SPOKEN_LANGUAGES], key=lambda choice: choice[1]
    )


class SpokenLanguagesField(ArrayField):
    """Codes of SPOKEN_LANGUAGES, chosen with check boxes."""

    def __init__(self, verbose_name: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("base_field", models.CharField(max_length=12))
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(verbose_name=verbose_name, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=spoken_choices,  # asked anew for each form: form classes outlive the active language
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
        )
