"""What is to be reached, and whether it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Goal:
    """`unit` follows the number: " × v3", " ms"."""

    wanted: float
    unit: str
    is_least: bool = True

    def said(self, *measured: float) -> str:
        """Say what was wanted, the median of what was measured with its spread, and whether that is enough."""
        middle = median(measured)
        reached = middle >= self.wanted if self.is_least else middle <= self.wanted
        spread = f" ({figure(min(measured))}–{figure(max(measured))})" if len(measured) > 1 else ""
        sign, verdict = "≥" if self.is_least else "≤", "reached" if reached else "NOT REACHED"
        return f"{sign} {self.wanted:g}{self.unit}: {figure(middle)}{spread} {verdict}"


def figure(number: float) -> str:
    """Write a number with three digits that count: 0.0123, 1.23, 12.3, 12,345."""
    if abs(number) >= 100 or number == int(number):
        return f"{number:,.0f}"
    digits = 1 if abs(number) >= 10 else 2 if abs(number) >= 1 else 3
    return f"{number:.{digits}f}"


@dataclass(frozen=True)
class Table:
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def plain(self) -> str:
        """Return it for a terminal: the first and the last column to the left, figures to the right."""
        lines = [list(self.heads), *(list(row) for row in self.rows)]
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.heads))]
        last = len(widths) - 1
        told = [
            "  ".join(
                cell.ljust(width) if place in (0, last) else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in lines
        ]
        return "\n".join([self.title, "", *told, *self._notes()]) + "\n"

    def markdown(self) -> str:
        last = len(self.heads) - 1
        rule = [" --- " if place in (0, last) else " ---: " for place in range(last + 1)]
        lines = [f"| {' | '.join(line)} |" for line in (self.heads, *self.rows)]
        lines.insert(1, f"|{'|'.join(rule)}|")
        return "\n".join([f"## {self.title}", "", *lines, *self._notes()]) + "\n"

    def _notes(self) -> list[str]:
        return ["", *self.notes] if self.notes else []
