"""The list of addresses is complete and true: what the other browser tests rely on."""

import re

import pytest
from django.apps import apps
from wagtail.models import Page

from tests.browser.addresses import ADDRESSES, CITY, OTHER_HOMES

pytestmark = [pytest.mark.browser, pytest.mark.full]


def test_every_page_type_of_the_product_has_an_address():
    models = {
        model._meta.label for model in apps.get_models() if issubclass(model, Page) and model is not Page
    }

    assert models == {address.model for address in ADDRESSES if address.model}


@pytest.mark.parametrize("address", [*ADDRESSES, *OTHER_HOMES], ids=str)
def test_address_answers_as_listed(demo, address):
    answer = demo.get(demo.url(address))

    assert answer.status == address.status
    assert f'<html lang="{address.language}"' in answer.text


def test_listed_pages_are_in_the_sitemap(demo):
    sitemap = demo.get(demo.city_url(CITY, "/sitemap.xml")).text

    listed = {demo.url(address) for address in ADDRESSES if address.is_indexed}
    assert listed <= set(re.findall(r"<loc>(.*?)</loc>", sitemap))
