"""The cast and the small world of the tests.

Three cities are made once, by the same command that an operator uses, before the
first test; each test sees them in a transaction of its own.
"""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from insist.database import start_embedded


def pytest_configure(config: pytest.Config) -> None:
    from sites.catalogues import compile_catalogues

    compile_catalogues()
    start_embedded()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    from sites.cities import create_city
    from tests.world import CITIES

    with django_db_blocker.unblock():
        for plan in CITIES:  # does nothing where --reuse-db finds them
            create_city(plan)


@pytest.fixture(autouse=True)
def _clean_state() -> Iterator[None]:
    """Every test begins in German, without what an earlier one left in the cache."""
    cache.clear()
    with translation.override("de"):
        yield


@pytest.fixture
def dortmund(db):
    from sites.models import City

    return City.objects.with_site().get(slug="dortmund")


@pytest.fixture
def potsdam(db):
    from sites.models import City

    return City.objects.with_site().get(slug="potsdam")


@pytest.fixture
def halle(db):
    from sites.models import City

    return City.objects.with_site().get(slug="halle")


@pytest.fixture
def instance_admin(db):
    from tests.make import make_user

    return make_user("admin@example.org", is_superuser=True)


@pytest.fixture
def dortmund_lead(dortmund):
    from tests.make import make_user

    return make_user("lead@example.org", groups=[Group.objects.get(name="dortmund-lead")])


@pytest.fixture
def dortmund_editor(dortmund):
    from tests.make import make_user

    return make_user("editor@example.org", groups=[Group.objects.get(name="dortmund-editor")])


@pytest.fixture
def translator(dortmund):
    """Translates Dortmund into English, and nothing else."""
    from tests.make import make_user

    return make_user("translator@example.org", groups=[Group.objects.get(name="dortmund-translator-en")])


@pytest.fixture
def at():
    """A client of a host: `at(dortmund).get("/foren/")`, `at("admin.localhost:8000", user)`."""
    from django.conf import settings

    from tests.make import host_of

    def client(place="admin", user=None) -> Client:
        host = (
            settings.ADMIN_HOST if place == "admin" else place if isinstance(place, str) else host_of(place)
        )
        browser = Client(headers={"host": host})
        if user:
            browser.force_login(user)
        return browser

    return client
