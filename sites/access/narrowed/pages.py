"""The lists of pages in the admin: Wagtail's, with filters that offer only what the own cities hold."""

from typing import Any

from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import PageLogEntry

from sites.access.narrowed.privacy import PagePrivacyView
from sites.access.own import own_pages, own_sites, people_in


class OwnPageFilterSet(GenericPageFilterSet):
    """Wagtail offers everybody who ever wrote a page, and all sites."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.request.user
        pages = own_pages(user)
        edits = PageLogEntry.objects.filter(action="wagtail.edit", page__in=pages.values("pk"))
        self.filters["owner"].queryset = people_in(pages.values("owner"))
        self.filters["edited_by"].queryset = people_in(edits.order_by().values("user"))
        self.filters["site"].queryset = own_sites(user)


class CityPageViewSet(PageViewSet):
    """Stands for all kinds of pages that have no viewset of their own."""

    filterset_class = OwnPageFilterSet
    set_privacy_view_class = PagePrivacyView
