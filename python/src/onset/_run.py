"""Runs the bundled command. There is no second implementation: what this package says, the command said."""

import json
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ._node import node
from .errors import OnsetError

_MAIN = Path(__file__).parent / "_command" / "bundle" / "main.js"


def _main() -> Path:
    named = os.environ.get("ONSET_COMMAND")
    main = _MAIN if named is None else Path(named)
    if not main.is_file():
        raise OnsetError(f"the onset command is missing ({main}): install Onset again", 2)
    return main


def command(*args: str | os.PathLike[str]) -> str:
    """Runs ``onset`` with these arguments and returns what it prints.

    >>> command("--version").startswith("0.")
    True

    :raises OnsetError: with the one line that the command says
    """
    return _run([os.fspath(arg) for arg in args], findings=False)[0]


def run(verb: str, *args: str | os.PathLike[str], options: Mapping[str, object] | None = None) -> dict[str, Any]:
    """Runs a verb and returns its JSON, as ``onset schema VERB`` describes it.

    :param options: options of the command line by their names, with underscores for dashes
    :raises OnsetError: with the one line that the command says
    """
    words = [verb, *(os.fspath(arg) for arg in args), *flags(options or {}), "--json", "--quiet"]
    result: dict[str, Any] = json.loads(_run(words, findings=True)[0])
    return result


def flags(options: Mapping[str, object]) -> list[str]:
    """Options as words of the command line. None leaves an option out, False says ``--no-…`` where there is such a one."""
    words: list[str] = []
    for name, value in options.items():
        flag = "--" + name.rstrip("_").replace("_", "-")
        if value is None:
            continue
        if value is True:
            words.append(flag)
        elif value is False:
            if name in ("header", "ladder", "project"):
                words.append("--no-" + flag[2:])
        elif isinstance(value, Sequence) and not isinstance(value, str):
            words += [word for item in value for word in (flag, str(item))]
        else:
            words += [flag, os.fspath(value) if isinstance(value, os.PathLike) else str(value)]
    return words


def _run(words: Sequence[str], findings: bool) -> tuple[str, int]:
    ran = subprocess.run(
        [node(), str(_main()), *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1"},
        check=False,
    )
    # A finding, such as a rule that does not hold, ends with 1 and has a result.
    if ran.returncode == 0 or (findings and ran.returncode == 1 and ran.stdout.startswith("{")):
        return ran.stdout, ran.returncode
    lines = [line for line in ran.stderr.splitlines() if line.strip() != ""]
    said = lines[-1].removeprefix("onset: ") if lines else f"the command ended with {ran.returncode}"
    raise OnsetError(_in_python(said), ran.returncode)


def _in_python(said: str) -> str:
    """An option as it is called here: ``skills_field`` for ``--skills-field``."""
    return re.sub(r"(?<![\w-])--([a-z]+(?:-[a-z]+)*)", lambda flag: flag[1].replace("-", "_"), said)
