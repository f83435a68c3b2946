"""What the template of each list page shows."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from directory.models import Term
from home.choices import Listed, Listing
from home.filters import EventFilter, OfferFilter, language_choices, month_choices
from home.listings import events_of, forums, latest_results, on_this_site, with_results
from home.models.collecting import DistrictPage, TopicPage
from home.models.events import EventPage
from home.models.news import NewsPage
from home.models.offers import OfferPage
from home.models.stories import StoryPage
from home.months import by_month, first_of_month, month_table, next_month
from home.offers import finished_projects, with_project
from home.paging import PER_PAGE, page_of
from home.relations import project_pages
from home.teasers import Wanted, read_teasers
from home.topics import is_about
from sites import present
from sites.frame.dates import local_date

if TYPE_CHECKING:
    from wagtail.query import PageQuerySet

    from sites.frame.context import Frame

Context = dict[str, Any]
CALENDAR = "calendar"


def list_context(listing: str, page: Page, request: HttpRequest, frame: Frame) -> Context:
    """Return what the list shows; `is_empty` tells that there is nothing at all, whatever is chosen."""
    return LISTS[Listing(listing)](page, request, frame)


def _events(page: Page, request: HttpRequest, frame: Frame) -> Context:
    topics = {term.code: term for term in Term.objects.topics().for_city(frame.city)}
    chosen, is_empty = _event_filter(page, request, topics)
    today = present.today()
    as_calendar = request.GET.get("view") == CALENDAR
    month = chosen.chosen.get("month") or (first_of_month(today) if as_calendar else None)
    events = events_of(page, *_conditions(chosen.chosen, topics, month))
    context = {"filter": chosen, "is_empty": is_empty, "as_calendar": as_calendar}
    if as_calendar and month:
        shown = with_results(list(events))
        return context | {"table": month_table(month, shown, today), "events": shown, "count": len(shown)}
    return context | _by_time(events, request)


def _by_time(events: PageQuerySet, request: HttpRequest) -> Context:
    """Events that come, the next first, and those that are over, the latest first, both by month.

    What is over grows by the year: it is shown in pages, and what comes on the first of them only.
    """
    now = present.now()
    coming = list(events.filter(ends_at__gt=now))
    pages = page_of(events.filter(ends_at__lte=now).reverse(), request)
    past = with_results(list(pages))
    return {
        "coming": by_month(coming),
        "past": by_month(past),
        "pages": pages,
        "count": len(coming) + pages.paginator.count,
    }


def _event_filter(page: Page, request: HttpRequest, topics: Mapping[str, Term]) -> tuple[EventFilter, bool]:
    """The form for the events of the site, and whether there are none at all."""
    found = list(on_this_site(EventPage.objects.all(), page).values_list("starts_at", "languages"))
    offered = {
        "topic": [(code, term.label(get_language() or "de").text) for code, term in topics.items()],
        "language": language_choices(
            (code for _start, codes in found for code in codes), request.GET.get("language", "")
        ),
        "month": month_choices(
            (first_of_month(local_date(start)) for start, _codes in found), request.GET.get("month", "")
        ),
    }
    return EventFilter(request.GET, offered), not found


def _conditions(chosen: Context, topics: Mapping[str, Term], month: datetime.date | None) -> list[Any]:
    conditions: list[Any] = []
    if "kind" in chosen:
        conditions.append(Q(kind=chosen["kind"]))
    if "language" in chosen:
        conditions.append(Q(languages__contains=[chosen["language"]]))
    if "topic" in chosen:
        conditions.append(is_about(topics[chosen["topic"]], EventPage))
    if month:
        conditions.append(Q(starts_at__lt=_midnight(next_month(month)), ends_at__gte=_midnight(month)))
    return conditions


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.min, timezone.get_current_timezone())


def _offers(page: Page, request: HttpRequest, frame: Frame) -> Context:
    pages = OfferPage.objects.select_related("main_topic__parent__parent").prefetch_related("further_topics")
    found = list(with_project(on_this_site(pages, page), frame).order_by("title"))
    languages = language_choices(
        (code for offer in found for code in offer.languages), request.GET.get("language", "")
    )
    chosen = OfferFilter(request.GET, {"language": languages})
    fitting = [offer for offer in found if _fits(offer, chosen.chosen)]
    finished = finished_projects(frame)
    for offer in fitting:
        offer.is_closed = offer.is_over() or offer.project_key in finished
    return {
        "filter": chosen,
        "is_empty": not found,
        "offers": [offer for offer in fitting if not offer.is_closed],
        "closed": [offer for offer in fitting if offer.is_closed],
    }


def _fits(offer: OfferPage, chosen: Context) -> bool:
    """Whether it is what people ask for; an offer without a stage is for all of them."""
    return (
        chosen.get("kind") in (None, offer.kind)
        and (not offer.stage or chosen.get("stage") in (None, offer.stage))
        and ("language" not in chosen or chosen["language"] in offer.languages)
    )


def _forums(page: Page, request: HttpRequest, frame: Frame) -> Context:
    found = forums(page)
    return {"forums": found, "is_empty": not found}


def _results(page: Page, request: HttpRequest, frame: Frame) -> Context:
    pages = page_of(latest_results(page), request)
    return {"results": list(pages), "pages": pages, "is_empty": not pages.paginator.count}


def _stories(page: Page, request: HttpRequest, frame: Frame) -> Context:
    pages = page_of(on_this_site(StoryPage.objects.order_by("pk"), page), request)  # only counted
    wanted = Wanted(Listed.STORIES, PER_PAGE, skip=(pages.number - 1) * PER_PAGE)
    [found] = read_teasers([wanted], page, request, frame)
    return {"stories": found, "pages": pages, "is_empty": not pages.paginator.count}


def _news(page: Page, request: HttpRequest, frame: Frame) -> Context:
    pages = page_of(on_this_site(NewsPage.objects.order_by("-date", "title", "pk"), page), request)
    return {"news": list(pages), "pages": pages, "is_empty": not pages.paginator.count}


def _topics(page: Page, request: HttpRequest, frame: Frame) -> Context:
    pages = TopicPage.objects.select_related("topic__parent__parent").order_by("title")
    found = list(on_this_site(pages, page))
    return {"topics": found, "is_empty": not found}


def _districts(page: Page, request: HttpRequest, frame: Frame) -> Context:
    found = list(on_this_site(DistrictPage.objects.select_related("district").order_by("title"), page))
    return {"districts": found, "is_empty": not found}


def _projects(page: Page, request: HttpRequest, frame: Frame) -> Context:
    pages = project_pages(page, list(frame.projects))
    found = [(project, pages[key]) for key, project in frame.projects.items() if key in pages]
    return {
        "running": [(project, shown) for project, shown in found if not project.is_finished],
        "finished": [(project, shown) for project, shown in found if project.is_finished],
        "is_empty": not found,
    }


LISTS: dict[Listing, Callable[[Page, HttpRequest, Frame], Context]] = {
    Listing.EVENTS: _events,
    Listing.FORUMS: _forums,
    Listing.RESULTS: _results,
    Listing.OFFERS: _offers,
    Listing.STORIES: _stories,
    Listing.NEWS: _news,
    Listing.TOPICS: _topics,
    Listing.DISTRICTS: _districts,
    Listing.PROJECTS: _projects,
}
