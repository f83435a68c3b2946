"""The Content-Security-Policy stops nothing of ours: every widget of the admin works, with 0 violations."""

from urllib.parse import urlsplit

import pytest
from PIL import Image as PillowImage
from playwright.sync_api import Page, expect

from tests.browser.addresses import ADDRESSES, each

pytestmark = [pytest.mark.browser, pytest.mark.full]

RECORD = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error("Content Security Policy: " + event.violatedDirective + " " + event.blockedURI + " "
    + event.sourceFile + ":" + event.lineNumber + " " + event.sample));
"""


def violations_of(page: Page) -> list[str]:
    """Return a list that fills with what the policy stops, and with errors of scripts, from now on."""
    found: list[str] = []
    page.add_init_script(RECORD)
    page.on("console", lambda m: "content security policy" in m.text.lower() and found.append(m.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def admin(demo, new_page):
    """A page, signed in as the instance admin; at the end nothing may have been stopped."""
    page = new_page()
    found = violations_of(page)
    demo.sign_in(page, demo.account("instance admin"))
    yield page
    page.wait_for_load_state("networkidle")
    assert found == []


def open_editor(demo, page: Page, path: str) -> None:
    """Open the form of the page with this address of Dortmund, found by the admin's own API."""
    key = page.evaluate(
        """async ([slug, url]) => {
          const answer = await fetch(`/admin/api/main/pages/?slug=${slug}`);
          return (await answer.json()).items.find((item) => item.meta.html_url === url).id;
        }""",
        [path.strip("/").split("/")[-1], demo.city_url("dortmund", path)],
    )
    page.goto(f"{demo.facts['admin']}pages/{key}/edit/")


def path_of(name: str) -> str:
    return next(address.path for address in ADDRESSES if address.name == name)


@pytest.mark.parametrize("address", each(ADDRESSES))
def test_public_page_breaks_no_policy(demo, new_page, address):
    page = new_page()
    found = violations_of(page)

    page.goto(demo.url(address), wait_until="networkidle")

    assert found == []


def test_the_policy_does_stop_an_inline_script(demo, new_page):
    page = new_page()
    found = violations_of(page)
    page.goto(demo.city_url("dortmund"))

    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.x = 1'}))"
    )

    assert page.evaluate("window.x") is None
    assert found


def test_a_row_is_added_to_the_funding_of_a_project(demo, admin):
    admin.goto(f"{demo.facts['admin']}snippets/insist_sites/project/add/")

    admin.locator("#id_fundings-ADD").click()
    admin.locator("#id_fundings-ADD").click()

    expect(admin.locator("#id_fundings-FORMS > *")).to_have_count(2)
    assert admin.locator("#id_fundings-TOTAL_FORMS").input_value() == "2"


def test_a_date_is_picked_in_the_form_of_an_event(demo, admin):
    open_editor(demo, admin, path_of("coming-event"))
    before = admin.locator("#id_starts_at").input_value()

    admin.locator("#id_starts_at").click()
    calendar = admin.locator(".xdsoft_datetimepicker:visible")
    calendar.locator("td.xdsoft_date:not(.xdsoft_current):not(.xdsoft_other_month)").first.click()

    assert admin.locator("#id_starts_at").input_value() != before


def test_choosers_of_pages_and_pictures_open(demo, admin):
    admin.goto(f"{demo.facts['admin']}settings/insist_sites/city/")
    admin.locator("[data-chooser-action-choose]:visible").first.click()
    expect(admin.locator(".modal-dialog")).to_be_visible()
    expect(admin.locator(".modal-dialog #search-results, .modal-dialog .listing").first).to_be_visible()
    admin.keyboard.press("Escape")

    open_editor(demo, admin, path_of("result"))
    event = admin.locator("#id_event-chooser")
    event.locator("button:visible").first.click()
    admin.get_by_role("link", name="Andere").or_(
        event.locator("[data-chooser-action-choose]:visible")
    ).first.click()

    expect(admin.locator(".modal-dialog")).to_be_visible()


def test_a_block_is_added_to_a_page(demo, admin):
    open_editor(demo, admin, path_of("content"))
    blocks = admin.locator("[data-streamfield-child]:visible")
    before = blocks.count()

    admin.locator("button.c-sf-add-button").first.click()
    admin.locator("[role=option]").first.click()

    expect(blocks).to_have_count(before + 1)


