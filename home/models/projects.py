"""The page that presents a project: what it is for, for how long, who carries it."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from home.choices import Role
from home.models.mixins import BodyForm, BodyMixin
from home.panels import InvolvementPanel

FACT_FIELDS = ("aims", "approach", "main_group", "further_groups", "places")


class ProjectPageForm(BodyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "project" in self.fields:
            self.fields["project"].required = True
            self.fields["project"].help_text = _("The project that this page presents.")


class ProjectPage(BodyMixin, Page):
    """Presents `project`; the fact sheet (“Das Wichtigste in Kürze”) is one field per fact."""

    aims = models.TextField(_("aims"), blank=True, help_text=_("What will be different in the end."))
    approach = models.TextField(_("approach"), blank=True, help_text=_("How the project gets there."))
    main_group = models.TextField(
        _("main target group"), blank=True, help_text=_("Whom it is for in the first place.")
    )
    further_groups = models.TextField(
        _("further target groups"),
        blank=True,
        help_text=_("Who else takes part: schools, offices, research …"),
    )
    places = models.TextField(_("places"), blank=True, help_text=_("City, surroundings and further places."))

    involvement_roles = (Role.CARRIER, Role.INITIATOR, Role.PARTNER, Role.FUNDER, Role.PARTICIPANT)
    shows_logos = True
    base_form_class = ProjectPageForm
    content_panels = [
        *BodyMixin.content_panels[:-1],
        FieldPanel("project", widget=forms.Select),
        MultiFieldPanel(
            [FieldPanel(name, widget=forms.Textarea({"rows": 2})) for name in FACT_FIELDS],
            heading=_("In brief"),
        ),
        InvolvementPanel("note", heading=_("Associations that carry it and work on it")),
        FieldPanel("body"),
    ]
    promote_panels = [
        BodyMixin.promote_panels[0],
        MultiFieldPanel([FieldPanel("contact", widget=forms.Select)], heading=_("Contact")),
    ]
    parent_page_types = ["home.HomePage", "home.ContentPage", "home.ProjectPage"]
    template = "home/project_page.html"

    class Meta:
        verbose_name = _("project page")
        verbose_name_plural = _("project pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.relations import read_around

        context = super().get_context(request, *args, **kwargs)
        frame = context["frame"]
        context["is_presented"] = bool(frame.project and frame.project.pk == self.project_id)
        context["carriers"] = frame.project.carriers.all() if context["is_presented"] else []
        context["relations"], context["below"] = read_around(self, frame.projects)
        return context
