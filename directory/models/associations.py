"""An association as its editors write it; what is public of it stands in `DirectoryEntry`."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    Workflow,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from directory.changes import rewriting
from directory.choices import OpenToContact
from directory.fields import LinesField
from directory.models.terms import ACTIVITY_FIELD, KIND, LEGAL_FORM, TARGET_GROUP, Term, current_of
from directory.staff_choices import Licence, Precision
from sites.frame.spoken import SpokenLanguagesField
from sites.models.city import CityScoped, CityScopedQuerySet

SUMMARY_LENGTH = 300
FURTHER_FIELDS = 4
EARLIEST_YEAR = 1200


class AssociationQuerySet(CityScopedQuerySet):
    def sources(self) -> AssociationQuerySet:
        """The rows that carry the facts, one per association; the others are translations of its texts."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows, what is written in other languages about the same, and what entries say of them."""
        from directory.models.memberships import Membership

        rows = list(self.order_by().values_list("pk", "translation_key"))
        keys = self.order_by().sources().values_list("translation_key", flat=True)
        texts = self.model.objects.filter(translation_key__in=list(keys))
        members = Membership.objects.filter(umbrella__in=[pk for pk, _key in rows])
        with rewriting(members.associations(), [key for _pk, key in rows]):
            super(AssociationQuerySet, texts.exclude(pk__in=[pk for pk, _key in rows])).delete()
            return super().delete()

    def update(self, **values: Any) -> int:
        with rewriting(keys=set(self.order_by().values_list("translation_key", flat=True))):
            return super().update(**values)

    # Like Django's own: not offered by the manager.
    delete.queryset_only = True  # type: ignore[attr-defined]
    delete.alters_data = update.alters_data = True  # type: ignore[attr-defined]