def test_a_page_is_submitted_for_translation_and_a_string_edited(demo, admin):
    open_editor(demo, admin, path_of("content"))
    key = urlsplit(admin.url).path.split("/")[-3]
    admin.goto(f"{demo.facts['admin']}localize/submit/page/{key}/")
    boxes = admin.locator("[name=locales]")
    admin.locator("[name=select_all]").check()
    assert boxes.evaluate_all("boxes => boxes.every(box => box.checked)")
    admin.locator("[name=select_all]").uncheck()
    boxes.first.check()

    admin.locator("main form input[type=submit]").click()
    admin.wait_for_url("**/edit/")
    editor = admin.locator(".js-translation-editor")
    editor.get_by_role("button", name="Übersetzen").or_(
        editor.get_by_role("button", name="Translate")
    ).first.click()
    editor.locator("textarea, [contenteditable=true]").first.fill("Translated by hand")
    editor.get_by_role("button", name="Speichern").or_(
        editor.get_by_role("button", name="Save")
    ).first.click()

    expect(editor.get_by_text("Translated by hand").first).to_be_visible()


ADMIN_PATHS = [
    "",
    "images/",
    "images/add/",
    "images/multiple/add/",
    "documents/",
    "documents/multiple/add/",
    "mails/",
    "pages/usage/home/eventpage/",
    "reports/locked/",
    "reports/site-history/",
    "reports/aging-pages/",
    "redirects/add/",
    "locales/",
    "users/",
    "groups/new/",
    "sites/new/",
    "workflows/add/",
    "workflows/tasks/select_type/",
    "collections/add/",
    "account/",
    "localize/",
    "snippets/insist_sites/rolecontact/add/",
]


def test_the_pages_of_the_admin_break_no_policy(demo, admin):
    for path in ADMIN_PATHS:
        admin.goto(f"{demo.facts['admin']}{path}", wait_until="networkidle")


def test_a_picture_is_uploaded_in_a_dialog(demo, admin, tmp_path):
    file = tmp_path / "bild.png"
    PillowImage.new("RGB", (600, 400), "#35A0AE").save(file)
    admin.goto(f"{demo.facts['admin']}settings/insist_sites/city/")
    admin.locator("#id_logo-chooser [data-chooser-action-choose]:visible").first.click()
    dialog = admin.locator(".modal-dialog")

    dialog.locator("a[href='#tab-upload']").click()
    dialog.locator("input[type=file]").set_input_files(file)
    expect(dialog.locator("#tab-upload input[name$=title]")).to_have_value("bild")  # a script fills it in
    dialog.locator("#tab-upload button[type=submit]").click()

    expect(admin.locator(".modal-dialog")).to_have_count(0)
    expect(admin.locator("#id_logo-chooser .chooser__title")).to_contain_text("bild")


def test_a_page_gets_a_password_and_a_reader_gives_it(demo, admin, new_page):
    path = "/barrierefreiheit/"  # that no other test looks at: the demonstration is shared
    open_editor(demo, admin, path)
    key = urlsplit(admin.url).path.split("/")[-3]
    admin.goto(f"{demo.facts['admin']}pages/{key}/edit/")
    admin.locator("[data-side-panel-toggle=status], [aria-label=Status]").first.click()
    admin.locator("[data-a11y-dialog-show=set-privacy]").first.click()
    admin.locator("#set-privacy input[value=password]").check()
    admin.locator("#set-privacy input[name=password]").fill("sesam")
    admin.locator("#set-privacy [type=submit]").click()
    admin.wait_for_load_state("networkidle")

    reader = new_page(390)
    found = violations_of(reader)
    reader.goto(demo.city_url("dortmund", path))
    reader.get_by_label("Passwort").fill("falsch")
    reader.get_by_label("Passwort").press("Enter")
    expect(reader.locator(".error")).to_be_visible()
    reader.locator("#id_password").fill("sesam")
    reader.locator("#id_password").press("Enter")

    reader.wait_for_url(demo.city_url("dortmund", path))
    expect(reader.locator("#id_password")).to_have_count(0)
    assert found == []
