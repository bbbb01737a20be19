/**
 * `npm run packages`: packs the four packages, installs them in an empty folder as a stranger does, and looks at them from all
 * sides: the types in every TypeScript that is promised, strict and with the libraries checked; exports (attw, publint); Node,
 * Deno and Bun; a bundle for browsers; the size of the installed command; the check of JSR. Build before.
 *
 * It prints one line a check: ok, FAILED, or NOT RUN with the reason. What is not run is a failure in continuous integration.
 * The tools stay in a folder of the cache between runs.
 */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./setup.mjs";

const names = ["core", "reading", "text", "cli"];
const typescripts = { 5.7: "5.7.3", 5.8: "5.8.3", 5.9: "5.9.3", 6: "6.0.3", 7: "7.0.2" };
const tools = {
  ...Object.fromEntries(
    Object.entries(typescripts).map(([name, version]) => [`ts${name}`, `npm:typescript@${version}`]),
  ),
  "@arethetypeswrong/cli": "0.18.5",
  "@types/node": "20.19.43",
  bun: "1.4.5",
  deno: "2.9.6",
};
/** Megabytes that the installed command may take. */
const maxInstalled = 30;

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "onset-packages");
const bin = (name) => join(cache, "node_modules", name);
const folder = mkdtempSync(join(tmpdir(), "onset-packages-"));
const results = [];

function run(program, args, cwd = folder, environment = {}) {
  const ran = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...environment },
    timeout: 300_000,
  });
  return {
    ok: ran.status === 0,
    printed: ran.stdout ?? "",
    said: `${ran.stdout ?? ""}${ran.stderr ?? ""}${ran.error?.message ?? ""}`.trim(),
  };
}

function report(name, { ok, said = "" }, note = "") {
  results.push(ok);
  console.log(`${ok ? "ok     " : "FAILED "} ${name}${note === "" ? "" : `: ${note}`}`);
  if (!ok) console.log(said.replace(/^/gm, "        "));
}

function notRun(name, reason) {
  results.push(process.env.CI !== "true");
  console.log(`NOT RUN ${name}: ${reason}`);
}

/** A check with a tool of the cache, or the word that it is not there. */
function withTool(tool, name, check) {
  if (existsSync(bin(tool))) check();
  else notRun(name, `${tool} cannot be installed here`);
}

function installTools() {
  mkdirSync(cache, { recursive: true });
  const wanted = JSON.stringify({ private: true, dependencies: tools }, null, 2);
  const manifest = join(cache, "package.json");
  if (existsSync(manifest) && readFileSync(manifest, "utf8") === wanted) return;
  writeFileSync(manifest, wanted);
  const { ok, said } = run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], cache);
  if (ok) return;
  rmSync(manifest);
  console.log(said);
}

