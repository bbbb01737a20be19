"""What the verbs tell, as dataclasses: the names of the JSON in the case of Python. ``report`` has all of it."""

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, TypeVar

from .figures import Figure, figures_of_page
from .tables import Table, table_of_csv, table_of_records

T = TypeVar("T")


def from_json(kind: type[T], value: Mapping[str, Any], **more: Any) -> T:
    """A dataclass of the fields of ``value`` that it has, in camel case there, and of ``more``."""
    hints = typing.get_type_hints(kind)
    known = dict(more)
    for one in fields(kind):  # type: ignore[arg-type]
        key = _camel(one.name)
        if key in value:
            known[one.name] = _typed(hints[one.name], value[key])
    return kind(**known)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(hint, types.UnionType):
        hint = next(option for option in typing.get_args(hint) if option is not type(None))
    if isinstance(value, list) and typing.get_origin(hint) is list:
        (item,) = typing.get_args(hint)
        return [_typed(item, inner) for inner in value]
    if isinstance(value, Mapping) and hasattr(hint, "__dataclass_fields__"):
        return from_json(hint, value)
    return value


@dataclass(frozen=True)
class Corpus:
    texts: int
    skills: int
    edges: int
    directed: bool
    unlabelled: int
    malformed: int


@dataclass(frozen=True)
class Learner:
    max_unlearned: int
    known: int
    #: Names of known skills that the corpus does not have.
    unknown_names: int


@dataclass(frozen=True)
class Input:
    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Provenance:
    tool: str
    #: The command that makes the result again.
    command: str
    seed: int = 0
    input: Input | None = None


@dataclass(frozen=True)
class Result:
    """What every result has: ``report`` is the whole JSON of the command."""

    report: dict[str, Any] = field(repr=False, kw_only=True)
    provenance: Provenance = field(repr=False, kw_only=True)

    def table(self, path: str) -> Table:
        """A list of objects in the report as a table, by its keys with dots: ``gaps.untaught``.

        :raises KeyError: where the report has no such list
        """
        found: Any = self.report
        for key in path.split("."):
            if not isinstance(found, Mapping) or key not in found:
                raise KeyError(path)
            found = found[key]
        if not isinstance(found, list):
            raise KeyError(path)
        return table_of_records([row if isinstance(row, Mapping) else {path: row} for row in found])


@dataclass(frozen=True)
class Learned:
    #: Skills learned beyond the known ones, and their share of those not known.
    skills: int
    fraction: float
    rounds: int
    per_round: list[int]
    texts: int
    text_fraction: float


@dataclass(frozen=True)
class Core:
    """Skills that wait for each other."""

    skills: int
    texts: int


@dataclass(frozen=True)
class Stuck:
    skills: int
    texts: int
    cores: list[Core]


@dataclass(frozen=True)
class Emergence:
    """What theory says; None where it says nothing of such a corpus."""

    predicted_learned: int | float | None
    predicted_by: str | None
    threshold: float | None
    margin: float | None


@dataclass(frozen=True)
class TestError:
    __test__ = False

    measured: float | None
    low: float | None
    high: float | None
    predicted: float | None
    texts: int


@dataclass(frozen=True)
class Study(Result):
    """The result of :func:`onset.learn`. In a notebook it shows the report."""

    corpus: Corpus
    learner: Learner
    learned: Learned
    stuck: Stuck
    emergence: Emergence
    #: The error on texts held back; None without ``holdout``.
    test_error: TestError | None
    #: The report as a page in one file.
    page: str = field(repr=False)
    _files: dict[str, str] = field(repr=False)

    @cached_property
    def skills(self) -> Table:
        """A row for each skill: when it was learned and from which text, or what stands in its way."""
        return table_of_csv(self._files["skills.csv"])

    @cached_property
    def texts(self) -> Table:
        """A row for each text: how many skills it needs and how many of them stayed unlearned."""
        return table_of_csv(self._files["texts.csv"])

    @cached_property
    def twins(self) -> Table:
        """A row for each group of skills that exactly the same texts teach, with their names as a list."""
        groups: dict[int, list[str]] = {}
        for row in table_of_csv(self._files["twins.csv"]):
            groups.setdefault(row["twins"], []).append(row["skill"])
        return Table({"twins": list(groups), "skills": list(groups.values())})

    @cached_property
    def gaps(self) -> Table:
        """What the texts of a course lack: required skills that no text teaches, and circles of skills."""
        return table_of_csv(self._files["gaps.csv"])

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """The figures of the report by their titles."""
        return figures_of_page(self.page)

    def save(self, path: str | Path) -> None:
        """Writes the report as a page in one file."""
        Path(path).write_text(self.page, "utf-8")

    def _repr_html_(self) -> str:
        # A page of its own in a frame: its rules do not reach the notebook, and the other way round.
        return f'<iframe title="onset learn" srcdoc="{escape(self.page)}" style="width:100%;height:640px;border:0"></iframe>'


@dataclass(frozen=True)
class NextText:
    text: str
    excerpt: str | None
    teaches: list[str]
    #: How many skills follow from reading it.
    unlocks: int
    #: How many other texts teach the same.
    others: int


@dataclass(frozen=True)
class Next(Result):
    """The result of :func:`onset.next`."""

    corpus: Corpus
    learner: Learner
    count: int
    texts: list[NextText]


@dataclass(frozen=True)
class Stage:
    stage: int
    first_round: int
    last_round: int
    texts: int
    skills: int


@dataclass(frozen=True)
class Order(Result):
    """The result of :func:`onset.order`: texts in an order in which each can be understood."""

    corpus: Corpus
    learner: Learner
    order: list[str]
    #: Texts that can never be understood.
    left: list[str]
    stages: list[Stage]


@dataclass(frozen=True)
class Rule:
    rule: str
    limit: float
    measured: float
    holds: bool


@dataclass(frozen=True)
class Check(Result):
    """The result of :func:`onset.check`; true when all rules hold."""

    corpus: Corpus
    learner: Learner
    passed: bool
    rules: list[Rule]

    def __bool__(self) -> bool:
        return self.passed
