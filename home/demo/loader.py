"""Loads the demonstration: three cities, their projects, pages and accounts. Safe to run again."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.rich_text import RichText

from directory.demo.loader import load_associations
from directory.demo.offices import load_offices
from home.demo.files import DemoFiles
from home.demo.pages import PageWriter
from home.demo.texts import Texts, read_cities, read_texts
from home.models import ContentPage
from sites.access.groups import city_groups
from sites.accounts.demo import PASSWORD
from sites.choices import CityState
from sites.cities import CityPlan, create_city
from sites.models import City, Funder, Project, ProjectCarrier, ProjectFunding, User

ADMIN_EMAIL = "admin@example.org"

LEGAL_NOTE = (
    "<p><b>Dies ist eine Demonstration.</b> Was in eckigen Klammern steht, "
    "füllt der Betreiber einer echten Stadtseite aus.</p>"
)

# How the accounts are called in the admin.
ROLE_NAMES = {
    "lead": "Leitung",
    "editor": "Redaktion",
    "coordinator": "Koordination",
    "translator": "Übersetzung",
}

Say = Callable[[str], None]


@dataclass(frozen=True)
class Account:
    email: str
    role: str
    city: str
    language: str = ""


def load_demo(say: Say) -> list[City]:
    """Make what is missing of the demonstration and return its cities; `say` hears the progress."""
    cities = []
    for slug, facts in read_cities().items():
        say(f"{facts['name']}: city, rights, starter pages")
        cities.append(_load_city(slug, facts))
    for city in cities:
        count = load_associations(city, timezone.localdate())
        say(f"{city.name}: {count} associations")
        say(f"{city.name}: {load_offices(city)} offices")
        _load_pages(city, say)
    return cities


def _load_city(slug: str, facts: Texts) -> City:
    _host, _colon, port = settings.ADMIN_HOST.partition(":")  # all hosts of the demonstration share a port
    plan = CityPlan(
        slug=slug,
        name=facts["name"],
        host=f"{facts['host']}:{port}",
        languages=tuple(facts["languages"]),
        regions=tuple(facts["regions"]),
        inks=tuple(facts["inks"]),
        state=CityState.OPEN,
        contact=facts["contact"],
    )
    # A city that exists may have been changed since: only what it lacks is added.
    create_city(CityPlan(slug) if City.objects.filter(slug=slug).exists() else plan)
    city = City.objects.with_site().get(slug=slug)
    _load_projects(city, facts)
    _mark_legal_pages(city)
    return city


def _mark_legal_pages(city: City) -> None:
    """Say on the legal pages that they belong to a demonstration: their blanks are the operator's to fill."""
    for page in ContentPage.objects.descendant_of(city.site.root_page).exclude(purpose=""):
        if not any(block.value.source == LEGAL_NOTE for block in page.body if block.block_type == "text"):
            page.body = [("text", RichText(LEGAL_NOTE)), *((b.block_type, b.value) for b in page.body)]
            page.save_revision().publish()


def _load_projects(city: City, facts: Texts) -> None:
    """The real first project, and an invented one that is under way whenever the demo is loaded."""
    if Project.objects.for_city(city).exists():
        return
    year = timezone.localdate().year
    texts = read_texts(city.slug, settings.LANGUAGE_CODE)
    first = Project.objects.create(city=city, name=texts["first_project"]["title"], **facts["first_project"])
    current = Project.objects.create(
        city=city,
        name=texts["project"]["title"],
        is_current=True,
        starts_on=datetime.date(year - 2, 1, 1),
        ends_on=datetime.date(year + 1, 12, 31),
        predecessor=first,
        contact=city.contact,
    )
    amif = Funder.objects.get(code="eu-amif")
    for project, carriers in ((first, facts["first_carriers"]), (current, facts["carriers"])):
        ProjectFunding.objects.create(project=project, funder=amif)
        for position, carrier in enumerate(carriers):
            ProjectCarrier.objects.create(project=project, sort_order=position, **carrier)


def _load_pages(city: City, say: Say) -> None:
    files = DemoFiles(city)
    german: PageWriter | None = None
    for language in city.languages:
        writer = PageWriter(city, language, read_texts(city.slug, language), files, timezone.localdate())
        if german:
            writer.german_pages = german.pages
        count = writer.write()
        say(f"{city.name}: {count} pages in “{language}”")
        german = german or writer


def load_accounts(cities: list[City]) -> list[Account]:
    """Make one account per role and city, and the instance admin's; return all of them."""
    if not settings.DEMO:
        raise RuntimeError("Accounts with a known password exist under DEMO=1 only.")
    accounts = [Account(ADMIN_EMAIL, "instance admin", "")]
    if not User.objects.filter(email=ADMIN_EMAIL).exists():
        User.objects.create_superuser(ADMIN_EMAIL, PASSWORD, first_name="Instanz", last_name="Verwaltung")
    for city in cities:
        for group_name, role, language in city_groups(city):
            email = f"{group_name}@example.org"
            accounts.append(Account(email, role.code, city.slug, language))
            if not User.objects.filter(email=email).exists():
                user = User.objects.create_user(
                    email, PASSWORD, first_name=ROLE_NAMES[role.code], last_name=city.name
                )
                user.groups.add(Group.objects.get(name=group_name))
    return accounts
