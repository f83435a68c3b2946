"""A version as data: the shape of a published page, at an address of its own."""

import jsonschema_rs
import pytest

from home.choices import Listing
from sites.delivery.docs import description
from sites.previews.tokens import token_of
from tests.directory.make import make_association
from tests.make import home_of, host_of, list_of, make_event, make_forum, make_translation
from tests.sites.previews.make import data_path_of, share


@pytest.fixture
def forum(dortmund):
    forum = make_forum(dortmund, title="Forum Garten", slug="garten", live=False)
    make_event(forum, title="Saatgut tauschen")
    forum.save_revision()
    return forum


def test_a_draft_has_the_shape_of_a_published_page(at, dortmund, forum):
    link = share(forum)
    client = at(dortmund)

    told = client.get(data_path_of(link)).json()

    forum.save_revision().publish()
    public = client.get("/++api++/foren/garten").json()
    assert set(told) - set(public) == {"preview"}
    assert set(public) <= set(told)
    assert told["@type"] == public["@type"] == "Forum"
    assert told["UID"] == public["UID"]
    assert told["review_state"] == "private"
    assert told["preview"] == {"valid_until": link.valid_until.isoformat(), "published": None}


@pytest.mark.parametrize("expand", ["", "?expand=breadcrumbs,navigation,translations,workflow"])
def test_a_preview_is_what_the_description_says(at, dortmund, forum, expand):
    entry = make_association(dortmund, live=False)
    shapes = description()["components"]["schemas"]
    whole = jsonschema_rs.validator_for(
        {"$ref": "#/components/schemas/Preview", "components": {"schemas": shapes}}
    )

    told = [at(dortmund).get(data_path_of(share(thing)) + expand).json() for thing in (forum, entry)]

    assert [error.message for one in told for error in whole.iter_errors(one)] == []


def test_what_is_around_a_draft_is_public(at, dortmund, forum):
    told = at(dortmund).get(data_path_of(share(forum))).json()

    assert told["parent"]["@id"] == f"http://{host_of(dortmund)}/foren"
    assert [item["title"] for item in told["items"]] == ["Saatgut tauschen"]


def test_the_components_come_with_a_draft_or_one_by_one(at, dortmund, forum):
    link, client = share(forum), at(dortmund)
    own = f"http://{host_of(dortmund)}/@preview/{token_of(link)}"

    together = client.get(f"{data_path_of(link)}?expand=breadcrumbs,navigation,translations").json()
    alone = client.get(f"{data_path_of(link)}/@breadcrumbs").json()

    assert together["@id"] == own
    assert together["@components"]["breadcrumbs"] == alone
    assert alone["@id"] == f"{own}/@breadcrumbs"
    assert alone["items"] == [
        {"@id": f"http://{host_of(dortmund)}/foren", "title": "Foren"},
        {"@id": own, "title": "Forum Garten"},
    ]
    assert together["@components"]["workflow"] == {"@id": f"{own}/@workflow"}


@pytest.mark.parametrize(
    "name",
    ["actions", "aliases", "contextnavigation", "navigation", "navroot", "translations", "types", "workflow"],
)
def test_every_component_of_a_draft_is_answered(at, dortmund, forum, name):
    answer = at(dortmund).get(f"{data_path_of(share(forum))}/@{name}")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store, private"


def test_the_public_translations_of_a_draft_are_named(at, dortmund, forum):
    home_of(dortmund, "en").save_revision().publish()
    forums = list_of(dortmund, Listing.FORUMS, "en")
    forums.save_revision().publish()
    make_translation(forum, forums, title="Garden forum", slug="garden")

    told = at(dortmund).get(f"{data_path_of(share(forum))}/@translations").json()

    assert told["items"] == [{"@id": f"http://{host_of(dortmund)}/en/{forums.slug}/garden", "language": "en"}]


@pytest.mark.parametrize("tail", ["?utm_source=x", "?expand=alles", "?b_size=1000", "?fallback=de"])
def test_a_parameter_that_is_wrong_is_named(at, dortmund, forum, tail):
    answer = at(dortmund).get(f"{data_path_of(share(forum))}{tail}")

    assert answer.status_code == 400
    assert answer.json()["parameter"]
    assert answer["Cache-Control"] == "no-store, private"


def test_a_preview_has_the_components_of_a_page_and_no_searches(at, dortmund, forum):
    answer = at(dortmund).get(f"{data_path_of(share(forum))}/@search")

    assert answer.status_code == 404


def test_a_link_that_has_ended_is_told_as_gone(at, dortmund, forum):
    link = share(forum)
    path = data_path_of(link)
    link.delete()

    answer = at(dortmund).get(path)

    assert answer.status_code == 410
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.json()["type"], answer.json()["status"]) == ("Gone", 410)


def test_front_ends_of_other_origins_may_read_a_preview(at, dortmund, forum):
    path = data_path_of(share(forum))

    read, asked = at(dortmund).get(path), at(dortmund).options(path)

    assert read["Access-Control-Allow-Origin"] == asked["Access-Control-Allow-Origin"] == "*"
    assert (asked.status_code, asked["Allow"]) == (204, "GET, HEAD, OPTIONS")
