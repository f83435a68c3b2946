"""Links for the tests, and their paths on the host of the city."""

from urllib.parse import urlsplit

from sites.headers import PREVIEW_PATH
from sites.previews.links import address_of, make_city_link, make_preview_link
from tests.make import make_user


def share(thing, days=7, user=None):
    """Return a link to the version that was saved last."""
    return make_preview_link(thing, user or someone(), days)


def share_city(city, days=7):
    return make_city_link(city, someone(), days)


def someone():
    from sites.models import User

    return User.objects.filter(email="teilt@example.org").first() or make_user("teilt@example.org")


def path_of(link):
    return urlsplit(address_of(link)).path


def data_path_of(link):
    return f"/++api++/@preview/{path_of(link).removeprefix(PREVIEW_PATH).rstrip('/')}"
