from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SitesConfig(AppConfig):
    name = "sites"
    # "sites" alone is the label of django.contrib.sites.
    label = "insist_sites"
    verbose_name = _("Cities")

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from sites.access.groups import grant_rights
        from sites.clock import JOBS
        from sites.models import City
        from sites.registry import registry
        from sites.steps import CITY_STEPS

        for step in CITY_STEPS:
            registry.register_city_step(step)
        for job in JOBS:
            registry.register_job(job)

        def follow_state(instance: City, raw: bool, **kwargs: object) -> None:
            # Archiving makes a city read-only at once, opening gives the rights back.
            if not raw:
                grant_rights(instance)

        post_save.connect(follow_state, sender=City, weak=False, dispatch_uid="rights_follow_state")
