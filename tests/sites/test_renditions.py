"""Renditions are made of pictures that anybody may see, and are gone in the change that ends this."""

from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import CollectionViewRestriction

from sites.access.groups import media_collection
from sites.frame.pictures import SPECS
from sites.models import Rendition
from sites.renditions import public_renditions, withdraw, withheld_images
from tests.make import home_of, make_content, make_image
from tests.sites.access.test_policies import one_of

SIZES = len(SPECS)


@pytest.fixture
def inner(dortmund):
    return media_collection(dortmund).add_child(name="intern").add_child(name="darunter")


@pytest.fixture
def image(dortmund, inner):
    image = make_image(dortmund, title="Vorstand", credit="Foto Kanari")
    image.collection = inner
    image.save()
    return image


@pytest.fixture
def page(dortmund, image):
    picture = {"image": {"image": image.pk, "alt_text": "Der Vorstand"}, "caption": "Alle sieben"}
    return make_content(home_of(dortmund), slug="haus", body=[("picture", picture)])


def restrict(collection):
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="sesam"
    )


def addresses(image):
    return [rendition.url for rendition in Rendition.objects.filter(image=image)]


def test_a_page_shows_a_picture_that_anybody_may_see(at, dortmund, page, image):
    html = at(dortmund).get("/haus/").text

    assert len(addresses(image)) == SIZES
    assert all(url in html for url in addresses(image))


def test_nobody_can_guess_the_address_of_a_rendition(image):
    name = image.get_rendition("width-480").file.name
    image.renditions.all().delete()

    assert image.get_rendition("width-480").file.name != name
    assert len(name) > len("images/bild-12.width-480.png") + 12


@pytest.mark.parametrize("level", ["inner", "outer", "city"])
def test_renditions_go_when_a_collection_above_the_picture_is_restricted(
    at, dortmund, page, image, inner, level, django_capture_on_commit_callbacks
):
    at(dortmund).get("/haus/")
    was = addresses(image)
    files = [Path(rendition.file.path) for rendition in image.renditions.all()]
    place = {"inner": inner, "outer": inner.get_parent(), "city": media_collection(dortmund)}[level]

    with django_capture_on_commit_callbacks(execute=True):
        restrict(place)
        assert not addresses(image)  # in the change itself

    assert {at(dortmund).get(url).status_code for url in was} == {404}
    assert not [file for file in files if file.exists()]
    assert Path(image.file.path).exists()


def test_a_page_shows_no_picture_of_a_restricted_collection_and_makes_no_rendition(
    at, dortmund, page, image, inner
):
    restrict(inner.get_parent())

    html = at(dortmund).get("/haus/").text

    assert "Vorstand" not in html
    assert "Kanari" not in html
    assert "<figure" not in html
    assert not addresses(image)


def test_the_picture_is_back_under_other_addresses_when_the_restriction_ends(
    at, dortmund, page, image, inner
):
    at(dortmund).get("/haus/")
    was = addresses(image)
    restriction = restrict(inner)

    restriction.delete()
    html = at(dortmund).get("/haus/").text

    assert len(addresses(image)) == SIZES
    assert all(url in html for url in addresses(image))
    assert not set(addresses(image)) & set(was)


def test_a_logo_of_a_restricted_collection_is_not_shown(at, dortmund, image, inner):
    dortmund.logo = image
    dortmund.save()
    assert 'class="foot__logo"' in at(dortmund).get("/").text

    restrict(inner)

    assert 'class="foot__logo"' not in at(dortmund).get("/").text
    assert not addresses(image)


def test_the_pictures_of_other_collections_keep_their_renditions(at, dortmund, potsdam, page, image, inner):
    others = [make_image(dortmund), make_image(potsdam)]
    for other in others:
        other.get_rendition("width-480")

    restrict(inner)

    assert all(addresses(other) for other in others)
    assert not withheld_images().filter(pk__in=[other.pk for other in others])


# Ways into a restricted collection


@pytest.fixture
def closed(dortmund):
    collection = media_collection(dortmund).add_child(name="geschlossen")
    restrict(collection)
    return collection


def test_renditions_go_when_the_picture_moves_into_a_restricted_collection(image, closed):
    image.get_rendition("width-480")

    image.collection = closed
    image.save()

    assert not addresses(image)


def test_renditions_go_when_several_pictures_are_moved_at_once(at, dortmund, image, closed):
    image.get_rendition("width-480")
    path = reverse("wagtail_bulk_action", args=["insist_sites", "image", "add_to_collection"])

    at("admin", one_of("dortmund-editor")).post(f"{path}?id={image.pk}", {"collection": closed.pk})

    image.refresh_from_db()
    assert image.collection == closed
    assert not addresses(image)


def test_renditions_go_when_the_collection_is_moved_below_a_restricted_one(
    at, instance_admin, image, inner, closed, django_capture_on_commit_callbacks
):
    image.get_rendition("width-480")
    path = reverse("wagtailadmin_collections:edit", args=[inner.pk])

    with django_capture_on_commit_callbacks(execute=True):
        at("admin", instance_admin).post(path, {"name": inner.name, "parent": closed.pk})

    assert withheld_images().filter(pk=image.pk).exists()
    assert not addresses(image)


def test_the_files_go_with_a_picture_that_is_deleted(at, dortmund, image, django_capture_on_commit_callbacks):
    url = image.get_rendition("width-480").url

    with django_capture_on_commit_callbacks(execute=True):
        image.delete()

    assert at(dortmund).get(url).status_code == 404


def test_a_change_that_is_taken_back_leaves_the_files(at, dortmund, image, inner):
    url = image.get_rendition("width-480").url

    with transaction.atomic():
        restrict(inner)
        transaction.set_rollback(True)

    assert addresses(image) == [url]
    assert at(dortmund).get(url).status_code == 200


def test_what_a_page_made_during_the_change_goes_after_it(image, inner, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        restrict(inner)
        image.get_rendition(SPECS[0])  # as a page does that asked before the restriction was there

    assert not addresses(image)
    assert public_renditions(image, *SPECS) == []


def test_withdrawing_nothing_asks_for_nothing(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        withdraw([])
