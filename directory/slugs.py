"""The last part of an entry's address."""

from itertools import chain, count

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from directory.models.associations import Association
from directory.models.entries import OldAddress
from sites.frame.mixins import check_slug

LENGTH = 70  # leaves room for a number
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
RESERVED = {"new", "offices"}  # addresses of `DirectoryPage` beside the entries
LEGAL_FORMS = ("-e-v", "-ev", "-ggmbh", "-gmbh")


def slug_of(name: str) -> str:
    """Return the slug of a name in any script, without its legal form: "Über uns e. V." → "ueber-uns"."""
    slug = slugify(anyascii(name.translate(UMLAUTS)))
    for form in LEGAL_FORMS:
        slug = slug.removesuffix(form)
    return slug[:LENGTH].strip("-") or "verein"


def free_slug(association: Association) -> str:
    """Return the slug of the association's name, with a number where another one has it."""
    base = slug_of(association.name)
    if not is_allowed(base):
        base = f"verein-{base}"
    candidates = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(slug for slug in candidates if not is_taken(association, slug))


def check_entry_slug(slug: str) -> None:
    """Refuse what no page may be called, and what the directory itself shows under this address."""
    check_slug(slug)
    if slug in RESERVED:
        raise ValidationError(_("This address is used by the directory itself."))


def is_allowed(slug: str) -> bool:
    try:
        check_entry_slug(slug)
    except ValidationError:
        return False
    return True


def is_taken(association: Association, slug: str) -> bool:
    """Whether another association of the city has this slug, or had it in public: old links lead there."""
    same = {"city": association.city_id, "slug": slug}
    others = Association.objects.filter(**same).exclude(translation_key=association.translation_key)
    old = OldAddress.objects.filter(**same).exclude(association__translation_key=association.translation_key)
    return others.exists() or old.exists()
