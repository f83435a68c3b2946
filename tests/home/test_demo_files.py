import datetime
import io
import json
import re

import pytest
from django.utils import timezone
from PIL import Image as PillowImage

from home.blocks import BodyBlock
from home.demo.blocks import BlockBuilder
from home.demo.files import CREDIT, LICENCE, DemoFiles, one_page_pdf
from home.demo.pictures import ALT
from sites.access.groups import media_collection
from sites.models import Document, Image
from tests.make import home_of, make_content


def days_from_today(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def files(dortmund):
    return DemoFiles(dortmund)


def objects_of(pdf):
    """Follow the cross-reference table: object number → its bytes, as readers of the format do."""
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", pdf).group(1))
    assert pdf[start : start + 5] == b"xref\n"
    first, count = map(int, pdf[start + 5 :].split(b"\n", 1)[0].split())
    lines = pdf[start + 5 :].split(b"\n")[1 : count + 1]
    offsets = [int(line[:10]) for line in lines]
    assert all(len(line) == 19 for line in lines)  # twenty bytes with the line's end
    return {number: pdf[offset:] for number, offset in enumerate(offsets, start=first) if number}


def test_the_document_is_a_pdf_whose_table_finds_every_object():
    pdf = one_page_pdf("Protokoll")

    assert pdf.startswith(b"%PDF-1.4\n")
    objects = objects_of(pdf)
    assert sorted(objects) == [1, 2, 3, 4, 5]
    assert all(body.startswith(b"%d 0 obj\n" % number) for number, body in objects.items())
    assert b"/Root 1 0 R" in pdf and b"/Size 6" in pdf


def test_the_stream_of_the_page_is_as_long_as_it_says():
    body = objects_of(one_page_pdf("Schlüssel (zwei)"))[5]

    length = int(re.search(rb"/Length (\d+)", body).group(1))
    stream = body.split(b"stream\n", 1)[1]
    assert stream[length:].startswith(b"\nendstream")


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Protokoll", b"(Protokoll)"),
        ("Schlüssel", b"(Schl\xfcssel)"),
        ("Raumkarte (Nord)", rb"(Raumkarte \(Nord\))"),
        ("A \\ B", rb"(A \\ B)"),
        ("مشروع", b"(?????)"),
    ],
)
def test_the_title_stands_on_the_page(title, written):
    assert written in objects_of(one_page_pdf(title))[5]


@pytest.mark.django_db
def test_a_document_is_written_once_with_its_size_into_the_collection_of_the_city(dortmund, files):
    document = files.document("Raumkarte")

    assert files.document("Raumkarte") == document == DemoFiles(dortmund).document("Raumkarte")
    stored = Document.objects.get(title="Raumkarte")
    with stored.file.open("rb") as file:
        content = file.read()
    assert stored.collection == media_collection(dortmund)
    assert stored.file_size == len(content)
    assert b"(Raumkarte - INSIST Dortmund)" in content


@pytest.mark.django_db
def test_a_picture_is_drawn_once_with_credit_licence_and_description(dortmund, files):
    picture = files.picture("table")

    assert files.picture("table") == picture == DemoFiles(dortmund).picture("table")
    stored = Image.objects.get(collection=media_collection(dortmund))
    assert (stored.credit, stored.licence, stored.description) == (CREDIT, LICENCE, ALT["table"]["de"])
    with stored.file.open("rb") as file:
        assert PillowImage.open(io.BytesIO(file.read())).format == "PNG"


@pytest.mark.django_db
def test_each_city_has_files_of_its_own(dortmund, potsdam, files):
    other = DemoFiles(potsdam)

    assert files.document("Raumkarte") != other.document("Raumkarte")
    assert other.document("Raumkarte").collection == media_collection(potsdam)


@pytest.mark.django_db
def test_blocks_lead_to_the_page_in_the_same_language_and_are_left_out_where_there_is_none(dortmund, files):
    page = make_content(home_of(dortmund))
    builder = BlockBuilder(files, {"forum:musik": page}.get, days_from_today)
    body = [
        {"type": "heading", "value": "H"},
        {"type": "teasers", "value": {"heading": "W", "targets": ["forum:musik", "forum:fehlt"]}},
        {"type": "teasers", "value": {"heading": "W", "targets": ["forum:fehlt"]}},
        {"type": "call_to_action", "value": {"text": "T", "label": "L", "target": "contact"}},
        {"type": "documents", "value": {"heading": "D", "documents": [{"title": "Raumkarte"}]}},
    ]

    stream = BodyBlock().to_python(json.loads(builder.stream(body)))

    assert [block.block_type for block in stream] == ["heading", "teasers", "call_to_action", "documents"]
    assert [chosen.pk for chosen in stream[1].value["pages"]] == [page.pk]
    assert stream[2].value["page"] is None
    assert [document.title for document in stream[3].value["documents"]] == ["Raumkarte"]
