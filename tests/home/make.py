"""More things the tests of pages are about."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page, PageViewRestriction

from home.demo.files import one_page_pdf
from sites.access.groups import media_collection
from sites.models import City, Document


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
