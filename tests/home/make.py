"""More things the tests of pages are about."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page, PageViewRestriction

from home.choices import Listing
from home.demo.files import one_page_pdf
from home.models import ContentPage, EventPage, ForumPage, HomePage, ListPage, ProjectPage, ResultPage
from sites.access.groups import media_collection
from sites.models import City, Document, Image
from tests.make import (
    home_of,
    list_of,
    make_content,
    make_event,
    make_forum,
    make_project,
    make_project_page,
    make_result,
)

PAGE_TYPES = (HomePage, ContentPage, ProjectPage, ListPage, ForumPage, EventPage, ResultPage)


def make_page(city: City, page_class: type[Page]) -> Page:
    """A published page of any type, with the pages that it needs around it."""
    made = {
        HomePage: lambda: home_of(city),
        ContentPage: lambda: make_content(home_of(city)),
        ProjectPage: lambda: make_project_page(home_of(city), make_project(city)),
        ListPage: lambda: list_of(city, Listing.EVENTS),
        ForumPage: lambda: make_forum(city),
        EventPage: lambda: make_event(make_forum(city)),
        ResultPage: lambda: make_result(city, make_event(make_forum(city))),
    }
    return made[page_class]()


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
