"""The pages above one that is submitted for translation.

Where they are missing in the language, Wagtail makes aliases of them: published, with
the German text. Here they come along as drafts with a translation of their own.
"""

from typing import Any

from django.db.models import Model
from wagtail.models import Page
from wagtail.signals import copy_for_translation_done
from wagtail_localize.models import Translation, TranslationSource


def translate_instead(source_obj: Model, target_obj: Model, **kwargs: Any) -> None:
    """Turn an alias in another language into a draft that waits for its translator."""
    if not (isinstance(target_obj, Page) and target_obj.alias_of_id):
        return
    Page.objects.filter(pk=target_obj.pk).update(live=False, has_unpublished_changes=True)
    source, _created = TranslationSource.get_or_create_from_instance(source_obj)
    translation, _created = Translation.objects.get_or_create(
        source=source, target_locale=target_obj.locale, defaults={"enabled": True}
    )
    translation.save_target(publish=False)


def follow_copies() -> None:
    copy_for_translation_done.connect(translate_instead, dispatch_uid="no_aliases_in_other_languages")
