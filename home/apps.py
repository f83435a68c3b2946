from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from home.listings import project_above
        from home.models import HomePage
        from home.starter import STARTER_PAGES, footer_pages
        from sites.registry import registry

        registry.register_home_page(HomePage)
        registry.register_footer_pages(footer_pages)
        registry.register_project_above(project_above)
        registry.register_city_step(STARTER_PAGES)
