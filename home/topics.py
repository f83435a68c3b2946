"""Which pages are about a topic, and which shapes stand for a page, as conditions and values of a query."""

from collections.abc import Callable
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Length, Substr
from wagtail.models import Page

from directory.models import Term
from home.models.events import EventPage
from home.models.forums import ForumPage
from home.models.mixins import TopicMixin
from home.models.results import ResultPage


def is_about(topic: Term, model: type[Page]) -> Combinable | Q:
    """The condition for pages of the model that belong to the topic, or to one below it."""
    if model is EventPage:
        return _event_is_about(topic)
    return _result_is_about(topic) if model is ResultPage else _is_about(topic, model)


def first_shape(model: type[Page]) -> Any:
    """Code of the activity field whose shape stands for the page; "" if there is none.

    Of an event without topics that of its forum, of a result that of its event.
    """
    return _of_kin(model, first_shape, _first_own)


def second_shape(model: type[Page]) -> Any:
    """The same for the second topic."""
    return _of_kin(model, second_shape, _second_own)


Shape = Callable[[type[Any]], Any]


def _of_kin(model: type[Page], shape: Shape, own: Shape) -> Any:
    if model is ResultPage:
        return Subquery(EventPage.objects.filter(pk=OuterRef("event")).values(shape=shape(EventPage))[:1])
    if model is EventPage:
        forum = ForumPage.objects.live().filter(path=_above()).values(shape=own(ForumPage))
        without_own = Q(main_topic=None)
        return Case(When(without_own, then=Subquery(forum[:1])), default=own(EventPage))
    return own(model) if issubclass(model, TopicMixin) else Value("")


def _first_own(model: type[Any]) -> Any:
    return Subquery(Term.objects.filter(pk=OuterRef("main_topic")).values(shape=_shape(""))[:1])


def _second_own(model: type[Any]) -> Any:
    further = _further(model).exclude(term=OuterRef("main_topic")).order_by("term__position", "term__code")
    return Subquery(further.values(shape=_shape("term__"))[:1])


def _shape(path: str) -> Combinable:
    """As `Term.shape_code`: the code of the widest above it; there are at most two (`directory/term_rules.py`)."""
    return Coalesce(f"{path}parent__parent__code", f"{path}parent__code", f"{path}code")


def _further(model: type[Any]) -> Any:
    """The further topics of a page; a fair has those of the event that it is."""
    through = model.further_topics.through
    page = next(f.name for f in through._meta.fields if f.is_relation and issubclass(model, f.related_model))
    return through.objects.filter(**{page: OuterRef("pk")})


def _above() -> Combinable:
    """The tree path of the page above, inside a subquery."""
    return Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)


def _is_about(topic: Term, model: type[Any]) -> Combinable | Q:
    return _within(topic, "main_topic") | Exists(_further(model).filter(_within(topic, "term")))


def _within(topic: Term, path: str) -> Q:
    return Q(**{path: topic}) | Q(**{f"{path}__parent": topic}) | Q(**{f"{path}__parent__parent": topic})


def _event_is_about(topic: Term) -> Combinable | Q:
    """Its own topics, or those of the forum whose meeting it is."""
    forums = ForumPage.objects.live().filter(path=_above()).filter(_is_about(topic, ForumPage))
    return _is_about(topic, EventPage) | Exists(forums)


def _result_is_about(topic: Term) -> Q:
    events = EventPage.objects.filter(pk=OuterRef("event")).filter(_event_is_about(topic))
    return Q(Exists(events))
