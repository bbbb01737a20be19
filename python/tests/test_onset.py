"""The door: what goes in arrives, what comes out is what the command said."""

import doctest
import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import onset
import pytest
from onset import _node
from onset._run import flags

Records = list[dict[str, object]]


def test_learning_gives_dataclasses_and_tables(course: Records) -> None:
    study = onset.learn(course, runs=0)
    assert (study.corpus.texts, study.corpus.skills, study.corpus.edges) == (4, 5, 8)
    assert (study.learned.skills, study.learned.rounds, study.learned.per_round) == (3, 3, [1, 1, 1])
    assert [(core.skills, core.texts) for core in study.stuck.cores] == [(2, 1)]
    assert {row["skill"]: row["round"] for row in study.skills} == {
        "add": 1, "carry": 2, "borrow": 3, "x": None, "y": None,
    }  # fmt: skip
    assert study.twins.columns == {"twins": [1], "skills": [["x", "y"]]}
    assert study.report["schema"] == "onset/learn@1"
    assert study.provenance.command.startswith("onset learn ")


def test_every_way_to_hand_over_a_corpus_gives_the_same(course: Records, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pyarrow = pytest.importorskip("pyarrow")
    frame = pandas.DataFrame(course)
    path = tmp_path / "course.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in course))
    sources: list[Any] = [course, iter(course), path, [path], str(path), frame, pyarrow.Table.from_pandas(frame)]
    answers = [onset.next(source).report for source in sources]
    for answer in answers:
        assert answer["texts"] == answers[0]["texts"]
        assert answer["corpus"] == answers[0]["corpus"]


def test_a_frame_is_handed_over_without_pyarrow(course: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(course)

    def missing(*_: object, **__: object) -> None:
        raise ImportError("pyarrow")

    monkeypatch.setattr(pandas.DataFrame, "to_parquet", missing)
    assert onset.next(frame).count == onset.next(course).count


def test_lists_of_skills_are_texts_and_names_may_be_known(course: Records) -> None:
    found = onset.next([record["skills"] for record in course], known=["add", "x"])
    assert {tuple(text.teaches) for text in found.texts} == {("carry",), ("y",)}


def test_the_other_verbs_tell_what_the_command_tells(course: Records) -> None:
    ordered = onset.order(course)
    assert (ordered.order, ordered.left) == (["one", "two", "three"], ["far"])
    assert ordered.stages[0].skills == 1
    checked = onset.check(course, max_stuck=1, min_learned="50%")
    assert not checked
    assert [(rule.rule, rule.holds) for rule in checked.rules] == [("max-stuck", False), ("min-learned", True)]
    assert onset.why(course, "carry").report["schema"].startswith("onset/why@")
    more = [*course, {"id": "new", "skills": ["x"]}]
    assert onset.diff(course, more).report["schema"] == "onset/diff@1"


def test_tables_keep_lists_in_pandas_and_arrow(course: Records) -> None:
    pytest.importorskip("pandas")
    pyarrow = pytest.importorskip("pyarrow")
    study = onset.learn(course, runs=0)
    frame = study.skills.to_pandas()
    assert str(frame["round"].dtype) == "Int64"
    assert frame["round"].isna().sum() == 2
    twins = study.twins.to_arrow()
    assert pyarrow.types.is_list(twins.schema.field("skills").type)
    nearest = onset.next(course, known=["add", "carry", "borrow"]).table("nearest").to_arrow()
    assert pyarrow.types.is_list(nearest.schema.field("unlearned").type)


def test_figures_are_shown_inline(course: Records) -> None:
    study = onset.learn(course, runs=0)
    assert study._repr_html_().startswith("<iframe ")
    figure = study.figures["Skills learned in each round"]
    svg = figure._repr_svg_()
    assert 'xmlns="http://www.w3.org/2000/svg"' in svg
    # What it says of colours is for itself alone: no rule reaches the notebook.
    rules = re.findall(r"([^{}]+)\{", svg.split("<style>")[1].split("</style>")[0])
    assert any(" .node" in rule for rule in rules)
    for rule in rules:
        assert all(selector.strip().startswith("#onset-") for selector in rule.split(","))
    # Each is whole, and as a wide window shows it.
    for figure in study.figures.values():
        drawing = ElementTree.fromstring(figure._repr_svg_())
        assert drawing.attrib["viewBox"].startswith("-20 -20 760 ")
        assert drawing.findall(".//{http://www.w3.org/2000/svg}text")
    assert "<table>" in study.skills._repr_html_()


def test_what_goes_wrong_is_one_line_in_the_words_of_python(course: Records) -> None:
    with pytest.raises(onset.OnsetError, match="Say which with skills_field") as caught:
        onset.learn([{"a": 1}])
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)
    with pytest.raises(onset.OnsetError, match="unknown option"):
        onset.learn(course, skils_field="a")  # type: ignore[call-arg]
    with pytest.raises(onset.OnsetError, match="there is no file"):
        onset.learn("nowhere.csv")
    with pytest.raises(TypeError, match="record 2 expected"):
        onset.learn([["a"], "b"])


def test_options_are_those_of_the_command_line() -> None:
    assert flags({"words": True, "header": False, "strict": False, "known_top": 3, "level": ["1:2", "2:3"], "by": None}) == [
        "--words", "--no-header", "--known-top", "3", "--level", "1:2", "--level", "2:3",
    ]  # fmt: skip


def test_a_node_that_is_too_old_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [_node._is_supported(version) for version in ("v20.18.1", "v20.19.0", "v21.9.0", "v22.11.0", "v22.12.0", "v24.1.0")] == [
        False, True, False, False, True, True,
    ]  # fmt: skip
    monkeypatch.setattr(_node, "_candidates", list)
    _node.find_node.cache_clear()
    with pytest.raises(onset.OnsetError, match=r"pip install 'onset\[node\]'"):
        _node.find_node(None)
    _node.find_node.cache_clear()


def test_the_versions_are_one() -> None:
    root = Path(__file__).parents[2]
    manifest = json.loads((root / "packages" / "cli" / "package.json").read_text())
    assert onset.__version__ == manifest["version"] == onset.command("--version").strip()


@pytest.mark.parametrize("module", ["onset", "onset.verbs", "onset._run"])
def test_examples_in_the_documentation_are_true(module: str) -> None:
    assert doctest.testmod(import_module(module)).failed == 0


def test_corpora_come_along() -> None:
    assert "python-course" in onset.examples()
    assert onset.example("python-course").is_file()
    assert onset.threshold("poisson:5").report["thresholds"] != []
