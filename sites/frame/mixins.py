"""What every public page has, whatever its type."""

from http import HTTPMethod
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import page_permission_policy

from sites.access.references import hold_to_city, offer, refuse_foreign
from sites.models import City

SUMMARY_LENGTH = 300
# First parts of addresses that belong to the product itself.
RESERVED_SLUGS = {"_open", "_preview", "admin", "cards", "documents", "emblems", "media", "static"}


def check_slug(slug: str) -> None:
    """Refuse a slug that Django or the product would read as something else.

    "ar-raqs" looks like a language path: get_language_from_path takes "ar" from it
    and the page would answer 404.
    """
    first = slug.lower().split("-")[0]
    if first in dict(settings.LANGUAGES):
        message = _(
            "An address must not begin with the language code “%(code)s”: it would be read as that language."
        )
        raise ValidationError(message, params={"code": first})
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This address is used by the system itself."))


class CityPageForm(WagtailAdminPageForm):
    """A page's form, narrowed to the city in whose tree the page stands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # None only for a page outside every city, which offers nothing to choose.
        self.city = City.objects.for_page(self.parent_page or self.instance)
        hold_to_city(self, self.city)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        refuse_foreign(self, self.city)
        return cleaned


class CityCopyForm(CopyForm):
    """Copying a page, held to the rules of saving one: Wagtail saves a copy without asking the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail refuses the pages of others too, but says what they are called.
        offer(self.fields["new_parent_page"], page_permission_policy.explorable_instances(self.user))

    def clean_new_slug(self) -> str:
        slug = self.cleaned_data["new_slug"]
        check_slug(slug)
        return slug


class CityPageMixin(models.Model):
    """Shared by all page types: summary, project, contact, frame.

    The summary is Wagtail's `search_description`: it stands in the table of all
    pages, so lists of mixed types read it without a query per type.
    """

    project = models.ForeignKey(
        "insist_sites.Project",
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty if the page belongs to the city’s current project."),
    )
    contact = models.ForeignKey(
        "insist_sites.RoleContact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty for the contact of the project or the city."),
    )

    # Related rows that the template shows: read together with the page.
    shown_relations: tuple[str, ...] = ("contact",)
    # Names in the query of an address that the page reads.
    parameters: frozenset[str] = frozenset()
    # Set by the routing, which has asked already; None where nobody has.
    is_restricted: bool | None = None

    base_form_class = CityPageForm
    copy_form_class = CityCopyForm
    private_page_options = ["password"]
    # Reading alone; a page with a form of its own says so (`sites/frame/serve.py`).
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    content_panels = [
        *Page.content_panels,
        FieldPanel(
            "search_description",
            heading=_("Summary"),
            help_text=_("One or two sentences. They stand below the title, in lists and in search engines."),
            widget=forms.Textarea({"rows": 3}),
        ),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("show_in_menus")],
            heading=_("Address and menu"),
        ),
        MultiFieldPanel(
            [FieldPanel("project", widget=forms.Select), FieldPanel("contact", widget=forms.Select)],
            heading=_("Project and contact"),
        ),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        self._check_address()
        if len(self.search_description or "") > SUMMARY_LENGTH:  # type: ignore[attr-defined]
            message = _("Please use at most %(limit)d characters.")
            raise ValidationError(
                {"search_description": ValidationError(message, params={"limit": SUMMARY_LENGTH})}
            )

    def minimal_clean(self) -> None:
        super().minimal_clean()  # type: ignore[misc]
        self._check_address()

    def _check_address(self) -> None:
        if self.depth == 2:  # type: ignore[attr-defined]  # a home page's slug is never part of an address
            return
        try:
            check_slug(self.slug or "")  # type: ignore[attr-defined]
        except ValidationError as error:
            raise ValidationError({"slug": error}) from error

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        if self.is_restricted is False and self.alias_of_id is None:  # type: ignore[attr-defined]
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()  # type: ignore[misc]

    def serve_password_required_response(
        self, request: HttpRequest, form: forms.Form, action_url: str
    ) -> HttpResponse:
        """The form alone: a title may tell what the password guards."""
        from sites.restrictions import show_form

        return show_form(request, form, action_url)

    def card_url(self, city: City) -> str:
        """Path of the picture that stands beside a link to the page elsewhere; "" for none."""
        return ""

    def linked_data(self, frame: Any) -> list[dict[str, Any]]:
        """What the page says of itself for machines, beside organisation and breadcrumbs."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from sites.frame.context import build_frame

        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        context["frame"] = build_frame(request, self, below=kwargs.get("below"))
        return context
