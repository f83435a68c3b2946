"""Wagtail's actions on several pages, where they would say what another city's page is called."""

from typing import Any

from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction, MoveForm
from wagtail.permissions import page_permission_policy

from sites.access.references import offer


class OwnMoveForm(MoveForm):
    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["chooser"], page_permission_policy.explorable_instances(user))


class OwnMoveBulkAction(MoveBulkAction):
    """Takes the place of Wagtail's own, which refuses a foreign destination and names it."""

    form_class = OwnMoveForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}
