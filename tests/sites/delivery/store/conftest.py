"""A page that every connection sees, and answers that are stored."""

import pytest

from sites.models import City, ContentChange, StoredAnswer
from tests.make import home_of, host_of, make_content, publish
from tests.sites.delivery.store.connections import beside


@pytest.fixture
def stores(settings):
    settings.STORE_ANSWERS = True


@pytest.fixture
def committed(db, stores, dortmund):
    """A page of Dortmund beside the home; gone afterwards with all that was stored."""
    from home.models import ContentPage

    def make():
        city = City.objects.with_site().get(slug="dortmund")
        return make_content(home_of(city), slug="dazwischen", title="Vorher")

    def clean():
        StoredAnswer.objects.all().delete()
        ContentPage.objects.filter(slug="dazwischen").delete()
        ContentChange.objects.all().delete()

    yield beside(make)
    beside(clean)


@pytest.fixture
def rename(committed):
    """Give the committed page another title, in whatever transaction one is."""
    from home.models import ContentPage

    def change(title="Nachher"):
        page = ContentPage.objects.get(pk=committed.pk)
        page.title = title
        return publish(page)

    return change


@pytest.fixture
def get(dortmund):
    from django.test import Client

    def answer(path="/dazwischen/"):
        return Client(headers={"host": host_of(dortmund)}).get(path)

    return answer
