"""What a page refers to, and what of it may be seen by, or comes along to, another city."""

import os
from collections import Counter
from typing import Any, cast

from django.core.exceptions import FieldDoesNotExist
from django.core.files.base import ContentFile
from django.db import models
from wagtail.log_actions import log
from wagtail.models import Collection, Page

from sites.access.groups import media_collection
from sites.models import City, Document, Image, User
from sites.takeover.origins import homes_by_path, published_pages

TITLE_LENGTH = 255
FILE_FIELDS = ("credit", "licence")
FOCAL_FIELDS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


def is_free(file: Image | Document) -> bool:
    """Tell if a file may leave its city: whoever agreed, agreed to the other city's use alone."""
    if file.consent_note or file.consent_ends:
        return False
    return not file.collection.get_view_restrictions().exists()


class PublicReferences:
    """Lets pass what the public sees; used to compare two versions of a page."""

    city: City | None = None

    def __init__(self) -> None:
        # What the public sees and yet does not come along, by kind. Never counts what is not public.
        self.left_out: Counter[str] = Counter()
        self._public = published_pages(homes_by_path())

    def refer(self, model: type[models.Model], key: Any, text: str = "") -> Any:
        """Return the key to refer to instead of `key`, None to leave the reference out.

        `text` is what the public reads in place of a picture.
        """
        if issubclass(model, Page):
            return self.page(key)
        if issubclass(model, Image | Document):
            file = model.objects.filter(pk=key).first()
            return self.file(file, text) if file else None
        return self.row(model, key)

    def page(self, key: Any) -> Any:
        return key if self._public.filter(pk=key).exists() else None

    def file(self, file: Image | Document, text: str) -> Any:
        return file.pk if is_free(file) else None

    def row(self, model: type[models.Model], key: Any) -> Any:
        """Keep what is shared by all cities or belongs to this one; a model without city stays behind."""
        try:
            model._meta.get_field("city")
        except FieldDoesNotExist:
            return None
        mine = models.Q(city=None) | models.Q(city=self.city) if self.city else models.Q(city=None)
        # A query without `.for_city`: what all cities share belongs to none.
        return key if model._default_manager.filter(mine, pk=key).exists() else None

    def text_link(self, key: Any) -> dict[str, str] | None:
        """Return the attributes of a link in a text that leads to a page, None to keep its words alone."""
        return {"linktype": "page", "id": str(key)}


class OwnReferences(PublicReferences):
    """Brings what comes along into a city: copies files, keeps pages of the city itself."""

    def __init__(self, city: City, user: User, page_title: str) -> None:
        super().__init__()
        self.city, self.user, self.page_title = city, user, page_title
        self.collection = cast(Collection, media_collection(city))  # `targets` has asked for it
        self._homes = tuple(city.homes().values_list("path", flat=True))
        self._copies: dict[tuple[type, Any], Any] = {}

    def page(self, key: Any) -> Any:
        if self._is_own(key):
            return key
        if super().page(key):
            self.left_out["page"] += 1
        return None

    def _is_own(self, key: Any) -> bool:
        path = Page.objects.filter(pk=key).values_list("path", flat=True).first()
        return path is not None and path.startswith(self._homes)

    def text_link(self, key: Any) -> dict[str, str] | None:
        """A link to another city's page becomes a plain address, as the public follows it."""
        if self._is_own(key):
            return super().text_link(key)
        page = self._public.filter(pk=key).first()
        return {"href": page.full_url} if page and page.full_url else None

    def file(self, file: Image | Document, text: str) -> Any:
        if file.collection.path.startswith(self.collection.path):
            return file.pk
        place = (type(file), file.pk)
        if place not in self._copies:
            self._copies[place] = self._copy(file, text) if is_free(file) else None
        if self._copies[place] is None:
            self.left_out["picture" if isinstance(file, Image) else "document"] += 1
        return self._copies[place]

    def _copy(self, file: Image | Document, text: str) -> Any:
        try:
            data = file.file.open().read()
        except FileNotFoundError:
            return None
        finally:
            file.file.close()
        copy = self._new_image(file, text) if isinstance(file, Image) else Document(title=file.title)
        for name in FILE_FIELDS:
            setattr(copy, name, getattr(file, name))
        copy.collection, copy.uploaded_by_user = self.collection, self.user
        copy.file = ContentFile(data, os.path.basename(file.file.name))
        copy.file_size = len(data)
        copy.save()
        copy.get_file_hash()
        log(instance=copy, action="wagtail.create", user=self.user, content_changed=True)
        return copy.pk

    def _new_image(self, image: Image, text: str) -> Image:
        # The picture's own title and description are notes of the other city; its text on the page is public.
        image_text = (text or self.page_title)[:TITLE_LENGTH]
        focus = {name: getattr(image, name) for name in FOCAL_FIELDS}
        return Image(title=image_text, description=text[:TITLE_LENGTH], **focus)
