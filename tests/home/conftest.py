import pytest

from tests.home.admin import soup_of


@pytest.fixture
def read(at, dortmund):
    """A page as people in Dortmund read it."""
    return lambda page: soup_of(at(dortmund).get(page.get_url()))
