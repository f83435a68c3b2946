"""Links in texts that lead to pages: found together, and never to a page that is not public."""

from typing import Any

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from home.chosen import found_of, read_pages
from sites.models import Document


class PublicPageLinkHandler(PageLinkHandler):
    """Wagtail's own leads to drafts too, and asks the database once more for each link."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        keys = [int(attrs["id"]) for attrs in attrs_list]
        urls = find_urls(set(keys))
        return [f'<a href="{escape(urls[key])}">' if key in urls else "<a>" for key in keys]


class FoundDocumentLinkHandler(DocumentLinkHandler):
    """Takes the documents that were read for the whole page; where a consent has ended, the words stay alone."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Any]:
        found = found_of(Document)
        if found is None:
            documents = super().get_many(attrs_list)
        else:
            documents = [found.get(int(attrs["id"])) for attrs in attrs_list]
        return [one if one and not one.consent_has_ended else None for one in documents]


def find_urls(keys: set[int]) -> dict[int, str]:
    """Return page key → address of the page in the reader's language, else of the page itself.

    Pages that are not public are left out.
    """
    read = found_of(Page)
    found: dict[int, Any] = read_pages((), keys) if read is None else read
    public = [page for page in found.values() if page.live and not (page.restricted or page.in_hidden_city)]
    local = {page.translation_key: page for page in public if page.locale.language_code == get_language()}
    targets = {key: local.get(found[key].translation_key, found[key]) for key in keys if key in found}
    return {key: page.url for key, page in targets.items() if page in public}
