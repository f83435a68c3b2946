import io
import re

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template
from PIL import Image as PillowImage

from sites.frame.pictures import SPECS, WIDTHS, prefetch_renditions
from sites.models import Rendition
from tests.make import make_image


def written(image, arguments=""):
    template = Template("{% load frame %}{% picture image " + arguments + " %}")
    return template.render(Context({"image": image}))


@pytest.fixture
def image(dortmund):
    return make_image(dortmund, size=(1600, 1000), description="Eine Tür")


def test_a_picture_is_offered_in_all_widths(image):
    html = written(image)

    renditions = {r.width: r.url for r in Rendition.objects.filter(image=image)}
    assert sorted(renditions) == list(WIDTHS)
    assert all(f"{url} {width}w" in html for width, url in renditions.items())


def test_a_picture_reserves_its_place_before_it_is_loaded(image):
    assert 'width="1400" height="875"' in written(image)


def test_pictures_are_loaded_when_they_come_near(image):
    assert 'loading="lazy"' in written(image)


def test_the_description_of_the_block_wins_over_that_of_the_file(image):
    assert 'alt="Hier"' in written(image, 'alt="Hier"')
    assert 'alt="Eine Tür"' in written(image)


def test_an_empty_description_stays_empty(image):
    assert 'alt=""' in written(image, 'alt=""')


def test_signs_in_a_description_do_not_end_the_attribute(image):
    image.contextual_alt_text = '"Tür" <b>'

    assert 'alt="&quot;Tür&quot; &lt;b&gt;"' in written(image)


def test_a_small_picture_is_not_enlarged_and_each_of_its_widths_is_offered_once(dortmund):
    buffer = io.BytesIO()
    PillowImage.new("RGB", (600, 400)).save(buffer, "PNG")
    small = make_image(dortmund, file=ContentFile(buffer.getvalue(), "klein.png"))

    html = written(small)

    assert re.findall(r" (\d+)w", html) == ["480", "600"]
    assert 'width="600" height="400"' in html


def test_renditions_of_many_pictures_are_read_in_one_query(dortmund, django_assert_num_queries):
    images = [make_image(dortmund) for _number in range(4)]
    for image in images:
        image.get_renditions(*SPECS)
    fresh = list(type(images[0]).objects.filter(pk__in=[image.pk for image in images]))

    with django_assert_num_queries(1):
        prefetch_renditions(fresh)
        for image in fresh:
            written(image)


def test_no_pictures_take_no_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        prefetch_renditions([])


def test_the_same_picture_twice_is_read_once(image, django_assert_num_queries):
    image.get_renditions(*SPECS)
    first, second = type(image).objects.get(), type(image).objects.get()

    with django_assert_num_queries(1):
        prefetch_renditions([first, second])

    assert len(first.prefetched_renditions) == len(second.prefetched_renditions) == 3
