from django.apps import AppConfig


class FrameConfig(AppConfig):
    """What every public page shares; an app of its own so that its templates and files are found."""

    name = "sites.frame"
    label = "frame"
