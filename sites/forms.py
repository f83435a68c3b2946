"""What every public form shares: a honeypot, a minimum time to fill it in, and a limit per network.

    class ReportForm(GuardedForm):
        form_key = "report"
        message = forms.CharField(…)

    form = ReportForm(request.POST, network=network_of(request))

Without cookies and without other hosts. People notice nothing; programs get an error.
"""

import datetime
import hashlib
from ipaddress import ip_address, ip_network
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from sites.models import FormUse

SALT = "sites.forms"
MINIMUM_SECONDS = 3
MAXIMUM_AGE = datetime.timedelta(hours=12)  # a page left open; also how long one signature serves
PREFIX_BITS = {4: 32, 6: 64}  # one connection has a whole /64 of IPv6 addresses


def network_of(request: HttpRequest) -> str:
    """Return the network of the sender in CIDR notation, "" where the server knows no address."""
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    return str(ip_network(f"{address}/{PREFIX_BITS[address.version]}", strict=False))


class GuardedForm(forms.Form):
    """A form for people that are not signed in; `form_key` names it for the limit."""

    form_key: ClassVar[str]
    limit: ClassVar[int] = 5  # accepted forms per network …
    window: ClassVar[datetime.timedelta] = datetime.timedelta(hours=1)  # … in this time

    # Named as programs like to fill; hidden by the stylesheet's class, not by type, which they know.
    website = forms.CharField(
        label=_("Please leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    began = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, network: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = network
        self.fields["began"].initial = lambda: signing.dumps(self.form_key, salt=SALT)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("website"):
            raise ValidationError(_("This form could not be sent. Please try again."), code="trap")
        self._check_time(cleaned.get("began", ""))
        # Last, and only for a form without errors: somebody who corrects a field is not counted.
        if not self.errors and not count_use(self.form_key, self.network, self.limit, self.window):
            raise ValidationError(
                _("Too many messages came from your connection. Please try again in an hour."), code="limit"
            )
        return cleaned

    def _check_time(self, began: str) -> None:
        """Raise ValidationError for a form that was not shown by us, too long ago, or just now."""
        try:
            shown_for = signing.loads(began, salt=SALT, max_age=MAXIMUM_AGE)
        except signing.BadSignature as error:
            self._show_anew()
            raise ValidationError(
                _("This form was open for too long. Please send it once more."), code="expired"
            ) from error
        if shown_for != self.form_key:
            raise ValidationError(_("This form could not be sent. Please try again."), code="foreign")
        if _is_younger(began, MINIMUM_SECONDS):
            raise ValidationError(_("That was very fast. Please send the form once more."), code="fast")

    def _show_anew(self) -> None:
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("began")] = signing.dumps(self.form_key, salt=SALT)
        self.data = data


def _is_younger(signature: str, seconds: int) -> bool:
    try:
        signing.loads(signature, salt=SALT, max_age=seconds)
    except signing.SignatureExpired:
        return False
    return True


def count_use(form_key: str, network: str, limit: int, window: datetime.timedelta) -> bool:
    """Count one use of a form by a network; False where `limit` uses lie within `window` already.

    Only a keyed digest of the network is kept, and only as long as it counts.
    """
    digest = _digest(form_key, network)
    with transaction.atomic():
        _lock(digest)
        FormUse.objects.filter(form_key=form_key, used_at__lt=timezone.now() - window).delete()
        if FormUse.objects.filter(form_key=form_key, network=digest).count() >= limit:
            return False
        FormUse.objects.create(form_key=form_key, network=digest)
    return True


def forget_use(form_key: str, network: str) -> None:
    """Take the newest use back: it turned out to be none that counts."""
    uses = FormUse.objects.filter(form_key=form_key, network=_digest(form_key, network))
    FormUse.objects.filter(pk__in=uses.order_by("-pk").values("pk")[:1]).delete()


def _digest(form_key: str, network: str) -> str:
    return salted_hmac(f"{SALT}.{form_key}", network, algorithm="sha256").hexdigest()


def _lock(digest: str) -> None:
    """Let one request of a network count at a time: two at once would both find room."""
    number = int.from_bytes(hashlib.sha256(digest.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
