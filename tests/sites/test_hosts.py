import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from sites.choices import CityState
from sites.hosts import ForwardedMiddleware
from tests.make import home_of, host_of, make_content

PROXY = "10.0.0.7"


def test_each_city_answers_on_its_own_host(at, dortmund, potsdam):
    assert "INSIST Dortmund" in at(dortmund).get("/").text
    assert "INSIST Potsdam" in at(potsdam).get("/").text


def test_a_page_of_one_city_is_not_found_on_another_host(at, dortmund, potsdam):
    make_content(home_of(dortmund), slug="nur-hier", title="Nur in Dortmund")

    assert at(dortmund).get("/nur-hier/").status_code == 200
    assert at(potsdam).get("/nur-hier/").status_code == 404


@pytest.mark.parametrize(
    "host", ["unbekannt.example.org", "localhost", "", "dortmund.localhost.evil.example", "127.0.0.1"]
)
def test_an_unknown_host_is_answered_404_and_names_no_city(at, db, host):
    answer = at(host).get("/")

    assert answer.status_code == 404
    assert "Dortmund" not in answer.text


@pytest.mark.parametrize("host", ["dort_mund.localhost", "dortmund.localhost:8000:8000", "[::1]", "a b"])
def test_a_host_that_is_no_host_name_is_answered_404_too(at, db, host):
    assert at(host).get("/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/robots.txt", "/sitemap.xml", "/documents/1/a.pdf", "/en/", "/admin/", "/media/x"]
)
def test_an_unknown_host_answers_no_address_at_all(at, db, path):
    assert at("unbekannt.example.org").get(path).status_code == 404


def test_the_host_is_found_whatever_its_case_and_port(at, dortmund):
    assert at("DORTMUND.localhost:8000").get("/").status_code == 200
    assert at("dortmund.localhost").get("/").status_code == 200
    assert at("dortmund.localhost.").get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/admin"])
def test_the_admin_host_leads_from_its_root_to_the_admin(at, db, path):
    answer = at("admin").get(path)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("path", ["/foren/", "/en/", "/robots.txt", "/sitemap.xml", "/documents/1/x"])
def test_the_admin_host_serves_nothing_of_a_city(at, dortmund, path):
    answer = at("admin").get(path)

    assert answer.status_code == 404
    assert "Dortmund" not in answer.text


def test_the_admin_host_asks_for_a_sign_in(at, db):
    answer = at("admin").get("/admin/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/account/login/")


def test_the_admin_host_serves_the_admin_to_staff(at, dortmund_editor):
    assert at("admin", dortmund_editor).get("/admin/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/login/", "/admin/account/login/", "/admin/pages/", "/admin/password_reset/"]
)
def test_a_city_host_has_no_admin_even_for_staff(at, dortmund, instance_admin, path):
    answer = at(dortmund, instance_admin).get(path, follow=True)

    assert answer.status_code == 404
    assert not answer.redirect_chain


def test_a_hidden_city_looks_like_an_unknown_host(at, dortmund):
    dortmund.state = CityState.HIDDEN
    dortmund.save()

    hidden, unknown = at(dortmund).get("/"), at("unbekannt.example.org").get("/")

    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content
    assert dict(hidden.headers) == dict(unknown.headers)


@pytest.mark.parametrize("path", ["/foren/", "/robots.txt", "/sitemap.xml", "/en/", "/media/images/x"])
def test_a_hidden_city_answers_no_address_at_all(at, dortmund, path):
    dortmund.state = CityState.HIDDEN
    dortmund.save()

    assert at(dortmund).get(path).content == at("unbekannt.example.org").get(path).content


def host_seen_behind(settings, proxies, **meta):
    """The request that the rest of the product sees, after the forwarded headers were judged."""
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", HTTP_HOST="innen.example.org", **meta)
    ForwardedMiddleware(lambda request: HttpResponse())(request)
    return request


def test_forwarded_headers_of_a_trusted_proxy_count(settings):
    request = host_seen_behind(
        settings,
        ["10.0.0.0/8"],
        REMOTE_ADDR=PROXY,
        HTTP_X_FORWARDED_HOST="dortmund.example.org",
        HTTP_X_FORWARDED_PROTO="https",
        HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.9",
    )

    assert request.get_host() == "dortmund.example.org"
    assert request.scheme == "https"
    # The last address is the one that the proxy itself saw; those before it can be invented.
    assert request.META["REMOTE_ADDR"] == "203.0.113.9"


@pytest.mark.parametrize(
    ("proxies", "address"), [([], PROXY), (["192.0.2.0/24"], PROXY), (["10.0.0.0/8"], "")]
)
def test_forwarded_headers_of_anybody_else_are_dropped(settings, proxies, address):
    request = host_seen_behind(
        settings,
        proxies,
        REMOTE_ADDR=address,
        HTTP_X_FORWARDED_HOST="dortmund.example.org",
        HTTP_X_FORWARDED_PROTO="https",
        HTTP_X_FORWARDED_FOR="203.0.113.9",
    )

    assert request.get_host() == "innen.example.org"
    assert request.scheme == "http"
    assert request.META["REMOTE_ADDR"] == address
    assert not [name for name in request.META if name.startswith("HTTP_X_FORWARDED")]


def test_a_trusted_proxy_that_forwards_nothing_changes_nothing(settings):
    request = host_seen_behind(settings, ["10.0.0.0/8"], REMOTE_ADDR=PROXY)

    assert request.get_host() == "innen.example.org"
    assert request.META["REMOTE_ADDR"] == PROXY


def test_a_forwarded_host_decides_the_city_only_from_a_trusted_proxy(settings, at, dortmund, potsdam):
    forged = {"X-Forwarded-Host": host_of(potsdam)}

    settings.TRUSTED_PROXIES = []
    assert "INSIST Dortmund" in at(dortmund).get("/", headers=forged).text

    settings.TRUSTED_PROXIES = ["127.0.0.1/32"]
    assert "INSIST Potsdam" in at(dortmund).get("/", headers=forged).text
