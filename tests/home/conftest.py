import pytest

from tests.home.admin import soup_of
from tests.make import home_of, make_content


@pytest.fixture
def read(at, dortmund):
    """A page as people in Dortmund read it."""
    return lambda page: soup_of(at(dortmund).get(page.get_url()))


@pytest.fixture
def show(at, dortmund):
    """The part of a page that holds its blocks, as people read it."""

    def render(*blocks):
        answer = at(dortmund).get(make_content(home_of(dortmund), body=list(blocks)).get_url())
        assert answer.status_code == 200
        return soup_of(answer).select_one("main .prose")

    return render
