"""A path in a language is served from that language's own tree, never from another one."""

import re

import pytest
from wagtail.models import Page, PageViewRestriction

from home.choices import Listing
from tests.make import (
    home_of,
    list_of,
    make_content,
    make_forum,
    make_translation,
    publish,
)
from tests.sites.said import said

NOT_TRANSLATED = "This page is not yet translated."
NOT_TRANSLATED_DE = said(NOT_TRANSLATED)
NOT_TRANSLATED_AR = said(NOT_TRANSLATED, "ar")
NOT_FOUND_DE = said("This page does not exist.")


def html_tag(answer):
    return re.search(r"<html[^>]*>", answer.text)[0]


def restrict(page):
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
    )


@pytest.fixture
def arabic_home(dortmund):
    return publish(home_of(dortmund, "ar"))


def test_german_has_no_prefix(at, dortmund):
    assert at(dortmund).get("/foren/").status_code == 200
    assert at(dortmund).get("/de/foren/").status_code == 404


def test_the_browser_s_languages_do_not_change_what_an_address_shows(at, dortmund):
    answer = at(dortmund).get("/foren/", headers={"accept-language": "ar,en;q=0.5"})

    assert html_tag(answer) == '<html lang="de" dir="ltr">'


def test_a_path_is_served_from_the_tree_of_its_language(at, dortmund):
    publish(home_of(dortmund, "en"))
    make_content(home_of(dortmund), slug="about", title="Über uns")
    make_content(home_of(dortmund, "en"), slug="about", title="About us")

    assert "<h1>Über uns</h1>" in at(dortmund).get("/about/").text
    assert "<h1>About us</h1>" in at(dortmund).get("/en/about/").text


def test_the_language_and_its_direction_stand_at_the_document(at, dortmund, arabic_home):
    assert html_tag(at(dortmund).get("/")) == '<html lang="de" dir="ltr">'
    assert html_tag(at(dortmund).get("/ar/")) == '<html lang="ar" dir="rtl">'


def test_a_page_of_the_german_tree_is_not_served_in_arabic(at, dortmund):
    answer = at(dortmund).get("/ar/projekte/")

    assert answer.status_code == 404
    assert NOT_TRANSLATED_AR in answer.text
    assert html_tag(answer) == '<html lang="ar" dir="rtl">'
    assert "Laufende und abgeschlossene" not in answer.text


def test_the_page_not_yet_translated_leads_to_german(at, dortmund):
    answer = at(dortmund).get("/ar/projekte/")

    link = '<a class="more" href="/projekte/" lang="de" dir="ltr" hreflang="de">Deutsch</a>'
    assert link in answer.text


def test_the_page_not_yet_translated_is_kept_from_search_engines(at, dortmund):
    answer = at(dortmund).get("/ar/projekte/")

    assert '<meta name="robots" content="noindex">' in answer.text
    assert 'rel="canonical"' not in answer.text
    assert 'rel="alternate"' not in answer.text


def test_a_home_page_that_waits_as_a_draft_is_not_yet_translated(at, dortmund):
    answer = at(dortmund).get("/ar/")

    assert answer.status_code == 404
    assert NOT_TRANSLATED_AR in answer.text


def test_a_page_that_exists_in_english_only_is_not_yet_translated_into_german(at, dortmund):
    make_content(home_of(dortmund, "en"), slug="only-english", title="Only in English")

    answer = at(dortmund).get("/only-english/")

    assert answer.status_code == 404
    assert NOT_TRANSLATED_DE in answer.text
    assert 'href="/en/only-english/"' in answer.text


def test_an_address_of_no_page_in_any_language_is_plainly_not_found(at, dortmund):
    answer = at(dortmund).get("/ar/gibt-es-nicht/")

    assert answer.status_code == 404
    assert NOT_TRANSLATED_AR not in answer.text


def test_the_path_of_the_original_leads_to_its_translation_under_another_slug(at, dortmund, arabic_home):
    forum = make_forum(dortmund, slug="raeume", title="Räume")
    make_translation(forum, arabic_home, slug="amakin")

    answer = at(dortmund).get("/ar/foren/raeume/")

    assert (answer.status_code, answer["Location"]) == (302, "/ar/amakin/")


def test_the_path_of_a_translation_leads_back_to_the_original(at, dortmund, arabic_home):
    forum = make_forum(dortmund, slug="raeume", title="Räume")
    make_translation(forum, arabic_home, slug="amakin")

    assert at(dortmund).get("/amakin/")["Location"] == "/foren/raeume/"


