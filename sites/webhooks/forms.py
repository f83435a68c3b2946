"""The form of a webhook: the key stands in it once, when the webhook is made."""

from typing import Any

from sites.access.narrowed.viewsets import CityScopedForm
from sites.models.webhooks import new_secret
from sites.webhooks.outgoing import validate_address


class WebhookForm(CityScopedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("secret", None)
        else:
            self.initial["secret"] = new_secret()

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        validate_address(url)
        return url
