"""What editors see before they publish: previews of pages and of blocks."""

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from wagtail.blocks import Block

from home.blocks import BodyBlock
from home.item_blocks import CircleStepBlock, FindingBlock, SessionBlock, StepBlock
from home.models import EventPage, HomePage
from home.stream import walk
from tests.home.admin import add_url, edit_url, fill, open_form, soup_of, text_block
from tests.home.make import PAGE_TYPES, make_page
from tests.home.reading import leads_to
from tests.make import home_of, make_content, make_image, stream


def inks_of(browser, page_html):
    """Return the stylesheet of the city that a page asks for."""
    link = page_html.find("link", href=lambda href: href and href.startswith("/inks/"))
    return browser.get(link["href"]).text if link else ""


def draft_url(page):
    return reverse("wagtailadmin_pages:view_draft", args=(page.pk,))


def preview_url(page):
    return reverse("wagtailadmin_pages:preview_on_edit", args=(page.pk,))


@pytest.mark.parametrize("page_class", PAGE_TYPES)
def test_the_draft_of_every_page_type_can_be_seen(page_class, at, dortmund, dortmund_editor):
    page = make_page(dortmund, page_class)
    page.title = "Nur im Entwurf"
    page.save_revision()

    answer = at("admin", dortmund_editor).get(draft_url(page))

    assert answer.status_code == 200
    assert "Nur im Entwurf" in answer.text
    assert soup_of(answer).h1


@pytest.mark.parametrize("page_class", PAGE_TYPES)
def test_what_is_being_typed_can_be_seen(page_class, at, dortmund, dortmund_editor):
    page, admin = make_page(dortmund, page_class), at("admin", dortmund_editor)
    data = fill(open_form(admin, edit_url(page)), title="Gerade getippt")

    stored = admin.post(preview_url(page), data)
    answer = admin.get(preview_url(page))

    assert stored.json() == {"is_valid": True, "is_available": True}
    assert answer.status_code == 200
    assert "Gerade getippt" in answer.text


@pytest.mark.parametrize("page_class", PAGE_TYPES)
def test_a_preview_has_the_colours_of_the_city(page_class, at, potsdam, instance_admin):
    admin = at("admin", instance_admin)
    page = make_page(potsdam, page_class)

    answer = admin.get(draft_url(page))

    shown = answer.text + inks_of(admin, soup_of(answer))
    assert potsdam.ink_a in shown
    assert potsdam.ink_b in shown


@pytest.mark.parametrize("page_class", [cls for cls in PAGE_TYPES if cls is not HomePage])
def test_a_page_that_is_not_saved_yet_can_be_seen(page_class, at, dortmund, dortmund_editor):
    parent, admin = make_page(dortmund, page_class).get_parent(), at("admin", dortmund_editor)
    url = reverse("wagtailadmin_pages:preview_on_add", args=("home", page_class._meta.model_name, parent.pk))
    values = {"title": "Noch nirgends"}
    if issubclass(page_class, EventPage):
        values |= {"starts_at": "2031-03-04 18:00", "ends_at": "2031-03-04 20:00"}

    stored = admin.post(url, fill(open_form(admin, add_url(parent, page_class)), **values))
    answer = admin.get(url)

    assert stored.json()["is_valid"], stored.json()
    assert answer.status_code == 200
    assert "Noch nirgends" in answer.text


def test_a_preview_shows_blocks_with_their_pictures_and_links(at, dortmund, dortmund_editor):
    target = make_content(home_of(dortmund), title="Wohin es geht")
    image = make_image(dortmund)
    body = [
        ("text", f'<p><a linktype="page" id="{target.pk}">Link</a></p>'),
        (
            "picture",
            {"image": {"image": image.pk, "alt_text": "Eine Tür", "decorative": False}, "caption": ""},
        ),
        ("teasers", {"heading": "", "pages": [target.pk]}),
    ]
    page = make_content(home_of(dortmund))
    page.body = stream(body)
    page.save_revision()

    shown = soup_of(at("admin", dortmund_editor).get(draft_url(page)))

    assert all(leads_to(link, target) for link in shown.select("main .prose p > a"))
    assert shown.select_one("main figure img")["alt"] == "Eine Tür"
    assert shown.select_one("main h2 a").get_text() == "Wohin es geht"


def test_typing_into_a_block_shows_in_the_preview(at, dortmund, dortmund_editor):
    page, admin = make_content(home_of(dortmund)), at("admin", dortmund_editor)
    data = fill(open_form(admin, edit_url(page)), body=[text_block("<p>Ein <b>neuer</b> Absatz.</p>")])

    admin.post(preview_url(page), data)

    assert "Ein neuer Absatz." in soup_of(admin.get(preview_url(page))).main.get_text()


def test_a_preview_in_arabic_is_right_to_left(at, dortmund, dortmund_editor):
    home = home_of(dortmund, "ar")

    answer = at("admin", dortmund_editor).get(draft_url(home))

    html = soup_of(answer).html
    assert (html["lang"], html["dir"]) == ("ar", "rtl")


def test_an_editor_of_another_city_sees_no_draft(at, potsdam, dortmund_editor):
    page = make_content(home_of(potsdam), live=False)

    answer = at("admin", dortmund_editor).get(draft_url(page))

    assert answer.status_code in (302, 403)


BLOCKS = {
    **BodyBlock().child_blocks,
    "finding": FindingBlock(),
    "step": StepBlock(),
    "session": SessionBlock(),
    "circle_step": CircleStepBlock(),
}


# Codes of choices, which are shown by their names, and a consent, which is never shown.
NOT_SHOWN = {"", "agreed", "workshop", "events", "mündlich"}


@pytest.fixture
def preview_of(at, dortmund_editor):
    """The page that the admin shows as the preview of a block, while editors choose one."""

    def show(block):
        Block.definition_registry[block.definition_prefix] = block
        answer = at("admin", dortmund_editor).get(
            reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
        )
        assert answer.status_code == 200
        return soup_of(answer)

    return show


@pytest.mark.parametrize("name", BLOCKS)
def test_editors_are_offered_a_preview_of_every_block(name):
    assert BLOCKS[name].is_previewable


@pytest.mark.parametrize("name", BLOCKS)
def test_the_preview_of_a_block_shows_an_example_in_the_look_of_the_site(name, preview_of):
    page = preview_of(BLOCKS[name])

    assert len(page.main.get_text(strip=True)) > 10
    assert [link["href"] for link in page.select("link[rel=stylesheet]")] == [static("frame/look.css")]


@pytest.mark.parametrize("name", BLOCKS)
def test_the_preview_of_a_block_shows_its_own_example(name, preview_of):
    example = BLOCKS[name].get_preview_value()

    shown = preview_of(BLOCKS[name]).main.get_text()

    words = [leaf for leaf in walk(example) if isinstance(leaf, str) and leaf not in NOT_SHOWN]
    assert all(word in shown for word in words)


def test_the_example_of_a_picture_is_a_file_of_ours(preview_of):
    source = preview_of(BLOCKS["picture"]).img["src"]

    assert finders.find(source.removeprefix(settings.STATIC_URL))
