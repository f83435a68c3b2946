"""The steps that `sites` itself takes for a city; other apps add theirs through the registry."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from sites.access.groups import (
    add_groups,
    city_groups,
    describe,
    grant_rights,
    lead_group,
    media_collection,
    missing_rights,
)
from sites.cities import add_home
from sites.funders import check_funders, run_funders
from sites.models import City
from sites.places import add_districts, missing_districts
from sites.registry import CityStep


def missing_homes(city: City) -> list[str]:
    have = set(city.homes().values_list("locale__language_code", flat=True))
    return [code for code in city.languages if code not in have]


def run_homes(city: City) -> list[str]:
    source = city.homes().get(locale__language_code=settings.LANGUAGE_CODE)
    missing = missing_homes(city)
    for code in missing:
        add_home(city, code, source)
    return [_("home page in “%(code)s” (draft)") % {"code": code} for code in missing]


def check_homes(city: City) -> list[str]:
    return [_("no home page in “%(code)s”") % {"code": code} for code in missing_homes(city)]


def run_collection(city: City) -> list[str]:
    if media_collection(city):
        return []
    Collection.get_first_root_node().add_child(name=city.slug)
    return [_("collection for images and documents")]


def check_collection(city: City) -> list[str]:
    return [] if media_collection(city) else [_("no collection for images and documents")]


def run_groups(city: City) -> list[str]:
    added = [_("group %(name)s") % {"name": name} for name in add_groups(city)]
    rights = grant_rights(city)
    if rights:
        added.append(_("%(count)d permissions") % {"count": rights})
    return added


def check_groups(city: City) -> list[str]:
    names = [name for name, _role, _language in city_groups(city)]
    have = set(Group.objects.filter(name__in=names).values_list("name", flat=True))
    lacks = [_("no group %(name)s") % {"name": name} for name in names if name not in have]
    return lacks + [_("missing permission: %(row)s") % {"row": describe(row)} for row in missing_rights(city)]


def unmoderated_homes(city: City) -> list[Page]:
    """Homes without a workflow of their own."""
    return list(city.homes().exclude(pk__in=WorkflowPage.objects.values("page")).select_related("locale"))


def run_workflow(city: City) -> list[str]:
    homes = unmoderated_homes(city)
    if not homes:
        return []
    entry = WorkflowPage.objects.filter(page__in=city.homes()).select_related("workflow").first()
    workflow = entry.workflow if entry else _make_workflow(city)
    for home in homes:
        WorkflowPage.objects.create(workflow=workflow, page=home)
    return [_("workflow for “%(code)s”") % {"code": home.locale.language_code} for home in homes]


def _make_workflow(city: City) -> Workflow:
    workflow = Workflow.objects.create(name=_("Approval %(city)s") % {"city": city.name})
    task = GroupApprovalTask.objects.create(name=_("Check by the lead of %(city)s") % {"city": city.name})
    task.groups.set([lead_group(city)])
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def check_workflow(city: City) -> list[str]:
    return [
        _("no workflow for “%(code)s”") % {"code": home.locale.language_code}
        for home in unmoderated_homes(city)
    ]


def run_districts(city: City) -> list[str]:
    added = add_districts(city)
    return [_("%(count)d districts") % {"count": len(added)}] if added else []


def check_districts(city: City) -> list[str]:
    missing = missing_districts(city)
    return [_("%(count)d districts are missing") % {"count": len(missing)}] if missing else []


CITY_STEPS = (
    CityStep("districts", run_districts, check_districts),
    CityStep("funders", run_funders, check_funders),
    CityStep("homes", run_homes, check_homes),
    CityStep("collection", run_collection, check_collection),
    CityStep("groups", run_groups, check_groups),
    CityStep("workflow", run_workflow, check_workflow),
)
