"""What search engines are told: sitemap, robots, canonical address, languages."""

import re
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from tests.make import home_of, make_content, make_forum, make_translation, publish

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
DORTMUND = "http://dortmund.localhost:8000"


def sitemap(at, city):
    """Address → {language: address} of every page in the sitemap."""
    answer = at(city).get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(answer.content)
    return {
        url.find(f"{SITEMAP}loc").text: {
            link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")
        }
        for url in root.findall(f"{SITEMAP}url")
    }


def test_the_sitemap_lists_the_published_pages_with_full_addresses(at, dortmund):
    forum = make_forum(dortmund, slug="raeume")
    make_forum(dortmund, slug="entwurf", live=False)

    addresses = set(sitemap(at, dortmund))

    assert {f"{DORTMUND}/", f"{DORTMUND}/foren/", forum.full_url} <= addresses
    assert f"{DORTMUND}/foren/entwurf/" not in addresses


def test_the_sitemap_holds_no_page_of_another_city(at, dortmund, potsdam):
    make_content(home_of(potsdam), slug="fremd")

    assert all(address.startswith(f"{DORTMUND}/") for address in sitemap(at, dortmund))


def test_the_sitemap_names_every_language_of_a_page_and_german_as_the_default(at, dortmund):
    english = publish(home_of(dortmund, "en"))
    page = make_content(home_of(dortmund), slug="haus")
    make_translation(page, english, slug="house")

    entries = sitemap(at, dortmund)

    versions = {
        "de": f"{DORTMUND}/haus/",
        "x-default": f"{DORTMUND}/haus/",
        "en": f"{DORTMUND}/en/house/",
    }
    assert entries[f"{DORTMUND}/haus/"] == versions
    assert entries[f"{DORTMUND}/en/house/"] == versions


def test_a_page_in_one_language_has_no_alternates(at, dortmund):
    make_content(home_of(dortmund), slug="haus")

    assert sitemap(at, dortmund)[f"{DORTMUND}/haus/"] == {}


def test_a_page_with_a_password_is_not_in_the_sitemap(at, dortmund):
    page = make_content(home_of(dortmund), slug="intern")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")
    make_content(page, slug="darunter")

    assert not [address for address in sitemap(at, dortmund) if "/intern/" in address]


def test_a_language_that_the_city_gave_up_is_told_to_nobody(at, dortmund):
    publish(home_of(dortmund, "ar"))
    dortmund.languages = ["de", "en"]
    dortmund.save()

    entries = sitemap(at, dortmund)

    assert f"{DORTMUND}/ar/" not in entries
    assert not [languages for languages in entries.values() if "ar" in languages]
    assert 'hreflang="ar"' not in at(dortmund).get("/").text


def test_every_address_of_the_sitemap_is_answered(at, dortmund):
    publish(home_of(dortmund, "en"))
    visitor = at(dortmund)

    statuses = {
        address: visitor.get(address.removeprefix(DORTMUND)).status_code for address in sitemap(at, dortmund)
    }

    assert set(statuses.values()) == {200}, statuses


def test_robots_may_read_everything_and_find_the_sitemap(at, dortmund):
    answer = at(dortmund).get("/robots.txt")

    assert answer["Content-Type"].startswith("text/plain")
    assert answer.text.splitlines() == ["User-agent: *", "Allow: /", "", f"Sitemap: {DORTMUND}/sitemap.xml"]


def canonical(answer):
    return re.findall(r'<link rel="canonical" href="([^"]*)">', answer.text)


@pytest.mark.parametrize("path", ["/foren/", "/veranstaltungen/?kind=talk", "/"])
def test_a_page_names_its_canonical_address(at, dortmund, path):
    assert canonical(at(dortmund).get(path)) == [f"{DORTMUND}{path.partition('?')[0]}"]


def test_a_page_names_its_other_languages_with_full_addresses(at, dortmund):
    english = publish(home_of(dortmund, "en"))
    page = make_content(home_of(dortmund), slug="haus")
    make_translation(page, english, slug="house")

    found = re.findall(
        r'<link rel="alternate" hreflang="(\w+)" href="([^"]*)">', at(dortmund).get("/haus/").text
    )

    assert sorted(found) == [("de", f"{DORTMUND}/haus/"), ("en", f"{DORTMUND}/en/house/")]


def test_a_page_in_one_language_names_no_other(at, dortmund):
    make_content(home_of(dortmund), slug="haus")

    assert 'rel="alternate"' not in at(dortmund).get("/haus/").text


def test_the_description_for_search_engines_is_the_summary(at, dortmund):
    make_content(home_of(dortmund), slug="haus", search_description="Ein Saal & ein „Schlüssel“")

    assert (
        '<meta name="description" content="Ein Saal &amp; ein „Schlüssel“">'
        in at(dortmund).get("/haus/").text
    )
