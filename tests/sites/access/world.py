"""One city's worth of everything that an address of the admin can name, each with a word to recognise it by."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from modelsearch.index import insert_or_update_object
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from directory.models import Case, MigrationReference, Office, Term
from home.choices import Listing
from sites.access.groups import media_collection
from sites.models import City, Document, Invitation, RoleContact, Webhook
from tests.directory.make import make_association, make_contact
from tests.make import home_of, list_of, locale, make_content, make_event, make_image, make_project, make_user

ROLES = ("lead", "editor", "coordinator", "translator-en")
PAGE_KINDS = ("draft", "published", "private", "english", "event")


@dataclass
class Things:
    """What a city owns. `word` stands in every title and in no title of another city."""

    city: City
    word: str
    pages: dict[str, Page]
    one: dict[str, Any]  # by kind: "image", "document", "revision" …

    def page(self, kind: str) -> Page:
        return self.pages[kind]


def make_things(city: City, word: str) -> Things:
    lead = make_user(
        f"kanari.{word}@example.org".lower(), groups=[Group.objects.get(name=f"{city.slug}-lead")]
    )
    pages = make_pages(city, word, lead)
    one = {
        "user": lead,
        "group": lead.groups.get(),
        **of_pages(pages, lead),
        **of_city(city, word),
        **of_media(city, word, lead),
        **of_directory(city, word, lead),
    }
    for thing in (*pages.values(), one["image"], one["document"], one["association"]):
        insert_or_update_object(thing)  # as the worker does; without it no search finds a thing
    return Things(city, word, pages, one)


def make_pages(city: City, word: str, lead: Any) -> dict[str, Page]:
    """By kind, see PAGE_KINDS: the draft is locked, the private one asks for a password."""
    home = home_of(city)
    pages = {
        "draft": make_content(home, title=f"Kanari {word} draft", live=False),
        "published": make_content(home, title=f"Kanari {word} published"),
        "private": make_content(home, title=f"Kanari {word} private"),
        "english": make_content(home_of(city, "en"), title=f"Kanari {word} english", live=False),
        "event": make_event(list_of(city, Listing.EVENTS), title=f"Kanari {word} event", live=False),
    }
    PageViewRestriction.objects.create(page=pages["private"], restriction_type="password", password="geheim")
    for page in pages.values():
        page.save_revision(user=lead)
    pages["draft"].locked, pages["draft"].locked_by = True, lead
    pages["draft"].save()
    return pages


def of_pages(pages: dict[str, Page], lead: Any) -> dict[str, Any]:
    """What the published page has: a workflow that waits, and a translation that has begun."""
    page = pages["published"]
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale("en"))
    translation.save_target(user=lead)
    state = page.get_workflow().start(page, lead)
    return {
        "workflow": state.workflow,
        "task": state.current_task_state.task,
        "workflow_state": state,
        "task_state": state.current_task_state,
        "source": source,
        "translation": translation,
        "segment": source.stringsegment_set.first(),
        "restriction": PageViewRestriction.objects.get(page=pages["private"]),
    }


def of_city(city: City, word: str) -> dict[str, Any]:
    return {
        "site": city.site,
        "project": make_project(city, name=f"Kanari {word} project"),
        "rolecontact": RoleContact.objects.create(
            city=city, function={"de": f"Kanari {word} contact"}, email=f"{word.lower()}@example.org"
        ),
        "invitation": Invitation.objects.create(
            city=city, email=f"kanari.{word}.invited@example.org".lower()
        ),
        # Not active: it would be told of all that the matrix changes.
        "webhook": Webhook.objects.create(
            city=city, url=f"https://example.org/kanari-{word}".lower(), is_active=False
        ),
        "redirect": Redirect.objects.create(
            old_path=f"/kanari-{word}".lower(), site=city.site, redirect_link="/"
        ),
    }


def of_media(city: City, word: str, lead: Any) -> dict[str, Any]:
    image = make_image(city, title=f"Kanari {word} image", uploaded_by_user=lead)
    image.tags.add(f"Kanari {word} tag")
    return {
        "image": image,
        "document": Document.objects.create(
            title=f"Kanari {word} document",
            file=ContentFile(b"text", f"kanari-{word.lower()}.txt"),
            collection=media_collection(city),
        ),
        "collection": media_collection(city).add_child(name=f"Kanari {word} collection"),
    }


def of_directory(city: City, word: str, lead: Any) -> dict[str, Any]:
    """An association with a person, a statement, a message and a workflow that waits; an office and a term."""
    association = make_association(city, f"Kanari {word} association", summary=f"Kanari {word} summary")
    revision = association.save_revision(user=lead)
    state = association.get_workflow().start(association, lead)
    statement = MigrationReference(
        association=association, value="mixed", stated_by=f"Kanari {word} statement"
    )
    statement.save()
    return {
        "association": association,
        "association_revision": revision,
        "association_task": state.current_task_state.task,
        "association_task_state": state.current_task_state,
        "association_workflow_state": state,
        "contact": make_contact(
            association, person=f"Kanari {word} person", email=f"{word}.p@example.org".lower()
        ),
        "migrationreference": statement,
        "case": Case.objects.create(
            city=city, kind="change", association=association, message=f"Kanari {word} message", language="de"
        ),
        "office": Office.objects.create(
            city=city,
            name=f"Kanari {word} office",
            street="Weg 1",
            postcode="44135",
            town="Dortmund",
            phone="0231 5550",
        ),
        "term": Term.objects.create(
            city=city,
            vocabulary="activity_field",
            code=f"kanari-{word}".lower(),
            labels={"de": f"Kanari {word} term"},
        ),
    }
