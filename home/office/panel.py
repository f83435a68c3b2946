"""A panel of the admin's start page: a heading and a few rows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page

BEGIN = 100  # order of the panel that comes first


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    note: str = ""
    date: datetime.date | None = None
    pages: tuple[Row, ...] = ()  # where it stands
    action: Row | None = None  # what is mostly done with it


class OfficePanel(Component):
    """A heading and a few rows; not shown without rows."""

    template_name = "home/admin/panel.html"

    def __init__(self, heading: str, rows: Sequence[Row], total: int, order: int) -> None:
        self.heading, self.rows, self.total, self.order = heading, rows, total, order

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {
            "heading": self.heading,
            "rows": self.rows,
            "is_begin": self.order == BEGIN,
            "more": self.total - len(self.rows),
            "panel": self,
        }


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
