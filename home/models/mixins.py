"""What editorial pages share: a body of blocks, and topics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from directory.cards import card_url
from directory.emblem import name_hash
from directory.models import ACTIVITY_FIELD, Term
from home.blocks import BodyBlock
from home.choices import Role
from home.panels import narrow_involvements
from home.stream import resolve_streams
from sites.frame.mixins import CityPageForm, CityPageMixin
from sites.models import City

if TYPE_CHECKING:
    from home.involved import Involved
    from home.stream import Target
    from home.teasers import Wanted
    from sites.frame.context import Frame
    from sites.models import Image


def cost_errors(page: Any) -> dict[str, Any]:
    """Return what is wrong with what a page says about money: free of charge or a cost, never both or neither."""
    if not page.is_free and not page.cost:
        return {"cost": _("Please say what it costs, or mark it as free of charge.")}
    if page.is_free and page.cost:
        return {"cost": _("It is marked as free of charge. Please untick that, or leave the cost empty.")}
    return {}


class CardMixin(CityPageMixin):
    """A page with a picture of its own beside links to it."""

    class Meta:
        abstract = True

    def card_url(self, city: City) -> str:
        codes = [term.shape_code for term in getattr(self, "topics", [])]
        return card_url(city, name_hash(str(cast(Page, self).translation_key)), codes)


class BodyForm(CityPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow_involvements(self, self.city)


class BodyMixin(CardMixin):
    """A page with a body of blocks; what the blocks refer to is read once for the whole page."""

    body = StreamField(
        BodyBlock(),
        verbose_name=_("content"),
        blank=True,
        help_text=_("The plus adds a part. What stands in square brackets waits for your words."),
    )

    # Names of all stream fields of the page, in the order they are shown.
    stream_fields: tuple[str, ...] = ("body",)
    # What associations can be to such a page, in the order they are shown; none: it names none.
    involvement_roles: tuple[Role, ...] = ()
    shows_logos = False
    involved: Sequence[Involved] = ()  # read when the page is shown
    # What its blocks lead to, where that was read for many pages together (`home.answers.page_types.prepare`).
    known_targets: dict[int, Target] | None = None

    base_form_class = BodyForm

    content_panels = [*CityPageMixin.content_panels, FieldPanel("body")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.involved import without_stands
        from home.teasers import read_lists

        context = super().get_context(request, *args, **kwargs)
        frame = context["frame"]
        self.involved = self._read_involved(request, frame)
        context["involved"] = without_stands(self.involved)
        streams = [getattr(self, name) for name in self.stream_fields]
        logos = [frame.city.logo] if frame.city.logo else []
        logos += [one.logo for one in self.involved if one.logo]
        context["targets"] = resolve_streams(streams, request, [*self.pictures(), *logos])
        context["lists"] = read_lists(self, self.own_lists(frame), streams, request, frame)
        return context

    def _read_involved(self, request: HttpRequest, frame: Frame) -> list[Involved]:
        from home.involved import read_involved

        if not self.involvement_roles:
            return []
        is_preview = getattr(request, "is_preview", False)
        return read_involved(cast(Page, self), frame, is_preview=is_preview, with_logos=self.shows_logos)

    def own_lists(self, frame: Frame) -> list[Wanted]:
        """What the page itself lists; read in one query with the lists in its blocks."""
        return []

    def pictures(self) -> list[Image]:
        """The pictures that the page shows outside of its blocks."""
        return []


class TopicForm(BodyForm):
    """Offers the topics of all cities and those of this one."""

    topic_fields: tuple[str, ...] = ("main_topic", "further_topics")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.topic_fields:
            if name in self.fields:
                self.fields[name].queryset = Term.objects.topics().for_city(self.city)


class DistrictForm(TopicForm):
    """Offers the districts of the city's regions only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "district" in self.fields:
            districts = self.fields["district"].queryset
            self.fields["district"].queryset = districts.filter(region__cities=self.city)


class TopicMixin(models.Model):
    """One main topic, whose shape stands for the page, and further ones."""

    main_topic = models.ForeignKey(
        Term,
        verbose_name=_("main topic"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": ACTIVITY_FIELD},
        help_text=_("Gives the emblem of the page its first shape."),
    )
    further_topics = ParentalManyToManyField(
        Term,
        verbose_name=_("further topics"),
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": ACTIVITY_FIELD},
        help_text=_("The first of them gives the emblem its second shape."),
    )

    base_form_class = TopicForm

    topic_panel = MultiFieldPanel(
        [
            FieldPanel("main_topic", widget=forms.Select),
            FieldPanel("further_topics", widget=forms.CheckboxSelectMultiple),
        ],
        heading=_("Topics"),
    )

    class Meta:
        abstract = True

    @cached_property
    def topics(self) -> list[Term]:
        """All topics, the main one first."""
        further = [term for term in self.further_topics.all() if term.pk != self.main_topic_id]
        return ([self.main_topic] if self.main_topic else []) + further
