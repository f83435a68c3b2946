"""A random walk of editorial changes: each text is seen at its own address and nowhere else."""

import os
import random
from dataclasses import dataclass, field

import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage
from tests.make import counter, home_of, make_content, publish

pytestmark = pytest.mark.long

LANGUAGES = ("de", "en", "ar")
STEPS = 150
PROVE_STEPS = 1_500


@dataclass
class Walk:
    """The walker knows only what it did; what is seen it asks the hosts."""

    cities: list
    at: object
    chance: random.Random
    canaries: dict[int, str] = field(default_factory=dict)

    def page(self) -> ContentPage | None:
        keys = list(ContentPage.objects.filter(pk__in=self.canaries).values_list("pk", flat=True))
        return ContentPage.objects.get(pk=self.chance.choice(keys)) if keys else None

    def parent(self) -> Page:
        page = self.page()
        if page and page.depth < 6 and self.chance.random() < 0.5:
            return page
        return home_of(self.chance.choice(self.cities), self.chance.choice(LANGUAGES))

    def create(self) -> ContentPage:
        canary = f"kanarie{next(counter)}x"
        # Few different slugs, so that the same path exists in several cities and languages.
        slug = f"seite-{self.chance.randrange(6)}"
        parent = self.parent()
        if parent.get_children().filter(slug=slug).exists():
            slug = f"{slug}-{next(counter)}"
        live = self.chance.random() < 0.8
        page = make_content(parent, slug=slug, body=[("text", f"<p>{canary}</p>")], live=live)
        self.canaries[page.pk] = canary
        return page

    def unpublish(self) -> ContentPage | None:
        page = self.page()
        if page:
            page.unpublish()
        return page

    def republish(self) -> ContentPage | None:
        page = self.page()
        return publish(page) if page else None

    def rename(self) -> ContentPage | None:
        page = self.page()
        if page:
            page.slug = f"neu-{next(counter)}"
            publish(page) if page.live else page.save()
        return page

    def move(self) -> ContentPage | None:
        page, parent = self.page(), self.parent()
        if page is None or parent.path.startswith(page.path) or page.locale_id != parent.locale_id:
            return page
        if not parent.get_children().filter(slug=page.slug).exists():
            page.move(parent, pos="last-child")
        return page

    def restrict(self) -> ContentPage | None:
        page = self.page()
        if page:
            PageViewRestriction.objects.update_or_create(
                page=page, defaults={"restriction_type": PageViewRestriction.PASSWORD, "password": "sesam"}
            )
        return page

    def open_up(self) -> ContentPage | None:
        page = self.page()
        if page:
            PageViewRestriction.objects.filter(page=page).delete()
        return page

    def step(self) -> ContentPage | None:
        changes = [self.create, self.create, self.unpublish, self.republish, self.rename, self.move]
        return self.chance.choice([*changes, self.restrict, self.open_up])()

    def check(self, key: int) -> None:
        page = Page.objects.get(pk=key)
        restricted = PageViewRestriction.objects.filter(page__in=page.get_ancestors(inclusive=True)).exists()
        own_home = page.get_ancestors().get(depth=2)
        tail = page.url_path.removeprefix(own_home.url_path)
        for city, language in self._places_to_look(own_home):
            is_own = own_home.pk == home_of(city, language).pk
            path = f"/{tail}" if language == "de" else f"/{language}/{tail}"
            answer = self.at(city).get(path)
            assert (self.canaries[key] in answer.text) == (is_own and page.live and not restricted), (
                f"{city.slug}{path}: {answer.status_code}, page {page.url_path}"
            )

    def _places_to_look(self, own_home: Page) -> list[tuple]:
        """The page's own city and language, and two others."""
        places = [(city, language) for city in self.cities for language in LANGUAGES]
        own = next(place for place in places if home_of(*place).pk == own_home.pk)
        return [own, *self.chance.sample([place for place in places if place != own], 2)]


def walk(at, cities, steps: int) -> None:
    seed = int(os.environ.get("WALK_SEED", random.randrange(10**6)))  # noqa: S311
    walker = Walk(cities, at, random.Random(seed))  # noqa: S311
    for number in range(steps):
        touched = walker.step()
        if touched:
            try:
                walker.check(touched.pk)
            except AssertionError as error:
                raise AssertionError(f"WALK_SEED={seed}, step {number}: {error}") from error


def test_a_text_is_seen_at_its_own_address_and_nowhere_else(at, dortmund, potsdam):
    walk(at, [dortmund, potsdam], STEPS)


@pytest.mark.prove
def test_a_text_is_seen_at_its_own_address_and_nowhere_else_for_long(at, dortmund, potsdam):
    walk(at, [dortmund, potsdam], PROVE_STEPS)
