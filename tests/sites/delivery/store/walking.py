"""A random walk of editorial changes over a small world whose answers are stored.

After each change the walker plays the end of a transaction and compares stored answers with ones built
anew. What it changes and how often is its own choice; `WALK_SEED` repeats a walk.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from directory.entries import write_due_entries
from directory.models import Association, Consent, Contact, DirectoryEntry, Exchange, Office
from directory.staff_choices import Channel
from home.models import ContentPage, EventPage, Involvement
from sites.choices import CityState
from sites.clock import publish_scheduled
from sites.delivery.store.keeping import sweep
from sites.models import City, District, Document, Funder, Image, Project, RoleContact, StoredAnswer
from tests.directory.make import field as activity
from tests.directory.make import make_association, make_contact, term
from tests.directory.outputs import directory_url
from tests.home.make import link_to, make_document, picture_of
from tests.make import (
    counter,
    home_of,
    host_of,
    make_circle,
    make_content,
    make_district_page,
    make_event,
    make_forum,
    make_image,
    make_news,
    make_offer,
    make_project,
    make_project_page,
    make_result,
    make_story,
    make_topic_page,
    make_translation,
    publish,
    stream,
)

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
COMPONENTS = ("", "/@breadcrumbs", "/@navigation", "/@translations", "/@navroot", "/@contextnavigation")
PERSON = "Ola Nowak"


def end_of_transaction() -> None:
    """Do what the database does before a commit: delete the answers."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def path_of(page: Page) -> str:
    return urlsplit(page.full_url).path


def answer_of(host: str, path: str) -> Any:
    return Client(headers={"host": host}).get(path)


@contextmanager
def without_store() -> Iterator[None]:
    settings.STORE_ANSWERS = False
    try:
        yield
    finally:
        settings.STORE_ANSWERS = True


