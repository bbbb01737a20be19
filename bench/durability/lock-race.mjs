/**
 * Six sweeps at once want the same file of rows, beside which lies the claim of a run that is dead: at most one may hold
 * the file open at any moment, the others say who has it, and the claim of the dead one is gone.
 *
 *     node bench/durability/lock-race.mjs [rounds, 30]
 *
 * Needs Linux, to look at the files that a process holds. The exit code is 1 when something else is found.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { main, root } from "./verbs.mjs";

const rounds = Number(process.argv[2] ?? 30);
const runs = 6;
const folder = realpathSync(mkdtempSync(join(tmpdir(), "onset-race-")));
const grid = { law: ["poisson:4", "poisson:5"], skills: [1000, 3000], ratio: 2.4, trials: 600_000 };
const found = { several: 0, none: 0, left: 0, refused: 0, won: 0 };

/** The owner that a process had which is no more. */
function deadOwner() {
  const owner = pathToFileURL(join(root, "packages/cli/dist/files/owner.js")).href;
  const script = `import { printOwner, thisOwner } from ${JSON.stringify(owner)}; process.stdout.write(printOwner(thisOwner()));`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }).stdout;
}

function holds(pid) {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((name) =>
      readlinkSync(`/proc/${pid}/fd/${name}`).endsWith("/rows.jsonl"),
    );
  } catch {
    return false;
  }
}

async function round() {
  for (const name of readdirSync(folder)) if (name.startsWith("rows")) rmSync(join(folder, name));
  const dead = `rows.jsonl.${deadOwner()}.lock`;
  writeFileSync(join(folder, dead), "elsewhere");
  const args = ["sweep", "grid.json", "-o", "rows.jsonl", "--resume", "--quiet", "--workers", "1"];
  const children = Array.from({ length: runs }, () => {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const run = { child, over: false, said: "" };
    child.stderr.on("data", (text) => (run.said += text));
    child.on("close", () => (run.over = true));
    return run;
  });
  // Until one is left, and that one has written for a while.
  const begun = performance.now();
  let most = 0;
  for (let alone = 0; alone < 20 && performance.now() - begun < 60_000; ) {
    const writers = children.filter(({ child, over }) => !over && holds(child.pid)).length;
    most = Math.max(most, writers);
    if (children.filter(({ over }) => !over).length === 1 && writers === 1) alone++;
    if (children.every(({ over }) => over)) break;
    await sleep(20);
  }
  if (most > 1) found.several++;
  if (most === 0) found.none++;
  else found.won++;
  if (readdirSync(folder).includes(dead)) found.left++;
  found.refused += children.filter(({ said }) => said.includes("another run is writing")).length;
  for (const { child } of children) child.kill("SIGKILL");
  while (children.some(({ over }) => !over)) await sleep(10);
}

try {
  writeFileSync(join(folder, "grid.json"), JSON.stringify(grid));
  for (let i = 0; i < rounds; i++) await round();
  console.log(
    `${rounds} rounds of ${runs} runs: several writers at once in ${found.several}, none in ${found.none}; ` +
      `${found.won} won, ${found.refused} were refused; the dead claim was left in ${found.left}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = found.several + found.left === 0 ? 0 : 1;
