"""How pages belong together: projects and their pages, topics and districts and the pages that collect them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from home.listings import on_this_site
from home.models.projects import ProjectPage
from sites.models import ProjectCarrier

if TYPE_CHECKING:
    from directory.models import Term
    from sites.models import District, Project


@dataclass(frozen=True)
class Relation:
    """Another project and what it is to the one in question."""

    kind: Any  # a label
    project: Project
    page: Page | None


IS_PART_OF = _("Part of")
HAS_PART = pgettext_lazy("project", "Part")
CONTINUES = _("Continues")
IS_CONTINUED_BY = _("Continued by")


def present_project(page: Page, project: Project | None) -> ProjectPage | None:
    """The page that presents `project` in the language of `page`, with the project's `carriers`."""
    if project is None:
        return None
    carriers = ProjectCarrier.objects.filter(project=project).order_by("sort_order")
    pages = ProjectPage.objects.filter(project=project).annotate(
        carrier_facts=ArraySubquery(carriers.values(json=JSONObject(name="name", role="role", url="url")))
    )
    found = on_this_site(pages, page).order_by("path").first()
    if found:
        found.carriers = [ProjectCarrier(**facts) for facts in found.carrier_facts]
    return found


def read_around(page: ProjectPage, projects: Mapping[int, Project]) -> tuple[list[Relation], list[Page]]:
    """Return what other projects of the city are to that of the page, and the pages below it; one query.

    Each project comes with the page that presents it; that page is not named again among those below.
    """
    own = projects.get(page.project_id or 0)
    related = [(kind, other) for other in projects.values() for kind in _kinds(own, other)] if own else []
    children = Q(path__startswith=page.path, depth=page.depth + 1)
    presenting = Q(projectpage__project__in=[other.pk for _kind, other in related])
    pages = on_this_site(Page.objects.filter(children | presenting), page)
    pages = list(pages.annotate(project_key=F("projectpage__project")).order_by("path"))
    by_project = {found.project_key: found for found in reversed(pages) if found.project_key}
    relations = [Relation(kind, other, by_project.get(other.pk)) for kind, other in related]
    shown = {relation.page.pk for relation in relations if relation.page}
    below = [found for found in pages if found.path.startswith(page.path) and found.depth == page.depth + 1]
    return relations, [found for found in below if found.pk not in shown]


def _kinds(own: Project, other: Project) -> list[Any]:
    """What another project is to this one."""
    kinds = {
        IS_PART_OF: own.parent_id == other.pk,
        HAS_PART: other.parent_id == own.pk,
        CONTINUES: own.predecessor_id == other.pk,
        IS_CONTINUED_BY: other.predecessor_id == own.pk,
    }
    return [kind for kind, applies in kinds.items() if applies]


def project_pages(page: Page, keys: Sequence[int]) -> dict[int, ProjectPage]:
    """Return key of a project → the page that presents it in the language of `page`."""
    found = on_this_site(ProjectPage.objects.filter(project__in=keys), page).order_by("-path") if keys else []
    return {found_page.project_id: found_page for found_page in found}


def collecting_pages(page: Page, topics: Sequence[Term], district: District | None) -> list[Page]:
    """The pages of the site that collect what belongs to these topics or to this district or what is around it."""
    places = [district, *district.above] if district else []
    wanted = Q(topicpage__topic__in=topics) | Q(districtpage__district__in=places)
    return list(on_this_site(Page.objects.filter(wanted), page).order_by("title"))
