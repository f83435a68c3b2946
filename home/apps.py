from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from home.answers.events import LIST
        from home.answers.page_types import ANSWER_TYPES, about, prepare, subjects_of
        from home.models import HomePage
        from home.moments import next_event_moment
        from home.naming import build_naming
        from home.starter import STARTER_PAGES
        from home.voices import withdraw_ended_voices, withhold_voices
        from sites.registry import Job, PageSection, registry

        registry.register_home_page(HomePage)
        registry.register_page_role("footer", "contentpage__purpose")
        registry.register_page_role("listing", "listpage__listing")
        registry.register_page_role("project", "projectpage__project")
        registry.register_city_step(STARTER_PAGES)
        registry.register_page_section("association", PageSection("home/sections/naming.html", build_naming))
        registry.register_job(Job("withdraw_ended_voices", minutes=24 * 60, run=withdraw_ended_voices))
        registry.register_withholder(withhold_voices)
        for answer_type in ANSWER_TYPES:
            registry.register_answer_type(answer_type)
        registry.register_api_service(LIST)
        registry.register_answer_column("start", "eventpage__starts_at")
        registry.register_answer_column("end", "eventpage__ends_at")
        registry.register_answer_column("house", "eventpage__place")
        registry.register_answer_column("street", "eventpage__address")
        registry.register_answer_column("picture", "storypage__portrait")
        registry.register_answer_column("picture_alt", "storypage__portrait_alt")
        registry.register_subject_filter(about)
        registry.register_moments(next_event_moment)
        registry.register_preparation(prepare)
        registry.register_page_subjects(subjects_of)
