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
from sites.models import City, Document, Invitation, RoleContact
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
    home = home_of(city)
    pages = {
        "draft": make_content(home, title=f"Kanari {word} draft", live=False),
        "published": make_content(home, title=f"Kanari {word} published"),
        "private": make_content(home, title=f"Kanari {word} private"),
        "english": make_content(home_of(city, "en"), title=f"Kanari {word} english", live=False),
        "event": make_event(list_of(city, Listing.EVENTS), title=f"Kanari {word} event", live=False),
    }
    PageViewRestriction.objects.create(page=pages["private"], restriction_type="password", password="geheim")
    lead = make_user(
        f"kanari.{word}@example.org".lower(), groups=[Group.objects.get(name=f"{city.slug}-lead")]
    )
    for page in pages.values():
        page.save_revision(user=lead)
    pages["draft"].locked, pages["draft"].locked_by = True, lead
    pages["draft"].save()
    state = pages["published"].get_workflow().start(pages["published"], lead)
    source, _created = TranslationSource.get_or_create_from_instance(pages["published"])
    translation = Translation.objects.create(source=source, target_locale=locale("en"))
    translation.save_target(user=lead)
    image = make_image(city, title=f"Kanari {word} image", uploaded_by_user=lead)
    image.tags.add(f"Kanari {word} tag")
    document = Document.objects.create(
        title=f"Kanari {word} document",
        file=ContentFile(b"text", f"kanari-{word.lower()}.txt"),
        collection=media_collection(city),
    )
    association = make_association(city, f"Kanari {word} association", summary=f"Kanari {word} summary")
    association.save_revision(user=lead)
    statement = MigrationReference(
        association=association, value="mixed", stated_by=f"Kanari {word} statement"
    )
    statement.save()
    one = {
        "association": association,
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
        "image": image,
        "document": document,
        "project": make_project(city, name=f"Kanari {word} project"),
        "rolecontact": RoleContact.objects.create(
            city=city, function={"de": f"Kanari {word} contact"}, email=f"{word.lower()}@example.org"
        ),
        "term": Term.objects.create(
            city=city,
            vocabulary="activity_field",
            code=f"kanari-{word}".lower(),
            labels={"de": f"Kanari {word} term"},
        ),
        "user": lead,
        "group": lead.groups.get(),
        "invitation": Invitation.objects.create(
            city=city, email=f"kanari.{word}.invited@example.org".lower()
        ),
        "site": city.site,
        "collection": media_collection(city).add_child(name=f"Kanari {word} collection"),
        "redirect": Redirect.objects.create(
            old_path=f"/kanari-{word}".lower(), site=city.site, redirect_link="/"
        ),
        "workflow": state.workflow,
        "task": state.current_task_state.task,
        "workflow_state": state,
        "task_state": state.current_task_state,
        "source": source,
        "translation": translation,
        "segment": source.stringsegment_set.first(),
        "restriction": PageViewRestriction.objects.get(page=pages["private"]),
    }
    for thing in (*pages.values(), image, document, association):
        insert_or_update_object(thing)  # as the worker does; without it no search finds a thing
    return Things(city, word, pages, one)
