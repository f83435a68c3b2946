"""The admin of cities: settings, projects, contacts, places; and the look of the product."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.contrib.settings.registry import register_setting
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from sites.models import City, District, Funder, Project, Region, RoleContact

register_setting(City, icon="site", order=100)


class ProjectViewSet(SnippetViewSet):
    model = Project
    icon = "folder-open-inverse"
    list_display = ["name", "city", "starts_on", "ends_on", BooleanColumn("is_current", label=_("Current"))]
    list_filter = ["city"]
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


class RoleContactViewSet(SnippetViewSet):
    model = RoleContact
    icon = "mail"
    list_display = ["__str__", "email", "phone"]
    list_filter = ["city"]


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
    items = (ProjectViewSet, RoleContactViewSet, FunderViewSet, RegionViewSet, DistrictViewSet)


register_snippet(CityGroup)


@hooks.register("insert_global_admin_css")
def admin_stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("sites/admin.css"))
