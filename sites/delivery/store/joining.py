"""Joining the parts of `?expand=`: stored are the bare object and each component."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from sites.delivery.addresses import PREFIX
from sites.delivery.services import COMPONENTS


def expanded(path: str, query: str) -> list[str] | None:
    """Return the components that a request of a content object asks for, None for any other request."""
    if not query or not path.startswith(PREFIX) or "/@" in path:
        return None
    values = parse_qsl(query, keep_blank_values=True)
    if any(name != "expand" for name, _value in values):
        return None
    names = [word.strip() for _name, value in values for word in value.split(",") if word.strip()]
    return names if names and all(name in COMPONENTS for name in names) else None


def path_of_component(path: str, name: str) -> str:
    return f"{path.rstrip('/')}/@{name}"


def join(bare: bytes, components: Mapping[str, bytes]) -> bytes:
    """Return the object with these components told: the bytes that Django makes of both in one go."""
    for name, component in components.items():
        told = re.escape(name).encode()
        place = re.search(rb'"%s": (\{"@id": "[^"]*/@%s"\})' % (told, told), bare)
        if place:
            bare = bare[: place.start(1)] + component + bare[place.end(1) :]
    return bare