function sizeOf(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** What a program in TypeScript does with the packages; every subpath is imported. */
function consumer(isTyped) {
  const typed = (type) => (isTyped ? type : "");
  const { exports } = JSON.parse(readFileSync(join(root, "packages/core/package.json"), "utf8"));
  const subpaths = Object.keys(exports).filter((path) => path !== "./package.json");
  const imports = subpaths.map((path, i) => `import * as core${i} from "@onset/core${path.slice(1)}";`);
  return `${imports.join("\n")}
import { study } from "@onset/core/analysis";
import { openBytes, readCorpus } from "@onset/reading";
import { labelTexts } from "@onset/text";
import { openWorkers } from "onset/pool";

const { learned } = await study([["add"], ["add", "carry"]]);
const count${typed(": number")} = learned.length;
const modules${typed(": object[]")} = [${subpaths.map((_, i) => `core${i}`).join(", ")}];
const functions${typed(": ((...args: never[]) => unknown)[]")} = [openBytes, readCorpus, labelTexts, openWorkers];
console.log(count, modules.length, functions.length);
`;
}

try {
  installTools();
  const stranger = join(folder, "stranger");
  mkdirSync(stranger);
  writeFileSync(join(stranger, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const tarballs = {};
  for (const name of names) {
    const packed = run("npm", ["pack", "--json", "--pack-destination", folder], join(root, "packages", name));
    if (!packed.ok) throw new Error(packed.said);
    const [{ filename }] = JSON.parse(packed.printed);
    tarballs[name] = join(folder, filename.replace("@", "").replace("/", "-"));
  }
  const quick = ["--no-audit", "--no-fund", "--prefer-offline"];
  report(
    "the tarballs install together",
    run("npm", ["install", ...quick, ...Object.values(tarballs)], stranger),
  );

  const alone = join(folder, "alone");
  mkdirSync(alone);
  writeFileSync(join(alone, "package.json"), JSON.stringify({ private: true }));
  report(
    "the command installs alone",
    run("npm", ["install", ...quick, "--omit=optional", tarballs.cli], alone),
  );
  const megabytes = sizeOf(join(alone, "node_modules")) / 1e6;
  report(
    "its size",
    { ok: megabytes <= maxInstalled, said: `more than ${maxInstalled} MB` },
    `${megabytes.toFixed(1)} MB`,
  );
  const onset = (...args) =>
    run(process.execPath, [join(alone, "node_modules/onset/bundle/main.js"), ...args], alone);
  onset("examples", "python-course");
  report("it learns a corpus that it brings along", onset("learn", "python-course.jsonl"));
  const spark = onset("learn", "s3://bucket/corpus", "--engine", "spark", "--remote", "sc://localhost:1");
  const saysHow = /^onset: [^\n]*npm install @grpc\/grpc-js[^\n]*$/.test(spark.said);
  report("without optional packages it says what to install", { ok: !spark.ok && saysHow, said: spark.said });

  for (const name of names) {
    withTool("@arethetypeswrong/cli", `attw ${name}`, () => {
      const attw = bin("@arethetypeswrong/cli/dist/index.js");
      report(`attw ${name}`, run(process.execPath, [attw, tarballs[name], "--profile", "esm-only"]));
    });
    const publint = join(root, "node_modules/publint/src/cli.js");
    report(`publint ${name}`, run(process.execPath, [publint, tarballs[name], "--strict"]));
  }

  writeFileSync(join(stranger, "consumer.ts"), consumer(true));
  for (const [name, version] of Object.entries(typescripts)) {
    withTool(`ts${name}`, `TypeScript ${version}`, () => {
      const options = {
        strict: true,
        skipLibCheck: false,
        noEmit: true,
        target: "es2022",
        lib: ["es2023", "dom"],
        module: "nodenext",
        types: ["node"],
        typeRoots: [bin("@types")],
        exactOptionalPropertyTypes: true,
      };
      const config = join(stranger, `tsconfig.${name}.json`);
      writeFileSync(config, JSON.stringify({ compilerOptions: options, files: ["consumer.ts"] }));
      const compiler = bin(`ts${name}/bin/tsc`);
      report(
        `TypeScript ${version}, strict, libraries checked`,
        run(process.execPath, [compiler, "-p", config], stranger),
      );
    });
  }

  const program = consumer(false);

  writeFileSync(join(stranger, "consumer.mjs"), program);
  report(`Node ${process.versions.node}`, run(process.execPath, ["consumer.mjs"], stranger));
  withTool("deno", "Deno", () =>
    report(
      "Deno",
      run(
        process.execPath,
        [
          bin("deno/bin.cjs"),
          "run",
          "--allow-read",
          "--allow-env",
          "--allow-sys",
          "--node-modules-dir=manual",
          "consumer.mjs",
        ],
        stranger,
      ),
    ),
  );
  withTool("bun", "Bun", () => report("Bun", run(bin("bun/bin/bun.exe"), ["consumer.mjs"], stranger)));

  // What a page may import: all but the pool, which has threads of Node.
  const page = program.replace(/^import .*onset\/pool.*\n/m, "").replace(", openWorkers]", "]");
  writeFileSync(join(stranger, "page.mjs"), page);
  const { build } = await import("rolldown");
  const bundled = await build({
    cwd: stranger,
    input: "page.mjs",
    platform: "browser",
    write: false,
    logLevel: "silent",
  }).catch((error) => String(error));
  const imports =
    typeof bundled === "string"
      ? [bundled]
      : bundled.output.flatMap((chunk) => chunk.imports ?? []).filter((name) => name.startsWith("node:"));
  report("a bundle for browsers imports nothing of Node", {
    ok: imports.length === 0,
    said: imports.join("\n"),
  });

  withTool("deno", "JSR", () => {
    const copy = join(folder, "jsr");
    const { version, license, exports } = JSON.parse(
      readFileSync(join(root, "packages/core/package.json"), "utf8"),
    );
    run("cp", ["-r", join(stranger, "node_modules/@onset/core"), copy]);
    const entries = Object.entries(exports).filter(([path]) => path !== "./package.json");
    const jsr = {
      name: "@onset/core",
      version,
      license,
      exports: Object.fromEntries(
        entries.map(([path, { default: file }]) => [
          path,
          file.replace("./dist/", "./src/").replace(/\.js$/, ".ts"),
        ]),
      ),
      publish: { include: ["src", "README.md", "LICENSE"] },
    };
    rmSync(join(copy, "package.json"));
    writeFileSync(join(copy, "jsr.json"), JSON.stringify(jsr));
    const publish = ["publish", "--dry-run", "--allow-dirty", "--unstable-sloppy-imports", "--no-provenance"];
    const tried = run(process.execPath, [bin("deno/bin.cjs"), ...publish], copy);
    report("JSR takes @onset/core", { ...tried, ok: tried.ok && /dry run complete/i.test(tried.said) });
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const failed = results.filter((ok) => !ok).length;
console.log(`${results.length - failed} of ${results.length} checks are well`);
process.exitCode = failed === 0 ? 0 : 1;
