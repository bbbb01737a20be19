/**
 * Gets a fresh clone ready for `npm start` and `npm test`: the right Node, the packages of the lock file, the
 * build. It says nothing while all goes well and quickly; after a second it says what it is doing, and when a step
 * fails it shows everything that step printed.
 */
import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { constants } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundler = join(root, "scripts/bundle-command.mjs");

/** @param lab - Build the web laboratory too: only its verb and the tests need it. */
export async function setUp({ lab }) {
  const problem = nodeProblem(process.versions.node, readJson("package.json").engines.node);
  if (problem !== undefined) {
    console.error(problem);
    process.exit(1);
  }
  if (!isInstalled()) {
    await step(
      "Installing the packages (can take a minute, the first time only) …",
      npm(["ci", "--include=dev"]),
    );
  }
  await step("Building …", tool("typescript/bin/tsc", ["-b"]));
  if (!isBundled()) await step("Bundling the command …", [process.execPath, bundler]);
  if (lab) await step("Building the laboratory …", tool("vite/bin/vite.js", ["build", "packages/lab"]));
}

/** Installs what the site is built with, into a folder of its own: nothing else needs it. */
export async function setUpSite() {
  if (isInstalled("site")) return;
  const install = npm(["ci", "--include=dev", "--prefix", join(root, "site")]);
  await step("Installing what the site is built with (can take a minute, the first time only) …", install);
}

/** One line when `version` is outside a range such as `^20.19 || >=22.12`, `undefined` when it is inside. */
export function nodeProblem(version, range) {
  const [major, minor] = version.split(".").map(Number);
  const inside = range.split("||").some((part) => {
    const [, operator, wantedMajor, wantedMinor] = /^\s*(\^|>=)(\d+)\.(\d+)\s*$/.exec(part);
    if (major === Number(wantedMajor)) return minor >= Number(wantedMinor);
    return operator === ">=" && major > Number(wantedMajor);
  });
  if (inside) return undefined;
  return `Onset needs Node ${range}, this is ${version}: install a newer one from https://nodejs.org and try again.`;
}

/**
 * Whether the node_modules of a folder holds what its lock file asks for. Compared by content: file times lie after a checkout, a
 * copy or a restored cache. npm writes its own list last, so an interrupted installation leaves none.
 */
function isInstalled(folder = ".") {
  const present = readJson(join(folder, "node_modules/.package-lock.json"))?.packages;
  if (present === undefined) return false;
  return Object.entries(readJson(join(folder, "package-lock.json")).packages).every(([path, wanted]) => {
    if (!path.includes("node_modules/")) return true;
    // Packages for other platforms are optional and absent here.
    if (present[path] === undefined) return wanted.optional === true;
    return present[path].version === wanted.version;
  });
}

/** Whether the bundled command is as new as what it is made of. */
function isBundled() {
  const made = ["core", "reading", "text", "cli"].map((name) =>
    join(root, "packages", name, "dist/.tsbuildinfo"),
  );
  const bundled = modified(join(root, "packages/cli/bundle/main.js"));
  return bundled !== undefined && [bundler, ...made].every((path) => modified(path) <= bundled);
}

/** When a file was written, in milliseconds; `undefined` where there is none. */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), "utf8"));
  } catch {
    return undefined;
  }
}

/** The command line of a package's program, started by this very Node: the same on every platform. */
export function tool(path, args) {
  return [process.execPath, join(root, "node_modules", path), ...args];
}

export function npm(args) {
  const running = process.env.npm_execpath;
  if (running !== undefined && basename(running) === "npm-cli.js")
    return [process.execPath, running, ...args];
  return ["npm", ...args];
}

async function step(title, command) {
  const notice = setTimeout(() => console.error(title), 1000);
  const { code, output, interrupted } = await run(command, "pipe");
  clearTimeout(notice);
  if (interrupted) process.exit(code);
  if (code === 0) return;
  process.stderr.write(output);
  console.error(`Failed (exit code ${code}): ${command.map((part) => basename(part)).join(" ")}`);
  process.exit(code);
}

/**
 * Runs a command in the root of the workspace, or in `cwd`, and passes Ctrl-C on to it. `stdio` is "inherit", or "pipe" to
 * get what it printed on both streams as `output`.
 */
export async function run([program, ...args], stdio, cwd = root) {
  const shell = program === "npm" && process.platform === "win32";
  const child = spawn(program, args, {
    cwd,
    stdio: stdio === "pipe" ? ["ignore", "pipe", "pipe"] : stdio,
    shell,
  });
  const output = [];
  child.stdout?.on("data", (chunk) => output.push(chunk));
  child.stderr?.on("data", (chunk) => output.push(chunk));

  let received;
  const forward = (signal) => {
    received = signal;
    child.kill(signal);
  };
  process.on("SIGINT", forward).on("SIGTERM", forward);
  const [code, signal] = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (...ended) => resolve(ended));
  });
  process.off("SIGINT", forward).off("SIGTERM", forward);

  const ended = received ?? signal;
  return {
    code: ended === null ? code : 128 + constants.signals[ended],
    output: Buffer.concat(output),
    interrupted: ended === "SIGINT" || ended === "SIGTERM",
  };
}
