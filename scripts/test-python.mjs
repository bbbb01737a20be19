/**
 * `npm run test:python`: installs the Python package with what its tests need into an environment of its own, then checks its
 * types and runs its tests, the notebooks among them. Where there is no Python it says what is not tested, which is a failure
 * in continuous integration.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run, setUp } from "./setup.mjs";

const floor = [3, 11];

await setUp({ lab: false });
const python = findPython();
if (python === null) {
  console.error(
    `NOT TESTED: the Python package, its notebooks and its recipe. There is no Python ${floor.join(".")} or newer here.`,
  );
  process.exit(process.env.CI === "true" ? 1 : 0);
}

const folder = mkdtempSync(join(tmpdir(), "onset-python-"));
process.exitCode = 1;
try {
  const inside = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const package_ = join(root, "python");
  await step([python, "-m", "venv", folder], "pipe");
  await step(
    [inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", `${package_}[test]`],
    "pipe",
  );
  await step([inside, "-m", "mypy", "--config-file", join(package_, "pyproject.toml")], "inherit", package_);
  await step([inside, "-m", "pytest", "-q"], "inherit", package_);
  process.exitCode = 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function findPython() {
  const asked = `import sys; sys.exit(sys.version_info < (${floor.join(", ")}))`;
  const names = process.platform === "win32" ? ["python"] : ["python3", "python"];
  return names.find((name) => spawnSync(name, ["-c", asked]).status === 0) ?? null;
}

async function step(command, stdio, cwd = root) {
  const { code, output } = await run(command, stdio, cwd);
  if (code === 0) return;
  process.stderr.write(output ?? "");
  throw new Error(`failed (exit code ${code}): ${command.slice(1).join(" ")}`);
}
