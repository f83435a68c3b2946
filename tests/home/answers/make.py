"""Blocks as the database stores them, each with things of its own."""

import itertools

from sites.frame.pictures import SPECS
from sites.models import RoleContact
from sites.renditions import public_renditions
from tests.directory.make import make_association, make_contact
from tests.home.make import make_document, topic
from tests.make import home_of, make_content, make_image

numbers = itertools.count(1)


def make_shown_image(city, **fields):
    """A picture with all renditions, as one that a page has shown."""
    image = make_image(city, **fields)
    public_renditions(image, *SPECS)
    return image


def described(image, alt="Ein Saal"):
    return {"image": image.pk, "alt_text": alt, "decorative": False}


def picture(city):
    return {"image": described(make_shown_image(city)), "caption": "Saal"}


def text(city):
    page, document = make_content(home_of(city)), make_document(city)
    return f'<p><a linktype="page" id="{page.pk}">Seite</a> <a linktype="document" id="{document.pk}">PDF</a></p>'


def voice(image=None, ends="2099-12-31"):
    return {
        "quote": "Die halbe Straße gießt mit.",
        "speaker": "Mitglied",
        "portrait": described(image, "Mit Gießkanne") if image else None,
        "consent_note": "mündlich, im Mai",
        "consent_ends": ends,
    }


def table(*rows):
    columns = [{"type": "text", "heading": "Tag"}, {"type": "rich_text", "heading": "Wo"}]
    cells = [{"values": list(row)} for row in rows]
    return {"caption": "Zeiten", "table": {"columns": columns, "rows": cells}}


def listing(kind="events", **values):
    return {"heading": "Termine", "kind": kind, "topic": None, "newest_days": None, "limit": 4, **values}


def contact(city):
    office = RoleContact.objects.create(city=city, function={"de": "Büro"}, email="buero@example.org")
    person = make_contact(make_association(city, f"Verein {next(numbers)}"))
    return {"contact": office.pk, "association_contact": person.pk}


BLOCKS = {
    "heading": lambda city: "Überschrift",
    "text": text,
    "quote": lambda city: {"quote": "Gut.", "source": "Protokoll", "year": 2021},
    "testimonial": lambda city: voice(make_shown_image(city)),
    "picture": picture,
    "gallery": lambda city: {"heading": "Bilder", "pictures": [picture(city), picture(city)]},
    "documents": lambda city: {"heading": "Mehr", "documents": [make_document(city).pk]},
    "contact": contact,
    "facts": lambda city: [{"label": "18 Uhr", "text": "Ankommen"}],
    "table": lambda city: table(["Montag", text(city)]),
    "details": lambda city: {"summary": "Mehr", "text": text(city)},
    "listing": lambda city: listing(topic=topic("musik").pk),
    "teasers": lambda city: {"heading": "Mehr", "pages": [make_content(home_of(city)).pk]},
    "call_to_action": lambda city: {"text": "Los!", "label": "Hin", "page": make_content(home_of(city)).pk},
}
