import pytest

from tests.make import home_of, make_content


@pytest.fixture
def draft(dortmund):
    """A page that was never published."""
    page = make_content(home_of(dortmund), title="Noch geheim", slug="noch-geheim", live=False)
    page.save_revision()
    return page
