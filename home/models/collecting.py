"""Pages that fill themselves: all that a city has on a topic, all that it has in a district."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from directory.models import ACTIVITY_FIELD, Term
from home.choices import Listed
from home.models.mixins import BodyMixin, DistrictForm

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

    from home.teasers import Teaser, Wanted
    from sites.frame.context import Frame

# What such a page collects, in the order it is shown; of each kind the first.
COLLECTED = (Listed.EVENTS, Listed.OFFERS, Listed.STORIES, Listed.RESULTS, Listed.FORUMS, Listed.NEWS)
AT_MOST = 6


class Section(NamedTuple):
    kind: Listed
    teasers: list[Teaser]


def collected(lists: list[list[Teaser]], body: StreamValue) -> dict[str, Any]:
    """Return the `sections` of the page: each kind of which there is something that the body does not show."""
    shown = _shown_in(body)
    left = [[teaser for teaser in found if teaser.key not in shown] for found in lists]
    sections = [Section(kind, some) for kind, some in zip(COLLECTED, left, strict=False) if some]
    return {"sections": sections, "is_empty": not any(lists)}


def _shown_in(body: StreamValue) -> set[int]:
    """Keys of the pages that the lists and teasers of a body show."""
    keys: set[int] = set()
    for block in body:
        if block.block_type == "listing":
            keys |= {teaser.key for teaser in getattr(block.value, "teasers", [])}
        elif block.block_type == "teasers":
            keys |= {page.pk for page in block.value["pages"] if page}
    return keys


class CollectingForm(DistrictForm):
    """A site has one page for each topic and each district: two would collect the same."""

    topic_fields = ("topic",)
    collects: str  # name of the field
    message: Any

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = cleaned.get(self.collects)
        other = self._other(chosen) if chosen else None
        if other:
            self.add_error(
                self.collects,
                ValidationError(self.message, params={"title": other.get_admin_display_title()}),
            )
        return cleaned

    def _other(self, chosen: Any) -> Page | None:
        parent = self.parent_page or self.instance.get_parent()
        homes = self.city.homes().filter(locale=parent.locale) if self.city else []
        for home in homes:
            pages = type(self.instance).objects.descendant_of(home).exclude(pk=self.instance.pk)
            return pages.filter(**{self.collects: chosen}).first()
        return None


class TopicPageForm(CollectingForm):
    collects = "topic"
    message = _("There is a page for this topic already: “%(title)s”.")


class DistrictPageForm(CollectingForm):
    collects = "district"
    message = _("There is a page for this district already: “%(title)s”.")


class TopicPage(BodyMixin, Page):
    topic = models.ForeignKey(
        Term,
        verbose_name=_("topic"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": ACTIVITY_FIELD},
        help_text=_("The page collects by itself what belongs to it."),
    )

    shown_relations = (*BodyMixin.shown_relations, "topic__parent__parent")
    base_form_class = TopicPageForm
    content_panels = [
        *BodyMixin.content_panels[:-1],
        FieldPanel("topic", widget=forms.Select),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.ListPage"]
    template = "home/topic_page.html"

    class Meta:
        verbose_name = _("topic page")
        verbose_name_plural = _("topic pages")

    @property
    def topics(self) -> list[Term]:
        """What its emblem shows."""
        return [self.topic] if self.topic else []

    def own_lists(self, frame: Frame) -> list[Wanted]:
        from home.teasers import Wanted

        return [Wanted(kind, AT_MOST, topic=self.topic) for kind in COLLECTED] if self.topic else []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.listed_entries import entries_on_topic

        context = super().get_context(request, *args, **kwargs)
        listed = entries_on_topic(self.topic, context["frame"])
        return context | collected(context["lists"], self.body) | {"associations": listed}


class DistrictPage(BodyMixin, Page):
    district = models.ForeignKey(
        "insist_sites.District",
        verbose_name=_("district"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The page collects by itself what happens there."),
    )

    shown_relations = (*BodyMixin.shown_relations, "district__parent__parent")
    base_form_class = DistrictPageForm
    content_panels = [
        *BodyMixin.content_panels[:-1],
        FieldPanel("district", widget=forms.Select),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.ListPage"]
    template = "home/district_page.html"

    class Meta:
        verbose_name = _("district page")
        verbose_name_plural = _("district pages")

    def own_lists(self, frame: Frame) -> list[Wanted]:
        from home.teasers import Wanted

        return [Wanted(kind, AT_MOST, district=self.district) for kind in COLLECTED] if self.district else []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from directory.offices import offices_of
        from home.listed_entries import entries_in_district

        context = super().get_context(request, *args, **kwargs)
        frame = context["frame"]
        return (
            context
            | collected(context["lists"], self.body)
            | {
                "associations": entries_in_district(self.district, frame),
                "offices": offices_of(frame.city, self.district) if self.district else [],
            }
        )
