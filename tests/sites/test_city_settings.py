"""The settings of a city: what is refused, and who may change them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from sites.choices import CityState
from sites.models import City, RoleContact
from tests.sites.said import said

TOO_DARK = "Dark text cannot be read on this colour. Please choose a lighter one."
GERMAN_MISSING = "German must be among the languages."
UNKNOWN = "“%(code)s” is no language code that INSIST knows."
INCOMPLETE = (
    "“%(code)s” cannot be chosen yet: the texts of the public site are not complete in this language."
)


def errors_of(city):
    with pytest.raises(ValidationError) as caught:
        city.full_clean()
    return caught.value.message_dict


def test_the_cities_of_the_world_are_sound(dortmund, potsdam, halle):
    for city in (dortmund, potsdam, halle):
        city.full_clean()


@pytest.mark.parametrize("field", ["ink_a", "ink_b"])
def test_a_colour_without_contrast_is_refused_at_its_field(dortmund, field):
    setattr(dortmund, field, "#301040")

    assert errors_of(dortmund) == {field: [said(TOO_DARK)]}


@pytest.mark.parametrize("colour", ["rot", "#FFF", "#GGGGGG", "FFB2388", "#FFB238;"])
def test_what_is_no_colour_is_refused_at_its_field(dortmund, colour):
    dortmund.ink_a = colour

    assert list(errors_of(dortmund)) == ["ink_a"]


def test_german_must_stay_among_the_languages(dortmund):
    dortmund.languages = ["en"]

    assert errors_of(dortmund) == {"languages": [said(GERMAN_MISSING)]}


@pytest.mark.parametrize(
    ("code", "message"), [("xx", UNKNOWN), ("uk", INCOMPLETE), ("de-x-leicht", INCOMPLETE)]
)
def test_a_language_that_cannot_be_chosen_is_refused_with_its_code(dortmund, code, message):
    dortmund.languages = ["de", code]

    errors = errors_of(dortmund)

    assert list(errors) == ["languages"]
    assert said(message, code=code) in errors["languages"][0]


def test_all_complete_languages_can_be_chosen(dortmund):
    dortmund.languages = ["de", "en", "tr", "ar"]

    dortmund.full_clean()


def test_several_faults_are_told_each_at_its_field(dortmund):
    dortmund.languages, dortmund.ink_a, dortmund.name = [], "#301040", ""

    assert set(errors_of(dortmund)) == {"languages", "ink_a", "name"}


def settings_of(city):
    return reverse("wagtailsettings:edit", args=["insist_sites", "city", city.site_id])


def send(at, user, city, **changes):
    """Fill in the settings of a city as a browser would, and send them."""
    admin, address = at("admin", user), settings_of(city)
    data = querydict_from_html(admin.get(address).text, form_id="w-editor-form")
    data["social_links-count"] = "0"  # the fields of a stream are made by a script
    for name, value in changes.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return admin.post(address, dict(data.lists()))


def test_the_lead_changes_the_settings_of_her_city(at, dortmund_lead, dortmund):
    answer = send(at, dortmund_lead, dortmund, name="Dortmund (Westf.)", ink_a="#FF9070", ink_b="#A286D8")

    assert answer.status_code == 302
    dortmund.refresh_from_db()
    assert (dortmund.name, dortmund.ink_a, dortmund.ink_b) == ("Dortmund (Westf.)", "#FF9070", "#A286D8")


def test_sending_the_form_as_it_is_changes_nothing(at, dortmund_lead, dortmund):
    fields = [field.attname for field in City._meta.concrete_fields]
    before = City.objects.filter(pk=dortmund.pk).values(*fields).get()

    assert send(at, dortmund_lead, dortmund).status_code == 302

    assert City.objects.filter(pk=dortmund.pk).values(*fields).get() == before
    assert [region.code for region in dortmund.regions.all()] == ["dortmund"]


def test_the_form_refuses_a_colour_in_german_at_its_field(at, dortmund_lead, dortmund):
    answer = send(at, dortmund_lead, dortmund, ink_a="#301040")

    assert answer.status_code == 200
    assert answer.context["form"].errors == {"ink_a": [said(TOO_DARK)]}
    assert said(TOO_DARK) in answer.text
    assert City.objects.get(slug="dortmund").ink_a == "#FFB238"


def test_the_form_refuses_languages_without_german_in_german_at_the_field(at, dortmund_lead, dortmund):
    answer = send(at, dortmund_lead, dortmund, languages=["en"])

    assert answer.context["form"].errors == {"languages": [said(GERMAN_MISSING)]}
    assert said(GERMAN_MISSING) in answer.text


@pytest.mark.parametrize("code", ["xx", "uk"])
def test_the_form_refuses_a_language_that_it_does_not_offer(at, dortmund_lead, dortmund, code):
    answer = send(at, dortmund_lead, dortmund, languages=["de", code])

    assert list(answer.context["form"].errors) == ["languages"]
    assert code in answer.context["form"].errors["languages"][0]


def test_the_form_offers_the_complete_languages_by_their_own_names(at, dortmund_lead, dortmund):
    form = at("admin", dortmund_lead).get(settings_of(dortmund)).context["form"]

    assert form.fields["languages"].choices == [
        ("de", "Deutsch"),
        ("en", "English"),
        ("tr", "Türkçe"),
        ("ar", "العربية"),
    ]


def test_the_form_offers_the_contacts_of_the_city_only(at, dortmund_lead, dortmund, potsdam):
    own = RoleContact.objects.create(city=dortmund, function={"de": "Presse"}, email="p@example.org")

    form = at("admin", dortmund_lead).get(settings_of(dortmund)).context["form"]

    assert set(form.fields["contact"].queryset) == {dortmund.contact, own}


def test_the_form_refuses_the_contact_of_another_city(at, dortmund_lead, dortmund, potsdam):
    answer = send(at, dortmund_lead, dortmund, contact=str(potsdam.contact.pk))

    assert list(answer.context["form"].errors) == ["contact"]


def test_the_lead_can_open_and_hide_her_city(at, dortmund_lead, dortmund):
    send(at, dortmund_lead, dortmund, state=CityState.HIDDEN)

    assert City.objects.get(slug="dortmund").state == CityState.HIDDEN


def test_short_name_and_host_are_not_in_the_form(at, dortmund_lead, dortmund):
    form = at("admin", dortmund_lead).get(settings_of(dortmund)).context["form"]

    assert not {"slug", "site"} & set(form.fields)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_lead_of_one_city_cannot_open_the_settings_of_another(
    at, dortmund_lead, dortmund, potsdam, method
):
    answer = getattr(at("admin", dortmund_lead), method)(settings_of(potsdam), {"name": "Übernommen"})

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert City.objects.get(slug="potsdam").name == "Potsdam"


@pytest.mark.parametrize("role", ["dortmund_editor", "translator"])
def test_only_the_lead_opens_the_settings_of_a_city(request, at, dortmund, role):
    answer = at("admin", request.getfixturevalue(role)).get(settings_of(dortmund))

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_the_settings_without_a_city_lead_to_the_lead_s_own(at, dortmund_lead, dortmund):
    answer = at("admin", dortmund_lead).get(reverse("wagtailsettings:edit", args=["insist_sites", "city"]))

    assert (answer.status_code, answer["Location"]) == (302, settings_of(dortmund))


def test_asking_for_the_settings_of_a_site_makes_no_city(db):
    # Wagtail's own way would make a row with default values for any site.
    assert City.objects.count() == 3
    with pytest.raises(City.DoesNotExist):
        City.for_site(City.objects.first().site.__class__(pk=0))