def test_a_translation_that_is_a_draft_is_not_yet_there(at, dortmund, arabic_home):
    forum = make_forum(dortmund, slug="raeume", title="Räume")
    make_translation(forum, arabic_home, live=False, slug="amakin")

    answer = at(dortmund).get("/ar/foren/raeume/")

    assert answer.status_code == 404
    assert NOT_TRANSLATED_AR in answer.text
    assert "amakin" not in answer.text


def test_a_german_draft_is_not_told_in_another_language(at, dortmund):
    make_forum(dortmund, slug="geheim", title="Noch geheim", live=False)

    answer = at(dortmund).get("/ar/foren/geheim/")

    assert answer.status_code == 404
    assert NOT_TRANSLATED_AR not in answer.text
    assert "geheim" not in answer.text.lower()


def test_a_german_page_with_a_password_is_not_told_in_another_language(at, dortmund):
    restrict(make_forum(dortmund, slug="geheim", title="Noch geheim"))

    answer = at(dortmund).get("/ar/foren/geheim/")

    assert answer.status_code == 404
    assert NOT_TRANSLATED_AR not in answer.text
    assert "geheim" not in answer.text.lower()


def test_a_page_below_one_with_a_password_is_not_told_in_another_language(at, dortmund):
    restrict(list_of(dortmund, Listing.FORUMS))
    make_forum(dortmund, slug="raeume", title="Räume")

    assert NOT_TRANSLATED_AR not in at(dortmund).get("/ar/foren/raeume/").text


@pytest.mark.parametrize("path", ["/tr/", "/tr/foren/", "/uk/", "/de-x-leicht/", "/kmr/foren/"])
def test_a_language_that_the_city_does_not_have_is_not_found_and_says_so_in_german(at, dortmund, path):
    answer = at(dortmund).get(path)

    assert answer.status_code == 404
    assert NOT_FOUND_DE in answer.text
    assert html_tag(answer) == '<html lang="de" dir="ltr">'
    assert answer["Content-Language"] == "de"


def test_a_language_that_the_city_gave_up_is_not_found_although_its_pages_exist(at, dortmund, arabic_home):
    dortmund.languages = ["de", "en"]
    dortmund.save()

    assert NOT_FOUND_DE in at(dortmund).get("/ar/").text


def test_a_language_that_the_city_gave_up_hides_no_page_of_another(at, dortmund, arabic_home):
    make_content(arabic_home, slug="haus", title="بيت")
    make_content(home_of(dortmund, "en"), slug="haus", title="House")
    dortmund.languages = ["de", "en"]
    dortmund.save()

    assert 'href="/en/haus/"' in at(dortmund).get("/haus/").text


def test_a_city_does_not_serve_the_pages_of_a_language_that_only_another_city_has(at, halle, dortmund):
    publish(home_of(dortmund, "ar"))

    assert at(halle).get("/ar/").status_code == 404


def test_the_language_switch_leads_to_the_same_page(at, dortmund, arabic_home):
    forum = make_forum(dortmund, slug="raeume", title="Räume")
    make_translation(forum, arabic_home, slug="amakin")

    switch = language_switch(at(dortmund).get("/foren/raeume/"))

    assert '<a href="/ar/amakin/" lang="ar" dir="rtl" hreflang="ar">العربية</a>' in switch
    assert '<a href="/foren/raeume/" lang="de" dir="ltr" hreflang="de" aria-current="true">' in switch


def test_the_language_switch_says_as_text_what_is_not_translated(at, dortmund):
    make_forum(dortmund, slug="raeume", title="Räume")

    switch = language_switch(at(dortmund).get("/foren/raeume/"))

    assert re.findall(r'<a href="([^"]+)"', switch) == ["/foren/raeume/"]
    assert '<span lang="ar" dir="rtl">العربية</span> <small>noch nicht übersetzt</small>' in switch


def test_the_language_switch_offers_the_languages_of_the_city_only(at, halle):
    switch = language_switch(at(halle).get("/"))

    assert "English" in switch
    assert "العربية" not in switch


def test_the_switch_of_a_page_not_yet_translated_leads_to_the_languages_it_has(at, dortmund):
    publish(home_of(dortmund, "en"))

    switch = language_switch(at(dortmund).get("/ar/projekte/"))

    assert re.findall(r'<a href="([^"]+)"', switch) == ["/projekte/", "/en/projects/"]


def language_switch(answer):
    return re.search(r'<nav class="pop langs".*?</nav>', answer.text, re.DOTALL)[0]


def test_no_page_is_copied_into_another_language_by_publishing_it(dortmund):
    # Wagtail's aliases would publish German text under /ar/, and keep it public when the source is not.
    before = Page.objects.filter(locale__language_code="ar").count()

    make_forum(dortmund, title="Räume")

    assert Page.objects.filter(locale__language_code="ar").count() == before
