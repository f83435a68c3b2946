from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        from directory.answers import DIRECTORY, ENTRIES, LIST, VOCABULARIES_OF_TERMS
        from directory.changes import connect
        from directory.drafts import DRAFTS
        from directory.jobs import JOBS
        from directory.page_steps import DIRECTORY_PAGES
        from directory.sitemap import sitemap_entries
        from directory.told import connect as tell_deletions
        from directory.vocabularies import VOCABULARIES
        from sites.registry import registry

        registry.register_city_step(VOCABULARIES)
        registry.register_city_step(DIRECTORY_PAGES)
        for job in JOBS:
            registry.register_job(job)
        registry.register_sitemap_source(sitemap_entries)
        registry.register_page_role("directory", "directorypage__slug")
        registry.register_answer_type(DIRECTORY)
        registry.register_draft_type(DRAFTS)
        registry.register_search_source(ENTRIES)
        registry.register_api_service(LIST)
        for name, read in VOCABULARIES_OF_TERMS.items():
            registry.register_vocabulary(name, read)
        connect()
        tell_deletions()
