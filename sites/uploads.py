"""What may be uploaded: known kinds of files, known by their content, and pictures only as we write them.

Pictures are decoded and written anew: what is appended or hidden in them, and where
and when they were taken, is gone. Documents stay as they are, and are served as
attachments only; so a document has to be what its name says, and be safe to unpack.
"""

import io
import unicodedata
import zipfile
from pathlib import PurePath
from typing import Any, BinaryIO

from django import forms
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.text import get_valid_filename, slugify
from django.utils.translation import gettext as _
from PIL import Image as PillowImage
from PIL import ImageOps, UnidentifiedImageError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

PICTURE_FORMATS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
OPENED_AS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")  # the first finds out about MPO itself
WRITTEN_AS = {"MPO": "JPEG"}  # phones: a JPEG with a second picture behind it
QUALITY = 90
KEPT_FACTS = ("transparency", "duration", "loop", "background", "icc_profile")

MAX_DOCUMENT_BYTES = 25 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_UNPACKED_RATIO = 100
MAX_ENTRIES = 5000
# What an office file must contain, by extension: a name, and for OpenDocument its first words.
OFFICE_NAMES = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN_DOCUMENT_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MACROS = ("vbaproject.bin", "basic/script-lc.xml")
MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php")
TEXTS = {"txt": b"", "csv": b"", "ics": b"BEGIN:VCALENDAR"}


def rewrite_picture(file: UploadedFile) -> UploadedFile:
    """Return the picture as we write it, under a plain name. Raises ValidationError.

    Upright as its EXIF data said, without them; the format and the frames of an
    animation stay.
    """
    _check_size(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    file.seek(0)
    try:
        with PillowImage.open(file, formats=OPENED_AS) as picture:  # type: ignore[arg-type]
            _check_pixels(picture)
            content, extension = _write(picture), PICTURE_FORMATS[picture.format or ""]
    except ValidationError:
        raise
    # Pillow raises many kinds of errors for broken files, SyntaxError among them.
    except (
        UnidentifiedImageError,
        PillowImage.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        KeyError,
    ) as error:
        raise ValidationError(_("This is no picture that can be read."), code="invalid_image") from error
    stem = slugify(PurePath(file.name or "").stem)[:60] or "picture"
    return SimpleUploadedFile(f"{stem}.{extension}", content, PillowImage.MIME.get(picture.format or "", ""))


def _check_pixels(picture: PillowImage.Image) -> None:
    pixels = picture.width * picture.height * getattr(picture, "n_frames", 1)
    if picture.format == "MPO":
        pixels = picture.width * picture.height
    if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(
            _("This picture has %(count)d million pixels. Please make it smaller: at most %(most)d million.")
            % {"count": pixels // 1_000_000, "most": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
            code="file_too_many_pixels",
        )


def _write(picture: PillowImage.Image) -> bytes:
    written_as = WRITTEN_AS.get(picture.format or "", picture.format or "")
    is_animated = picture.format != "MPO" and getattr(picture, "is_animated", False)
    picture.load()
    upright = picture if is_animated else ImageOps.exif_transpose(picture)
    upright.info = {name: value for name, value in upright.info.items() if name in KEPT_FACTS}
    if written_as == "JPEG" and upright.mode not in ("RGB", "L", "CMYK"):
        upright = upright.convert("RGB")
    options: dict[str, Any] = {"save_all": True} if is_animated else {}
    if "icc_profile" in upright.info:  # the colours, not the place
        options["icc_profile"] = upright.info["icc_profile"]
    buffer = io.BytesIO()
    # Told to be empty: some formats copy them from the picture when nothing is said.
    empty = {} if written_as == "GIF" else {"exif": b""}
    upright.save(buffer, written_as, quality=QUALITY, **empty, **options)
    return buffer.getvalue()


def check_document(file: UploadedFile) -> None:
    """Raise ValidationError unless the content is of the kind that the name's extension says."""
    _check_size(file, MAX_DOCUMENT_BYTES)
    extension = PurePath(file.name or "").suffix.lower().removeprefix(".")
    file.seek(0)
    try:
        is_right = _is_of_kind(file.file, extension)  # type: ignore[arg-type]
    finally:
        file.seek(0)
    if not is_right:
        raise ValidationError(
            _("The content of this file is not that of a “.%(extension)s” file.") % {"extension": extension},
            code="invalid_document",
        )


def _is_of_kind(stream: BinaryIO, extension: str) -> bool:
    if extension == "pdf":
        return stream.read(5) == b"%PDF-"
    if extension in TEXTS:
        return _is_text(stream.read(), TEXTS[extension])
    if extension in OFFICE_NAMES or extension in OPEN_DOCUMENT_TYPES:
        return _is_office_file(stream, extension)
    return False


def _is_text(content: bytes, beginning: bytes) -> bool:
    bare = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    has_control_characters = any(byte < 32 and byte not in b"\t\n\r\f" for byte in content)
    return not has_control_characters and bare.startswith(beginning) and not bare.lower().startswith(MARKUP)


def _is_office_file(stream: BinaryIO, extension: str) -> bool:
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            _check_unpacking(entries, stream)
            names = {entry.filename for entry in entries}
            if extension in OFFICE_NAMES:
                return {"[Content_Types].xml", OFFICE_NAMES[extension]} <= names
            with archive.open("mimetype") as kind:
                return kind.read(200) == OPEN_DOCUMENT_TYPES[extension]
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, EOFError):
        return False


def _check_unpacking(entries: list[zipfile.ZipInfo], stream: BinaryIO) -> None:
    """Raise ValidationError for an archive that is dangerous to unpack, or carries macros."""
    size = stream.seek(0, io.SEEK_END)
    packed, unpacked = sum(e.compress_size for e in entries), sum(e.file_size for e in entries)
    is_bomb = (
        len(entries) > MAX_ENTRIES
        or unpacked > min(MAX_UNPACKED_BYTES, max(size, 100_000) * MAX_UNPACKED_RATIO)
        or packed > size  # entries that share their bytes
    )
    leads_out = any(e.filename.startswith("/") or ".." in PurePath(e.filename).parts for e in entries)
    is_encrypted = any(e.flag_bits & 0x1 for e in entries)
    if is_bomb or leads_out or is_encrypted:
        raise ValidationError(_("This file cannot be unpacked safely."), code="unsafe_archive")
    if any(e.filename.lower().endswith(MACROS) for e in entries):
        raise ValidationError(_("This file contains macros. Please save it without them."), code="macros")


def _check_size(file: UploadedFile, most: int) -> None:
    size = file.size or 0
    if size > most:
        raise ValidationError(
            _("This file is too big (%(size)s). At most: %(most)s.")
            % {"size": filesizeformat(size), "most": filesizeformat(most)},
            code="file_too_large",
        )


def plain_name(name: str) -> str:
    """Return a file name without folders and without signs that hide its extension."""
    bare = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    try:
        return get_valid_filename(bare)
    except SuspiciousFileOperation as error:
        raise ValidationError(_("Please give this file another name."), code="invalid_name") from error


class ConsentForm(forms.ModelForm):
    """Says what the end of a consent does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "consent_ends" in self.fields:
            self.fields["consent_ends"].help_text = _(
                "After this day it disappears from all pages by itself. Withdrawn: enter yesterday."
            )


class ImageForm(ConsentForm, BaseImageForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        return rewrite_picture(file) if isinstance(file, UploadedFile) else file


class DocumentForm(ConsentForm, BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            file.name = plain_name(file.name or "")
            check_document(file)
        return file
