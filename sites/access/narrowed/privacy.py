"""Privacy of pages and collections: a shared password or none. Nobody signs in on the host of a city."""

from typing import Any

from django.contrib.auth.models import Group
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.admin.forms.view_restrictions import BaseViewRestrictionForm
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.models import BaseViewRestriction

OFFERED = (BaseViewRestriction.NONE, BaseViewRestriction.PASSWORD)


def shared_password_only(form: BaseViewRestrictionForm) -> None:
    """Take the other choices from a form of privacy, and with them the list of the groups of all cities."""
    choice = form.fields["restriction_type"]
    choice.choices = [(code, label) for code, label in choice.choices if code in OFFERED]
    # The template shows the field in any case.
    form.fields["groups"].queryset = Group.objects.none()


class PagePrivacyForm(PageViewRestrictionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shared_password_only(self)


class PagePrivacyView(SetPrivacyView):
    form_class = PagePrivacyForm
