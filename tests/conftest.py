"""The cast and the small world of the tests.

Three cities are made once, by the same command that an operator uses, before the
first test; each test sees them in a transaction of its own. Where several processes
share the tests (`pytest -n`), the first makes that world before it starts the others,
and each of them gets a copy of its database.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key
from xdist.scheduler import LoadFileScheduling

from insist.database import start_embedded

TO_COPY = pytest.StashKey[list[Any]]()  # what `setup_databases` made in the first process


def pytest_configure(config: pytest.Config) -> None:
    from sites.catalogues import compile_catalogues

    compile_catalogues()
    start_embedded()


class WholeModules(LoadFileScheduling):
    """Modules go to one process, for their fixtures; the browser tests too, for the one demonstration."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else super()._split_scope(nodeid)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the modules in which one test takes long, or one process would end long after the other."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> WholeModules:
    return WholeModules(config, log)


def pytest_sessionstart(session: pytest.Session) -> None:
    if session.config.getoption("numprocesses", None):  # unset in the processes that this one starts
        with session.config.stash[blocking_manager_key].unblock():
            session.config.stash[TO_COPY] = setup_databases(0, interactive=False, serialized_aliases=[])
            make_cities()
            connection.close()  # or it could not be copied


def pytest_sessionfinish(session: pytest.Session) -> None:
    if databases := session.config.stash.get(TO_COPY, None):
        with session.config.stash[blocking_manager_key].unblock():
            teardown_databases(databases, verbosity=0)


def make_cities() -> None:
    """Make the cities that are not there yet; nothing of that waits for a worker."""
    from django_tasks_db.models import DBTaskResult

    from sites.cities import create_city
    from tests.world import CITIES

    for plan in CITIES:
        create_city(plan)
    DBTaskResult.objects.all().delete()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        make_cities()


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
