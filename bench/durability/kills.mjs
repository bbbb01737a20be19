/**
 * Kills runs at random moments (kill -9), most of them while they write, and looks at what is there: every file of a
 * run is the old one or the new one, all of a run together, and nothing of the user's was touched. The next run removes
 * what the killed ones left.
 *
 *     node bench/durability/kills.mjs [kills, 200] [seed, 1] [pattern of verbs]
 *
 * The exit code is 1 when something else is found.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stream } from "@onset/core/base";
import { isTemporary, listing, main, onset, prepare, verbs } from "./verbs.mjs";

const [kills = 200, seed = 1] = process.argv.slice(2, 4).map(Number);
const pattern = new RegExp(process.argv[4] ?? "");
const random = stream(seed, "kills");
const folder = mkdtempSync(join(tmpdir(), "onset-kills-"));
const temporary = join(folder, "temporary");
const environment = { TMPDIR: temporary };
const named = ["learn --out", "order --out", "clean --out", "train -o", "compress -o", "sweep -o"];
const killed = verbs.filter(({ name }) => named.includes(name) && pattern.test(name));
const found = { old: 0, new: 0, none: 0, finished: 0, writing: 0 };
let faults = 0;

const fault = (verb, text) => {
  faults++;
  console.log(`FAULT ${verb.name}: ${text}`);
};

/** What stands in the folder of the user, beside what the run writes. */
function putMine(out) {
  mkdirSync(join(out, "mine"), { recursive: true });
  for (const name of ["notes.txt", "model.tmp", "pack.tmp", "rows.jsonl.tmp", "report.json.tmp"]) {
    writeFileSync(join(out, name), `mine: ${name}`);
  }
  symlinkSync("notes.txt", join(out, "link"));
}

async function kill(verb, out, milliseconds, whileWriting) {
  const child = spawn(process.execPath, [main, ...verb.args(out), "--quiet"], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: "ignore",
  });
  let over = false;
  const ended = new Promise((resolve) => {
    child.on("close", (code) => {
      over = true;
      resolve(code);
    });
  });
  const temporaries = () => readdirSync(folder).concat(readdirSync(out)).filter(isTemporary);
  const left = new Set(temporaries());
  const isWriting = () => temporaries().some((name) => !left.has(name));
  if (whileWriting) {
    while (!over && !isWriting()) await sleep(1);
    // From one run to the next all of the time from the first byte to the last name.
    await sleep(random.nextFloat() * milliseconds * 0.05);
  } else await sleep(random.nextFloat() * milliseconds);
  if (!over && isWriting()) found.writing++;
  child.kill("SIGKILL");
  if ((await ended) !== null) found.finished++;
}

/** How many milliseconds a run takes, and what it leaves. */
function measured(verb, out) {
  const begun = performance.now();
  const { status, stderr } = onset(verb.args(out), folder, { environment });
  if (status !== 0) throw new Error(`${verb.name}: ${stderr}`);
  return { milliseconds: performance.now() - begun, whole: listing(out) };
}

try {
  prepare(folder);
  mkdirSync(temporary);
  for (const [v, verb] of killed.entries()) {
    const out = join(folder, `out-${v}`);
    mkdirSync(out);
    putMine(out);
    const mine = listing(out);
    const { milliseconds, whole } = measured(verb, out);
    const files = [...whole.keys()].filter((name) => !mine.has(name));
    const share = Math.floor(kills / killed.length) + (v < kills % killed.length ? 1 : 0);
    for (let k = 0; k < share; k++) {
      // Old files of the same names, or none at all.
      const isOld = random.nextInteger(2) === 0 && !verb.grown;
      for (const name of files) {
        rmSync(join(out, name), { force: true });
        if (isOld) writeFileSync(join(out, name), `old ${name}`);
      }
      const before = listing(out);
      await kill(verb, out, milliseconds, k % 4 !== 0);
      const after = listing(out);
      for (const [name, hash] of mine) if (after.get(name) !== hash) fault(verb, `${name} was touched`);
      for (const name of after.keys()) {
        if (!whole.has(name) && !before.has(name) && !isTemporary(name)) fault(verb, `${name} was left`);
      }
      const states = files.map((name) => {
        if (after.get(name) === whole.get(name)) return "new";
        if (!after.has(name)) return isOld ? "lost" : "none";
        return after.get(name) === before.get(name) ? "old" : "other";
      });
      if (!verb.grown && (new Set(states).size !== 1 || states[0] === "lost" || states[0] === "other")) {
        fault(verb, `${files.map((name, i) => `${name} ${states[i]}`).join(", ")}`);
      }
      if (states[0] in found) found[states[0]]++;
      if (k % 5 === 4 || k === share - 1) {
        const { whole: again } = measured(verb, out);
        if (JSON.stringify([...again]) !== JSON.stringify([...whole]))
          fault(verb, "the next run left something else");
        const rest = [...readdirSync(temporary), ...readdirSync(folder).filter(isTemporary)];
        if (rest.length > 0) fault(verb, `the next run left ${rest.join(", ")}`);
      }
    }
    console.log(`${verb.name}: ${share} kills of runs of ${Math.round(milliseconds)} ms`);
  }
  console.log(
    `${kills} kills, ${found.writing} of them while files were written: found old ${found.old}, new ${found.new}, ` +
      `none ${found.none}; ${found.finished} runs had ended; ${faults} faults`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = faults === 0 ? 0 : 1;
