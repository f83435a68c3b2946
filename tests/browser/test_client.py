"""The API read by Plone's own client, unmodified: what it returns has the shape of the real answers of Plone."""

import json
import os
import shutil
import subprocess

import pytest

from tests.browser.addresses import FORUM
from tests.browser.conftest import unavailable
from tests.browser.product import PROJECT
from tests.sites.delivery.test_shapes import ANSWERS, differences

pytestmark = pytest.mark.full

PACKAGE = "@plone/client"
SCRIPT = PROJECT / "tests" / "sites" / "delivery" / "client" / "read.mjs"
NAMES = sorted(path.stem for path in ANSWERS.glob("*.json"))
SECONDS = 120


@pytest.fixture(scope="session")
def client_script():
    """The command that reads with the client."""
    node = shutil.which("node") or unavailable("Node.js", "install the package nodejs")
    if not (PROJECT / "node_modules" / PACKAGE).exists():
        unavailable(PACKAGE, "run `npm ci`")
    return [node, str(SCRIPT)]


@pytest.fixture(scope="module")
def read(client_script, demo):
    """What the client read from Dortmund: name → answer."""
    ran = subprocess.run(
        [*client_script, demo.city_url(FORUM.city, "/").removesuffix("/"), FORUM.path.removesuffix("/")],
        env={name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.mark.parametrize("name", NAMES)
def test_the_client_reads_what_it_would_read_from_plone(read, name):
    theirs = json.loads((ANSWERS / f"{name}.json").read_text())

    assert "error" not in read[name], read[name]
    assert differences(theirs, read[name]) == []


def test_the_client_reads_the_page_that_it_asked_for(read):
    assert read["content"]["@id"].endswith(FORUM.path.removesuffix("/"))
    assert read["content_expanded"]["@components"]["breadcrumbs"]["items"]


def test_a_stored_query_finds_the_same_in_the_address_and_in_the_body(read):
    whole, part = read["querystring_search_in_address"], read["querystring_search"]

    assert whole["items_total"] == part["items_total"] > 2
    assert whole["items"][:2] == part["items"]


def test_the_client_finds_pages_by_their_words(read):
    assert read["search"]["items_total"] > 0
