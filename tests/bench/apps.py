"""Tells Wagtail's API what it may show of a page, before it looks, which is when the first app is ready."""

from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "tests.bench"

    def ready(self) -> None:
        from wagtail.api import APIField

        from home.models import ContentPage

        ContentPage.api_fields = [APIField("body")]
