"""A hidden city, seen by a link; to everybody else it looks like an unknown host."""

import pytest
import time_machine
from django.test import RequestFactory

from sites.choices import CityState
from sites.hosts import HostMiddleware
from sites.previews.cities import COOKIE
from sites.previews.links import withdraw_city_links
from tests.home.admin import soup_of
from tests.make import home_of, host_of, make_content, make_image
from tests.sites.previews.make import data_path_of, path_of, share, share_city, someone


def hide(city):
    city.state = CityState.HIDDEN
    city.save()
    return city


@pytest.fixture
def hidden(dortmund):
    return hide(dortmund)


@pytest.fixture
def visitor(at, hidden):
    """A browser that has opened the link."""
    client = at(hidden)
    client.get(path_of(share_city(hidden)))
    return client


def looks_unknown(at, answer, path="/"):
    unknown = at("unbekannt.example.org").get(path)
    return (answer.status_code, answer.content, dict(answer.headers)) == (
        404,
        unknown.content,
        dict(unknown.headers),
    )


def test_the_link_leads_to_the_home_page_and_leaves_a_cookie_for_this_host_alone(at, hidden):
    with time_machine.travel("2026-11-25 12:00+01:00", tick=False):
        answer = at(hidden).get(path_of(share_city(hidden, days=7)))

    cookie = answer.cookies[COOKIE]
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Lax")
    assert cookie["httponly"]
    assert cookie["expires"] == "Wed, 02 Dec 2026 23:00:00 GMT"  # midnight in Germany


@pytest.mark.parametrize(
    "path",
    ["/", "/foren/", "/++api++/foren", "/++api++/@search", "/robots.txt", "/sitemap.xml", "/nirgends/"],
)
def test_whoever_has_opened_it_sees_the_city_and_nobody_keeps_it(visitor, path):
    answer = visitor.get(path)

    assert answer.status_code == (404 if path == "/nirgends/" else 200)
    assert answer["Cache-Control"] == "no-store, private"
    assert "noindex" in answer["X-Robots-Tag"]


def test_pictures_and_colours_of_the_city_come_too(visitor, hidden):
    rendition = make_image(hidden).get_rendition("width-400")

    answers = [visitor.get(rendition.url), visitor.get("/inks/FFB238-35A0AE.css")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert {answer["Cache-Control"] for answer in answers} == {"no-store, private"}


def test_the_page_says_that_the_site_is_not_open(visitor):
    with time_machine.travel("2026-11-25 12:00+01:00", tick=False):
        page = soup_of(visitor.get("/"))

    assert "noch nicht öffentlich" in page.select_one(".by-link").get_text()


@pytest.mark.parametrize("kind", ["teasers", "call_to_action", "text"])
def test_its_own_pages_are_linked_as_in_an_open_city(visitor, hidden, kind):
    target = make_content(home_of(hidden), title="Wohin es geht", slug="wohin")
    value = {
        "teasers": {"heading": "", "pages": [target.pk]},
        "call_to_action": {"text": "Los", "label": "Dorthin", "page": target.pk},
        "text": f'<p><a linktype="page" id="{target.pk}">dorthin</a></p>',
    }[kind]
    make_content(home_of(hidden), slug="start", body=[(kind, value)])

    shown = visitor.get("/start/")

    assert soup_of(shown).select('main a[href$="/wohin/"]')


def test_pages_of_another_hidden_city_are_not_told(visitor, hidden, potsdam):
    target = make_content(home_of(hide(potsdam)), title="Noch ein Geheimnis")
    make_content(home_of(hidden), slug="start", body=[("teasers", {"heading": "", "pages": [target.pk]})])

    assert "Noch ein Geheimnis" not in visitor.get("/start/").text


@pytest.mark.parametrize(
    "path", ["/", "/foren/", "/++api++/foren", "/robots.txt", "/_open/falsch/", "/admin/"]
)
def test_without_the_link_it_is_an_unknown_host(at, hidden, path):
    share_city(hidden)

    assert looks_unknown(at, at(hidden).get(path), path)


def test_the_admin_is_not_there_for_whoever_has_opened_it(at, visitor):
    assert looks_unknown(at, visitor.get("/admin/"), "/admin/")


@pytest.mark.parametrize("value", ["", "x", "c.1.1.0.20990101.falsch", "\x00"])
def test_a_cookie_that_nobody_signed_opens_nothing(at, hidden, value):
    client = at(hidden)
    client.cookies[COOKIE] = value

    assert looks_unknown(at, client.get("/"))


def test_a_link_to_one_city_does_not_open_another(at, hidden, potsdam):
    hide(potsdam)
    link, client = share_city(hidden), at(potsdam)

    assert looks_unknown(at, client.get(path_of(link)), path_of(link))
    client.cookies[COOKIE] = path_of(link).split("/")[2]
    assert looks_unknown(at, client.get("/"))


def test_a_link_to_a_page_opens_no_city(at, hidden):
    page = make_content(home_of(hidden), live=False)
    token = path_of(share(page)).split("/")[2]
    client = at(hidden)

    assert client.get(f"/_open/{token}/").status_code == 404
    client.cookies[COOKIE] = token
    assert looks_unknown(at, client.get("/"))


def test_a_link_to_a_page_needs_the_city_to_be_opened_as_well(at, hidden, visitor):
    page = make_content(home_of(hidden), title="Noch geheim", live=False)
    link = share(page)

    for path in (path_of(link), data_path_of(link)):
        assert looks_unknown(at, at(hidden).get(path), path)
        assert "Noch geheim" in visitor.get(path).text


def test_withdrawing_closes_the_city_at_once(at, visitor, hidden):
    link = share_city(hidden)
    before = visitor.get("/").status_code

    withdraw_city_links(hidden, someone())

    assert before == 200
    assert looks_unknown(at, visitor.get("/"))
    assert looks_unknown(at, at(hidden).get(path_of(link)), path_of(link))


def test_the_city_closes_after_the_last_day(at, hidden):
    client = at(hidden)
    with time_machine.travel("2026-11-25 12:00+01:00", tick=False):
        path = path_of(share_city(hidden, days=1))
        client.get(path)
        value = client.cookies[COOKIE].value

    with time_machine.travel("2026-11-26 23:59+01:00", tick=False):
        assert client.get("/").status_code == 200
    with time_machine.travel("2026-11-27 00:00+01:00", tick=False):
        client.cookies[COOKIE] = value  # a browser that keeps cookies for too long
        assert looks_unknown(at, client.get("/"))
        assert looks_unknown(at, client.get(path), path)


def test_a_link_to_a_city_that_is_open_by_now_leads_to_it(at, dortmund, potsdam):
    path = path_of(share_city(dortmund))

    answer = at(dortmund).get(path)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert not answer.cookies
    assert at(potsdam).get(path).status_code == 404


def test_a_request_to_an_opened_city_is_marked_for_whoever_stores_answers(visitor, hidden):
    seen = []

    def note(request):
        from django.http import HttpResponse

        seen.append(getattr(request, "is_opened_by_link", False))
        return HttpResponse()

    request = RequestFactory().get("/", HTTP_HOST=host_of(hidden))
    request.COOKIES[COOKIE] = visitor.cookies[COOKIE].value
    HostMiddleware(note)(request)

    assert seen == [True]
