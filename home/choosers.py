"""Blocks that choose a thing, read together with all others of the page (`home.chosen`)."""

from collections.abc import Iterable
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from home.chosen import ReadTogether, read_pages


class PublicPageBlock(ReadTogether, blocks.PageChooserBlock):
    """Chooses a page, and reads with it whether it asks for a password (`restricted`)."""

    def _read_alone(self, values: Iterable[int | None]) -> list[Any]:
        keys = list(values)
        pages = read_pages([key for key in keys if key], ())
        return [pages.get(key) for key in keys]  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, Any, Any]:
        # What is stored is Wagtail's own, so migrations need not know this class.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


class DocumentBlock(ReadTogether, DocumentChooserBlock):
    def deconstruct(self) -> tuple[str, Any, Any]:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.documents.blocks.DocumentChooserBlock", args, kwargs


class SnippetBlock(ReadTogether, SnippetChooserBlock):
    def deconstruct(self) -> tuple[str, Any, Any]:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", args, kwargs


class ChosenImageBlock(ReadTogether, ImageChooserBlock):
    """The part of an ImageBlock that chooses; never deconstructed by itself."""


class DescribedImageBlock(ImageBlock):
    """A picture with its description, read together with the other pictures of the page."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = ChosenImageBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser
