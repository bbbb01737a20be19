"""The verbs of the command as functions. Options are those of the command line, with underscores for dashes."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypedDict, TypeVar, Unpack

from ._run import command, flags, run
from ._source import Source, hand_over
from .figures import Figure
from .results import Check, Next, Order, Result, Study, from_json
from .tables import table_of_records

R = TypeVar("R", bound=Result)


class CorpusOptions(TypedDict, total=False):
    """How a corpus is laid out, and who learns it."""

    skills_field: str | int
    text_field: str | int
    id_field: str | int
    requires_field: str | int
    teaches_field: str | int
    group_by: str | int
    #: Take the words of each text for its skills.
    words: bool
    #: Label raw texts first: words, stems, lemmas, auto.
    by: str
    unit: str
    lang: str
    skills_delimiter: str
    format: str
    column_delimiter: str
    header: bool
    skip_lines: int
    encoding: str
    strict: bool
    #: Skills known from the start: a file, or their names.
    known: str | os.PathLike[str] | Iterable[str]
    known_top: int
    #: How many new skills a text may teach.
    learner: int


class LearnOptions(CorpusOptions, total=False):
    holdout: float
    merge_twins: bool
    runs: int
    rewirings: int
    risk: float
    label_errors: float
    ladder: bool
    seed: int


class CheckOptions(CorpusOptions, total=False):
    max_stuck: int
    min_learned: float | str
    min_margin: float | str
    max_keystones: int
    max_untaught: int
    max_circles: int
    accept_doubts: bool
    runs: int
    seed: int


def learn(source: Source, **options: Unpack[LearnOptions]) -> Study:
    """Learns a corpus one new skill at a time and tells what emerged.

    >>> study = learn([["add"], ["add", "carry"], ["x", "y"]])
    >>> study.learned.skills, study.stuck.skills
    (2, 2)
    >>> study.skills.columns["round"]
    [1, 2, None, None]

    :param source: paths; a pandas or polars data frame, an Arrow table, a Hugging Face data set; records, or lists of skills
    :raises OnsetError: with the one line that the command says
    """
    with TemporaryDirectory(prefix="onset-") as name:
        folder = Path(name)
        out = folder / "report"
        words = _corpus_words(source, options, folder)
        command("learn", *words, "--out", str(out), "--raw-cells", "--quiet", "--json")
        files = {path.name: path.read_text("utf-8") for path in out.iterdir()}
    report = json.loads(files["report.json"])
    return from_json(Study, report, report=report, page=files["report.html"], _files=files)


def next(source: Source, **options: Unpack[CorpusOptions]) -> Next:
    """Lists the texts from which something can be learned now, given what is known.

    >>> next([["add"], ["add", "carry"]], known=["add"]).texts[0].teaches
    ['carry']
    """
    return _result(Next, "next", source, options)


def order(source: Source, **options: Unpack[CorpusOptions]) -> Order:
    """Puts the texts in an order in which each can be understood.

    >>> order([{"id": "b", "skills": ["add", "carry"]}, {"id": "a", "skills": ["add"]}]).order
    ['a', 'b']
    """
    return _result(Order, "order", source, options)


def check(source: Source, **options: Unpack[CheckOptions]) -> Check:
    """Holds a corpus to rules. The result is true when all of them hold.

    >>> bool(check([["add"], ["x", "y"]], max_stuck=0))
    False
    """
    return _result(Check, "check", source, options)


def forecast(source: Source, **options: Any) -> Result:
    """Tells what more texts of the same kind would teach; see ``report`` and ``onset schema forecast``."""
    return _result(Result, "forecast", source, options)


def unlock(source: Source, **options: Any) -> Result:
    """Finds the few skills, or texts, that set the rest in motion."""
    return _result(Result, "unlock", source, options)


def why(source: Source, skill: str, **options: Unpack[CorpusOptions]) -> Result:
    """Tells which texts teach a skill, or what stands in its way."""
    return _result(Result, "why", source, options, (skill,))


def diff(source: Source, other: Source, **options: Any) -> Result:
    """Compares what is learned of two corpora."""
    with TemporaryDirectory(prefix="onset-") as name:
        first, second = Path(name) / "a", Path(name) / "b"
        first.mkdir()
        second.mkdir()
        words = [*hand_over(source, first)[:1], *hand_over(other, second)]
        return _told(Result, run("diff", *words, *_option_words(dict(options), Path(name))))


def threshold(law: str, **options: Any) -> Result:
    """Tells where skills emerge from an ensemble of texts, such as ``poisson:5``.

    >>> round(threshold("poisson:5").report["value"], 3)
    2.457
    """
    return _told(Result, run("threshold", law, options=options))


def evolve(law: str, **options: Any) -> Result:
    """Follows learning round by round in the limit of many skills."""
    return _told(Result, run("evolve", law, options=options))


def simulate(law: str, **options: Any) -> Result:
    """Draws random corpora, learns them, and lays theory beside it."""
    return _told(Result, run("simulate", law, options=options))


def reproduce(figure: str, **options: Any) -> Figure:
    """Makes a figure of the theory with its data: theory as lines, simulation or measurement as points."""
    with TemporaryDirectory(prefix="onset-") as name:
        report = run("reproduce", figure, options={**options, "out": name})
        svg = (Path(name) / f"{figure}.svg").read_text("utf-8")
    return Figure(report["title"], svg, table_of_records(report["points"]), report["facts"])


def example(name: str) -> Path:
    """The path of a corpus that comes with Onset: ``king-james-words``, ``python-course``; ``examples()`` lists them."""
    folder = Path(__file__).parent / "_command" / "examples"
    for suffix in ("", ".jsonl", ".jsonl.gz"):
        if (folder / (name + suffix)).exists():
            return folder / (name + suffix)
    # The command knows the nearest names.
    command("examples", name, "--out", os.devnull)
    raise AssertionError(name)


def examples() -> list[str]:
    """The names of the corpora that come with Onset."""
    return [entry["name"] for entry in run("examples")["examples"]]


def _result(kind: type[R], verb: str, source: Source, options: Any, more: tuple[str, ...] = ()) -> R:
    with TemporaryDirectory(prefix="onset-") as name:
        corpus, *words = _corpus_words(source, options, Path(name))
        return _told(kind, run(verb, corpus, *more, *words))


def _told(kind: type[R], report: dict[str, Any]) -> R:
    return from_json(kind, report, report=report)


def _corpus_words(source: Source, options: Any, folder: Path) -> list[str]:
    return [*hand_over(source, folder), *_option_words(dict(options), folder)]


def _option_words(options: dict[str, Any], folder: Path) -> list[str]:
    known = options.get("known")
    if known is not None and not isinstance(known, str | os.PathLike):
        path = folder / "known.json"
        path.write_text(json.dumps(list(known), ensure_ascii=False), "utf-8")
        options = {**options, "known": path}
    return flags(options)
