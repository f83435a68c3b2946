import datetime
import io
import json
import re
import zlib

import pytest
from django.utils import timezone
from PIL import Image as PillowImage
from PIL import ImageOps, features

from home.blocks import BodyBlock
from home.demo.blocks import BlockBuilder
from home.demo.files import CREDIT, LICENCE, DemoFiles
from home.demo.pdf import one_page_pdf
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

    assert pdf.startswith(b"%PDF-1.5\n")
    objects = objects_of(pdf)
    assert sorted(objects) == [1, 2, 3, 4, 5, 6]
    assert all(body.startswith(b"%d 0 obj\n" % number) for number, body in objects.items())
    assert b"/Root 1 0 R" in pdf and b"/Size 7" in pdf


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
        ("Odalar haritası: İş, Ğ, ş", b"(Odalar haritas\xfd: \xdd\xfe, \xd0, \xfe)"),
    ],
)
def test_the_title_stands_on_the_page(title, written):
    assert written in objects_of(one_page_pdf(title))[5]


def test_a_long_title_takes_several_lines():
    stream = objects_of(one_page_pdf("Wer welchen Schlüssel hat und wann er ihn braucht: eine Liste"))[5]

    assert stream.count(b" Tj") == 2
    assert b"T*" in stream


ARABIC = "محضر: بوابات مفتوحة على نهر Emscher"


def arabic_picture(title):
    """The picture of a title as lines of pixels."""
    body = objects_of(one_page_pdf(title))[7]
    width, height = (int(re.search(rb"/%b (\d+)" % name, body).group(1)) for name in (b"Width", b"Height"))
    length = int(re.search(rb"/Length (\d+)", body).group(1))
    pixels = zlib.decompress(body.split(b"stream\n", 1)[1][:length])
    return PillowImage.frombytes("L", (width, height), pixels)


@pytest.mark.skipif(not features.check("fribidi"), reason="FriBidi is not installed")
def test_an_arabic_title_says_its_words_to_programs_and_shows_no_question_marks():
    pdf = one_page_pdf(ARABIC, "INSIST Dortmund")

    words = b"<FEFF" + ARABIC.encode("utf-16-be").hex().upper().encode() + b">"
    stream = objects_of(pdf)[5]
    assert b"/ActualText " + words in stream
    assert b"/Title " + words in pdf
    assert b"(INSIST Dortmund)" in stream
    assert b"?" not in stream.split(b"endstream")[0]


@pytest.mark.skipif(not features.check("fribidi"), reason="FriBidi is not installed")
def test_arabic_is_drawn_joined_and_from_right_to_left():
    # Joined letters are narrower than single ones; the first word stands on the right.
    joined, single = arabic_picture("بيت").width, arabic_picture("ب ي ت").width
    ink = ImageOps.invert(arabic_picture("ااا ـــــــــــــ"))
    quarter = ink.width // 4
    right = ink.crop((ink.width - quarter, 0, ink.width, ink.height)).getbbox()
    left = ink.crop((0, 0, quarter, ink.height)).getbbox()

    assert joined < single
    assert right[3] - right[1] > left[3] - left[1]  # the upright letters are the first


def test_where_letters_cannot_be_ordered_the_note_stands_alone(monkeypatch):
    monkeypatch.setattr("home.demo.pdf.features.check", lambda name: False)

    stream = objects_of(one_page_pdf(ARABIC, "INSIST Dortmund"))[5]

    assert b"(INSIST Dortmund)" in stream
    assert b"Do Q" not in stream


@pytest.mark.django_db
def test_a_document_is_written_once_with_its_size_into_the_collection_of_the_city(dortmund, files):
    document = files.document("Raumkarte")

    assert files.document("Raumkarte") == document == DemoFiles(dortmund).document("Raumkarte")
    stored = Document.objects.get(title="Raumkarte")
    with stored.file.open("rb") as file:
        content = file.read()
    assert stored.collection == media_collection(dortmund)
    assert stored.file_size == len(content)
    assert b"(Raumkarte)" in content
    assert b"(INSIST Dortmund)" in content


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
