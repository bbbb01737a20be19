"""Copies the bundled command of the workspace into the package, before a wheel is made of it."""

import json
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# The laboratory and the manual stay out: a notebook has no use for them, and they are half of the bytes.
PARTS = ("bundle", "schemas")


class CommandHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        here = Path(self.root)
        target = here / "src" / "onset" / "_command"
        command = here.parent / "packages" / "cli"
        if not (command / "package.json").is_file():
            # From a source distribution, which has the command inside.
            if not (target / "bundle" / "main.js").is_file():
                raise RuntimeError("the onset command is missing: build from a clone of the repository")
            return
        if not (command / "bundle" / "main.js").is_file():
            raise RuntimeError("the onset command is not built: run npm ci && npm run build beside python/ first")
        shutil.rmtree(target, ignore_errors=True)
        for part in PARTS:
            shutil.copytree(command / part, target / part)
        corpora = here.parent / "examples"
        shutil.copytree(corpora, target / "examples", ignore=shutil.ignore_patterns("*.md", "*.py"))
        manifest = json.loads((command / "package.json").read_text("utf-8"))
        kept = {key: manifest[key] for key in ("name", "version", "license", "type", "engines")}
        (target / "package.json").write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
        shutil.copy(command / "LICENSE", target / "LICENSE")
