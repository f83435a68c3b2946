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
        from django.db.models.signals import post_migrate, post_save, pre_save
        from django.utils.connection import ConnectionProxy
        from wagtail.models import ModelLogEntry, PageLogEntry
        from wagtail_localize.models import SegmentOverride

        from sites.access.groups import grant_rights
        from sites.access.log import keep_city
        from sites.access.references import check_override
        from sites.accounts.addresses import keep_address
        from sites.accounts.factors import record_new_factor
        from sites.accounts.models import User
        from sites.accounts.sessions import start_clock
        from sites.admin_widgets import start_choosers_from_data
        from sites.clock import JOBS
        from sites.delivery.store.jobs import JOBS as STORE_JOBS
        from sites.delivery.store.reading import connect as note_rows
        from sites.delivery.store.triggers import install_after_migrations
        from sites.mail import JOBS as MAIL_JOBS
        from sites.models import City
        from sites.previews.links import forget_ended_links
        from sites.registry import Job, registry
        from sites.renditions import follow_restrictions, withdraw_ended_consents
        from sites.steps import CITY_STEPS
        from sites.translation.parents import follow_copies
        from sites.webhooks.outgoing import allowed_networks
        from sites.webhooks.pages import connect as tell_of_pages
        from sites.webhooks.sending import JOBS as WEBHOOK_JOBS

        start_choosers_from_data()
        follow_restrictions()
        follow_copies()
        allowed_networks()  # a wrong one is said at the start
        tell_of_pages()
        note_rows()
        post_migrate.connect(install_after_migrations, dispatch_uid="triggers_of_answers")
        for step in CITY_STEPS:
            registry.register_city_step(step)
        consents = Job("withdraw_ended_consents", minutes=24 * 60, run=withdraw_ended_consents)
        links = Job("forget_ended_links", minutes=24 * 60, run=forget_ended_links)
        for job in (*JOBS, *MAIL_JOBS, *WEBHOOK_JOBS, *STORE_JOBS, consents, links):
            registry.register_job(job)

        def follow_state(instance: City, raw: bool, **kwargs: object) -> None:
            # Archiving makes a city read-only at once, opening gives the rights back.
            if not raw:
                grant_rights(instance)

        post_save.connect(follow_state, sender=City, weak=False, dispatch_uid="rights_follow_state")

        for log_model in (PageLogEntry, ModelLogEntry):
            pre_save.connect(keep_city, sender=log_model, dispatch_uid=f"city_of_{log_model.__name__}")
        post_save.connect(check_override, sender=SegmentOverride, dispatch_uid="override_stays_in_its_city")
        post_save.connect(keep_address, sender=User, dispatch_uid="address_follows_account")
        authenticator_added.connect(record_new_factor, dispatch_uid="first_factor_is_proven")
        user_logged_in.connect(start_clock, dispatch_uid="session_clock")
        # allauth counts in the default cache, which each process has for itself, and has no setting for it.
        ratelimit.cache = ConnectionProxy(caches, "limits")
