"""Panels of the admin's start page: a heading and the next few things to do; each app adds its own."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page

ROWS = 5  # of each panel; the rest is a number


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    note: str = ""
    date: datetime.date | None = None
    pages: tuple[Row, ...] = ()  # where it stands
    action: Row | None = None  # what is mostly done with it


class OfficePanel(Component):
    """A heading and a few rows, above them at times a sentence; `total` counts the rows not shown, too."""

    template_name = "sites/admin/panel.html"

    def __init__(
        self,
        heading: str,
        rows: Sequence[Row],
        total: int,
        order: int,
        *,
        sentence: str = "",
        more_url: str = "",
        are_buttons: bool = False,
    ) -> None:
        self.heading, self.rows, self.total, self.order = heading, rows, total, order
        self.sentence, self.more_url, self.are_buttons = sentence, more_url, are_buttons

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {
            "heading": self.heading,
            "sentence": self.sentence,
            "rows": self.rows,
            "are_buttons": self.are_buttons,
            "more": self.total - len(self.rows),
            "more_url": self.more_url,
            "panel": self,
        }


def panel_of(
    heading: str, queryset: QuerySet[Any], row: Callable[[Any], Row], order: int
) -> Iterator[OfficePanel]:
    """Yield the panel of the first rows of a queryset; nothing where there are none."""
    # One row more than is shown tells whether there are more; only then they are counted.
    found = list(queryset[: ROWS + 1])
    if found:
        total = queryset.count() if len(found) > ROWS else len(found)
        yield OfficePanel(heading, [row(one) for one in found[:ROWS]], total, order)


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
