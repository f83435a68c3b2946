"""Repeating `create_city` adds what is missing and changes nothing that exists."""

from collections import Counter

from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, GroupSitePermission

from sites.access.roles import TRANSLATOR
from sites.choices import CityState
from sites.cities import CityPlan, create_city
from tests.make import home_of
from tests.world import CITIES

DORTMUND = CITIES[0]


def rows():
    """How many rows every table holds."""
    return Counter({model._meta.label: model._default_manager.count() for model in apps.get_models()})


def rows_without_history(counted):
    """Leave out what remembers past changes: revisions and log entries of deleted objects, search rows."""
    past = (
        "Revision",
        "ContentChange",
        "LogEntry",
        "IndexEntry",
        "ReferenceIndex",
        "Session",
        "DBTaskResult",
    )
    return {label: count for label, count in counted.items() if not label.endswith(past)}


def test_repeating_the_plan_adds_nothing_and_changes_nothing(dortmund):
    before = rows()

    assert create_city(DORTMUND) == []
    assert rows() == before


def test_the_order_of_the_languages_is_no_other_plan(dortmund):
    assert create_city(CityPlan(slug="dortmund", languages=("ar", "en", "de"))) == []

    dortmund.refresh_from_db()
    assert dortmund.languages == ["de", "en", "ar"]


def test_repeating_it_by_the_short_name_alone_changes_nothing_that_editors_changed(dortmund):
    home = home_of(dortmund)
    home.title = "Dortmund an der Ruhr"
    home.save_revision().publish()
    dortmund.ink_a, dortmund.state, dortmund.name = "#FFB239", CityState.HIDDEN, "Dortmund (Ruhr)"
    dortmund.save()

    assert create_city(CityPlan(slug="dortmund")) == []

    dortmund.refresh_from_db()
    assert (dortmund.ink_a, dortmund.state, dortmund.name) == ("#FFB239", CityState.HIDDEN, "Dortmund (Ruhr)")
    assert home_of(dortmund).title == "Dortmund an der Ruhr"


def test_repeating_it_adds_the_home_and_the_rights_that_were_removed_by_hand(dortmund):
    before = rows()
    home_of(dortmund, "ar").delete()
    Group.objects.get(name="dortmund-editor").delete()
    GroupSitePermission.objects.filter(site=dortmund.site).delete()

    added = create_city(CityPlan(slug="dortmund"))

    assert len(added) >= 3
    assert rows_without_history(rows()) == rows_without_history(before)
    assert create_city(CityPlan(slug="dortmund")) == []


def test_repeating_it_after_a_new_language_was_chosen_makes_its_home_and_group(dortmund):
    dortmund.languages = [*dortmund.languages, "tr"]
    dortmund.save()

    create_city(CityPlan(slug="dortmund"))

    turkish = home_of(dortmund, "tr")
    translators = Group.objects.get(name="dortmund-translator-tr")
    rights = GroupPagePermission.objects.filter(group=translators).values_list("page", "permission__codename")
    assert not turkish.live
    assert set(rights) == {(turkish.pk, codename) for codename in TRANSLATOR.pages}


def test_an_archived_city_gets_no_rights_by_repeating(dortmund):
    dortmund.state = CityState.ARCHIVED
    dortmund.save()

    create_city(CityPlan(slug="dortmund"))

    assert not GroupPagePermission.objects.filter(page__in=dortmund.homes()).exists()
