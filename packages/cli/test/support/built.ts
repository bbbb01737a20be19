/** The built command, for tests that run it as its users do. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the workspace. */
export const root: string = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");

/** The command's program; start it with this process's Node. */
export const main: string = join(root, "packages/cli/bundle/main.js");

let isFresh = false;

/** Throws when there is no build or one older than the sources: a test of yesterday's program proves nothing. Looks once a worker. */
export function requireFreshBuild(): void {
  if (isFresh) return;
  for (const name of ["core", "reading", "cli"]) {
    const source = join(root, "packages", name, "src");
    const build = join(root, "packages", name, "dist/.tsbuildinfo");
    const newest = Math.max(
      ...readdirSync(source, { recursive: true, encoding: "utf8" }).map(
        (file) => statSync(join(source, file)).mtimeMs,
      ),
    );
    // The build's time is cut to whole milliseconds.
    if (!existsSync(build) || statSync(build).mtimeMs < Math.floor(newest)) {
      throw new Error(
        `packages/${name}/dist is missing or older than its sources: run npm run build, or npm test`,
      );
    }
    if (!existsSync(main) || statSync(main).mtimeMs < Math.floor(statSync(build).mtimeMs)) {
      throw new Error(
        "packages/cli/bundle is missing or older than the build: run npm run build, or npm test",
      );
    }
  }
  isFresh = true;
}
