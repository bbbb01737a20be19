"""Figures as SVG, shown inline by notebooks."""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from .tables import Table

_OPENING = re.compile(r'<svg ([^>]*)aria-label="([^"]*)"([^>]*)>')
_SVG_TAG = re.compile(r"<(/?)svg\b")
_DRAWN = re.compile(r"(?:^|\s)(\.(?:edge|node)\b[^{}]*?) ?\{([^}]*)\}")
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
    """The figures of a report, by their titles. Each carries the colours of the page, for itself alone."""
    style = _STYLE.search(page)
    figures: dict[str, Figure] = {}
    for opened in _OPENING.finditer(page):
        before, title, after = opened.groups()
        # A page draws a chart twice: the first time for wide windows.
        if title in figures:
            continue
        body = _inside(page, opened.end())
        name = f"onset-{sha256(body.encode()).hexdigest()[:12]}"
        rules = "" if style is None else _colours(style[1], name)
        # A page lets labels stand out of the drawing; a picture by itself cuts them.
        unsized = re.sub(r'\b(?:width|height)="\d+" ?', "", before)
        wide = re.sub(r'viewBox="0 0 (\d+) (\d+)"', _with_margin, unsized)
        opening = f'<svg id="{name}" xmlns="http://www.w3.org/2000/svg" {wide}aria-label="{title}"{after}>'
        figures[title] = Figure(title, f"{opening}<style>{rules}</style>{body}</svg>")
    return figures


def _inside(page: str, start: int) -> str:
    """What stands up to the end of the drawing that begins there; drawings stand in drawings, for what they cut off."""
    depth = 1
    for tag in _SVG_TAG.finditer(page, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return page[start : tag.start()]
    return page[start:]


_MARGIN = 20


def _with_margin(box: re.Match[str]) -> str:
    width, height = int(box[1]) + 2 * _MARGIN, int(box[2]) + 2 * _MARGIN
    return f'width="{width}" height="{height}" viewBox="{-_MARGIN} {-_MARGIN} {width} {height}"'


def _colours(style: str, name: str) -> str:
    """Only the rules that draw, under the name of the figure: those of a page would reach the notebook around it."""
    variables = re.findall(r":root \{[^}]*\}", style)[:1]
    # Rules for narrow windows and dark ones are a page's.
    drawn = _DRAWN.findall(re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", style))
    scoped = [
        ", ".join(f"#{name} {selector.strip()}" for selector in selectors.split(",")) + f" {{{body}}}"
        for selectors, body in drawn
    ]
    return " ".join([*(rule.replace(":root", f"#{name}") for rule in variables), f"#{name} {{ background: var(--paper); }}", *scoped])
