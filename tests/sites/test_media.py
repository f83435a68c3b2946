"""Pictures are served as renditions only; originals and documents never from below /media/."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from sites.access.groups import media_collection
from sites.models import Document
from tests.make import make_image


@pytest.fixture
def image(dortmund):
    return make_image(dortmund)


@pytest.fixture
def rendition(image):
    return image.get_rendition("width-480|format-webp")


@pytest.fixture
def document(dortmund):
    return Document.objects.create(
        title="Protokoll",
        file=ContentFile(b"Nur intern", "protokoll.txt"),
        collection=media_collection(dortmund),
    )


def test_a_rendition_is_served_and_may_be_kept_for_ever(at, dortmund, rendition):
    answer = at(dortmund).get(rendition.url)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == Path(rendition.file.path).read_bytes()


def test_the_admin_shows_renditions_too(at, rendition):
    assert at("admin").get(rendition.url).status_code == 200


def test_a_rendition_can_be_asked_for_without_its_content(at, dortmund, rendition):
    answer = at(dortmund).head(rendition.url)

    assert answer.status_code == 200
    assert answer["Content-Length"] == str(rendition.file.size)


def test_nothing_can_be_sent_to_a_rendition(at, dortmund, rendition):
    assert at(dortmund).post(rendition.url).status_code == 405


def test_an_original_is_not_served(at, dortmund, image):
    assert Path(image.file.path).exists()

    assert at(dortmund).get(image.file.url).status_code == 404


def test_a_document_is_not_served_below_media(at, dortmund, document):
    assert Path(document.file.path).exists()

    assert at(dortmund).get(document.file.url).status_code == 404


def test_a_document_is_served_through_its_own_view(at, dortmund, document):
    answer = at(dortmund).get(document.url)

    assert b"".join(answer.streaming_content) == b"Nur intern"


@pytest.mark.parametrize("host", ["dortmund.localhost:8000", "admin.localhost:8000"])
@pytest.mark.parametrize(
    "detour",
    ["images/../{}", "images/./../{}", "images//../{}", "images/x/../../{}", "./{}", "/{}", "images/..%2F{}"],
)
def test_no_detour_leads_to_originals_or_documents(at, image, document, rendition, host, detour):
    for file in (image.file.name, document.file.name):
        assert at(host).get(f"/media/{detour.format(file)}").status_code == 404


@pytest.mark.parametrize("name", ["images/../../../etc/passwd", "images//etc/passwd", "../etc/passwd"])
def test_no_detour_leads_out_of_the_folder(at, dortmund, name):
    assert at(dortmund).get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize("name", ["images/", "images/nicht-da.webp", "images/a%00b.webp", "", "images"])
def test_what_is_no_rendition_is_not_found(at, dortmund, rendition, name):
    assert at(dortmund).get(f"/media/{name}").status_code == 404
