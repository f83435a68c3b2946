"""What blocks are written with beside their own values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from home.stream import Target
from home.teasers import Teaser

Block = dict[str, Any]


@dataclass(frozen=True)
class Surroundings:
    """Of one page; see `home.answers.blocks.stream_json`."""

    targets: Mapping[int, Target]
    absolute: Callable[[str], str]
    city: int | None = None
    lists: Mapping[str, Sequence[Teaser]] | None = None
