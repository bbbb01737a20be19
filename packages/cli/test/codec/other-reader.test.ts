/** Packs read by a program of one file in another language, Python, written from docs/reference/format.md alone. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { trainCodec } from "@onset/core/codec";
import { describe, expect, it } from "vitest";
import { useFolder } from "../reading/support.js";
import { root } from "../support/built.js";
import { onset } from "../support/command.js";
import { findPython } from "../support/not-tested.js";

const python = findPython("packs read by examples/read-pack.py");
const program = join(root, "examples/read-pack.py");

const folder = useFolder();
const at = (name: string): string => join(folder.path, name);

const things = ["gate", "ship", "door", "lamp", "bridge", "engine", "valve", "größe", "мир"];
const training = Array.from(
  { length: 1500 },
  (_, i) => `The ${things[i % 9]} "${i % 50}", says ${things[(i * 5) % 9]}, OPENS at ${i % 24}:00`,
);
const texts = [
  ...training.slice(0, 30),
  "|a|The|THE|the the",
  "ÉTÉ ÄRGER Мир 日本 \u{1f600}",
  "größe Größe GRÖßE größer",
  "zyzzyva Zyzzyva ZYZZYVA zyZZyva, xylotomy",
  "?!... ((--)) ;;;; of of of the the",
  "日本語の文章、ひらがな。カタカナ",
];

describe.skipIf(python === null)("examples/read-pack.py", () => {
  it.each([true, false])("reads exact packs of a model, with a second layer: %s", (layers) => {
    writeFileSync(at("m.onset"), trainCodec(training, { size: 20_000, layers }).model);
    folder.put("t.jsonl", texts.map((text) => `${JSON.stringify({ text })}\n`).join(""));
    const made = onset(["compress", "t.jsonl", "--model", "m.onset", "-o", "t.pack", "--fast"], {
      cwd: folder.path,
    });
    expect(made.status).toBe(0);
    const { status, stdout, stderr } = spawnSync(python!, [program, at("m.onset"), at("t.pack")], {
      encoding: "utf8",
      env: { ...process.env, PYTHONUTF8: "1" },
    });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(texts.map((text) => `${text}\n`).join(""));
  });

  it("refuses what it does not read", () => {
    writeFileSync(at("m.onset"), trainCodec(training, { size: 20_000 }).model);
    writeFileSync(at("other.onset"), trainCodec(training.slice(9), { size: 20_000 }).model);
    folder.put("t.jsonl", `${JSON.stringify({ text: texts[0] })}\n`);
    expect(
      onset(["compress", "t.jsonl", "--model", "m.onset", "-o", "t.pack", "--mode", "layered"], {
        cwd: folder.path,
      }).status,
    ).toBe(0);
    const run = (model: string) =>
      spawnSync(python!, [program, at(model), at("t.pack")], { encoding: "utf8" }).stderr;
    expect(run("m.onset")).toContain("only packs of exact records are read");
    expect(run("other.onset")).toContain("the pack was made with another model");
  });
});
