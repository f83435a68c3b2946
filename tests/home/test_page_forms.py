"""An editor of Dortmund makes each type of page in the admin, changes it and publishes it."""

import pytest
from django.utils import translation

from directory.models import Term
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
from sites.models import District, RoleContact
from tests.home.admin import add_url, edit_url, list_value, open_form, send, soup_of, text_block
from tests.home.make import PAGE_TYPES, make_page
from tests.make import (
    home_of,
    list_of,
    make_content,
    make_event,
    make_forum,
    make_image,
    make_project,
)

NO_ITEMS = list_value([])
OF_WAGTAIL = ("comments", "comment_notifications", "go_live_at", "expire_at")
SESSION = {
    "kind": "talk",
    "title": "Eröffnung",
    "starts": "18:00",
    "ends": "18:30",
    "room": "Saal",
    "text": "",
}
EVENT = {"starts_at": "2031-03-04 18:00", "ends_at": "2031-03-04 20:30"}


def entries(page):
    """What an editor enters to make a page like this one."""
    values = {
        ContentPage: lambda: {"body": [text_block("<p>Ein Absatz.</p>")]},
        ProjectPage: lambda: {"project": str(page.project_id), "aims": "Mehr Nachbarschaft"},
        ListPage: lambda: {"listing": "events"},
        ForumPage: lambda: {"audience": "Alle, die singen"},
        EventPage: lambda: {**EVENT, "languages": ("de", "tr"), "place": "Saal"},
        ResultPage: lambda: {
            "event": str(page.event_id),
            "findings": [("finding", {"title": "Es fehlen Schlüssel.", "text": ""})],
            "steps": [("step", {"state": "agreed", "text": "Besichtigung", "date": "2031-04-01"})],
        },
        FairPage: lambda: {**EVENT, "sessions": [("session", SESSION)]},
        StoryPage: lambda: {"about": "Chor Werba", "opening": "„Wir singen dienstags.“"},
        NewsPage: lambda: {"date": "2031-03-04", "byline": "kb"},
        OfferPage: lambda: {
            "kind": "funding",
            "amount": "bis 500 €",
            "is_permanent": "on",
            "languages": ("de", "ar"),
        },
        CirclePage: lambda: {
            "rhythm": "alle zwei Monate",
            "steps": [
                ("step", {"date": "2031-03-04", "title": "Sitzung", "decision": "", "documents": NO_ITEMS})
            ],
        },
        # A site has one page for each.
        TopicPage: lambda: {"topic": str(Term.objects.topics().exclude(pk=page.topic_id)[0].pk)},
        DistrictPage: lambda: {"district": str(other_district(page).pk)},
    }
    return values[type(page)]()


def other_district(page):
    return District.objects.filter(region=page.district.region).exclude(pk=page.district_id)[0]


# The home page is made by a command.
TYPES = [page_class for page_class in PAGE_TYPES if page_class is not HomePage]


@pytest.mark.parametrize("page_class", TYPES)
def test_an_editor_makes_and_publishes_a_page(page_class, at, dortmund, dortmund_editor):
    like = make_page(dortmund, page_class)
    parent, values = like.get_parent(), entries(like)

    answer = send(
        at("admin", dortmund_editor), add_url(parent, page_class), title="Frisch gedruckt", **values
    )

    page = page_class.objects.child_of(parent).get(slug="frisch-gedruckt")
    assert answer.status_code == 302
    assert page.live
    assert "Frisch gedruckt" in at(dortmund).get(page.get_url()).text


@pytest.mark.parametrize("page_class", TYPES)
def test_an_editor_changes_a_page_and_publishes_it(page_class, at, dortmund, dortmund_editor):
    page = make_page(dortmund, page_class)

    answer = send(at("admin", dortmund_editor), edit_url(page), title="Zweite Auflage")

    assert answer.status_code == 302
    assert "Zweite Auflage" in at(dortmund).get(page.get_url()).text


