"""Uploads: known by their content, pictures without their secrets, documents as attachments."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PillowImage

from sites.access.groups import media_collection
from sites.models import Document, Image
from sites.uploads import check_document, plain_name, rewrite_picture

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F
ODT = b"application/vnd.oasis.opendocument.text"


def picture(name="bild.jpg", written_as="JPEG", *, size=(40, 20), tail=b"", **options):
    buffer = io.BytesIO()
    PillowImage.new("RGB", size, "#35A0AE").save(buffer, written_as, **options)
    return SimpleUploadedFile(name, buffer.getvalue() + tail)


def secrets(orientation=1):
    exif = PillowImage.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, "Geheimes Telefon"
    exif[GPS] = {1: "N", 2: (51.0, 30.0, 0.0), 3: "E", 4: (7.0, 28.0, 0.0)}
    return exif


def bomb_header(width=60_000, height=60_000):
    """A PNG of some bytes that says it has 3 600 million pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def archive(entries, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return buffer.getvalue()


def docx(**more):
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>", **more})


def code_of(check, file):
    with pytest.raises(ValidationError) as caught:
        check(file)
    return caught.value.code


@pytest.mark.parametrize("written_as", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_and_device_of_a_picture_are_dropped(written_as):
    file = picture(f"bild.{written_as.lower()}", written_as, exif=secrets())
    assert b"Geheimes Telefon" in file.read()

    content = rewrite_picture(file).read()

    assert b"Geheimes Telefon" not in content
    assert dict(PillowImage.open(io.BytesIO(content)).getexif()) == {}


def test_a_picture_that_lay_on_its_side_stands_upright():
    written = rewrite_picture(picture(exif=secrets(orientation=6)))

    assert PillowImage.open(written).size == (20, 40)


def test_what_is_appended_to_a_picture_is_dropped():
    hidden = archive({"x.html": "<script>alert(1)</script>"}, zipfile.ZIP_STORED)

    content = rewrite_picture(picture(tail=hidden)).read()

    assert b"<script>" not in content
    assert not zipfile.is_zipfile(io.BytesIO(content))


def test_an_animation_keeps_its_frames_and_loses_its_comment():
    frames = [PillowImage.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:], comment=b"<script>")

    content = rewrite_picture(SimpleUploadedFile("a.gif", buffer.getvalue())).read()

    assert b"<script>" not in content
    assert PillowImage.open(io.BytesIO(content)).n_frames == 3


def test_a_picture_with_holes_keeps_them():
    buffer = io.BytesIO()
    PillowImage.new("RGBA", (4, 4), (0, 0, 0, 0)).save(buffer, "PNG")

    written = rewrite_picture(SimpleUploadedFile("a.png", buffer.getvalue()))

    assert PillowImage.open(written).mode == "RGBA"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bild.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("bild.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("bild.jpg", b"<html><script>alert(1)</script>"),
        ("bild.jpg", b"\xff\xd8\xff\xe0 und weiter nichts"),
        ("bild.gif", b"GIF89a/*" + b"\0" * 20 + b"*/=alert(1)//"),
        ("bild.png", b"\x89PNG\r\n\x1a\n"),
        ("bild.jpg", b"8BPS\x00\x01"),
        ("bild.jpg", b""),
    ],
)
def test_what_is_no_picture_is_refused(name, content):
    assert code_of(rewrite_picture, SimpleUploadedFile(name, content)) == "invalid_image"


@pytest.mark.parametrize("size", [(60_000, 60_000), (7_000, 7_000)])
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded(size):
    code = code_of(rewrite_picture, SimpleUploadedFile("bild.png", bomb_header(*size)))

    assert code in ("file_too_many_pixels", "invalid_image")


