from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        from directory.changes import connect
        from directory.jobs import CHECK_OF_ENTRIES, DUE_ENTRIES
        from directory.page_steps import DIRECTORY_PAGES
        from directory.vocabularies import VOCABULARIES
        from sites.registry import registry

        registry.register_city_step(VOCABULARIES)
        registry.register_city_step(DIRECTORY_PAGES)
        registry.register_job(DUE_ENTRIES)
        registry.register_job(CHECK_OF_ENTRIES)
        connect()
