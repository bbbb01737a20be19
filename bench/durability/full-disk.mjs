/**
 * Lets a disk fill up under every verb that writes, at twenty levels: each run must say so, end with exit code 1 and leave
 * what was there as it was. With enough room it writes the same bytes as elsewhere.
 *
 *     sudo node bench/durability/full-disk.mjs [pattern of verbs]
 *
 * Needs root, to mount a small disk in memory. The exit code is 1 when something else is found.
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isTemporary, listing, onset, prepare, verbs } from "./verbs.mjs";

const levels = 20;
const pattern = new RegExp(process.argv[2] ?? "");
const page = 4096;
const folder = mkdtempSync(join(tmpdir(), "onset-full-"));
const disk = join(folder, "disk");
let runs = 0;
let faults = 0;

const fault = (name, text) => {
  faults++;
  console.log(`FAULT ${name}: ${text}`);
};

function mount() {
  mkdirSync(disk, { recursive: true });
  const { status, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=16m", "tmpfs", disk], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`this needs root: ${stderr}`);
}

function leaveFree(bytes) {
  rmSync(join(disk, "filler"), { force: true });
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(
    join(disk, "filler"),
    Buffer.alloc(Math.max(0, bavail * bsize - Math.floor(bytes / page) * page)),
  );
}

/** Pages that files take, and how many bytes of the last one they do not fill. */
function pagesOf(path, names) {
  return names.reduce((sum, name) => sum + Math.ceil(statSync(join(path, name)).size / page) * page, 0);
}

const text = (map) => JSON.stringify([...map].filter(([name]) => name !== "filler"));

function tryVerb(verb) {
  // In the same place, whose name stands in reports.
  const out = join(disk, "out");
  rmSync(join(disk, "filler"), { force: true });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  const ran = onset(verb.args(out), folder);
  if (ran.status !== 0) throw new Error(`${verb.name}: ${ran.stderr}`);
  const whole = listing(out);
  const names = [...whole.keys()];
  const needed = pagesOf(out, names);
  const isFolder = verb.args("x").includes("x");
  for (let level = 0; level < levels; level++) {
    rmSync(out, { recursive: true, force: true });
    rmSync(join(disk, "filler"), { force: true });
    // In turn: a folder that is there, with old files, and where the verb makes folders one that is not there.
    const isThere = !isFolder || level % 2 === 0;
    if (isThere) mkdirSync(out);
    if (isThere && !verb.grown && !verb.apart)
      for (const name of names) writeFileSync(join(out, name), "old");
    leaveFree((needed * level) / levels);
    const before = text(listing(out));
    const { status, stderr } = onset(verb.args(out), folder);
    runs++;
    if (status !== 1) fault(verb.name, `level ${level} ended with ${status}: ${stderr}`);
    if (!/^onset: [^\n]*\(the disk is full, ENOSPC\)\n$/.test(stderr))
      fault(verb.name, `said ${JSON.stringify(stderr)}`);
    const after = listing(out);
    const left = [...listing(disk).keys(), ...after.keys()].filter(isTemporary);
    if (left.length > 0) fault(verb.name, `level ${level} left ${left.join(", ")}`);
    if (verb.apart) {
      for (const [name, hash] of after)
        if (hash !== whole.get(name)) fault(verb.name, `level ${level}: ${name} is short`);
    } else if (!verb.grown && text(after) !== before) {
      fault(verb.name, `level ${level}: ${before} became ${text(after)}`);
    }
  }
  // What is grown goes on from what the last of these runs left.
  rmSync(join(disk, "filler"));
  const { status, stderr } = onset(verb.args(out), folder);
  if (status !== 0) fault(verb.name, `with room it ended with ${status}: ${stderr}`);
  if (text(listing(out)) !== text(whole)) fault(verb.name, "with room it wrote something else");
  console.log(`${verb.name}: ${needed / page} pages`);
}

/** What is printed into a file of the disk, and what is read from standard input through the temporary folder. */
function tryStreams() {
  const out = join(disk, "out");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  const args = ["learn", "theorems.jsonl", "--json"];
  const { stdout } = onset(args, folder);
  for (let level = 0; level < levels; level++) {
    leaveFree((stdout.length * level) / levels);
    const file = openSync(join(out, "printed"), "w");
    const { status, stderr } = onset(args, folder, { output: file });
    closeSync(file);
    runs++;
    const { length } = readFileSync(join(out, "printed"));
    if (status !== 1 && length < stdout.length)
      fault("learn --json", `printed ${length} bytes, ended with ${status}`);
    if (status === 1 && !/standard output \(the disk is full, ENOSPC\)\n$/.test(stderr))
      fault("learn --json", stderr);
    rmSync(join(out, "printed"));
  }
  console.log(`learn --json: ${stdout.length} bytes`);
}

/** Standard input that goes through a temporary folder on the disk. */
function tryTemporary() {
  rmSync(join(disk, "out"), { recursive: true, force: true });
  const { size } = statSync(join(folder, "theorems.jsonl"));
  for (let level = 0; level < levels; level++) {
    leaveFree((size * level) / levels);
    const input = openSync(join(folder, "theorems.jsonl"), "r");
    const { status, stderr } = onset(["learn", "-"], folder, { input, environment: { TMPDIR: disk } });
    closeSync(input);
    runs++;
    if (status !== 0 && !/^onset: [^\n]*(is full|disk is full, ENOSPC)[^\n]*\n$/.test(stderr))
      fault("learn -", `level ${level}: ${stderr}`);
    const left = [...listing(disk).keys()].filter((name) => name !== "filler");
    if (left.length > 0) fault("learn -", `level ${level} left ${left.join(", ")}`);
  }
  console.log(`learn -: ${size} bytes through the temporary folder`);
}

try {
  prepare(folder);
  mount();
  for (const verb of verbs) if (pattern.test(verb.name)) tryVerb(verb);
  if (pattern.test("learn --json")) tryStreams();
  if (pattern.test("learn -")) tryTemporary();
  console.log(`${runs} runs on full disks, ${faults} faults`);
} finally {
  spawnSync("umount", [disk]);
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = faults === 0 ? 0 : 1;
