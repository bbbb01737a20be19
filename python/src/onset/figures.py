"""Figures as SVG, shown inline by notebooks."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .tables import Table

_FIGURE = re.compile(r'<svg ([^>]*)aria-label="([^"]*)"([^>]*)>(.*?)</svg>', re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True)
class Figure:
    """A figure of a report or of the theory. ``points`` holds its data where the command gives them."""

    title: str
    svg: str = field(repr=False)
    points: Table | None = field(default=None, repr=False)
    facts: dict[str, Any] = field(default_factory=dict, repr=False)

    def save(self, path: str | Path) -> None:
        """Writes the figure as an SVG file."""
        Path(path).write_text(self.svg, "utf-8")

    def _repr_svg_(self) -> str:
        return self.svg


def figures_of_page(page: str) -> dict[str, Figure]:
    """The figures of a report, by their titles. Each carries the colours of the page."""
    style = _STYLE.search(page)
    rules = "" if style is None else _colours(style[1])
    return {
        title: Figure(
            title,
            f'<svg xmlns="http://www.w3.org/2000/svg" {before}aria-label="{title}"{after}><style>{rules}</style>{body}</svg>',
        )
        for before, title, after, body in _FIGURE.findall(page)
    }


def _colours(style: str) -> str:
    """Only what draws: the rules of a page would reach the notebook around the figure."""
    drawn = re.sub(r":root", "svg", style)
    variables = re.findall(r"svg \{[^}]*\}", drawn)[:1]
    rules = re.findall(r"(?:^|\s)(\.(?:grid|axis|tick|label|flag|bar|band|line|mark|point|edge|node)[^{}]*\{[^}]*\})", drawn)
    return " ".join([*variables, *rules])
