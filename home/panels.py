"""Where editors name associations on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.models import Page

from home.choices import Role
from sites.access.references import hold_to_city
from sites.models import City

INVOLVEMENTS = "involvements"


class InvolvementForm(WagtailAdminModelForm):
    """Offers the associations of the city, and the roles that there are on such a page."""

    def __init__(
        self, *args: Any, city: City | None = None, roles: Sequence[Role] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        association = self.fields["association"]
        association.queryset = association.queryset.sources()
        association.error_messages["invalid_choice"] = _(
            "Please choose an association that is in the directory of this city."
        )
        hold_to_city(self, city)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        self.fields["role"].initial = roles[0].value if roles else None


class InvolvementPanel(InlinePanel):
    """Names associations; on a translation not shown, as those of the German page count."""

    def __init__(self, *names: str, **kwargs: Any) -> None:
        kwargs.setdefault("panels", [FieldPanel(name) for name in ("association", "role", *names)])
        kwargs.setdefault("heading", _("Associations"))
        kwargs.setdefault("label", _("Association"))
        kwargs.setdefault(
            "help_text",
            _("From the directory: emblem and name appear here, and this page with the association."),
        )
        super().__init__(INVOLVEMENTS, **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        return {name: value for name, value in super().clone_kwargs().items() if name != "relation_name"}

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][INVOLVEMENTS]["form"] = InvolvementForm
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            form = kwargs.get("form")
            self.has_rows = form is None or INVOLVEMENTS in form.formsets
            if self.has_rows:
                super().__init__(**kwargs)
            else:
                Panel.BoundPanel.__init__(self, **kwargs)

        def is_shown(self) -> bool:
            return self.has_rows and super().is_shown()


def narrow_involvements(form: Any, city: City | None) -> None:
    """Hold the associations in the form of a page to its city; a translation has none of its own."""
    formset = form.formsets.get(INVOLVEMENTS)
    if formset is None:
        return
    if is_translation(form.instance):
        del form.formsets[INVOLVEMENTS]
        return
    formset.form_kwargs |= {"city": city, "roles": form.instance.involvement_roles}


def is_translation(page: Page) -> bool:
    """Whether there is a published German version of the page beside it."""
    german = Page.objects.live().filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    )
    return bool(page.locale_id) and german.exclude(pk=page.pk).exists()
