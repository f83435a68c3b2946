"""The page types under the names of Plone, with their own fields."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urljoin

from django.db.models import Q, Value, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from directory.models import Term
from home.answers.blocks import read_topics, stream_json
from home.answers.collected import with_collected
from home.listed_entries import ListedEntries, entries_in_district, entries_on_topic
from home.models import (
    CirclePage,
    ContentPage,
    DistrictPage,
    EventPage,
    ForumPage,
    HomePage,
    ListPage,
    NewsPage,
    OfferPage,
    ProjectPage,
    ResultPage,
    StoryPage,
    TopicPage,
)
from home.models.collecting import collected
from home.models.mixins import BodyMixin, TopicMixin
from home.stream import Target, resolve_streams, walk
from home.teasers import read_lists
from sites.delivery.choices import district_choice, labelled, spoken_choices
from sites.delivery.pictures import image_json, make_sizes
from sites.delivery.summaries import moment
from sites.frame.context import Frame, build_frame
from sites.frame.pictures import prefetch_renditions
from sites.frame.spoken import SpokenLanguagesField
from sites.hosts import CityRequest
from sites.labels import text_in
from sites.registry import AnswerType

Json = dict[str, Any]


def plain(*names: str) -> Callable[[Any, CityRequest], Json]:
    """Fields told as they stand on the page, with its subjects and its blocks."""

    def fields(page: Any, request: CityRequest) -> Json:
        told = {name: _value(page, name) for name in names}
        return _subjects(page) | _blocks(page, request) | told

    return fields


def _value(page: Page, name: str) -> Any:
    """Return a field as JSON; what is chosen of a list with its name."""
    value, field = getattr(page, name), page._meta.get_field(name)
    if isinstance(field, SpokenLanguagesField):
        return spoken_choices(value)
    if getattr(field, "choices", None):
        return {"token": value, "title": getattr(page, f"get_{name}_display")()} if value else None
    return value.isoformat() if hasattr(value, "isoformat") else value


def _blocks(page: Page, request: CityRequest) -> Json:
    """All streams of the page as one body, in the order in which people see them."""
    if not isinstance(page, BodyMixin):
        return {}
    streams, targets = _resolved(page, request)
    if any(child.block_type == "listing" for stream in streams for child in stream):
        read_lists(page, [], streams, request, build_frame(request, page))
        read_topics(streams)
    return _body(streams, targets, request)


def prepare(pages: list[Any], request: CityRequest) -> None:
    """Read what the bodies and topics of many pages refer to, together."""
    bodies = [page for page in pages if isinstance(page, BodyMixin)]
    streams = [stream for page in bodies for stream in _streams(page)]
    targets = _resolve(streams, request)
    for page in bodies:
        page.known_targets = targets
    for model in {type(page) for page in pages if isinstance(page, TopicMixin)}:
        prefetch_related_objects([page for page in pages if type(page) is model], "further_topics")


def _resolved(page: BodyMixin, request: CityRequest) -> tuple[list[StreamValue], dict[int, Target]]:
    streams = _streams(page)
    known = page.known_targets
    return streams, _resolve(streams, request) if known is None else known


def _streams(page: BodyMixin) -> list[StreamValue]:
    return [getattr(page, name) for name in page.stream_fields]


def _resolve(streams: list[StreamValue], request: CityRequest) -> dict[int, Target]:
    targets = resolve_streams(streams, request)
    make_sizes(value for stream in streams for value in walk(stream) if isinstance(value, AbstractImage))
    return targets


def _body(streams: list[StreamValue], targets: dict[int, Target], request: CityRequest) -> Json:
    told = [stream_json(stream, targets, _absolute(request), city=request.city.pk) for stream in streams]
    return {
        "blocks": {uid: block for one in told for uid, block in one["blocks"].items()},
        "blocks_layout": {"items": [uid for one in told for uid in one["blocks_layout"]["items"]]},
    }


def _absolute(request: CityRequest) -> Callable[[str], str]:
    return partial(urljoin, request.city.site.root_url)


def _subjects(page: Page) -> Json:
    """The topics, by their names as Plone has them, and with their tokens."""
    if not isinstance(page, (TopicMixin, TopicPage)):
        return {"subjects": []}
    topics = [labelled(term.code, term.labels) for term in page.topics]
    return {"subjects": [topic["title"] for topic in topics], "topics": topics}


def event_fields(page: EventPage, request: CityRequest) -> Json:
    names = ("kind", "audience", "languages", "access", "food", "childcare", "directions", "capacity")
    told = plain(*names, "register_by", "effort", "certificate", "is_free", "cost")(page, request)
    return told | {
        "start": moment(page.starts_at),
        "end": moment(page.ends_at),
        "whole_day": False,
        "open_end": False,
        "sync_uid": None,
        "location": ", ".join(filter(None, (page.place, page.address))),
        "district": district_choice(page.district),
        "event_url": None,
        "attendees": [],
        "contact_email": page.contact.email if page.contact else None,
        "contact_name": None,
        "contact_phone": page.contact.phone if page.contact else None,
        "recurrence": None,
    }


def story_fields(page: StoryPage, request: CityRequest) -> Json:
    """With the portrait as long as its consent holds."""
    portrait = page.portrait
    if portrait:
        prefetch_renditions([portrait])
        make_sizes([portrait])
    image = image_json(portrait, page.portrait_alt, _absolute(request)) if portrait else None
    return plain("about", "opening")(page, request) | {
        "image": image,
        "image_caption": "",
        "district": district_choice(page.district),
    }


def topic_fields(page: TopicPage, request: CityRequest) -> Json:
    frame = build_frame(request, page)
    return _subjects(page) | _collected(page, request, frame, entries_on_topic(page.topic, frame), page.topic)


def district_fields(page: DistrictPage, request: CityRequest) -> Json:
    frame = build_frame(request, page)
    told = _collected(page, request, frame, entries_in_district(page.district, frame))
    return _subjects(page) | told | {"district": district_choice(page.district)}


def _collected(
    page: TopicPage | DistrictPage,
    request: CityRequest,
    frame: Frame,
    listed: ListedEntries | None,
    topic: Term | None = None,
) -> Json:
    """The body, and behind it what the page collects."""
    streams, targets = _resolved(page, request)
    lists = read_lists(page, page.own_lists(frame), streams, request, frame)
    read_topics(streams)
    sections = collected(lists, page.body)["sections"]
    return with_collected(_body(streams, targets, request), sections, listed, topic, _absolute(request))


ANSWER_TYPES = (
    AnswerType("Document", _("Page"), ContentPage, plain("purpose")),
    AnswerType("Document", _("Page"), ListPage, plain("listing")),
    AnswerType("LRF", _("Front page"), HomePage, plain("heading", "for_whom")),
    AnswerType("Forum", _("Forum"), ForumPage, plain("audience")),
    AnswerType("Event", _("Event"), EventPage, event_fields),
    AnswerType("Result", _("Result"), ResultPage, plain()),
    AnswerType("Story", _("Story"), StoryPage, story_fields),
    AnswerType("News Item", pgettext_lazy("one item", "News"), NewsPage, plain("date", "byline")),
    AnswerType(
        "Offer",
        _("Offer"),
        OfferPage,
        plain(
            *("kind", "stage", "audience", "formats", "place", "languages", "is_permanent", "ends_on"),
            *("deadline", "amount", "is_free", "cost"),
        ),
    ),
    AnswerType("Circle", _("Circle"), CirclePage, plain("rhythm", "comments_until")),
    AnswerType("Topic", _("Topic"), TopicPage, topic_fields),
    AnswerType("District", _("District"), DistrictPage, district_fields),
    AnswerType(
        "Project",
        _("Project"),
        ProjectPage,
        plain("aims", "approach", "main_group", "further_groups", "places"),
    ),
)


WITH_TOPICS = (EventPage, ForumPage, StoryPage, NewsPage, OfferPage, CirclePage)


def about(subjects: list[str]) -> Q:
    """The condition for pages that name one of the topics, by code or label in any language."""
    terms = [term.pk for term in Term.objects.topics() if {term.code, *term.labels.values()} & set(subjects)]
    wanted = Q(pk__in=[])
    for model in WITH_TOPICS:
        name = model._meta.model_name
        wanted |= Q(**{f"{name}__main_topic__in": terms}) | Q(**{f"{name}__further_topics__in": terms})
    return Q(pk__in=Page.objects.filter(wanted).values("pk"))


def subjects_of(keys: list[int], language: str) -> dict[int, list[str]]:
    """Return key of a page → the titles of its topics, the main one first; two queries."""
    pairs = _topics_of(keys)
    terms = Term.objects.in_bulk({term for _page, term, _is_further in pairs})
    order = {key: (term.position, term.code) for key, term in terms.items()}
    found: dict[int, list[str]] = {}
    for page, key, _is_further in sorted(pairs, key=lambda pair: (pair[2], order[pair[1]])):
        title = text_in(terms[key].labels, language).text
        if title not in found.setdefault(page, []):
            found[page].append(title)
    return found


def _topics_of(keys: list[int]) -> list[tuple[int, int, int]]:
    """Return page, topic, and 0 for the main topic or 1 for a further one."""
    queries: list[Any] = []
    for model in WITH_TOPICS:
        pages = model.objects.filter(pk__in=keys).order_by()
        for name, is_further in (("main_topic", 0), ("further_topics", 1)):
            some = pages.exclude(**{name: None}).annotate(is_further=Value(is_further))
            queries.append(some.values_list("pk", name, "is_further"))
    return list(queries[0].union(*queries[1:], all=True))
