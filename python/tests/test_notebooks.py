"""The notebooks run from the first cell to the last, and so do the blocks of the README."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

here = Path(__file__).parents[1]


@pytest.mark.parametrize("path", sorted((here / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]
    assert any("image/svg+xml" in output["data"] for output in shown)
    assert any("text/html" in output["data"] for output in shown)


def test_the_blocks_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "set").mkdir()
    blocks = re.findall(r"```python\n(.*?)```", (here / "README.md").read_text("utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
    assert names["study"].learned.fraction == 0.5  # type: ignore[attr-defined]
