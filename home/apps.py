from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from home.models import HomePage
        from home.starter import STARTER_PAGES
        from sites.registry import registry

        registry.register_home_page(HomePage)
        registry.register_page_role("footer", "contentpage__purpose")
        registry.register_page_role("listing", "listpage__listing")
        registry.register_page_role("project", "projectpage__project")
        registry.register_city_step(STARTER_PAGES)
