"""The words of the city: vocabularies that pages, and later associations, are described with."""

from typing import Any

from django.conf import settings
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.utils.translation import gettext_lazy as _

from directory.term_rules import term_problems
from sites.labels import LabelsField, Text, text_in
from sites.models import City, CityOrShared

ACTIVITY_FIELD = "activity_field"
TARGET_GROUP = "target_group"
EXCHANGE = "exchange"
KIND = "kind"
LEGAL_FORM = "legal_form"


class TermQuerySet(models.QuerySet["Term"]):
    def for_city(self, city: City | None) -> "TermQuerySet":
        """Terms of all cities and those of this one."""
        return self.filter(models.Q(city=None) | models.Q(city=city))

    def topics(self) -> "TermQuerySet":
        """Activity fields that pages choose from: the first level, and what cities add below it."""
        first_or_added = models.Q(parent=None) | models.Q(city__isnull=False)
        return self.filter(first_or_added, vocabulary=ACTIVITY_FIELD, successor=None)


def current_of(vocabulary: str) -> dict[str, Any]:
    """What a field may choose: the terms of a vocabulary that no other has followed."""
    return {"vocabulary": vocabulary, "successor": None}


class Term(CityOrShared):
    """A word of a vocabulary. Its code never changes; its labels are data."""

    vocabulary = models.SlugField(_("vocabulary"), max_length=40)
    code = models.SlugField(_("code"), max_length=40)
    labels = LabelsField(_("label"))
    alternative_labels: models.JSONField[dict[str, list[str]], dict[str, list[str]]] = models.JSONField(
        _("other words for it"), default=dict, blank=True
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("wider term"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="narrower",
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    city = models.ForeignKey(
        City,
        verbose_name=_("city"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="terms",
        help_text=_("Empty: for all cities."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["vocabulary", "position", "code"]
        constraints = [
            models.UniqueConstraint("vocabulary", "code", "city", name="term_code", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.labels.get(settings.LANGUAGE_CODE, self.code)

    def label(self, language: str) -> Text:
        return text_in(self.labels, language)

    @property
    def shape_code(self) -> str:
        """The activity field whose shape stands for this one: the widest above it."""
        return self.parent.shape_code if self.parent else self.code

    def is_in_use(self) -> bool:
        """Whether anything refers to this term: a page, an entry, another term."""
        found = NestedObjects(self._state.db or DEFAULT_DB_ALIAS)
        found.collect([self])
        return bool(found.protected) or set(found.data) != {Term}

    def clean(self) -> None:
        super().clean()
        if problems := term_problems(self):
            raise ValidationError(problems)
