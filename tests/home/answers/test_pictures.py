"""Pictures with their scales, from renditions that are there; never an original."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import CollectionViewRestriction

from sites.delivery.pictures import image_json
from sites.frame.pictures import prefetch_renditions
from sites.models import Image, Rendition
from tests.home.answers.conftest import absolute
from tests.home.answers.make import make_shown_image
from tests.make import make_image

LAST_YEAR = datetime.date(2020, 1, 1)


def told(image, alt=None):
    """What is told of a picture that is read anew from the database."""
    again = Image.objects.get(pk=image.pk)
    prefetch_renditions([again])
    return image_json(again, alt, absolute)


def test_a_picture_has_size_credit_and_scales_of_its_renditions(dortmund, address):
    image = make_shown_image(dortmund, credit="Foto: Ö", licence="CC BY 4.0")

    found = told(image, "Ein Saal")

    assert found == {
        "alt_text": "Ein Saal",
        "credit": "Foto: Ö",
        "licence": "CC BY 4.0",
        "content-type": "image/webp",
        "width": 1400,
        "height": 14,
        "download": address(image, 1400),
        "base_path": address(image, 1400).rpartition("/")[0],
        "scales": {
            "preview": {"download": address(image, 480), "width": 480, "height": 4},
            "large": {"download": address(image, 800), "width": 800, "height": 8},
            "huge": {"download": address(image, 1400), "width": 1400, "height": 14},
        },
    }


def test_a_picture_never_leads_to_its_original(dortmund):
    image = make_shown_image(dortmund)

    assert image.file.name not in str(told(image))
    assert "original" not in str(told(image))


def test_a_small_picture_is_as_large_as_it_is(dortmund):
    found = told(make_shown_image(dortmund, size=(600, 300)))

    assert (found["width"], found["height"]) == (600, 300)
    assert [scale["width"] for scale in found["scales"].values()] == [480, 600, 600]


@pytest.mark.parametrize(
    ("alt", "contextual", "said"),
    [("A", "B", "A"), (None, "B", "B"), (None, "", ""), (None, None, "Von vorn")],
)
def test_a_picture_is_described_as_on_pages(dortmund, alt, contextual, said):
    image = make_shown_image(dortmund, description="Von vorn")
    prefetch_renditions([image])
    image.contextual_alt_text = contextual

    assert image_json(image, alt, absolute)["alt_text"] == said


def test_a_picture_whose_consent_has_ended_is_not_told(dortmund):
    image = make_shown_image(dortmund)
    Image.objects.filter(pk=image.pk).update(consent_ends=LAST_YEAR)

    assert Rendition.objects.filter(image=image).exists()
    assert told(image) is None


def test_a_picture_behind_a_password_is_not_told(dortmund):
    image = make_image(dortmund)
    CollectionViewRestriction.objects.create(
        collection=image.collection, restriction_type=CollectionViewRestriction.PASSWORD, password="geheim"
    )

    assert told(image) is None


def test_reading_makes_no_rendition_and_asks_no_database(dortmund):
    image, shown = make_image(dortmund), make_shown_image(dortmund)
    prefetch_renditions([image, shown])
    count = Rendition.objects.count()

    with CaptureQueriesContext(connection) as queries:
        found = [image_json(one, None, absolute) for one in (image, shown, None)]

    assert [one is None for one in found] == [True, False, True]
    assert not queries
    assert Rendition.objects.count() == count
