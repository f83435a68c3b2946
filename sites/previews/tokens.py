"""What stands in the address of a link: its numbers and its last day, signed.

The numbers say more than is needed to find the row: after a backup was restored, a row
can get a number that a link in somebody's mail already has.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.core.signing import BadSignature, Signer

from sites.models import CityLink, PreviewLink

SALT = "sites.previews"
PREVIEW, CITY = "p", "c"
NO_REVISION = 0


class Signed(NamedTuple):
    """The content of a token; `revision` is 0 of a link to a city."""

    kind: str
    link: int
    city: int
    revision: int
    valid_until: datetime.date


def token_of(link: PreviewLink | CityLink) -> str:
    """Return the token of a link; letters, digits, points, dashes and underscores only."""
    kind, revision = (PREVIEW, link.revision_id) if isinstance(link, PreviewLink) else (CITY, NO_REVISION)
    day = f"{link.valid_until:%Y%m%d}"
    return _signer().sign(f"{kind}.{link.pk}.{link.city_id}.{revision}.{day}")


def read_token(token: str, kind: str) -> Signed | None:
    """Return what a token of this kind says, None if nobody here signed it."""
    try:
        found, *numbers, day = _signer().unsign(token).split(".")
    except BadSignature:
        return None
    if found != kind:
        return None
    link, city, revision = map(int, numbers)
    return Signed(found, link, city, revision, datetime.datetime.strptime(day, "%Y%m%d").date())


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")
