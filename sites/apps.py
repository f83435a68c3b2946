from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SitesConfig(AppConfig):
    name = "sites"
    # "sites" alone is the label of django.contrib.sites.
    label = "insist_sites"
    verbose_name = _("Cities")

    def ready(self) -> None:
        from allauth.core.internal import ratelimit
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in
        from django.core.cache import caches
        from django.db.models.signals import post_save
        from django.utils.connection import ConnectionProxy

        from sites.access.groups import grant_rights
        from sites.accounts.addresses import keep_address
        from sites.accounts.factors import record_new_factor
        from sites.accounts.models import User
        from sites.accounts.sessions import start_clock
        from sites.admin_widgets import start_choosers_from_data
        from sites.clock import JOBS
        from sites.mail import forget_mails
        from sites.models import City
        from sites.registry import Job, registry
        from sites.renditions import follow_restrictions, withdraw_ended_consents
        from sites.steps import CITY_STEPS

        start_choosers_from_data()
        follow_restrictions()
        for step in CITY_STEPS:
            registry.register_city_step(step)
        daily = (forget_mails, withdraw_ended_consents)
        for job in (*JOBS, *(Job(run.__name__, minutes=24 * 60, run=run) for run in daily)):
            registry.register_job(job)

        def follow_state(instance: City, raw: bool, **kwargs: object) -> None:
            # Archiving makes a city read-only at once, opening gives the rights back.
            if not raw:
                grant_rights(instance)

        post_save.connect(follow_state, sender=City, weak=False, dispatch_uid="rights_follow_state")

        post_save.connect(keep_address, sender=User, dispatch_uid="address_follows_account")
        authenticator_added.connect(record_new_factor, dispatch_uid="first_factor_is_proven")
        user_logged_in.connect(start_clock, dispatch_uid="session_clock")
        # allauth counts in the default cache, which each process has for itself, and has no setting for it.
        ratelimit.cache = ConnectionProxy(caches, "limits")
