"""An address that was given away once keeps leading to its page, whatever editors do with it."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.choices import Listing
from tests.make import home_of, list_of, make_content, make_event, make_forum, make_translation, publish


@pytest.fixture
def carry_out(django_capture_on_commit_callbacks):
    """Run what is done after a commit, which the transaction of a test never sees."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def rename(page, slug, carry_out):
    with carry_out():
        page.slug = slug
        page.save_revision().publish()


def leads_to(at, city, path):
    answer = at(city).get(path)
    assert answer.status_code == 301, (path, answer.status_code)
    return answer["Location"].removeprefix(city.site.root_url)


def test_a_renamed_page_is_found_under_its_old_address(at, dortmund, carry_out):
    page = make_content(home_of(dortmund), slug="alt")

    rename(page, "neu", carry_out)

    assert leads_to(at, dortmund, "/alt/") == "/neu/"
    assert at(dortmund).get("/neu/").status_code == 200


def test_pages_below_a_renamed_page_are_found_too(at, dortmund, carry_out):
    forum = make_forum(dortmund, slug="alt")
    make_event(forum, slug="erstes-treffen")

    rename(forum, "neu", carry_out)

    assert leads_to(at, dortmund, "/foren/alt/erstes-treffen/") == "/foren/neu/erstes-treffen/"


def test_a_moved_page_is_found_under_its_old_address(at, dortmund, carry_out):
    page = make_content(home_of(dortmund), slug="haus")
    below = make_content(home_of(dortmund), slug="orte")

    with carry_out():
        page.move(below, pos="last-child")

    assert leads_to(at, dortmund, "/haus/") == "/orte/haus/"


def test_a_page_renamed_twice_is_found_under_both_old_addresses(at, dortmund, carry_out):
    page = make_content(home_of(dortmund), slug="erst")

    rename(page, "dann", carry_out)
    rename(page, "jetzt", carry_out)

    assert leads_to(at, dortmund, "/erst/") == "/jetzt/"
    assert leads_to(at, dortmund, "/dann/") == "/jetzt/"


def test_a_new_page_takes_an_address_that_became_free(at, dortmund, carry_out):
    page = make_content(home_of(dortmund), slug="haus", title="Altes Haus")
    rename(page, "altes-haus", carry_out)

    make_content(home_of(dortmund), slug="haus", title="Neues Haus")

    assert "<h1>Neues Haus</h1>" in at(dortmund).get("/haus/").text


def test_an_old_address_keeps_what_was_asked_of_it(at, dortmund, carry_out):
    page = make_content(home_of(dortmund), slug="alt")
    rename(page, "neu", carry_out)

    assert leads_to(at, dortmund, "/alt/?utm_source=brief") == "/neu/"


def test_a_renamed_page_of_another_language_is_found_in_that_language(at, dortmund, carry_out):
    english = publish(home_of(dortmund, "en"))
    page = make_content(english, slug="old")

    rename(page, "new", carry_out)

    assert leads_to(at, dortmund, "/en/old/") == "/en/new/"
    assert at(dortmund).get("/old/").status_code == 404


def test_renaming_the_german_page_leaves_its_translation_where_it_is(at, dortmund, carry_out):
    english = publish(home_of(dortmund, "en"))
    page = make_content(home_of(dortmund), slug="haus")
    make_translation(page, english, slug="house")

    rename(page, "heim", carry_out)

    assert at(dortmund).get("/en/house/").status_code == 200
    assert leads_to(at, dortmund, "/haus/") == "/heim/"


def test_an_old_address_of_one_city_leads_nowhere_in_another(at, dortmund, potsdam, carry_out):
    page = make_content(home_of(dortmund), slug="alt")

    rename(page, "neu", carry_out)

    assert at(potsdam).get("/alt/").status_code == 404


def test_a_page_that_was_renamed_before_it_was_published_leaves_no_trace(at, dortmund, carry_out):
    page = make_content(home_of(dortmund), slug="entwurf", live=False)

    with carry_out():
        page.slug = "anders"
        page.save_revision()

    assert not Redirect.objects.filter(old_path="/entwurf").exists()


def test_the_old_address_of_a_page_that_went_offline_is_not_found(at, dortmund, carry_out):
    page = make_content(home_of(dortmund), slug="alt")
    rename(page, "neu", carry_out)

    Page.objects.get(pk=page.pk).unpublish()

    answer = at(dortmund).get("/alt/", follow=True)
    assert answer.status_code == 404


def test_an_editor_renames_a_page_in_the_admin_and_the_old_address_leads_on(
    at, dortmund, dortmund_lead, carry_out
):
    page = make_content(list_of(dortmund, Listing.FORUMS).get_parent(), slug="alt", title="Haus")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    with carry_out():
        at("admin", dortmund_lead).post(
            address,
            {
                "title": "Haus",
                "slug": "neu",
                "body-count": "0",
                "comments-TOTAL_FORMS": "0",
                "comments-INITIAL_FORMS": "0",
                "action-publish": "1",
            },
        )

    assert leads_to(at, dortmund, "/alt/") == "/neu/"
