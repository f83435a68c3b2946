"""The roles of a city, and what each may do there.

A role is a Django group per city, a translator's one per city and language. The
group's name is the only place where this stands: `dortmund-editor`,
`dortmund-translator-ar`.
"""

from dataclasses import dataclass

PAGE_WRITE = ("add_page", "change_page")
PAGE_PUBLISH = ("publish_page", "bulk_delete_page", "lock_page", "unlock_page")
MEDIA_WRITE = ("add", "change", "delete", "choose")
MEDIA_CHOOSE = ("choose",)


@dataclass(frozen=True)
class Role:
    """What a group of a city may do, in Wagtail's own words.

    `pages`: permissions on every language home (a translator: on one).
    `media`: permissions on images and documents of the city's collection.
    `settings`: may change the settings of the city.
    `collections`: may arrange collections below the city's.
    """

    code: str
    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    settings: bool = False
    collections: bool = False
    translates: bool = False
    one_language: bool = False


LEAD = Role("lead", PAGE_WRITE + PAGE_PUBLISH, MEDIA_WRITE, settings=True, collections=True, translates=True)
EDITOR = Role("editor", PAGE_WRITE + PAGE_PUBLISH, MEDIA_WRITE, translates=True)
COORDINATOR = Role("coordinator", (), MEDIA_CHOOSE)
TRANSLATOR = Role("translator", PAGE_WRITE, MEDIA_CHOOSE, translates=True, one_language=True)

ROLES = (LEAD, EDITOR, COORDINATOR, TRANSLATOR)


def group_name(city_slug: str, role: Role, language: str = "") -> str:
    """Return the name of the group, for example "halle-translator-ar"."""
    return "-".join(part for part in (city_slug, role.code, language) if part)
