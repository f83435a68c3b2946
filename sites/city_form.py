"""The form of a city's settings: languages as check boxes, region and contact of its own."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from sites.catalogues import complete_languages


class CityForm(WagtailAdminModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        help_text=_(
            "German is always among them. Others can be chosen once their public texts are complete."
        ),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from sites.access.references import hold_to_city  # which knows the model of this form

        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        offered = [code for code in names if code in complete_languages() or code in self.instance.languages]
        self.fields["languages"].choices = [(code, names[code]) for code in offered]
        hold_to_city(self, self.instance if self.instance.pk else None)
