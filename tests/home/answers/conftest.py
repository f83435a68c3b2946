"""Bodies of pages as answers, read as one answer reads them."""

import pytest
from django.test import RequestFactory

from home.answers.blocks import read_topics, stream_json
from home.stream import resolve_streams
from sites.models import Rendition
from tests.make import home_of, make_content

HOST = "https://stadt.example"


def absolute(url):
    return HOST + url if url.startswith("/") else url


@pytest.fixture
def request_at():
    """A request as the site of a city gets it."""

    def make(city):
        request = RequestFactory().get("/")
        request.city = city
        return request

    return make


@pytest.fixture
def answer(dortmund, request_at):
    """The answer to a stream of a page in Dortmund, which is read anew from the database."""

    def read(page, name="body", **given):
        stream = getattr(type(page).objects.get(pk=page.pk), name)
        targets = resolve_streams([stream], request_at(dortmund))
        read_topics([stream])
        return stream_json(stream, targets, absolute, **({"city": dortmund.pk} | given))

    return read


@pytest.fixture
def written(dortmund, answer):
    """The blocks of a page with these blocks, in their order, without their uids."""

    def read(*blocks, **given):
        found = answer(make_content(home_of(dortmund), body=list(blocks)), **given)
        return [found["blocks"][uid] for uid in found["blocks_layout"]["items"]]

    return read


@pytest.fixture
def address():
    """The full address of a rendition of a picture, by its width."""

    def find(image, width):
        return HOST + Rendition.objects.get(image=image, filter_spec__startswith=f"width-{width}|").url

    return find
