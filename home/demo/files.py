"""Pictures and documents of the demo: drawn and written when they are first asked for."""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection

from home.demo.pdf import one_page_pdf
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
        data = one_page_pdf(title, f"INSIST {self.city.name}")
        name = f"{self.city.slug}-{len(self._documents)}.pdf"
        document = Document(
            title=title, file=ContentFile(data, name), collection=self.collection, credit=CREDIT
        )
        document.file_size = len(data)
        document.save()
        return document
