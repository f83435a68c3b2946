"""Pages for what cannot be shown: not found, and an error of ours, each in the look of its city."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import path

import insist.urls
from sites.frame.errors import server_error
from tests.make import home_of, publish
from tests.sites.said import said

SORRY = said("Something went wrong on our side.")


class BrokenError(Exception):
    """What no view should raise."""


def broken(request: HttpRequest):
    raise BrokenError("innere Einzelheit")


BROKEN = [path("kaputt/", broken), path("en/broken/", broken), path("admin/kaputt/", broken)]
urlpatterns = [*BROKEN, *insist.urls.urlpatterns]
handler404 = insist.urls.handler404
handler500 = insist.urls.handler500


@pytest.fixture
def with_fault(settings):
    """The product's own addresses and one whose view fails."""
    settings.ROOT_URLCONF = __name__


def get_broken(at, place, path="/kaputt/"):
    client = at(place)
    client.raise_request_exception = False
    return client.get(path)


def test_a_missing_page_is_answered_in_the_frame_of_its_city(at, dortmund):
    answer = at(dortmund).get("/gibt-es-nicht/")

    assert answer.status_code == 404
    assert said("This page does not exist.") in answer.text
    assert "INSIST Dortmund" in answer.text
    assert f'href="{answer.context["frame"].stylesheet}"' in answer.text


def test_a_missing_page_leads_home_and_to_the_contact(at, dortmund):
    answer = at(dortmund).get("/gibt-es-nicht/")

    assert '<a class="btn" href="/">' in answer.text
    assert "dortmund@example.org" in answer.text


def test_a_missing_page_is_kept_from_search_engines(at, dortmund):
    assert '<meta name="robots" content="noindex">' in at(dortmund).get("/gibt-es-nicht/").text


def test_a_missing_page_of_a_language_is_answered_in_that_language(at, dortmund):
    publish(home_of(dortmund, "ar"))

    answer = at(dortmund).get("/ar/gibt-es-nicht/")

    assert said("This page does not exist.", "ar") in answer.text
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert '<a class="btn" href="/ar/">' in answer.text


@pytest.mark.parametrize(
    "path", ["/documents/999/x.pdf", "/media/images/x.webp", "/en/robots.txt", "/x.php", "/a b/"]
)
def test_other_addresses_that_lead_nowhere_are_answered_alike(at, dortmund, path):
    answer = at(dortmund).get(path)

    assert answer.status_code == 404
    assert "INSIST Dortmund" in answer.text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("path", ["/inks/FFB238-35A0AE.css", "/sitemap.xml", "/robots.txt"])
def test_what_is_only_to_be_read_refuses_other_methods(at, dortmund, method, path):
    assert getattr(at(dortmund), method)(path).status_code == 405


def test_an_error_of_ours_is_answered_with_an_apology_in_the_city_s_name(at, dortmund, with_fault):
    answer = get_broken(at, dortmund)

    assert answer.status_code == 500
    assert SORRY in answer.text
    assert "INSIST Dortmund" in answer.text
    assert "dortmund@example.org" in answer.text


def test_an_error_page_has_a_telephone_number_that_can_be_dialled(at, dortmund, with_fault):
    assert '<a href="tel:+492315550171" dir="ltr">0231 5550171</a>' in get_broken(at, dortmund).text


def test_an_error_tells_nothing_of_its_cause(at, dortmund, with_fault):
    text = get_broken(at, dortmund).text

    assert "innere Einzelheit" not in text
    assert "Traceback" not in text
    assert "BrokenError" not in text


def test_an_error_speaks_the_language_of_the_address(at, dortmund, with_fault):
    answer = get_broken(at, dortmund, "/en/broken/")

    assert '<html lang="en" dir="ltr">' in answer.text
    assert said("Something went wrong on our side.", "en") in answer.text


def test_an_error_in_the_admin_names_no_city(at, instance_admin, with_fault):
    browser = at("admin", instance_admin)
    browser.raise_request_exception = False

    answer = browser.get("/admin/kaputt/")

    assert answer.status_code == 500
    assert SORRY in answer.text
    assert "Dortmund" not in answer.text


def test_an_error_page_asks_the_database_for_nothing(dortmund, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.city = dortmund

    with django_assert_num_queries(0):
        assert server_error(request).status_code == 500


def test_an_error_before_the_city_is_known_is_answered_too(db):
    answer = server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert SORRY in answer.content.decode()
