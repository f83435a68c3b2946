"""What an address of the API asks for: `/++api++/<language>/<path>/@service/<rest>`."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

PREFIX = "/++api++"
LANGUAGES = frozenset(code.lower() for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class Asked:
    """`parts` is the path below the home in `language`; `service` is "" for the content itself."""

    language: str
    parts: tuple[str, ...]
    service: str = ""
    rest: tuple[str, ...] = ()  # what follows the name of the service

    @property
    def path(self) -> str:
        """The path on the city's host, as people see it, without a slash at the end."""
        prefix = () if self.language == settings.LANGUAGE_CODE else (self.language,)
        return "".join(f"/{part}" for part in (*prefix, *self.parts))


def is_own(path: str, asked: Asked) -> bool:
    """Whether a path is the one address of what it asks for, of all that `parse` reads the same way."""
    service = "/".join(filter(None, (f"@{asked.service}" if asked.service else "", *asked.rest)))
    own = f"{PREFIX}{asked.path}{'/' if service else ''}{service}"
    return path in (own, f"{own}/")


def parse(path: str) -> Asked:
    """Read what stands behind the prefix; any text is some address."""
    parts = [part for part in path.split("/") if part]
    language = settings.LANGUAGE_CODE
    if parts and parts[0].lower() in LANGUAGES and parts[0] != language:
        language, parts = parts[0].lower(), parts[1:]
    for number, part in enumerate(parts):
        if part.startswith("@"):
            return Asked(language, tuple(parts[:number]), part[1:], tuple(parts[number + 1 :]))
    return Asked(language, tuple(parts))