def test_a_picture_that_is_too_big_is_refused(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100

    assert code_of(rewrite_picture, picture()) == "file_too_large"


@pytest.mark.parametrize("name", ["../../etc/passwd.jpg", "b\u202egpj.exe.jpg", "\x00.jpg", "….jpg"])
def test_a_picture_gets_a_plain_name(name):
    written = rewrite_picture(picture(name))

    assert written.name.isascii()
    assert written.name.count(".") == 1
    assert written.name.endswith(".jpg")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7\n%%EOF"),
        ("a.PDF", b"%PDF-1.4\n"),
        ("a.txt", "Grüße".encode()),
        ("a.txt", "Grüße".encode("cp1252")),
        ("a.csv", b"\xef\xbb\xbfName;Ort\nChor;Halle"),
        ("a.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR"),
        ("a.docx", docx()),
        ("a.xlsx", archive({"[Content_Types].xml": "", "xl/workbook.xml": ""})),
        ("a.odt", archive({"mimetype": ODT, "content.xml": ""})),
    ],
)
def test_a_document_that_is_what_its_name_says_is_taken(name, content):
    file = SimpleUploadedFile(name, content)

    check_document(file)

    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.pdf", b"<script>%PDF-1.7"),
        ("a.pdf", docx()),
        ("a.docx", b"%PDF-1.7"),
        ("a.docx", archive({"x.txt": "x"})),
        ("a.xlsx", docx()),
        ("a.docx", b"PK\x03\x04 kaputt"),
        ("a.odt", docx()),
        ("a.ods", archive({"mimetype": ODT})),
        ("a.txt", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("a.txt", b"MZ\x90\x00\x03\x00"),
        ("a.csv", b"  <svg onload=alert(1)>"),
        ("a.ics", b"Kein Kalender"),
        ("a.exe", b"MZ"),
        ("a.html", b"<html>"),
        ("a", b"%PDF-1.7"),
        ("a.pdf", b""),
    ],
)
def test_a_document_that_is_something_else_is_refused(name, content):
    assert code_of(check_document, SimpleUploadedFile(name, content)) == "invalid_document"


def test_an_archive_that_unpacks_to_very_much_is_refused():
    bomb = docx(**{"word/media/x.bin": b"\0" * 30_000_000})
    assert len(bomb) < 100_000

    assert code_of(check_document, SimpleUploadedFile("a.docx", bomb)) == "unsafe_archive"


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd"])
def test_an_archive_that_leads_out_of_its_folder_is_refused(name):
    assert code_of(check_document, SimpleUploadedFile("a.docx", docx(**{name: "x"}))) == "unsafe_archive"


def test_an_office_file_with_macros_is_refused():
    file = SimpleUploadedFile("a.docx", docx(**{"word/vbaProject.bin": "x"}))

    assert code_of(check_document, file) == "macros"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Protokoll März.pdf", "Protokoll_März.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ich\\x.pdf", "x.pdf"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe"),
        ('a"\r\nX-Header: 1.pdf', "aX-Header_1.pdf"),
    ],
)
def test_a_document_gets_a_name_that_hides_nothing(name, plain):
    assert plain_name(name) == plain


@pytest.mark.parametrize("name", ["..", ".", ""])
def test_a_name_that_is_none_is_refused(name):
    assert code_of(plain_name, name) == "invalid_name"


def test_an_editor_uploads_a_picture_without_its_place(at, dortmund, instance_admin):
    data = {
        "title": "Fest",
        "file": picture(exif=secrets()),
        "collection": media_collection(dortmund).pk,
        "tags": "",
    }

    at("admin", instance_admin).post("/admin/images/add/", data)

    image = Image.objects.get(title="Fest")
    assert b"Geheimes Telefon" not in image.file.open().read()
    assert (image.width, image.height, image.file_size) == (40, 20, image.file.size)


def test_the_error_stands_at_the_field_in_german(at, dortmund, instance_admin):
    file = SimpleUploadedFile("protokoll.pdf", b"<html><script>alert(1)</script>")
    data = {"title": "Protokoll", "file": file, "collection": media_collection(dortmund).pk, "tags": ""}

    answer = at("admin", instance_admin).post("/admin/documents/add/", data)

    assert answer.context["form"].errors.keys() == {"file"}
    assert not Document.objects.filter(title="Protokoll").exists()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
        ("a.txt", b"Hallo", "text/plain; charset=utf-8"),
        ("a.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_a_document_is_served_as_an_attachment_of_its_kind(at, dortmund, name, content, kind):
    document = Document.objects.create(
        title="Protokoll", file=SimpleUploadedFile(name, content), collection=media_collection(dortmund)
    )

    answer = at(dortmund).get(document.url)

    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