@pytest.mark.parametrize("page_class", TYPES)
def test_a_saved_draft_is_not_public(page_class, at, dortmund, dortmund_editor):
    like = make_page(dortmund, page_class)
    parent, values = like.get_parent(), entries(like)

    send(
        at("admin", dortmund_editor),
        add_url(parent, page_class),
        publish=False,
        title="Nur Entwurf",
        **values,
    )

    page = page_class.objects.child_of(parent).get(slug="nur-entwurf")
    assert not page.live
    assert at(dortmund).get(page.get_url()).status_code == 404


def test_an_editor_changes_the_home_page(at, dortmund, dortmund_editor):
    values = {
        "heading": "Wir bestehen darauf.",
        "for_whom": "Für alle Vereine",
        "search_description": "Das Ziel",
    }

    answer = send(at("admin", dortmund_editor), edit_url(home_of(dortmund)), **values)

    public = at(dortmund).get("/").text
    assert answer.status_code == 302
    assert all(text in public for text in values.values())


def test_what_an_editor_enters_is_kept_field_by_field(at, dortmund, dortmund_editor):
    forum = make_forum(dortmund)
    district = District.objects.filter(region__cities=dortmund).first()
    values = {
        "kind": "training",
        "search_description": "Worum es geht",
        "place": "Saal",
        "address": "Musterweg 1",
        "directions": "Bus bis Markt",
        "district": str(district.pk),
        "audience": "Vorstände",
        "languages": ("de", "gsg"),
        "access": "stufenlos",
        "food": "Suppe",
        "childcare": "Spielecke",
        "is_free": None,
        "cost": "5 Euro",
    }

    send(at("admin", dortmund_editor), add_url(forum, EventPage), title="Kurs", **EVENT, **values)

    event = EventPage.objects.child_of(forum).get()
    plain = {
        name: value for name, value in values.items() if name not in {"district", "languages", "is_free"}
    }
    assert {name: getattr(event, name) for name in plain} == plain
    assert (event.district, event.languages, event.is_free) == (district, ["de", "gsg"], False)


def test_times_are_entered_as_local_time(at, dortmund, dortmund_editor):
    forum = make_forum(dortmund)

    send(at("admin", dortmund_editor), add_url(forum, EventPage), title="Treffen", **EVENT)

    assert EventPage.objects.child_of(forum).get().starts_at.isoformat() == "2031-03-04T17:00:00+00:00"


def test_every_block_of_the_body_can_be_entered(at, dortmund, dortmund_editor):
    target, image = make_content(home_of(dortmund), title="Ziel"), make_image(dortmund)
    contact = RoleContact.objects.for_city(dortmund).first()
    body = [
        ("heading", "Überschrift"),
        text_block("<p>Ein Absatz.</p>"),
        ("quote", {"quote": "Gesagt", "source": "Vorstand", "year": "2021"}),
        (
            "picture",
            {"image": {"image": str(image.pk), "alt_text": "Ein Bild", "decorative": ""}, "caption": "Unten"},
        ),
        ("contact", {"contact": str(contact.pk)}),
        ("facts", list_value([{"label": "18:00", "text": "Ankommen"}])),
        ("teasers", {"heading": "Weiter", "pages": list_value([str(target.pk)])}),
        ("call_to_action", {"text": "Eine Idee genügt.", "label": "Los", "page": ""}),
    ]

    answer = send(
        at("admin", dortmund_editor), add_url(home_of(dortmund), ContentPage), title="Bausteine", body=body
    )

    assert answer.status_code == 302
    page = ContentPage.objects.get(slug="bausteine")
    assert [block.block_type for block in page.body] == [name for name, _value in body]


def test_the_districts_offered_are_those_of_the_city(at, dortmund, potsdam, dortmund_editor):
    url = add_url(make_forum(dortmund), EventPage)

    form = at("admin", dortmund_editor).get(url).context["form"]

    offered = set(form.fields["district"].queryset)
    assert offered == set(District.objects.filter(region__in=dortmund.regions.all()))
    assert offered and not offered & set(District.objects.filter(region__in=potsdam.regions.all()))


