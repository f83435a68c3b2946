"""Pictures and documents, with what is needed to show them rightly: credit, licence, consent."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from sites.present import is_over


class Credited(models.Model):
    """What must be said with a file, and until when it may be shown.

    Tags and uploader are Wagtail's own; named anew because Wagtail's tables of the
    same names claim their way back.
    """

    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="insist_%(class)ss",
    )

    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it. Is shown with the picture.")
    )
    licence = models.CharField(
        _("licence"), max_length=100, blank=True, help_text=_("For example “CC BY 4.0”, or “Own picture”.")
    )
    consent_note = models.CharField(
        _("consent"),
        max_length=300,
        blank=True,
        help_text=_("Where people can be recognised: who agreed, when and how. Is never shown in public."),
    )
    consent_ends = models.DateField(_("consent ends on"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def consent_has_ended(self) -> bool:
        """Whether its day is over; on the last day itself the file is still shown."""
        return self.consent_ends is not None and is_over(self.consent_ends)


CREDIT_FIELDS = ("credit", "licence", "consent_note", "consent_ends")


class Image(Credited, AbstractImage):
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="insist_images", help_text=None)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
        *CREDIT_FIELDS,
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        # Wagtail gives it to its own class alone; without it nobody but a superuser chooses a picture.
        permissions = [("choose_image", "Can choose image")]


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    def get_upload_to(self, filename: str) -> str:
        # Its address is all that guards it, so nobody can guess it from the name of the picture.
        path: str = super().get_upload_to(f"{secrets.token_urlsafe(12)}-{filename}")
        return path

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            ),
        ]


class Document(Credited, AbstractDocument):
    tags = TaggableManager(
        verbose_name=_("tags"), blank=True, related_name="insist_documents", help_text=None
    )

    admin_form_fields = ("title", "file", "collection", "tags", *CREDIT_FIELDS)

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
