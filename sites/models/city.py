"""A city: one Wagtail site with its own languages, colours, contact and state."""

import re
from typing import Any, Self

from django import forms
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from sites.catalogues import complete_languages
from sites.choices import CityState
from sites.city_form import CityForm
from sites.frame.colours import COLOUR_PATTERN, contrast_problems
from sites.frame.spoken import SpokenLanguagesField
from sites.labels import LabelsField

SLUG_PATTERN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

validate_colour = RegexValidator(COLOUR_PATTERN, _("Please give the colour as #RRGGBB, for example #FFB238."))


def validate_language(code: str) -> None:
    """Refuse a language the product does not know, or whose public texts are not complete."""
    if code not in dict(settings.LANGUAGES):
        raise ValidationError(_("“%(code)s” is no language code that INSIST knows."), params={"code": code})
    if code not in complete_languages():
        raise ValidationError(
            _(
                "“%(code)s” cannot be chosen yet: the texts of the public site are not complete in this language."
            ),
            params={"code": code},
        )


class CityQuerySet(models.QuerySet["City"]):
    def public(self) -> "CityQuerySet":
        """Cities that anybody may see."""
        return self.exclude(state=CityState.HIDDEN)

    def with_site(self) -> "CityQuerySet":
        return self.select_related("site__root_page__locale", "contact", "logo")

    def for_page(self, page: Page) -> "City | None":
        """The city in whose tree `page` stands: its home page is a translation of the city's."""
        home_path = page.path[: Page.steplen * 2]
        home_key = Page.objects.filter(path=home_path).values("translation_key")
        return self.filter(site__root_page__translation_key__in=home_key).first()


class SocialLinkBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), help_text=_("For example “Mastodon”."))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        label = _("Link")
        icon = "link"


class City(BaseSiteSetting):
    slug = models.CharField(
        _("short name"), max_length=40, unique=True, validators=[RegexValidator(f"^{SLUG_PATTERN.pattern}$")]
    )
    name = models.CharField(
        _("name"), max_length=100, help_text=_("As people say it, for example “Halle (Saale)”.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=CityState.choices,
        default=CityState.HIDDEN,
        help_text=_("Hidden: only staff see it. Archived: everybody can read it, nobody can change it."),
    )
    languages = ArrayField(
        models.CharField(max_length=12, validators=[validate_language]),
        verbose_name=_("languages"),
        default=list,
        help_text=_("German is always among them."),
    )
    regions = models.ManyToManyField(
        "insist_sites.Region",
        verbose_name=_("city and surroundings"),
        related_name="cities",
        blank=True,
        help_text=_("The municipalities and counties that this site is for."),
    )
    ink_a = models.CharField(_("first colour"), max_length=7, default="#FFB238", validators=[validate_colour])
    ink_b = models.CharField(
        _("second colour"), max_length=7, default="#35A0AE", validators=[validate_colour]
    )
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("logo of the city or carrier"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact = models.ForeignKey(
        "insist_sites.RoleContact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands at the end of every page."),
    )
    social_links = StreamField(
        [("link", SocialLinkBlock())], verbose_name=_("links to social networks"), blank=True
    )
    mail_sender_name = models.CharField(_("sender of mails: name"), max_length=100, blank=True)
    mail_sender = models.EmailField(_("sender of mails: address"), blank=True)

    objects = CityQuerySet.as_manager()

    base_form_class = CityForm
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("state"), FieldPanel("logo")], heading=_("City")),
        HelpPanel(template="sites/admin/previews/city_panel.html"),
        FieldPanel("languages"),
        FieldPanel("regions", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("ink_a"), FieldPanel("ink_b")])],
            heading=_("Colours"),
            help_text=_("Two light, clear inks from different sides of the colour circle."),
        ),
        FieldPanel("contact", widget=forms.Select),
        FieldPanel("social_links"),
        FieldRowPanel(
            [FieldPanel("mail_sender_name"), FieldPanel("mail_sender")], heading=_("Sender of mails")
        ),
    ]

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def for_site(cls, site: Site) -> "City":
        # Wagtail would make a row for any site; a city is made by create_city alone.
        return cls.objects.with_site().get(site=site)

    @property
    def is_archived(self) -> bool:
        return self.state == CityState.ARCHIVED

    @property
    def is_hidden(self) -> bool:
        return self.state == CityState.HIDDEN

    def homes(self) -> PageQuerySet:
        """The home pages of this city, one per language, also those not published."""
        return Page.objects.filter(translation_key=self.site.root_page.translation_key)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if settings.LANGUAGE_CODE not in self.languages:
            errors["languages"] = _("German must be among the languages.")
        if re.match(COLOUR_PATTERN, self.ink_a) and re.match(COLOUR_PATTERN, self.ink_b):
            errors |= contrast_problems(self.ink_a, self.ink_b)
        if errors:
            raise ValidationError(errors)


class CityScopedQuerySet(models.QuerySet[Any]):
    def for_city(self, city: City) -> Self:
        return self.filter(city=city)


class CityScoped(models.Model):
    """What belongs to one city and is read through `.for_city(city)`."""

    city = models.ForeignKey(
        City, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("city")
    )

    objects = CityScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class CityOrShared(models.Model):
    """What belongs to one city, or to all of them: then `city` is empty."""

    city = models.ForeignKey(
        City,
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        verbose_name=_("city"),
        null=True,
        blank=True,
    )

    class Meta:
        abstract = True


class RoleContact(CityScoped):
    """How to reach a function, not a person: mailbox, telephone, place and languages."""

    function = LabelsField(
        _("function"), help_text=_("For example “Project office”. Never the name of a person.")
    )
    email = models.EmailField(
        _("mailbox"), blank=True, help_text=_("A shared address, not that of one person.")
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("House, street and town."))
    languages = SpokenLanguagesField(_("spoken languages"))

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return f"{self.function.get(settings.LANGUAGE_CODE, '')} ({self.city})"

    def clean(self) -> None:
        super().clean()
        if not (self.email or self.phone):
            raise ValidationError({"email": _("Please give a mailbox or a telephone number.")})