class Association(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    CityScoped,
    ClusterableModel,
):
    """One row per language: facts are read from the German one, texts from each.

    Its public number is `translation_key`. Contacts, consents, the migration
    reference and confirmations stand in tables of their own: an older revision
    that is published again must not bring them back.
    """

    name = models.CharField(_("name"), max_length=200, help_text=_("As the association writes itself."))
    slug = models.SlugField(
        _("address"),
        max_length=80,
        blank=True,
        help_text=_("Last part of the address of its page. Leave empty: it follows from the name."),
    )
    alternative_names = LinesField(
        _("other names"),
        help_text=_("Short and former names, names in another script. One per line."),
    )
    kind = models.ForeignKey(
        Term,
        verbose_name=_("kind"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=current_of(KIND),
    )
    legal_form = models.ForeignKey(
        Term,
        verbose_name=_("legal form"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=current_of(LEGAL_FORM),
    )
    register_number = models.CharField(_("register number"), max_length=40, blank=True)
    register_court = models.CharField(_("register court"), max_length=100, blank=True)
    founded_year = models.PositiveSmallIntegerField(
        _("founded in"), null=True, blank=True, validators=[MinValueValidator(EARLIEST_YEAR)]
    )

    summary = models.CharField(
        _("summary"),
        max_length=SUMMARY_LENGTH,
        blank=True,
        help_text=_("One or two sentences for lists: what people do there."),
    )
    description = RichTextField(_("description"), blank=True, features=["bold", "italic", "ol", "ul", "link"])
    engagement = models.TextField(
        _("what has been achieved"),
        max_length=600,
        blank=True,
        help_text=_("What members and volunteers have brought about. Stands out on the page."),
    )
    hours_note = models.CharField(
        _("when people meet"), max_length=200, blank=True, help_text=_("For example “Tuesdays 5 to 8 pm”.")
    )

    main_field = models.ForeignKey(
        Term,
        verbose_name=_("main activity field"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=current_of(ACTIVITY_FIELD),
        help_text=_("Gives the emblem its first shape."),
    )
    further_fields = ParentalManyToManyField(
        Term,
        verbose_name=_("further activity fields"),
        blank=True,
        related_name="+",
        limit_choices_to=current_of(ACTIVITY_FIELD),
        help_text=_("At most four."),
    )
    target_groups = ParentalManyToManyField(
        Term,
        verbose_name=_("target groups"),
        blank=True,
        related_name="+",
        limit_choices_to=current_of(TARGET_GROUP),
    )
    languages = SpokenLanguagesField(
        _("languages spoken"), help_text=_("In which people are answered. Nothing chosen means: not known.")
    )
    keywords = LinesField(_("search words"), help_text=_("What people look for. One per line."))

    district = models.ForeignKey(
        "insist_sites.District",
        verbose_name=_("district"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    service_area = ParentalManyToManyField(
        "insist_sites.District",
        verbose_name=_("also active in"),
        blank=True,
        related_name="+",
        help_text=_("Districts in which it is active besides its own. Nothing chosen means: not known."),
    )
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    precision = models.CharField(
        _("shown in public"),
        max_length=10,
        choices=Precision.choices,
        default=Precision.DISTRICT,
        help_text=_("A private home is shown with its district only."),
    )

    website = models.URLField(_("website"), blank=True)
    open_to_contact = models.CharField(
        _("open to contact"), max_length=12, choices=OpenToContact.choices, blank=True
    )
    logo = models.ForeignKey(
        "insist_sites.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands beside the emblem. Only with a note of the consent to show it."),
    )

    emblem_seed = models.CharField(
        _("seed of the emblem"),
        max_length=200,
        blank=True,
        editable=False,
        help_text=_("The name at the beginning: a new name does not change the emblem."),
    )
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Where the facts come from.")
    )
    licence = models.CharField(_("licence of the facts"), max_length=20, choices=Licence.choices, blank=True)
    archived_at = models.DateTimeField(_("archived on"), null=True, blank=True, editable=False)

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="association",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="association",
        for_concrete_model=False,
    )

    objects = AssociationQuerySet.as_manager()  # type: ignore[misc]

    translatable_fields = [
        TranslatableField("summary"),
        TranslatableField("description"),
        TranslatableField("engagement"),
        TranslatableField("hours_note"),
        TranslatableField("exchanges"),
        SynchronizedField("name", overridable=False),
        SynchronizedField("slug", overridable=False),
        SynchronizedField("kind", overridable=False),
        SynchronizedField("city", overridable=False),
    ]
    search_fields = [
        *(
            indexed(name)
            for name in ("name", "summary", "alternative_names")
            for indexed in (index.SearchField, index.AutocompleteField)
        ),
        # What lists and choosers of the admin narrow by while they search.
        *map(index.FilterField, ("city", "locale", "kind", "main_field", "district", "live", "archived_at")),
        index.RelatedFields("locale", [index.FilterField("language_code")]),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("association")
        verbose_name_plural = _("associations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("city", "slug", "locale", name="association_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def revisions(self) -> GenericRelation:
        return self._revisions

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @classmethod
    def get_default_workflow(cls) -> Workflow | None:
        """Wagtail names the approval on a button before it knows the city; which one it is, see below."""
        return Workflow(name=gettext("approval")) if Workflow.objects.active().exists() else None

    def get_workflow(self) -> Workflow | None:
        """The workflow of the city: its leads approve."""
        if self.city_id is None:  # in a form that nobody has filled in yet
            return self.get_default_workflow()
        return Workflow.objects.active().filter(workflow_pages__page__in=self.city.homes()).first()

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        from directory.slugs import free_slug

        if not self.slug and self.name and self.city_id:
            self.slug = free_slug(self)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        from directory.validation import association_problems

        super().clean()
        problems = association_problems(self)
        if problems:
            raise ValidationError(problems)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row and, in the same transaction, what the public may see of it."""
        self.emblem_seed = self.emblem_seed or self.name
        moves = type(self).objects.filter(pk=self.pk).exclude(city=self.city_id).exists()
        with rewriting(keys=[self.translation_key]):
            self._settle_exchanges()
            super().save(*args, **kwargs)
            if moves:
                self._take_along()

    def _settle_exchanges(self) -> None:
        """Give offers and needs the language of the row, and those of an older revision the rows that they have.

        A copy for translation is made from the latest draft, and its new ones come in the draft's language.
        """
        from directory.models.exchanges import Exchange

        stored = dict(
            Exchange.objects.filter(association=self.pk).values_list("translation_key", "pk")
            if self.pk
            else ()
        )
        for row in self.exchanges.all():
            row.locale_id = self.locale_id
            if row.pk is None:
                row.pk = stored.get(row.translation_key)

    def _take_along(self) -> None:
        """What belongs to an association is seen by the staff of its city, and of no other."""
        from directory.models.statements import MigrationReference

        others = type(self).objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        for rows in (others, self.contacts.all(), MigrationReference.objects.filter(association=self.pk)):
            rows.update(city=self.city_id)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, with it (if it is the German one) the texts in other languages."""
        from directory.models.memberships import Membership

        others = type(self).objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        members = Membership.objects.filter(umbrella=self.pk).associations()
        with rewriting(members, [self.translation_key]):
            if self.locale.language_code == settings.LANGUAGE_CODE:
                others.delete()
            return super().delete(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Association:
        """A revision brings back what was written, not whether the entry was archived then."""
        restored: Association = super().with_content_json(content)
        restored.archived_at = self.archived_at
        return restored

    def archive(self) -> None:
        self._set_archived(timezone.now())

    def restore(self) -> None:
        self._set_archived(None)

    def _set_archived(self, moment: datetime.datetime | None) -> None:
        """An association is archived with all its languages, whichever row was at hand."""
        self.archived_at = moment
        type(self).objects.filter(translation_key=self.translation_key).update(archived_at=moment)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "directory/entry.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from directory.presentation import preview_context

        return preview_context(self, request)
