"""Choosers of the admin, started by `sites/admin.js` instead of by an inline script."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def render_chooser(
    chooser: BaseChooser, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
) -> SafeString:
    """Return the chooser's HTML, and after it, as data, what starts it.

    Raises TypeError without an id, as Wagtail's own method does.
    """
    if not attrs or "id" not in attrs:
        raise TypeError("a chooser cannot be rendered without an 'id' attribute")
    value_data = chooser.get_value_data(value)
    options = chooser.get_js_init_options(attrs["id"], name, value_data)
    return format_html(
        '{}<script type="application/json" data-start="{}" data-id="{}" data-options="{}"></script>',
        chooser.render_html(name, value_data, attrs),
        chooser.js_constructor,
        attrs["id"],
        json.dumps(options),
    )


def start_choosers_from_data() -> None:
    """Put `render_chooser` in the place of Wagtail's method: no setting or template reaches it."""
    BaseChooser.render = render_chooser
    AdminTaskChooser.js_constructor = "createTaskChooser"
