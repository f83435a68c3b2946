"""The guard of public forms: it stops programs, and does not stand in people's way."""

import datetime

import pytest
import time_machine
from django import forms
from django.test import RequestFactory
from django.utils import timezone

from sites.forms import GuardedForm, network_of
from sites.models import FormUse

pytestmark = pytest.mark.django_db


class ReportForm(GuardedForm):
    form_key = "report"
    limit = 2
    message = forms.CharField()


class OtherForm(ReportForm):
    form_key = "other"


def send(form_class=ReportForm, *, network="192.0.2.1/32", after_seconds=10, **changes):
    """Show the form, wait, and send it."""
    shown = form_class(network=network)
    data = {"message": "Hallo", "website": "", "began": shown["began"].value(), **changes}
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=after_seconds)):
        form = form_class(data, network=network)
        form.is_valid()
    return form


def codes(form):
    return [error.code for error in form.errors.get("__all__", forms.utils.ErrorList()).as_data()]


def test_a_form_that_somebody_filled_in_is_accepted():
    assert send().is_valid()


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"website": "https://example.org"}, "trap"),
        ({"after_seconds": 0}, "fast"),
        ({"after_seconds": 13 * 3600}, "expired"),
        ({"began": ""}, "expired"),
        ({"began": "erfunden:1:x"}, "expired"),
    ],
)
def test_what_a_program_sends_is_refused_in_german(how, code):
    form = send(**how)

    assert codes(form) == [code]
    assert form.non_field_errors()[0]


def test_the_signature_of_another_form_does_not_count():
    assert codes(send(began=OtherForm(network="")["began"].value())) == ["foreign"]


def test_a_form_that_was_open_for_too_long_can_be_sent_again():
    form = send(after_seconds=13 * 3600)

    assert send(began=form["began"].value(), after_seconds=13 * 3600 + 10).is_valid()


def test_a_network_may_send_so_many_and_no_more():
    assert send().is_valid()
    assert send().is_valid()

    assert codes(send()) == ["limit"]


def test_another_network_and_another_form_have_a_limit_of_their_own():
    for _number in range(3):
        send()

    assert send(network="192.0.2.2/32").is_valid()
    assert send(OtherForm).is_valid()


def test_after_the_time_is_over_a_network_may_send_again():
    for _number in range(2):
        send()

    assert send(after_seconds=3700).is_valid()


def test_a_form_with_an_error_is_not_counted():
    for _number in range(3):
        assert not send(message="").is_valid()

    assert send().is_valid()


def test_no_address_is_kept():
    send(network="192.0.2.77/32")

    assert "192.0.2" not in str(list(FormUse.objects.values()))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7/32"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7/32"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_the_network_of_a_sender(address, network):
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network
