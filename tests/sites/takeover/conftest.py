"""Potsdam takes over what other cities have published."""

import pytest
from django.contrib.auth.models import Group

from home.choices import Listing
from sites.takeover.act import take_over
from tests.make import (
    list_of,
    make_user,
)
from tests.sites.takeover.make import draft_of


@pytest.fixture
def potsdam_editor(potsdam):
    return make_user("potsdam@example.org", groups=[Group.objects.get(name="potsdam-editor")])


@pytest.fixture
def forums(potsdam):
    return list_of(potsdam, Listing.FORUMS)


@pytest.fixture
def taken(potsdam_editor, forums):
    """Take a page over to Potsdam; return its draft."""
    return lambda page, parent=None: draft_of(take_over(potsdam_editor, page.pk, (parent or forums).pk))
