"""From texts of the demo's files to pages, one function per kind of page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from home.choices import EventKind
from home.models import (
    CirclePage,
    DistrictPage,
    EventPage,
    FairPage,
    ForumPage,
    NewsPage,
    OfferPage,
    ResultPage,
    StoryPage,
    TopicPage,
)

if TYPE_CHECKING:
    from home.demo.pages import PageWriter

Texts = dict[str, Any]

EVENT_FIELDS = ("place", "address", "directions", "audience", "access", "food", "childcare")
TRAINING_FIELDS = ("effort", "certificate")


def basics(texts: Texts) -> Texts:
    return {"title": texts["title"], "slug": texts["slug"], "search_description": texts["summary"]}


def forum(writer: PageWriter, texts: Texts) -> Page:
    return with_topics(writer, texts, ForumPage(audience=texts["audience"], **basics(texts)))


def meeting(writer: PageWriter, texts: Texts) -> Page:
    return EventPage(kind=EventKind.MEETING, **event_facts(writer, texts))


def event(writer: PageWriter, texts: Texts) -> Page:
    return with_topics(writer, texts, EventPage(kind=texts["kind"], **event_facts(writer, texts)))


def fair(writer: PageWriter, texts: Texts) -> Page:
    sessions = [{"type": "session", "value": session} for session in texts["sessions"]]
    page = FairPage(kind=EventKind.FAIR, sessions=json.dumps(sessions), **event_facts(writer, texts))
    return with_topics(writer, texts, page)


def event_facts(writer: PageWriter, texts: Texts) -> Texts:
    starts_at, ends_at = writer.times(texts)
    days_before = texts.get("register_before")
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "register_by": writer.day(texts["day"] - days_before) if days_before else None,
        "capacity": texts.get("capacity"),
        "district": writer.districts[texts["district"]],
        "languages": texts["languages"],
        "is_free": not texts["cost"],
        "cost": texts["cost"],
        **{name: texts.get(name, "") for name in (*EVENT_FIELDS, *TRAINING_FIELDS)},
        **basics(texts),
    }


def result(writer: PageWriter, texts: Texts) -> Page:
    key = f"meeting:{texts['meeting']}" if "meeting" in texts else f"event:{texts['event']}"
    page = ResultPage(event=writer.pages[key], **basics(texts))
    page.findings = json.dumps([{"type": "finding", "value": finding} for finding in texts["findings"]])
    steps = [{**step, "date": writer.day(step["day"]).isoformat()} for step in texts["steps"]]
    page.steps = json.dumps([{"type": "step", "value": without(step, "day")} for step in steps])
    page.material = json.dumps(_material(writer, texts))
    return page


def _material(writer: PageWriter, texts: Texts) -> list[Texts]:
    quote = without(texts["quote"], "years_ago")
    quote["year"] = writer.today.year - texts["quote"].get("years_ago", 0)
    return [
        {"type": "quote", "value": quote},
        {"type": "picture", "value": writer.blocks.picture(texts["picture"])},
        {"type": "documents", "value": writer.blocks.documents(texts)},
    ]


def story(writer: PageWriter, texts: Texts) -> Page:
    page = StoryPage(about=texts["about"], opening=texts["opening"], **basics(texts))
    page.district = writer.districts[texts["district"]]
    if "portrait" in texts:
        page.portrait = writer.files.portrait(texts["portrait"]["picture"])
        page.portrait_alt = texts["portrait"]["alt"]
    return with_topics(writer, texts, page)


def news(writer: PageWriter, texts: Texts) -> Page:
    page = NewsPage(date=writer.day(texts["day"]), byline=texts.get("byline", ""), **basics(texts))
    return with_topics(writer, texts, page)


def offer(writer: PageWriter, texts: Texts) -> Page:
    page = OfferPage(
        is_permanent=texts.get("permanent", False),
        ends_on=writer.day(texts["ends_day"]) if "ends_day" in texts else None,
        deadline=writer.day(texts["deadline_day"]) if "deadline_day" in texts else None,
        amount=texts.get("amount", ""),
        is_free=not texts["cost"],
        project=writer.first_project if texts.get("first_project") else None,
        **{
            name: texts[name]
            for name in ("kind", "stage", "audience", "formats", "place", "languages", "cost")
        },
        **basics(texts),
    )
    return with_topics(writer, texts, page)


def circle(writer: PageWriter, texts: Texts) -> Page:
    page = CirclePage(rhythm=texts["rhythm"], **basics(texts))
    page.comments_until = writer.day(texts["comments_day"]) if "comments_day" in texts else None
    page.steps = json.dumps(
        [
            {
                "type": "step",
                "value": {
                    "date": writer.day(step["day"]).isoformat(),
                    "title": step["title"],
                    "decision": step.get("decision", ""),
                    "documents": [writer.files.document(d["title"]).pk for d in step.get("documents", [])],
                },
            }
            for step in texts["steps"]
        ]
    )
    return with_topics(writer, texts, page)


def topic_page(writer: PageWriter, texts: Texts) -> Page:
    return TopicPage(topic=writer.topics[texts["topic"]], **basics(texts))


def district_page(writer: PageWriter, texts: Texts) -> Page:
    return DistrictPage(district=writer.districts[texts["district"]], **basics(texts))


def with_topics(writer: PageWriter, texts: Texts, page: Any) -> Page:
    topics = [writer.topics[code] for code in texts.get("topics", [])]
    page.main_topic = topics[0] if topics else None
    page.further_topics = topics[1:]
    return page


def without(texts: Texts, name: str) -> Texts:
    return {key: value for key, value in texts.items() if key != name}


BUILDERS: dict[str, Callable[[PageWriter, Texts], Page]] = {
    "forum": forum,
    "meeting": meeting,
    "event": event,
    "fair": fair,
    "result": result,
    "story": story,
    "news": news,
    "offer": offer,
    "circle": circle,
    "topic": topic_page,
    "district": district_page,
}
