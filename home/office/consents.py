"""Consents that end soon, or have just ended: to pictures, documents and voices of persons.

Somebody has to ask again in time; what nobody asked for is gone from the site by then.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any, cast

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Func, JSONField, Model, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from home.models.mixins import BodyMixin
from home.voices import VOICE
from sites.models import Document, Image, User
from sites.panels import Row, edit_url

DAYS = 60  # before and after its end that a consent is named
EDIT: Mapping[type[Image | Document], str] = {Image: "wagtailimages:edit", Document: "wagtaildocs:edit"}
# Dates are stored as ISO 8601, which sorts as text.
ENDING_VOICES = (
    f'$[*] ? (@.type == "{VOICE}" && @.value.consent_ends >= $first && @.value.consent_ends <= $last).value'
)
File = Image | Document


def ending_consents(user: User, pages: PageQuerySet) -> list[Row]:
    """Return what a person may change and whose consent ends within two months or ended in the last two.

    The next first. `pages`: those that she may change. A fixed number of queries.
    """
    today = timezone.localdate()
    between = (today - datetime.timedelta(days=DAYS), today + datetime.timedelta(days=DAYS))
    files = [file for model in EDIT for file in _ending_files(model, user, between)]
    places = _places(files, pages)
    rows = [_file_row(file, places[type(file), file.pk]) for file in files]
    rows += _voices(pages, between)
    return sorted(rows, key=lambda row: (row.date or today, row.title))


def _ending_files(
    model: type[File], user: User, between: tuple[datetime.date, datetime.date]
) -> QuerySet[Any]:
    policy = policy_registry.get_by_type(model)
    mine = policy.instances_user_has_any_permission_for(user, ["change"])
    return cast(QuerySet[Any], mine.filter(consent_ends__range=between).only("title", "consent_ends"))


def _places(files: Sequence[File], pages: PageQuerySet) -> Mapping[tuple[type[Model], int], list[Page]]:
    """Return (model, key) of a file → the pages that name it."""
    found: dict[tuple[type[Model], int], list[Page]] = defaultdict(list)
    if not files:
        return found
    kinds = {ContentType.objects.get_for_model(model): model for model in EDIT}
    named = reduce(
        Q.__or__,
        [
            Q(to_content_type=kind, to_object_id__in=[str(f.pk) for f in files if isinstance(f, model)])
            for kind, model in kinds.items()
        ],
    )
    of_pages = Q(base_content_type=ContentType.objects.get_for_model(Page))
    uses = ReferenceIndex.objects.filter(named, of_pages).values_list(
        "to_content_type", "to_object_id", "object_id"
    )
    by_kind = {kind.pk: model for kind, model in kinds.items()}
    pairs = {(by_kind[kind], int(key), int(page)) for kind, key, page in uses}
    known = pages.filter(pk__in={page for _kind, _key, page in pairs}).in_bulk()
    for model, key, page in sorted(pairs, key=lambda pair: pair[2]):
        if page in known:
            found[model, key].append(known[page])
    return found


def _file_row(file: File, pages: Sequence[Page]) -> Row:
    note = _("picture") if isinstance(file, Image) else _("document")
    return Row(
        file.title,
        reverse(EDIT[type(file)], args=[file.pk]),
        note,
        file.consent_ends,
        tuple(Row(page.get_admin_display_title(), edit_url(page)) for page in pages),
    )


def _voices(pages: PageQuerySet, between: tuple[datetime.date, datetime.date]) -> Iterator[Row]:
    """Yield one row for each voice in the body of a page, whatever its type."""
    first, last = (day.isoformat() for day in between)
    ending = Func(
        F("body"),
        Value(ENDING_VOICES),
        Value({"first": first, "last": last}, output_field=JSONField()),
        function="jsonb_path_query_array",
        output_field=JSONField(),
    )
    queries = [
        model._default_manager.filter(pk__in=pages.values("pk"))
        .annotate(ending=ending)
        .exclude(ending=[])
        .order_by()
        .values_list("pk", "draft_title", "ending")
        for model in apps.get_app_config("home").get_models()
        if issubclass(model, BodyMixin)
    ]
    for key, title, voices in queries[0].union(*queries[1:], all=True):
        for voice in voices:
            day = datetime.date.fromisoformat(voice["consent_ends"])
            note = _("voice: %(speaker)s") % {"speaker": voice["speaker"]}
            yield Row(title, reverse("wagtailadmin_pages:edit", args=[key]), note, day)
