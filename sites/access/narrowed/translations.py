"""The list of translations: of pages of the own cities, for a translator into her language.

Wagtail-localize lists those of all cities. Only pages are translated by it.
"""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

from sites.access.own import pages_of
from sites.access.people import is_instance_admin, posts_of
from sites.access.rules import WRITERS
from sites.models import City


def own_translations(user: Any) -> QuerySet[Translation]:
    if is_instance_admin(user):
        return Translation.objects.all()
    own = Q(pk__in=[])
    for post in posts_of(user):
        if post.role in WRITERS:
            pages = pages_of(City.objects.filter(pk=post.city_id))
            one = Q(source__object__in=pages.values("translation_key"))
            own |= one & Q(target_locale__language_code=post.language) if post.language else one
    return Translation.objects.filter(own)


class TranslationsView(TranslationsReportView):
    def get_queryset(self) -> QuerySet[Translation]:
        own = own_translations(self.request.user)
        related = ("source__locale", "source__specific_content_type", "target_locale")
        return super().get_queryset().filter(pk__in=own.values("pk")).select_related(*related)
