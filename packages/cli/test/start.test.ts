/** `npm start` on its own: the real scripts in a folder with a pretended compiler, npm and command that tell what they get. */
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root } from "./support/built.js";

let folder = "";

function put(path: string, content: string | object): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
}

const lock = (version: string) => ({
  packages: {
    "": {},
    "packages/cli": { version: "0.1.0" },
    "node_modules/onset": { resolved: "packages/cli", link: true },
    "node_modules/needed": { version },
    "node_modules/for-another-platform": { version, optional: true },
  },
});
const installed = (version: string) => ({
  packages: { "node_modules/onset": { link: true }, "node_modules/needed": { version } },
});
const note = (what: string) =>
  `require("node:fs").appendFileSync(${JSON.stringify(join(folder, "steps"))}, ${what} + "\\n");`;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "onset-start-")));
  cpSync(join(root, "scripts"), join(folder, "scripts"), { recursive: true });
  put("package.json", { type: "module", engines: { node: "^20.19 || >=22.12" } });
  put("package-lock.json", lock("1.0.0"));
  put("node_modules/.package-lock.json", installed("1.0.0"));
  put("node_modules/typescript/package.json", {});
  put("node_modules/typescript/bin/tsc", `console.log("noise"); console.error("noise");`);
  for (const name of ["core", "reading", "text", "cli"]) put(`packages/${name}/dist/.tsbuildinfo`, "");
  put("npm/package.json", {});
  put("npm/npm-cli.js", `console.log("noise"); ${note(`"npm " + process.argv.slice(2).join(" ")`)}`);
  put(
    "packages/cli/bundle/main.js",
    `console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd() }));
     process.exitCode = Number(process.env.WANTED_CODE ?? 0);`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const environment = (more: Record<string, string>) => ({
  ...process.env,
  INIT_CWD: undefined,
  npm_execpath: join(folder, "npm/npm-cli.js"),
  ...more,
});

function start(args: string[], more: Record<string, string> = {}, cwd: string = folder) {
  const script = join(folder, "scripts/start.mjs");
  const options = { cwd, env: environment(more), encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], options);
  return { status, stdout, stderr };
}

