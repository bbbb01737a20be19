/** What the compiler says of programs that stand in documents. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const modules = resolve(dirname(fileURLToPath(import.meta.url)), "../../../../node_modules");

/** Options that a user has who is strict. */
export const strict = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: "es2022",
  types: ["node"],
} as const;

/**
 * What the compiler says of each program: all are files of one folder in which the packages are installed, and one
 * compilation, which takes half a second.
 */
export function complaintsOf(programs: readonly string[], options: object): string[][] {
  const folder = mkdtempSync(join(tmpdir(), "onset-types-"));
  try {
    symlinkSync(modules, join(folder, "node_modules"), "junction");
    const files = programs.map((program, i) => {
      writeFileSync(join(folder, `program-${i}.ts`), `${program}\nexport {};\n`);
      return `program-${i}.ts`;
    });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files }));
    const compiler = join(modules, "typescript/bin/tsc");
    const { stdout, stderr, status } = spawnSync(process.execPath, [compiler, "--pretty", "false"], {
      cwd: folder,
      encoding: "utf8",
    });
    const found = programs.map((): string[] => []);
    for (const [, program, message] of stdout.matchAll(/^program-(\d+)\.ts\(.*?\): (error .*)$/gm)) {
      found[Number(program)].push(message);
    }
    // A compiler that stops for another reason has seen nothing.
    if ((status === 0) !== found.every((messages) => messages.length === 0)) throw new Error(stdout + stderr);
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
