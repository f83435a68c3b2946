import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.utils import translation
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.choices import Listing
from home.models import (
    CirclePage,
    ContentPage,
    DistrictPage,
    EventPage,
    FairPage,
    ForumPage,
    HomePage,
    ListPage,
    NewsPage,
    OfferPage,
    ProjectPage,
    ResultPage,
    StoryPage,
    TopicPage,
)
from tests.home.make import PAGE_TYPES
from tests.make import home_of, list_of, make_content, make_forum

# What an editor may put below what.
CHILDREN = {
    HomePage: {CirclePage, ContentPage, ForumPage, ListPage, ProjectPage},
    ContentPage: {CirclePage, ContentPage, ProjectPage},
    ProjectPage: {CirclePage, ContentPage, OfferPage, ProjectPage},
    ListPage: {
        ForumPage,
        EventPage,
        FairPage,
        ResultPage,
        StoryPage,
        NewsPage,
        OfferPage,
        TopicPage,
        DistrictPage,
    },
    ForumPage: {EventPage},
    **{
        model: set()
        for model in (
            EventPage,
            FairPage,
            ResultPage,
            StoryPage,
            NewsPage,
            OfferPage,
            CirclePage,
            TopicPage,
            DistrictPage,
        )
    },
}

# A help text would only repeat the label.
SELF_EVIDENT = {"title", "slug", "body", "kind", "is_free", "go_live_at", "expire_at"}


def field_panels(panel):
    if isinstance(panel, FieldPanel.BoundPanel):
        yield panel
    for child in getattr(panel, "children", []):
        yield from field_panels(child)


def editable_fields(page_class, city):
    """Yield (name, help text) of each field of the admin form."""
    handler = page_class.get_edit_handler()
    page = page_class(path=home_of(city).path + "ABCD", depth=3, locale=home_of(city).locale)
    form = handler.get_form_class()(instance=page, parent_page=home_of(city), for_user=AnonymousUser())
    bound = handler.get_bound_panel(instance=page, request=None, form=form)
    for panel in field_panels(bound):
        if panel.field_name in form.fields:
            yield panel.field_name, panel.help_text or form.fields[panel.field_name].help_text


def test_all_page_types_of_the_app_are_listed_here():
    assert {model for model in apps.get_app_config("home").get_models() if issubclass(model, Page)} == set(
        PAGE_TYPES
    )


@pytest.mark.parametrize("page_class", PAGE_TYPES)
def test_below_a_page_type_only_its_own_children_can_be_made(page_class):
    ours = {model for model in page_class.allowed_subpage_models() if model in PAGE_TYPES}

    assert ours == CHILDREN[page_class]


def test_a_home_page_can_only_be_made_by_the_command_that_makes_cities():
    assert not HomePage.allowed_parent_page_models()


def test_no_page_of_the_site_can_stand_at_the_root():
    assert not [model for model in Page.allowed_subpage_models() if model in PAGE_TYPES]


def test_an_editor_is_offered_only_what_may_stand_below_a_forum(at, dortmund, dortmund_editor):
    forum = make_forum(dortmund)

    answer = at("admin", dortmund_editor).get(f"/admin/pages/{forum.pk}/add_subpage/")

    # One type only: Wagtail goes straight to its form.
    assert answer.headers["Location"].startswith(f"/admin/pages/add/home/eventpage/{forum.pk}/")


def test_an_event_cannot_be_made_below_a_content_page(at, dortmund, dortmund_editor):
    content = make_content(home_of(dortmund))

    answer = at("admin", dortmund_editor).get(f"/admin/pages/add/home/eventpage/{content.pk}/")

    assert answer.status_code == 302
    assert not EventPage.objects.child_of(content).exists()


def test_an_event_may_stand_in_a_list_without_a_forum(dortmund):
    assert EventPage.can_create_at(list_of(dortmund, Listing.EVENTS))


@pytest.mark.parametrize("page_class", PAGE_TYPES)
def test_every_page_type_has_a_german_name(page_class):
    german = [str(name) for name in (page_class._meta.verbose_name, page_class._meta.verbose_name_plural)]

    with translation.override("en"):
        english = {str(page_class._meta.verbose_name), str(page_class._meta.verbose_name_plural)}
    assert all(name[0].isupper() for name in german)
    assert not english & set(german)


@pytest.mark.parametrize("page_class", PAGE_TYPES)
def test_every_field_says_what_belongs_in_it(page_class, dortmund):
    fields = dict(editable_fields(page_class, dortmund))

    assert {"title", "slug", "search_description"} <= set(fields)
    assert {name for name, help_text in fields.items() if not help_text and name not in SELF_EVIDENT} == set()


@pytest.mark.parametrize("page_class", PAGE_TYPES)
def test_page_templates_exist_under_the_name_of_the_type(page_class):
    name = page_class._meta.model_name.removesuffix("page")

    assert page_class.template == f"home/{name}_page.html"