describe("npm start", () => {
  it("learns the bundled corpus when it gets no arguments, and says how to get the command on the path", () => {
    mkdirSync(join(folder, "elsewhere"));
    expect(start([], { INIT_CWD: join(folder, "elsewhere"), PATH: "/nowhere" })).toEqual({
      status: 0,
      stdout: `${JSON.stringify({
        args: ["learn", "examples/king-james-words.jsonl.gz", "--known-top", "80"],
        cwd: folder,
      })}\n`,
      stderr: "\nnpm run link puts onset on your path; npm start -- learn my.csv works without.\n",
    });
    put("bin/onset", "");
    expect(start([], { PATH: join(folder, "bin") }).stderr).toBe("");
    expect(existsSync(join(root, "examples/king-james-words.jsonl.gz"))).toBe(true);
  });

  it("passes its arguments on, with paths relative to where the user stands", () => {
    const there = join(folder, "elsewhere");
    mkdirSync(there);
    const passedOn = { args: ["learn", "my file.jsonl", "--json"], cwd: there };
    expect(JSON.parse(start(passedOn.args, { INIT_CWD: there }).stdout)).toEqual(passedOn);
    expect(JSON.parse(start(passedOn.args, {}, there).stdout)).toEqual(passedOn);
  });

  it("builds the laboratory for its own verb alone", () => {
    put("node_modules/vite/package.json", {});
    put("node_modules/vite/bin/vite.js", note(`"vite " + process.argv.slice(2).join(" ")`));
    start(["learn"]);
    expect(existsSync(join(folder, "steps"))).toBe(false);
    expect(start(["lab", "--no-open"]).status).toBe(0);
    expect(readSteps()).toEqual(["vite build packages/lab"]);
  });

  it("ends with the exit code of the command", () => {
    expect(start(["learn"], { WANTED_CODE: "2" }).status).toBe(2);
  });

  it("gives Ctrl-C to the command, which ends as it likes", async () => {
    put(
      "packages/cli/bundle/main.js",
      `process.on("SIGINT", () => { console.log("flushed"); process.exit(130); });
       setInterval(() => {}, 1000);
       console.log("ready");`,
    );
    const child = spawn(process.execPath, [join(folder, "scripts/start.mjs")], {
      cwd: folder,
      env: environment({}),
    });
    let printed = "";
    child.stdout.on("data", (chunk) => {
      if (printed === "") child.kill("SIGINT");
      printed += chunk;
    });
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(130);
    expect(printed).toBe("ready\nflushed\n");
  });

  it("shows all that the build said when it fails, and does not run an old program", () => {
    put(
      "node_modules/typescript/bin/tsc",
      `console.log("error TS1: no"); console.error("why"); process.exit(2);`,
    );
    const { status, stdout, stderr } = start([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("error TS1: no\n");
    expect(stderr).toContain("why\n");
    expect(stderr).toContain("Failed (exit code 2): ");
  });

  it("says what it does when that takes longer than a second", () => {
    put("node_modules/typescript/bin/tsc", "setTimeout(() => {}, 1300);");
    expect(start(["learn"])).toMatchObject({ status: 0, stderr: "Building …\n" });
  });
});

describe("the bundle of the command", () => {
  it("is made when the build is newer, and left alone when it is not", () => {
    const script = note(`"bundle"`).replace("require", "await import");
    put("scripts/bundle-command.mjs", script.replace(/(await import\(.*?\))/, "($1)"));
    const write = (path: string, later: number) =>
      utimesSync(join(folder, path), new Date(), Date.now() / 1000 + later);
    write("packages/cli/bundle/main.js", 10);
    expect(start([]).status).toBe(0);
    expect(existsSync(join(folder, "steps"))).toBe(false);
    write("packages/reading/dist/.tsbuildinfo", 20);
    expect(start([]).status).toBe(0);
    expect(readSteps()).toEqual(["bundle"]);
  });
});

describe("the installation of packages", () => {
  it("is left out when node_modules holds what the lock file asks for", () => {
    start([]);
    expect(existsSync(join(folder, "steps"))).toBe(false);
  });

  it.each([
    ["there is no node_modules", () => rmSync(join(folder, "node_modules/.package-lock.json"))],
    ["a package has another version", () => put("package-lock.json", lock("1.0.1"))],
    [
      "a package is missing",
      () => put("node_modules/.package-lock.json", { packages: { "node_modules/onset": { link: true } } }),
    ],
    ["an installation was interrupted", () => put("node_modules/.package-lock.json", "{")],
  ])("is done without changing the lock file, development packages included, when %s", (_, change) => {
    change();
    expect(start([]).status).toBe(0);
    expect(readSteps()).toEqual(["npm ci --include=dev"]);
  });
});

describe("the lock file", () => {
  it.each(["", "packages/core", "packages/cli", "packages/lab"])(
    "knows the dependencies that %s/package.json asks for",
    (path) => {
      const json = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"));
      const asked = json(join(path, "package.json"));
      const locked = json("package-lock.json").packages[path];
      expect(locked.dependencies).toEqual(asked.dependencies);
      expect(locked.devDependencies).toEqual(asked.devDependencies);
    },
  );
});

function readSteps(): string[] {
  return readFileSync(join(folder, "steps"), "utf8").trim().split("\n");
}

describe("the version of Node", () => {
  it("is inside the range of package.json, or one line says what is needed", async () => {
    const { nodeProblem } = await import(join(root, "scripts/setup.mjs"));
    const range = "^20.19 || >=22.12";
    for (const good of ["20.19.0", "20.20.2", "22.12.0", "22.30.1", "23.0.0", "26.1.0"]) {
      expect(nodeProblem(good, range)).toBeUndefined();
    }
    for (const bad of ["12.0.0", "18.20.4", "20.18.9", "21.7.0", "22.11.0"]) {
      expect(nodeProblem(bad, range)).toBe(
        `Onset needs Node ^20.19 || >=22.12, this is ${bad}: install a newer one from https://nodejs.org and try again.`,
      );
    }
  });

  it("stops the set-up before anything is done when it is too old", () => {
    put("package.json", { type: "module", engines: { node: ">=99.0" } });
    const { status, stdout, stderr } = start([]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^Onset needs Node >=99\.0, this is [^\n]+\n$/);
  });
});
