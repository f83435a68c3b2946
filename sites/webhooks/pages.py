"""Pages that become public, change, move, or are public no more: read before and after, in one transaction.

Wagtail's own signals come after the commit of some changes. A page is saved in a
transaction of its own, so what is written here stands or falls with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from sites.delivery.summaries import FALLBACK, answer_type, uid
from sites.frame.visibility import is_restricted
from sites.models import City
from sites.webhooks.changes import Public, changed, content_changed, differences, somebody_listens


def connect() -> None:
    pre_save.connect(_before_save, dispatch_uid="webhooks_before_page")
    post_save.connect(_after_save, dispatch_uid="webhooks_after_page")
    # Of a deleted page Django tells once per table; this is the one that all pages have.
    pre_delete.connect(_before_delete, sender=Page, dispatch_uid="webhooks_before_deletion")
    post_delete.connect(_after_delete, sender=Page, dispatch_uid="webhooks_after_deletion")
    for signal, look in ((pre_save, _before_privacy), (pre_delete, _before_privacy)):
        signal.connect(look, sender=PageViewRestriction, dispatch_uid="webhooks_before_privacy")
    for signal in (post_save, post_delete):
        signal.connect(_after_privacy, sender=PageViewRestriction, dispatch_uid="webhooks_after_privacy")


def public_pages(pages: Iterable[Page]) -> dict[int, Public]:
    """Return what is public of pages that `for_looking` has read, by their keys."""
    cities = dict(City.objects.values_list("site", "pk"))  # of all: the page says by its address of which
    found = {}
    for page in pages:
        site, root, path = page.get_url_parts() or (None, None, None)
        is_shown = page.live and not page.alias_of_id and not page.is_behind_password  # type: ignore[attr-defined]
        if not is_shown or root is None or site not in cities:
            continue
        told = answer_type(page)
        found[page.pk] = Public(
            city=cities[site],
            address=f"{root}{path}".rstrip("/"),
            type=told.name if told else FALLBACK[0],
            uid=uid(page.translation_key, page.locale.language_code),
            language=page.locale.language_code,
        )
    return found


def for_looking(pages: PageQuerySet) -> PageQuerySet:
    return pages.select_related("locale").annotate(is_behind_password=is_restricted())


def _read(page: Page, below: bool = True) -> PageQuerySet:
    """The page as it is stored, and with `below` all pages under it."""
    return for_looking(_part(page, below))


def _read_before(page: Page, below: bool) -> PageQuerySet:
    """The same where a page is being moved: its place in the tree is new already, its address is not."""
    asked = ExpressionWrapper(OuterRef("url_path"), output_field=CharField())
    restrictions = PageViewRestriction.objects.annotate(asked=asked)
    restricted = Exists(restrictions.filter(asked__startswith=F("page__url_path")))
    return _part(page, below).select_related("locale").annotate(is_behind_password=restricted)


def _part(page: Page, below: bool) -> PageQuerySet:
    return Page.objects.filter(path__startswith=page.path) if below else Page.objects.filter(pk=page.pk)


def _before_save(instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any) -> None:
    # Drafts and locks name the few fields that they write; none of those is public.
    if not isinstance(instance, Page) or raw or update_fields is not None:
        return
    instance.__dict__.pop("_public_before", None)
    if not somebody_listens():
        return
    if instance._state.adding:
        instance._public_before = (None, {})
        return
    stored = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
    moves = stored is not None and stored != instance.url_path
    instance._public_before = (stored if moves else None, public_pages(_read_before(instance, moves)))


def _after_save(instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any) -> None:
    if not isinstance(instance, Page) or "_public_before" not in instance.__dict__:
        return
    moved_from, before = instance.__dict__.pop("_public_before")
    pages = list(_read(instance, below=moved_from is not None))
    for page in pages:
        if moved_from and page.pk != instance.pk:  # Wagtail writes these right after this
            page.url_path = instance.url_path + page.url_path.removeprefix(moved_from)
    after = public_pages(pages)
    if instance.pk in after:
        after[instance.pk] = changed(after[instance.pk])
    content_changed(differences(before, after))


def _before_delete(instance: Page, **kwargs: Any) -> None:
    if somebody_listens():
        instance._public_before = public_pages(_read(instance, below=False))  # type: ignore[attr-defined]


def _after_delete(instance: Page, **kwargs: Any) -> None:
    before = instance.__dict__.pop("_public_before", {})
    content_changed(differences(before, {}, gone=before))


def _before_privacy(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    # One that goes with its page makes nothing public.
    began_here = origin is None or getattr(origin, "model", type(origin)) is PageViewRestriction
    if began_here and somebody_listens():
        instance._public_before = public_pages(_read(instance.page))  # type: ignore[attr-defined]


def _after_privacy(instance: PageViewRestriction, **kwargs: Any) -> None:
    if "_public_before" in instance.__dict__:
        before = instance.__dict__.pop("_public_before")
        content_changed(differences(before, public_pages(_read(instance.page))))
