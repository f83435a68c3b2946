"""Documents to download as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from home.blocks import shown_documents
from sites.models import Document


def documents_json(
    documents: Iterable[Document | None], absolute: Callable[[str], str]
) -> list[dict[str, Any]]:
    """Return those that still exist and whose consent has not ended, as Plone lists files.

    `{"@id", "@type": "File", "title", "mime_type", "size", "restricted"}`; `@id` leads to the file
    itself, `size` is in bytes (None if it is not known), `restricted`: it asks for a password.
    """
    return [
        {
            "@id": absolute(document.url),
            "@type": "File",
            "title": document.title,
            "mime_type": document.content_type,
            "size": document.file_size,
            "restricted": document.restricted,
        }
        for document in shown_documents(documents)
    ]
