"""What the tests of taking over make and ask for."""

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from sites.choices import CityState
from tests.home.make import expire, restrict, take_offline
from tests.make import (
    make_forum,
    publish,
    stream,
)

CANARY = "Kanarienvogel"
LIST = reverse("takeover")


def draft_of(takeover):
    return takeover.page.specific.get_latest_revision_as_object()


def page_url(page):
    return reverse("takeover_page", args=[page.pk])


def origin_url(page):
    return reverse("takeover_origin", args=[page.pk])


def body(*blocks):
    return stream(list(blocks))


def picture(image, alt="Schlüssel an einem Brett", caption="Sieben Schlüssel"):
    return (
        "picture",
        {"image": {"image": image.pk, "alt_text": alt, "decorative": False}, "caption": caption},
    )


def edit(page, **values):
    """Change what is published."""
    page = page.specific
    for name, value in values.items():
        setattr(page, name, value)
    return publish(page)


def edit_draft(page, **values):
    page = page.specific
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision()


def hide_city(page, city):
    city.state = CityState.HIDDEN
    city.save()


def restrict_above(page, city):
    restrict(page.get_parent())


def give_up_language(page, city):
    city.languages = ["en"]
    city.save()


def let_expire(page, city):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())


def make_alias(page, city):
    Page.objects.filter(pk=page.pk).update(alias_of=make_forum(city, title="Quelle"))


NOT_PUBLIC = {
    "offline": lambda page, city: take_offline(page),
    "expired": lambda page, city: expire(page),
    "about to expire": let_expire,
    "with a password": lambda page, city: restrict(page),
    "below a page with a password": restrict_above,
    "alias": make_alias,
    "of a hidden city": hide_city,
    "in a language given up": give_up_language,
}
