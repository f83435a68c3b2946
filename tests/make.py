"""Things the tests are about, made with sensible defaults: `make_event(forum, title="…")`."""

import datetime
import io
import itertools
import json
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.models import Locale, Page

from directory.models import Term
from home.choices import EventKind, Listing, OfferKind
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
from sites.access.groups import media_collection
from sites.models import City, District, Funder, Image, Project, ProjectFunding, User

counter = itertools.count(1)


def host_of(city: City) -> str:
    return f"{city.site.hostname}:{city.site.port}"


def make_user(email: str, groups: list[Group] | None = None, **fields: Any) -> User:
    user = User.objects.create_user(email, "ein-langes-passwort", **fields)
    user.groups.set(groups or [])
    return user


def home_of(city: City, language: str = "de") -> HomePage:
    return HomePage.objects.get(pk__in=city.homes(), locale__language_code=language)


def list_of(city: City, listing: Listing, language: str = "de") -> ListPage:
    return ListPage.objects.child_of(home_of(city, language)).get(listing=listing)


def publish(page: Page) -> Page:
    page.save_revision().publish()
    return page


def add_page(parent: Page, page: Page, live: bool = True) -> Page:
    """Put `page` below `parent`, in its language; published unless told otherwise."""
    page.locale, page.live = parent.locale, False
    page.slug = page.slug or f"seite-{next(counter)}"
    parent.add_child(instance=page)
    return publish(page) if live else page


def make_content(
    parent: Page, *, live: bool = True, body: list[tuple[str, Any]] | None = None, **fields: Any
) -> ContentPage:
    fields.setdefault("title", f"Seite {next(counter)}")
    return add_page(parent, ContentPage(body=stream(body or []), **fields), live)


def make_forum(city: City, *, live: bool = True, language: str = "de", **fields: Any) -> ForumPage:
    fields.setdefault("title", f"Forum {next(counter)}")
    return add_page(list_of(city, Listing.FORUMS, language), ForumPage(**fields), live)


def make_event(forum: Page, *, days: int = 7, live: bool = True, **fields: Any) -> EventPage:
    """An evening meeting `days` from now (negative: past)."""
    fields.setdefault("title", f"Treffen {next(counter)}")
    return add_page(forum, EventPage(**evening(days, fields)), live)


def make_fair(
    city: City, *, days: int = 7, live: bool = True, language: str = "de", **fields: Any
) -> FairPage:
    fields.setdefault("title", f"Messe {next(counter)}")
    fair = FairPage(kind=EventKind.FAIR, **evening(days, fields))
    return add_page(list_of(city, Listing.EVENTS, language), fair, live)


def evening(days: int, fields: dict[str, Any]) -> dict[str, Any]:
    """Fill in when an event begins and ends, unless `fields` say it."""
    start = timezone.now().replace(hour=17, minute=0, second=0, microsecond=0) + datetime.timedelta(days=days)
    fields.setdefault("starts_at", start)
    fields.setdefault("ends_at", fields["starts_at"] + datetime.timedelta(hours=2))
    return fields


def make_story(city: City, *, live: bool = True, language: str = "de", **fields: Any) -> StoryPage:
    fields.setdefault("title", f"Geschichte {next(counter)}")
    return add_page(list_of(city, Listing.STORIES, language), StoryPage(**fields), live)


def make_news(city: City, *, live: bool = True, language: str = "de", **fields: Any) -> NewsPage:
    fields.setdefault("title", f"Nachricht {next(counter)}")
    fields.setdefault("byline", "kb")
    return add_page(list_of(city, Listing.NEWS, language), NewsPage(**fields), live)


def make_offer(
    city: City, *, live: bool = True, language: str = "de", parent: Page | None = None, **fields: Any
) -> OfferPage:
    fields.setdefault("title", f"Angebot {next(counter)}")
    fields.setdefault("kind", OfferKind.COUNSELLING)
    return add_page(parent or list_of(city, Listing.OFFERS, language), OfferPage(**fields), live)


def make_circle(parent: Page, *, live: bool = True, **fields: Any) -> CirclePage:
    fields.setdefault("title", f"Kreis {next(counter)}")
    return add_page(parent, CirclePage(**fields), live)


def make_topic_page(
    city: City, topic: Term, *, live: bool = True, language: str = "de", **fields: Any
) -> TopicPage:
    fields.setdefault("title", f"Thema {next(counter)}")
    return add_page(list_of(city, Listing.TOPICS, language), TopicPage(topic=topic, **fields), live)


def make_district_page(
    city: City, district: District, *, live: bool = True, language: str = "de", **fields: Any
) -> DistrictPage:
    fields.setdefault("title", f"Stadtteil {next(counter)}")
    page = DistrictPage(district=district, **fields)
    return add_page(list_of(city, Listing.DISTRICTS, language), page, live)


def make_result(
    city: City, event: EventPage, *, live: bool = True, language: str = "de", **fields: Any
) -> ResultPage:
    fields.setdefault("title", f"Ergebnis {next(counter)}")
    return add_page(list_of(city, Listing.RESULTS, language), ResultPage(event=event, **fields), live)


def make_project(city: City, *, funded: bool = True, **fields: Any) -> Project:
    fields.setdefault("name", "INSIST")
    fields.setdefault("starts_on", datetime.date(2025, 1, 1))
    fields.setdefault("ends_on", datetime.date(2099, 12, 31))
    project = Project.objects.create(city=city, **fields)
    if funded:
        ProjectFunding.objects.create(project=project, funder=Funder.objects.get(code="eu-amif"))
    return project


def make_project_page(parent: Page, project: Project, *, live: bool = True, **fields: Any) -> ProjectPage:
    fields.setdefault("title", f"Projekt {next(counter)}")
    return add_page(parent, ProjectPage(project=project, **fields), live)


def make_translation(page: Page, parent: Page, *, live: bool = True, **fields: Any) -> Page:
    """Put a copy of `page` below `parent` as its translation into the parent's language."""
    values = {
        f.name: getattr(page, f.name)
        for f in type(page)._meta.local_fields
        if not f.primary_key and not f.is_relation
    }
    translated = type(page)(**{**values, "title": f"{page.title} ({parent.locale.language_code})", **fields})
    translated.translation_key = page.translation_key
    return add_page(parent, translated, live)


def make_image(city: City, *, size: tuple[int, int] = (1600, 16), **fields: Any) -> Image:
    """A picture wide enough for renditions in all widths, and low, because making them takes its time."""
    buffer = io.BytesIO()
    PillowImage.new("RGB", size, "#35A0AE").save(buffer, "PNG")
    buffer.seek(0)
    fields.setdefault("title", f"Bild {next(counter)}")
    fields.setdefault("file", ImageFile(buffer, f"bild-{next(counter)}.png"))
    return Image.objects.create(collection=media_collection(city), **fields)


def stream(blocks: list[tuple[str, Any]]) -> str:
    """Return the JSON of a stream field from (type, value) pairs."""
    return json.dumps([{"type": name, "value": value} for name, value in blocks])


def locale(language: str) -> Locale:
    return Locale.objects.get(language_code=language)