def test_a_district_of_another_city_is_refused(at, dortmund, potsdam, dortmund_editor):
    foreign = District.objects.filter(region__cities=potsdam).first()
    url = add_url(make_forum(dortmund), EventPage)

    answer = send(at("admin", dortmund_editor), url, title="Treffen", **EVENT, district=str(foreign.pk))

    assert "district" in answer.context["form"].errors


@pytest.mark.parametrize("page_class", TYPES)
def test_projects_and_contacts_offered_are_those_of_the_city(
    page_class, at, dortmund, potsdam, dortmund_editor
):
    own, foreign = make_project(dortmund), make_project(potsdam)
    parent = make_page(dortmund, page_class).get_parent()

    form = at("admin", dortmund_editor).get(add_url(parent, page_class)).context["form"]

    assert own in form.fields["project"].queryset
    assert foreign not in form.fields["project"].queryset
    assert set(form.fields["contact"].queryset) == set(RoleContact.objects.for_city(dortmund))


def test_an_editor_sees_no_form_below_a_page_of_another_city(at, potsdam, dortmund_editor):
    answer = at("admin", dortmund_editor).get(add_url(home_of(potsdam), ContentPage))

    assert answer.status_code == 302


@pytest.mark.parametrize("page_class", TYPES)
def test_every_form_has_labels_of_its_own(page_class, at, dortmund, dortmund_editor):
    parent = make_page(dortmund, page_class).get_parent()

    page = soup_of(at("admin", dortmund_editor).get(add_url(parent, page_class)))

    form = page.find("form", id="page-edit-form")
    fields = [
        field for field in form.select("input[id], select[id], textarea[id]") if field.get("type") != "hidden"
    ]
    labelled = {label.get("for") for label in page.select("label[for]")}
    named = {field["id"] for field in fields if field.find_parent("label") or field.get("aria-label")}
    assert fields
    assert {field["id"] for field in fields} <= labelled | named


@pytest.mark.parametrize("page_class", PAGE_TYPES)
def test_every_field_says_in_german_what_belongs_into_it(page_class):
    fields = page_class.get_edit_handler().get_form_class().base_fields
    texts = {name: field.help_text for name, field in fields.items() if name not in OF_WAGTAIL}

    german = {name: str(text) for name, text in texts.items()}
    with translation.override("en"):
        english = {name: str(text) for name, text in texts.items()}

    assert all(german.values()), german
    assert not [name for name in german if german[name] == english[name]]


def test_topics_of_the_city_are_offered_beside_those_of_all_cities(at, dortmund, potsdam, dortmund_editor):
    own = Term.objects.create(
        vocabulary="activity_field", code="brieftauben", labels={"de": "Tauben"}, city=dortmund
    )
    foreign = Term.objects.create(
        vocabulary="activity_field", code="rudern", labels={"de": "Rudern"}, city=potsdam
    )

    form = (
        at("admin", dortmund_editor)
        .get(add_url(list_of(dortmund, Listing.FORUMS), ForumPage))
        .context["form"]
    )

    for name in ("main_topic", "further_topics"):
        offered = set(form.fields[name].queryset)
        assert own in offered and foreign not in offered
        assert len(offered) == 21


def test_topics_are_kept_with_the_main_one_first(at, dortmund, dortmund_editor):
    sport, musik, umwelt = (
        Term.objects.get(code=code, vocabulary="activity_field") for code in ("sport", "musik", "umwelt")
    )
    url = add_url(list_of(dortmund, Listing.FORUMS), ForumPage)

    send(
        at("admin", dortmund_editor),
        url,
        title="Garten",
        main_topic=str(umwelt.pk),
        further_topics=(str(musik.pk), str(sport.pk), str(umwelt.pk)),
    )

    assert ForumPage.objects.get(slug="garten").topics == [umwelt, sport, musik]


def test_the_form_that_is_opened_again_shows_what_was_saved(at, dortmund, dortmund_editor):
    event = make_event(
        make_forum(dortmund), place="Saal", languages=["de", "ar"], is_free=False, cost="5 Euro"
    )

    data = open_form(at("admin", dortmund_editor), edit_url(event))

    assert (data["place"], data.getlist("languages"), data["cost"]) == ("Saal", ["ar", "de"], "5 Euro")
    assert "is_free" not in data
