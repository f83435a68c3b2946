"""The admin of cities: settings, projects, contacts, places; and the look of the product."""

from django.conf import settings
from django.db.models import CharField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import filters
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import register_setting
from wagtail.images.views import chooser
from wagtail.models import Collection
from wagtail.permissions import page_permission_policy, register_permission_policy
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from sites import demo_mails
from sites.access.narrowed.collections import CityCollectionPermissionPolicy
from sites.access.narrowed.moving import OwnMoveBulkAction
from sites.access.narrowed.pages import CityPageViewSet
from sites.access.narrowed.redirects import RedirectPermissionPolicy
from sites.access.narrowed.viewsets import CityScopedViewSet
from sites.access.policies import EDITORS_ALL, EDITORS_WRITE, LEADS_ONLY, CityPermissionPolicy
from sites.accounts import admin_menu  # noqa: F401 - registers its hooks
from sites.models import City, District, Funder, Project, Region, RoleContact, Webhook, WebhookDelivery
from sites.previews.hooks import register_hooks as register_previews
from sites.takeover.hooks import register_hooks as register_takeover
from sites.webhooks.forms import WebhookForm

# Before the viewsets: Wagtail takes the policy of a model when its snippet is registered.
register_permission_policy(Project, CityPermissionPolicy(Project, LEADS_ONLY))
register_permission_policy(RoleContact, CityPermissionPolicy(RoleContact, EDITORS_WRITE))
register_permission_policy(Webhook, CityPermissionPolicy(Webhook, LEADS_ONLY))
register_permission_policy(Collection, CityCollectionPermissionPolicy(Collection))
register_permission_policy(Redirect, RedirectPermissionPolicy(Redirect, EDITORS_ALL))

register_setting(City, icon="site", order=100)


class ProjectViewSet(CityScopedViewSet):
    model = Project
    icon = "folder-open-inverse"
    list_display = ["name", "city", "starts_on", "ends_on", BooleanColumn("is_current", label=_("Current"))]
    panels = [
        FieldPanel("city"),
        FieldPanel("name"),
        FieldPanel("is_current"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("starts_precision")]),
                FieldRowPanel([FieldPanel("ends_on"), FieldPanel("ends_precision")]),
            ],
            heading=_("Period"),
        ),
        InlinePanel("fundings", heading=_("Funding"), label=_("Funder")),
        InlinePanel("carriers", heading=_("Organisations"), label=_("Organisation")),
        FieldPanel("contact"),
        FieldRowPanel([FieldPanel("parent"), FieldPanel("predecessor")]),
    ]


class RoleContactViewSet(CityScopedViewSet):
    model = RoleContact
    icon = "mail"
    list_display = ["__str__", "email", "phone"]


class WebhookViewSet(CityScopedViewSet):
    model = Webhook
    icon = "link"
    base_form_class = WebhookForm
    copy_view_enabled = False  # it would be the same address with another key
    panels = [FieldPanel(name) for name in ("city", "url", "secret", "is_active")]
    list_display = [
        "url",
        "city",
        BooleanColumn("is_active", label=_("Active")),
        DateColumn("last_try", label=_("Last message")),
        Column("last_answer", label=_("Answer")),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Webhook]:
        tried = WebhookDelivery.objects.filter(webhook=OuterRef("pk"), last_try__isnull=False)
        last = tried.order_by("-last_try")
        answer = Coalesce(Cast("last_status", CharField()), "last_error")
        return (
            super()
            .get_queryset(request)
            .annotate(
                last_try=Subquery(last.values("last_try")[:1]),
                last_answer=Subquery(last.values(answer=answer)[:1]),
            )
        )


class FunderViewSet(SnippetViewSet):
    model = Funder
    icon = "success"


class RegionViewSet(SnippetViewSet):
    model = Region
    icon = "globe"
    list_display = ["name", "code"]


class DistrictViewSet(SnippetViewSet):
    model = District
    icon = "home"
    list_display = ["name", "kind", "region", BooleanColumn("is_approximate", label=_("Approximate"))]
    list_filter = ["region", "kind"]
    search_fields = ["name"]


class CityGroup(SnippetViewSetGroup):
    menu_label = _("Projects and places")
    menu_icon = "site"
    items = (
        ProjectViewSet,
        RoleContactViewSet,
        FunderViewSet,
        RegionViewSet,
        DistrictViewSet,
        WebhookViewSet,
    )


register_snippet(CityGroup)


@hooks.register("register_admin_viewset")
def page_viewset() -> CityPageViewSet:
    return CityPageViewSet()


@hooks.register("insert_global_admin_css")
def admin_stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("sites/admin.css"))


@hooks.register("construct_page_chooser_queryset")
def own_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """The chooser lists every page there is, drafts of other cities too."""
    return pages & page_permission_policy.explorable_instances(request.user)


hooks.register("register_bulk_action", OwnMoveBulkAction, order=1)  # after Wagtail's, whose place it takes


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counts_of_all_cities(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Wagtail counts the pages below the root that two language homes share: those of every city."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if not isinstance(item, PagesSummaryItem)]


def no_tags_of_all_cities(model: type[Model], count: int = 10) -> list[str]:
    """Offer no tags: Wagtail offers those that all cities use most, and has no hook to narrow them."""
    return []


filters.popular_tags_for_model = chooser.popular_tags_for_model = no_tags_of_all_cities


register_takeover()
register_previews()


@hooks.register("insert_global_admin_js")
def admin_script() -> str:
    return format_html('<script src="{}"></script>', static("sites/admin.js"))


if settings.DEMO:

    class MailsMenuItem(MenuItem):
        def is_shown(self, request: HttpRequest) -> bool:
            return request.user.is_superuser

    @hooks.register("register_admin_urls")
    def mail_urls() -> list[URLPattern]:
        return demo_mails.urls

    @hooks.register("register_reports_menu_item")
    def mails_menu_item() -> MenuItem:
        return MailsMenuItem(_("Mails"), reverse_lazy("demo_mails"), icon_name="mail", order=900)
