"""Slugs that Django or the product would read as something else are refused when a page is saved."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language_from_path
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from home.models import ContentPage
from sites.frame.mixins import RESERVED_SLUGS, check_slug
from tests.make import home_of, locale, make_content, make_forum
from tests.sites.said import said

LANGUAGE_PREFIXES = {
    "ar-raqs": "ar",
    "en-gruppe": "en",
    "ar": "ar",
    "de": "de",
    "kmr-koma": "kmr",
    "de-x-leicht": "de",
    "AR-raqs": "ar",
    "En": "en",
}
FINE = ["arabisch", "tanz-ar", "english", "den-haag", "ar_raqs", "x-ar", "administration", "medien"]
LIKE_A_LANGUAGE = (
    "An address must not begin with the language code “%(code)s”: it would be read as that language."
)
OWN_ADDRESS = "This address is used by the system itself."


def error_of(slug):
    with pytest.raises(ValidationError) as caught:
        check_slug(slug)
    return caught.value.messages


@pytest.mark.parametrize(("slug", "code"), LANGUAGE_PREFIXES.items())
def test_a_slug_that_begins_like_a_language_is_refused(slug, code):
    assert error_of(slug) == [said(LIKE_A_LANGUAGE, code=code)]


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_a_slug_that_the_product_uses_itself_is_refused(slug):
    assert error_of(slug) == [said(OWN_ADDRESS)]


@pytest.mark.parametrize("slug", FINE)
def test_other_slugs_are_fine(slug):
    check_slug(slug)


LETTERS = st.text("abcdefghijklmnopqrstuvwxyzABC0123456789-_", min_size=1, max_size=12)
CODES = st.sampled_from(
    ["de", "en", "tr", "ar", "uk", "ru", "fr", "pl", "fa", "ckb", "kmr", "pt", "zh", "AR"]
)


@given(st.one_of(LETTERS, CODES, st.builds("{}-{}".format, CODES, LETTERS)))
def test_every_slug_that_django_reads_as_a_language_is_refused(slug):
    if get_language_from_path(f"/{slug}/"):
        assert error_of(slug)


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("slug", ["ar-raqs", "en-gruppe", "ar", "admin"])
def test_a_page_with_a_refused_slug_is_not_saved_not_even_as_a_draft(dortmund, slug, live):
    page = ContentPage(title="Tanz", slug=slug, locale=locale("de"), live=live)

    with pytest.raises(ValidationError) as caught:
        home_of(dortmund).add_child(instance=page)

    assert list(caught.value.message_dict) == ["slug"]
    assert not Page.objects.filter(slug=slug).exists()


def test_a_page_cannot_be_renamed_to_a_refused_slug(dortmund):
    page = make_content(home_of(dortmund), slug="tanz", title="Tanz")

    page.slug = "ar-raqs"
    with pytest.raises(ValidationError, match=re.escape(said(LIKE_A_LANGUAGE, code="ar"))):
        page.save_revision()


def test_pages_deep_in_the_tree_are_held_to_the_same_rule_because_they_can_be_moved(dortmund):
    with pytest.raises(ValidationError, match=re.escape(said(LIKE_A_LANGUAGE, code="ar"))):
        make_forum(dortmund, slug="ar-raqs", title="Tanz")


def test_the_slug_of_a_home_page_is_part_of_no_address_and_so_free(dortmund):
    home = home_of(dortmund, "en")
    home.slug = "en-dortmund"

    home.full_clean()


def send(at, user, address, **changes):
    """Fill in the form at `address` as a browser would, and send it."""
    admin = at("admin", user)
    data = querydict_from_html(admin.get(address).text, form_id="page-edit-form")
    data.update({"body-count": "0", **changes})  # the fields of a stream are made by a script
    return admin.post(address, dict(data.lists()))


@pytest.mark.parametrize(
    ("slug", "message", "params"),
    [
        ("ar-raqs", LIKE_A_LANGUAGE, {"code": "ar"}),
        ("en-gruppe", LIKE_A_LANGUAGE, {"code": "en"}),
        ("ar", LIKE_A_LANGUAGE, {"code": "ar"}),
        ("admin", OWN_ADDRESS, {}),
    ],
)
def test_the_form_of_a_new_page_refuses_the_slug_in_german_at_its_field(
    at, dortmund, dortmund_editor, slug, message, params
):
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", home_of(dortmund).pk])

    answer = send(at, dortmund_editor, address, title="Tanz", slug=slug)

    assert answer.status_code == 200
    assert answer.context["form"].errors["slug"] == [said(message, **params)]
    assert said(message, **params) in answer.text
    assert not Page.objects.filter(slug=slug).exists()


def test_the_form_of_a_page_that_exists_refuses_the_slug_too(at, dortmund, dortmund_editor):
    page = make_content(home_of(dortmund), slug="tanz", title="Tanz")

    answer = send(at, dortmund_editor, reverse("wagtailadmin_pages:edit", args=[page.pk]), slug="ar-raqs")

    assert list(answer.context["form"].errors) == ["slug"]
    assert Page.objects.get(pk=page.pk).slug == "tanz"


def test_the_form_takes_an_ordinary_slug(at, dortmund, dortmund_editor):
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", home_of(dortmund).pk])

    send(at, dortmund_editor, address, title="Tanz", slug="tanz-ar")

    assert Page.objects.get(slug="tanz-ar").title == "Tanz"


@pytest.mark.parametrize("slug", ["ar-raqs", "admin"])
def test_a_page_cannot_be_copied_to_a_refused_slug(at, dortmund, dortmund_editor, slug):
    page = make_content(home_of(dortmund), slug="tanz", title="Tanz")
    copy = {
        "new_title": "Tanz",
        "new_slug": slug,
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }

    answer = at("admin", dortmund_editor).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy)

    assert list(answer.context["form"].errors) == ["new_slug"]
    assert not Page.objects.filter(slug=slug).exists()


def test_a_page_can_be_copied_to_an_ordinary_slug(at, dortmund, dortmund_editor):
    page = make_content(home_of(dortmund), slug="tanz", title="Tanz")
    copy = {"new_title": "Tanz", "new_slug": "tanz-zwei", "new_parent_page": page.get_parent().pk}

    at("admin", dortmund_editor).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy)

    assert Page.objects.filter(slug="tanz-zwei").exists()
