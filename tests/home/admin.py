"""Working in the admin as a browser does: open a form, fill it in, send all of it back."""

from typing import Any

from bs4 import BeautifulSoup
from django.forms import BaseForm
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.text import slugify
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from home.blocks import TEXT_FEATURES
from sites.models import User

FORM_ID = "page-edit-form"
EMPTY_FORMS: dict[tuple[str, str], QueryDict] = {}  # by address and person: reading one takes half a second
STREAMS = ("body", "findings", "steps", "material", "sessions")


def add_url(parent: Page, page_class: type[Page]) -> str:
    return reverse("wagtailadmin_pages:add", args=("home", page_class._meta.model_name, parent.pk))


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def open_form(browser: Client, url: str) -> QueryDict:
    """Return what the form at `url` would send if nothing were changed; its stream fields are empty."""
    answer = browser.get(url)
    assert answer.status_code == 200, (url, answer.status_code, answer.headers.get("Location"))
    data = querydict_from_html(answer.text, form_id=FORM_ID)
    for box in soup_of(answer).select(f"#{FORM_ID} input[type=checkbox][checked]:not([value])"):
        data[box["name"]] = "on"  # as browsers send a ticked box without a value
    form = answer.context["form"]
    data.update(nested_form_data({name: streamfield([]) for name in STREAMS if name in form.fields}))
    return data


def fill(data: QueryDict, **values: Any) -> QueryDict:
    """Change values of a form; a list is a stream, a tuple several check boxes, None an empty check box."""
    for name, value in values.items():
        if isinstance(value, list):
            for old in [key for key in data if key.startswith(f"{name}-")]:
                del data[old]
            data.update(nested_form_data({name: streamfield(value)}))
        elif isinstance(value, tuple):
            data.setlist(name, value)
        elif value is None:
            data.pop(name, None)
        else:
            data[name] = value
    return data


def send(browser: Client, url: str, publish: bool = True, **values: Any) -> Any:
    """Open the form at `url`, change `values`, send it; return the answer of the admin."""
    data = fill(_form_at(browser, url), **values)
    data["slug"] = data["slug"] or slugify(data["title"])  # a script of the admin does it while one types
    if publish:
        data["action-publish"] = "action-publish"
    return browser.post(
        url, data.dict() | {name: data.getlist(name) for name in ("languages", "further_topics")}
    )


def _form_at(browser: Client, url: str) -> QueryDict:
    """The form as it opens; an empty one is the same for whoever makes the next page at this place."""
    if "/add/" not in url:
        return open_form(browser, url)
    key = url, User.objects.get(pk=browser.session["_auth_user_id"]).email
    if key not in EMPTY_FORMS:
        EMPTY_FORMS[key] = open_form(browser, url)
    return EMPTY_FORMS[key].copy()


def refused(answer: Any) -> BaseForm:
    """Return the form of an answer that shows it again with its faults."""
    assert answer.status_code == 200, f"was saved, {answer.headers.get('Location')}"
    return answer.context["form"]


def faults(answer: Any) -> dict[str, list[str]]:
    return {name: list(messages) for name, messages in refused(answer).errors.items()}


def message_at(answer: Any, name: str) -> str:
    """Return what stands beside a field, where the field itself says that it is described."""
    page = soup_of(answer)
    field = page.select_one(f"#{FORM_ID} [name={name}]")
    assert field is not None, f"no field {name}"
    assert field.get("aria-invalid") == "true", f"{name} is not marked as wrong"
    described = [page.find(id=key) for key in str(field["aria-describedby"]).split()]
    return " ".join(found.get_text(" ", strip=True) for found in described if found)


def typed(answer: Any, name: str) -> str | list[str]:
    """Return what stands in a field of the form that came back; several of check boxes."""
    fields = soup_of(answer).select(f"#{FORM_ID} [name={name}]")
    if fields[0].name == "select":
        return str(fields[0].select_one("option[selected]")["value"])  # type: ignore[index]
    if fields[0].name == "textarea":
        return fields[0].get_text().strip()
    if fields[0].get("type") == "checkbox":
        return [str(box.get("value", "on")) for box in fields if box.has_attr("checked")]
    return str(fields[0].get("value", ""))


def soup_of(answer: Any) -> BeautifulSoup:
    """The answer as a tree, read once: a form of the admin takes a quarter of a second."""
    if not hasattr(answer, "soup"):
        answer.soup = BeautifulSoup(answer.content, "html.parser")
    return answer.soup  # type: ignore[no-any-return]


def text_block(html: str) -> tuple[str, str]:
    return ("text", rich_text(html, features=TEXT_FEATURES))


def list_value(items: list[Any]) -> dict[str, Any]:
    """Form data of a ListBlock."""
    rows = {str(i): {"value": item, "deleted": "", "order": str(i), "id": ""} for i, item in enumerate(items)}
    return {**rows, "count": str(len(items))}
