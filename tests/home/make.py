"""More things the tests of pages are about."""

from typing import Any

from django.core.files.base import ContentFile
from django.db.models import F
from wagtail.models import Page, PageViewRestriction

from directory.models import Term
from home.choices import Listing
from home.demo.pdf import one_page_pdf
from home.models import (
    CirclePage,
    ContentPage,
    DistrictPage,
    EventPage,
    FairPage,
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
from sites.access.groups import media_collection
from sites.models import City, District, Document, Image
from tests.make import (
    home_of,
    list_of,
    make_circle,
    make_content,
    make_district_page,
    make_event,
    make_fair,
    make_forum,
    make_news,
    make_offer,
    make_project,
    make_project_page,
    make_result,
    make_story,
    make_topic_page,
)

PAGE_TYPES = (
    HomePage,
    ContentPage,
    ProjectPage,
    ListPage,
    ForumPage,
    EventPage,
    FairPage,
    ResultPage,
    StoryPage,
    NewsPage,
    OfferPage,
    CirclePage,
    TopicPage,
    DistrictPage,
)


def make_page(city: City, page_class: type[Page]) -> Page:
    """A published page of any type, with the pages that it needs around it."""
    made = {
        HomePage: lambda: home_of(city),
        ContentPage: lambda: make_content(home_of(city)),
        ProjectPage: lambda: make_project_page(home_of(city), make_project(city)),
        ListPage: lambda: list_of(city, Listing.EVENTS),
        ForumPage: lambda: make_forum(city),
        EventPage: lambda: make_event(make_forum(city)),
        FairPage: lambda: make_fair(city),
        ResultPage: lambda: make_result(city, make_event(make_forum(city))),
        StoryPage: lambda: make_story(city),
        NewsPage: lambda: make_news(city),
        OfferPage: lambda: make_offer(city),
        CirclePage: lambda: make_circle(home_of(city)),
        TopicPage: lambda: make_topic_page(city, topic("musik")),
        DistrictPage: lambda: make_district_page(city, a_district(city)),
    }
    return made[page_class]()


def topic(code: str) -> Term:
    return Term.objects.topics().get(code=code)


def a_district(city: City) -> District:
    """A district of the city, part of a borough where the city has boroughs."""
    district = District.objects.filter(region__cities=city).order_by(F("parent").asc(nulls_last=True)).first()
    assert district is not None
    return district


def make_document(city: City, **fields: Any) -> Document:
    """A PDF of one page in the collection of the city."""
    data = one_page_pdf(fields.setdefault("title", "Protokoll"))
    document = Document(file=ContentFile(data, "protokoll.pdf"), collection=media_collection(city), **fields)
    document.file_size = len(data)
    document.save()
    return document


def restrict(page: Page) -> None:
    """Give the page a shared password."""
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
    )


def expire(page: Page) -> None:
    """Take the page offline as the clock does when its time is over."""
    page.refresh_from_db()
    page.unpublish(set_expired=True)


def take_offline(page: Page) -> None:
    page.refresh_from_db()
    page.unpublish()


def picture_of(image: Image, **values: Any) -> tuple[str, Any]:
    """A picture block as the database stores it."""
    value = {"image": image.pk, "alt_text": "Eine offene Tür", "decorative": False, **values}
    return ("picture", {"image": value, "caption": "Der Eingang"})


def link_to(page: Page) -> str:
    """A text that leads to the page, as the editor of texts stores it."""
    return f'<p><a linktype="page" id="{page.pk}">dorthin</a></p>'
