"""What webhooks are told of pages: what the public can see of them, before and after."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.make import home_of, make_content


def one(body):
    return body["event"], body["@id"].partition("localhost")[2].partition("/")[2]


@pytest.fixture
def page(dortmund):
    page = make_content(home_of(dortmund), title="Garten", slug="garten")
    page.refresh_from_db()  # what was published is another instance
    return page


def test_a_published_page_is_told_as_the_api_names_it(at, dortmund, page, listening, told):
    page.title = "Der Garten"
    page.save_revision().publish()

    [body] = told(listening)
    stored = at(dortmund).get("/++api++/garten").json()
    assert body["event"] == "published"
    assert {name: body[name] for name in ("@type", "UID", "language")} == {
        "@type": stored["@type"],
        "UID": stored["UID"],
        "language": "de",
    }
    assert body["@id"].endswith("/garten")


def test_a_draft_is_not_told(page, listening, told):
    page.title = "Geheimer Entwurf"
    page.save_revision()
    make_content(page.get_parent(), title="Nur ein Entwurf", live=False)

    assert told(listening) == []


def test_unpublishing_is_told(page, listening, told):
    page.unpublish()

    assert [one(body) for body in told(listening)] == [("unpublished", "garten")]


def test_a_new_page_is_told(dortmund, listening, told):
    make_content(home_of(dortmund), title="Neu", slug="neu")

    assert [one(body) for body in told(listening)][0] == ("published", "neu")


def test_a_deletion_is_told_of_each_page_below(page, listening, told):
    make_content(page, title="Beet", slug="beet")
    make_content(page, title="Entwurf", slug="entwurf", live=False)
    told_before = len(told(listening))

    page.delete()

    deleted = [one(body) for body in told(listening)[told_before:]]
    assert sorted(deleted) == [("deleted", "garten"), ("deleted", "garten/beet")]


def test_a_move_is_told_of_each_page_below_with_the_old_address(dortmund, page, listening, told):
    make_content(page, title="Beet", slug="beet")
    target = make_content(home_of(dortmund), title="Ort", slug="ort")
    told_before = len(told(listening))

    page.move(target, pos="last-child")

    moved = told(listening)[told_before:]
    assert sorted(one(body) for body in moved) == [("moved", "ort/garten"), ("moved", "ort/garten/beet")]
    assert sorted(body["moved_from"].rpartition("/")[2] for body in moved) == ["beet", "garten"]
    assert not any("/ort/" in body["moved_from"] for body in moved)


def test_a_new_slug_is_a_move(page, listening, told):
    make_content(page, title="Beet", slug="beet")
    told_before = len(told(listening))

    page.slug = "park"
    page.save_revision().publish()

    moved = [one(body) for body in told(listening)[told_before:]]
    assert sorted(moved) == [("moved", "park"), ("moved", "park/beet")]


def test_a_password_takes_a_page_and_those_below_from_the_public(page, listening, told):
    make_content(page, title="Beet", slug="beet")
    told_before = len(told(listening))

    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    hidden = [one(body) for body in told(listening)[told_before:]]
    page.save_revision().publish()
    told_before += len(hidden)
    restriction.delete()

    assert sorted(hidden) == [("unpublished", "garten"), ("unpublished", "garten/beet")]
    shown = [one(body) for body in told(listening)[told_before:]]
    assert sorted(shown) == [("published", "garten"), ("published", "garten/beet")]


def test_a_page_that_moves_below_a_password_is_public_no_more(dortmund, page, listening, told):
    target = make_content(home_of(dortmund), title="Intern", slug="intern")
    PageViewRestriction.objects.create(page=target, restriction_type="password", password="x")
    told_before = len(told(listening))

    page.move(target, pos="last-child")

    assert [one(body) for body in told(listening)[told_before:]] == [("unpublished", "garten")]


def test_a_private_page_that_is_deleted_is_not_told(page, listening, told):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    told_before = len(told(listening))

    page.delete()

    assert told(listening)[told_before:] == []


def test_another_citys_page_is_not_told(potsdam, listening, told):
    make_content(home_of(potsdam), title="Potsdamer Seite")

    assert told(listening) == []


def test_a_translation_is_told_in_its_language(dortmund, listening, told):
    make_content(home_of(dortmund, "en"), title="Garden", slug="garden")

    body = told(listening)[0]
    assert body["language"] == "en"
    assert body["@id"].endswith("/en/garden")
    assert body["UID"].endswith("-en")


def test_a_change_that_is_rolled_back_is_not_told(page, listening, told):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        page.unpublish()
        raise ZeroDivisionError

    assert told(listening) == []


def test_where_nobody_listens_a_save_costs_one_query_more(page):
    with CaptureQueriesContext(connection) as queries:
        page.save()

    assert sum("webhook" in query["sql"] for query in queries) == 1