@dataclass
class World:
    cities: list[City]
    chance: random.Random
    clock: Any
    addresses: list[tuple[str, str]] = field(default_factory=list)
    words: int = 0

    # What there is

    def build(self) -> None:
        for city in self.cities:
            self._build_city(city)
        end_of_transaction()
        self.addresses = [address for city in self.cities for address in self._addresses(city)]

    def _build_city(self, city: City) -> None:
        image, document = make_image(city), make_document(city, title=self.word())
        project = make_project(city, is_current=True)
        home = home_of(city)
        make_project_page(home, project)
        forum = make_forum(city, main_topic=activity("musik"))
        coming, past = make_event(forum, days=3), make_event(forum, days=-3)
        make_result(city, past)
        story = make_story(city, body=stream([("text", f"<p>{self.word()}</p>")]))
        make_news(city)
        make_offer(city, deadline=timezone.localdate() + 5 * DAY)
        make_topic_page(city, activity("musik"))
        make_district_page(city, District.objects.filter(region__cities=city).order_by("pk").first())
        make_circle(home)
        association = make_association(city, self.word(), main_field=activity("musik"))
        contact = make_contact(association, (Channel.PAGE, Channel.API), person=PERSON)
        association.exchanges = [Exchange(direction="offer", type=term("exchange", "raum"), text=self.word())]
        publish(association)
        for _number in range(3):
            make_association(city, self.word(), main_field=activity("musik"))
        Involvement.objects.create(page=forum, association=association, role="participant")
        section = make_content(home, show_in_menus=True, body=[("text", link_to(story))])
        leaf = make_content(
            section,
            body=[
                ("text", link_to(coming)),
                picture_of(image),
                ("documents", {"heading": "", "documents": [document.pk]}),
                ("contact", {"contact": None, "association_contact": contact.pk}),
                ("teasers", {"heading": "", "pages": [forum.pk, past.pk]}),
                (
                    "listing",
                    {"heading": "", "kind": "events", "limit": 3, "topic": None, "newest_days": None},
                ),
            ],
        )
        english = home_of(city, "en")
        publish(english)
        translated = make_translation(section, english)
        make_translation(leaf, translated)

    def _addresses(self, city: City) -> Iterator[tuple[str, str]]:
        host = host_of(city)
        pages = [path for _host, path in self.addresses_of_pages(city)]
        yield from ((host, path) for path in (*pages, "/sitemap.xml"))
        for entry in DirectoryEntry.objects.for_city(city):
            yield host, f"{directory_url(city, 'de')}{entry.slug}/"
        yield host, f"{directory_url(city, 'de')}offices/"
        for path in pages:
            for component in self.chance.sample(COMPONENTS, 2):
                yield host, f"/++api++{path.rstrip('/')}{component}"

    def addresses_of_pages(self, city: City) -> list[tuple[str, str]]:
        homes = city.homes().values_list("path", flat=True)
        pages = [page for path in homes for page in Page.objects.filter(path__startswith=path).live()]
        return [(host_of(city), path_of(page)) for page in pages]

    def word(self) -> str:
        self.words += 1
        return f"Wort{self.words}x"

    # Changes

    def city(self) -> City:
        return City.objects.with_site().get(pk=self.chance.choice(self.cities).pk)

    def one(self, rows: Any) -> Any:
        found = list(rows.order_by("pk"))
        return self.chance.choice(found) if found else None

    def page(self, model: type[Page] = Page) -> Page:
        home = home_of(self.city(), self.chance.choice(["de", "de", "en"]))
        found = self.one(model.objects.filter(path__startswith=home.path))
        return (found or self.one(model.objects.filter(depth__gt=1))).specific

    def change_text(self) -> None:
        page = self.page(ContentPage)
        page.body = stream([("text", f"<p>{self.word()}</p>"), *self._kept(page)])
        publish(page) if page.live else page.save()

    def _kept(self, page: ContentPage) -> list[tuple[str, Any]]:
        blocks = [(block["type"], block["value"]) for block in page.body.raw_data]
        return blocks[1:] if blocks and blocks[0][0] == "text" else blocks

    def change_links(self) -> None:
        page, target = self.page(ContentPage), self.page()
        page.body = stream([("text", link_to(target)), *self._kept(page)])
        publish(page) if page.live else page.save()

    def change_title(self) -> None:
        page = self.page()
        page.title, page.search_description = self.word(), self.word()
        publish(page) if page.live else page.save()

    def save_draft(self) -> None:
        page = self.page()
        page.title = self.word()
        page.save_revision()

    def change_slug(self) -> None:
        page = self.page()
        if page.depth > 2:
            page.slug = f"neu-{next(counter)}"
            publish(page) if page.live else page.save()

    def change_menu(self) -> None:
        page = self.page()
        page.show_in_menus = not page.show_in_menus
        page.save()

    def move(self) -> None:
        page, target = self.page(ContentPage), self.page(ContentPage)
        page, target = Page.objects.get(pk=page.pk), Page.objects.get(pk=target.pk)
        is_below = target.path.startswith(page.path)
        is_free = not target.get_children().filter(slug=page.slug).exists()
        if page.locale_id == target.locale_id and not is_below and target.depth < 6 and is_free:
            page.specific.move(target, pos="last-child")

    def move_beside(self) -> None:
        page = Page.objects.get(pk=self.page(ContentPage).pk)
        sibling = page.get_siblings(inclusive=False).order_by("?").first()
        if sibling:
            page.specific.move(sibling, pos=self.chance.choice(["left", "right"]))

    def publish_or_unpublish(self) -> None:
        page = self.page()
        if page.depth == 2 and page.locale.language_code == "de":
            return
        page.unpublish() if page.live else publish(page)

    def add(self) -> None:
        parent = self.page(ContentPage)
        if parent.depth < 6:
            make_content(Page.objects.get(pk=parent.pk), body=[("text", link_to(self.page()))])

    def delete(self) -> None:
        page = self.page(ContentPage)
        if self.chance.random() < 0.3:
            page.delete()

    def restrict(self) -> None:
        page = self.page()
        if page.depth > 2:
            rows = PageViewRestriction.objects.filter(page=page)
            kind = PageViewRestriction.PASSWORD
            if not rows.delete()[0]:
                PageViewRestriction.objects.create(page=page, restriction_type=kind, password="sesam")

    def schedule(self) -> None:
        page = self.page(ContentPage)
        if self.chance.random() < 0.5:
            page.expire_at = timezone.now() + self.chance.randint(1, 40) * HOUR
            publish(page)
        else:
            page.title, page.go_live_at = self.word(), timezone.now() + self.chance.randint(1, 40) * HOUR
            publish(page)

    def change_event(self) -> None:
        event = self.page(EventPage)
        if isinstance(event, EventPage):
            start = timezone.now() + self.chance.randint(-30, 60) * HOUR
            event.starts_at, event.ends_at, event.place = start, start + 2 * HOUR, self.word()
            publish(event) if event.live else event.save()

    def change_image(self) -> None:
        image = self.one(Image.objects.all())
        what = self.chance.choice(["credit", "consent", "collection", "focus"])
        if what == "credit":
            image.credit = self.word()
        elif what == "consent":
            image.consent_ends = timezone.localdate() + self.chance.randint(-1, 3) * DAY
        elif what == "focus":
            image.focal_point_x = image.focal_point_y = self.chance.randint(2, 9)
            image.focal_point_width = image.focal_point_height = 2
        else:
            image.collection = self.one(Collection.objects.filter(depth__gt=1))
        image.save()

    def change_document(self) -> None:
        document = self.one(Document.objects.all())
        document.title = self.word()
        document.save()

    def restrict_collection(self) -> None:
        collection = self.one(Collection.objects.filter(depth__gt=1))
        kind = CollectionViewRestriction.PASSWORD
        if not CollectionViewRestriction.objects.filter(collection=collection).delete()[0]:
            CollectionViewRestriction.objects.create(
                collection=collection, restriction_type=kind, password="sesam"
            )

    def change_contact(self) -> None:
        contact = self.one(RoleContact.objects.all())
        contact.phone = f"0231 5550{self.chance.randint(100, 999)}"
        contact.save()

    def change_project(self) -> None:
        project = self.one(Project.objects.all())
        project.name = self.word()
        project.ends_on = timezone.localdate() + self.chance.randint(-1, 3) * DAY
        project.save()

    def change_funder(self) -> None:
        funder = self.one(Funder.objects.all())
        funder.name = {**funder.name, "de": self.word()} if isinstance(funder.name, dict) else self.word()
        funder.save()

    def change_term(self) -> None:
        one = self.chance.choice([activity("musik"), term("exchange", "raum"), term("kind", "association")])
        one.labels = {**one.labels, "de": self.word(), "en": self.word()}
        one.save()

    def change_district(self) -> None:
        district = self.one(District.objects.filter(region__cities=self.city()))
        district.name = self.word()
        district.save()

    def change_office(self) -> None:
        city = self.city()
        office = Office.objects.for_city(city).first() or Office(city=city)
        office.name, office.address = self.word(), "Rheinische Str. 171"
        office.save()

    def change_association(self) -> None:
        association = self.one(Association.objects.for_city(self.city()))
        what = self.chance.choice(["name", "name", "slug", "offer", "unpublish", "archive", "point"])
        if what == "archive":
            association.restore() if association.archived_at else association.archive()
            return
        if what == "unpublish" and association.live:
            association.unpublish()
            return
        if what == "name":
            association.name, association.summary = self.word(), self.word()
        elif what == "slug":
            association.slug = f"neu-{next(counter)}"
        elif what == "offer":
            until = timezone.localdate() + self.chance.randint(0, 3) * DAY
            offer = Exchange(direction="offer", type=term("exchange", "raum"), text=self.word())
            offer.valid_until = until
            association.exchanges = [offer]
        else:
            association.main_field = self.chance.choice([activity("musik"), activity("sport")])
        publish(association)

    def change_consent(self) -> None:
        consent = self.one(Consent.objects.filter(withdrawn_on=None))
        if consent is None:
            contact = self.one(Contact.objects.all())
            if contact:
                Consent.objects.create(contact=contact, channel=Channel.PAGE)
            return
        if self.chance.random() < 0.5:
            consent.withdrawn_on = timezone.localdate()
        else:
            consent.ends_on = max(timezone.localdate(), consent.given_on) + self.chance.randint(0, 2) * DAY
        consent.save()

    def change_city(self) -> None:
        city = self.city()
        what = self.chance.choice(["name", "ink", "state", "languages", "contact", "host"])
        if what == "name":
            city.name = self.word()
        elif what == "ink":
            city.ink_a = self.chance.choice(["#F4A6B7", "#FF9070", "#5AA2DC"])
        elif what == "state":
            states = [CityState.OPEN, CityState.OPEN, CityState.HIDDEN, CityState.ARCHIVED]
            city.state = self.chance.choice(states)
        elif what == "languages":
            city.languages = ["de"] if "en" in city.languages else ["de", "en", "ar"]
        elif what == "contact":
            city.contact = self.one(RoleContact.objects.filter(city=city))
        else:
            city.site.site_name = self.word()
            city.site.save()
        city.save()

    def redirect(self) -> None:
        city, page = self.city(), self.page()
        Redirect.objects.update_or_create(
            site=city.site, old_path=f"/alt-{self.chance.randint(1, 3)}", defaults={"redirect_page": page}
        )

    def wait(self) -> None:
        self.clock.shift(self.chance.randint(1, 20) * HOUR)
        if self.chance.random() < 0.8:
            publish_scheduled()
            write_due_entries()
            sweep()

    @property
    def changes(self) -> list[Callable[[], None]]:
        often = [self.change_text, self.change_title, self.wait, self.change_association, self.change_event]
        return [
            *often,
            self.change_links,
            self.save_draft,
            self.change_slug,
            self.change_menu,
            self.move,
            self.move_beside,
            self.publish_or_unpublish,
            self.add,
            self.delete,
            self.restrict,
            self.schedule,
            self.change_image,
            self.change_document,
            self.restrict_collection,
            self.change_contact,
            self.change_project,
            self.change_funder,
            self.change_term,
            self.change_district,
            self.change_office,
            self.change_consent,
            self.change_city,
            self.redirect,
        ]

    # Looking

    def store(self, address: tuple[str, str]) -> None:
        answer_of(*address)

    def stored(self) -> list[StoredAnswer]:
        return [
            row
            for row in StoredAnswer.objects.order_by("pk")
            if not row.fresh_until or row.fresh_until > timezone.now()
        ]

    def compare(self, row: StoredAnswer) -> None:
        """What is stored is what would be built now; of what nobody may see nothing is stored."""
        with without_store():
            fresh = answer_of(row.host, row.path)
        assert fresh.status_code == 200, f"{row}: {fresh.status_code}"
        assert bytes(row.body) == fresh.content, f"{row}: {difference(bytes(row.body), fresh.content)}"

    def step(self, looks_at: int | None) -> str:
        """Make one change and compare `looks_at` stored answers (None: all); return what was changed."""
        change = self.chance.choice(self.changes)
        change()
        end_of_transaction()
        rows = self.stored()
        for row in rows if looks_at is None else self.chance.sample(rows, min(looks_at, len(rows))):
            self.compare(row)
        return change.__name__

    def refill(self, count: int) -> None:
        known = set(StoredAnswer.objects.values_list("host", "path"))
        missing = [address for address in self.addresses if address not in known]
        for address in self.chance.sample(missing, min(count, len(missing))):
            self.store(address)


def difference(stored: bytes, fresh: bytes) -> str:
    """Return the first place at which the two differ, with what surrounds it."""
    at = next(
        (n for n, (a, b) in enumerate(zip(stored, fresh, strict=False)) if a != b),
        min(len(stored), len(fresh)),
    )
    around = slice(max(0, at - 120), at + 120)
    return (
        f"stored …{stored[around].decode(errors='replace')}… now …{fresh[around].decode(errors='replace')}…"
    )


def start_clock() -> Any:
    return time_machine.travel(datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC), tick=False)
