"""Pictures and documents of the demo: drawn and written when they are first asked for."""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection

from home.demo.pictures import ALT, draw
from sites.access.groups import media_collection
from sites.models import City, Document, Image

CREDIT = "INSIST"
LICENCE = "CC0"
CONSENT = "Gezeichnet für diese Demonstration; niemand ist abgebildet."
CONSENT_DAYS = 500


class DemoFiles:
    """The files of one city, in its collection."""

    def __init__(self, city: City) -> None:
        self.city = city
        collection = media_collection(city)
        assert collection is not None
        self.collection: Collection = collection
        self._pictures: dict[str, Image] = {}
        self._documents: dict[str, Document] = {}

    def picture(self, name: str) -> Image:
        if name not in self._pictures:
            self._pictures[name] = self._find_picture(name) or self._draw(name)
        return self._pictures[name]

    def portrait(self, name: str) -> Image:
        """Return a picture of a person, with the consent that a real one would need."""
        image = self.picture(name)
        if not image.consent_note:
            image.consent_note = CONSENT
            image.consent_ends = timezone.localdate() + datetime.timedelta(days=CONSENT_DAYS)
            image.save()
        return image

    def document(self, title: str) -> Document:
        if title not in self._documents:
            self._documents[title] = self._find_document(title) or self._write(title)
        return self._documents[title]

    def _find_picture(self, name: str) -> Image | None:
        return Image.objects.filter(collection=self.collection, title=ALT[name]["de"]).first()

    def _find_document(self, title: str) -> Document | None:
        return Document.objects.filter(collection=self.collection, title=title).first()

    def _draw(self, name: str) -> Image:
        data = draw(name, self.city.ink_a, self.city.ink_b)
        return Image.objects.create(
            title=ALT[name]["de"],
            description=ALT[name]["de"],
            file=ContentFile(data, f"{self.city.slug}-{name}.png"),
            collection=self.collection,
            credit=CREDIT,
            licence=LICENCE,
        )

    def _write(self, title: str) -> Document:
        data = one_page_pdf(f"{title} - INSIST {self.city.name}")
        name = f"{self.city.slug}-{len(self._documents)}.pdf"
        document = Document(
            title=title, file=ContentFile(data, name), collection=self.collection, credit=CREDIT
        )
        document.file_size = len(data)
        document.save()
        return document


def one_page_pdf(text: str) -> bytes:
    """Return a PDF of one A4 page with one line of text (ISO 32000-1, the smallest that readers open)."""
    line = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252", "replace")
    stream = b"BT /F1 20 Tf 60 760 Td (" + line + b") Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (de) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    return body + head + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
