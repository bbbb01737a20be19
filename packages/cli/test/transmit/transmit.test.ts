/** `onset transmit`, through the built command. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fittingTexts } from "@onset/core/analysis";
import { beforeAll, describe, expect, it } from "vitest";
import { channels, linkCode } from "../../src/codec/link-options.js";
import type { TransmitReport } from "../../src/verbs/transmit/command.js";
import { onset } from "../learn/support.js";
import { useFolder } from "../reading/support.js";
import { requireFreshBuild } from "../support/built.js";

const folder = useFolder();
const things = ["gate", "ship", "door", "lamp", "bridge", "engine", "valve"];
const texts = Array.from({ length: 600 }, (_, i) => {
  const thing = things[i % 7];
  return `the ${thing} ${i % 5} ${i % 3 === 0 ? "opens" : "closes"} at ${i % 24}:00, says "${things[(i * 5) % 7]}"`;
});
const run = (...arguments_: string[]) => onset(arguments_, { cwd: folder.path });
const at = (name: string) => join(folder.path, name);
const report = (...options: string[]) => {
  const { stdout, stderr, status } = run(
    "transmit",
    "log.jsonl",
    "--model",
    "log.onset",
    "--json",
    ...options,
  );
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as TransmitReport;
};

beforeAll(() => {
  requireFreshBuild();
  writeFileSync(at("log.jsonl"), texts.map((text) => `${JSON.stringify({ text })}\n`).join(""));
  for (const [name, size] of [
    ["log.onset", "20KB"],
    ["other.onset", "10KB"],
  ] as const) {
    const trained = run(
      "train",
      "log.jsonl",
      "--size",
      size,
      "--holdout",
      "0",
      "--foundation",
      "4",
      "-o",
      name,
    );
    if (trained.status !== 0) throw new Error(trained.stderr);
  }
  if (readFileSync(at("log.onset")).equals(readFileSync(at("other.onset")))) {
    const trained = run("train", "log.jsonl", "--holdout", "0.5", "--foundation", "4", "-o", "other.onset");
    if (trained.status !== 0) throw new Error(trained.stderr);
  }
});

describe("onset transmit", () => {
  it("sends every text exactly where nothing is lost, and by every scheme in as many bytes", () => {
    const { schema, link, transmission, bitsPerCharacter } = report(
      "--channel",
      "erasure:0",
      "--code",
      "ldpc:0.4",
      "--protect",
      "1",
    );
    expect([schema, link.rate, link.code, link.mode]).toEqual(["onset/transmit@1", 0.4, "ldpc", "layered"]);
    expect([transmission.texts, transmission.frames]).toEqual([600, 5]);
    expect(transmission.bytes).toBe(transmission.packets * 64);
    expect(bitsPerCharacter).toBeCloseTo((8 * transmission.bytes) / transmission.characters, 12);
    const [own, ...others] = transmission.channels[0].schemes;
    expect([own.exact.mean, own.kept.mean, own.broken, own.keptLess]).toEqual([1, 1, 0, null]);
    expect(own.levels).toEqual({ exact: 600, same: 0, part: 0, none: 0 });
    expect(others.map(({ name }) => name)).toEqual(["codec, one layer", "deflate", "characters"]);
    expect(others[0].exact.mean).toBe(1);
  });

  it("sweeps the parameter of a channel: less arrives as more is lost, and every level keeps its promise", () => {
    const { transmission } = report("--channel", "erasure:0.1,0.5,0.9", "--trials", "1300");
    expect(transmission.channels.map(({ parameter }) => parameter)).toEqual([0.1, 0.5, 0.9]);
    const own = transmission.channels.map(({ schemes }) => schemes[0]);
    expect(own[0].kept.mean).toBe(1);
    expect(own[2].kept.mean).toBeLessThan(0.4);
    for (const { kept, f1, jaccard, levels, broken } of own) {
      expect(broken).toBe(0);
      expect(f1.mean).toBeGreaterThanOrEqual(jaccard.mean);
      expect(kept.low).toBeLessThanOrEqual(kept.high);
      expect(Object.values(levels!).reduce((sum, count) => sum + count, 0)).toBe(1300);
    }
  });

  it("goes over bit flips and Gaussian noise", () => {
    for (const channel of ["flip:0.02", "gaussian:2"]) {
      const { schemes } = report("--channel", channel, "--trials", "128", "--mode", "meaning").transmission
        .channels[0];
      expect(schemes[0].levels).toEqual({ exact: 0, same: 128, part: 0, none: 0 });
    }
  });

  it("gives the same bytes for the same seed, others for another", () => {
    const once = (seed: string) =>
      run(
        "transmit",
        "log.jsonl",
        "--model",
        "log.onset",
        "--channel",
        "erasure:0.55",
        "--seed",
        seed,
        "--json",
      ).stdout;
    expect(once("3")).toBe(once("3"));
    expect(JSON.parse(once("3")).transmission.channels).not.toEqual(
      JSON.parse(once("4")).transmission.channels,
    );
  });

  it("prints a table of 80 columns, and writes what became of each text", () => {
    const { stdout, status } = run(
      ...[
        "transmit",
        "log.jsonl",
        "--model",
        "log.onset",
        "--channel",
        "erasure:0.62",
        "--code",
        "lt:0.5",
        "-o",
        "out.jsonl",
      ],
    );
    expect(status).toBe(0);
    for (const name of ["semantic link", "codec, one layer", "deflate", "characters"])
      expect(stdout).toContain(name);
    const table = stdout
      .split("\n")
      .filter((line) => /^ {2}(semantic link|codec|deflate|characters|erasure)/.test(line));
    expect(table).toHaveLength(5);
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/believed with a probability of 2\.33e-10/);
    const lines = readFileSync(at("out.jsonl"), "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(600);
    for (const line of lines) {
      const { level, sent, received, sentSkills, receivedSkills } = JSON.parse(line);
      if (level === "exact") expect(received).toBe(sent);
      if (level === "same") expect(receivedSkills).toEqual(sentSkills);
      if (level === "none") expect(received).toBeNull();
    }
  });

  it("refuses what cannot be sent, in one line that names it", () => {
    const refused = (...options: string[]) =>
      run("transmit", "log.jsonl", "--model", "log.onset", ...options);
    for (const [options, status, message] of [
      [["--code", "ldpc:0"], 2, /--code.*got 0: at 0 nothing is sent, at 1 nothing can be repaired/],
      [["--code", "ldpc:1"], 2, /--code.*got 1: at 0 nothing is sent/],
      [["--code", "turbo:0.5"], 2, /Expected ldpc:RATE, lt:RATE or fountain:RATE/],
      [["--channel", "erasure:1.2"], 2, /--channel.*"erasure" expected a number in \[0, 1\], got 1\.2/],
      [["--channel", "fog:0.1"], 2, /expected erasure:P, flip:P or gaussian:DB/],
      [["--channel", "erasure"], 2, /Expected erasure:P, flip:P or gaussian:DB/],
      [["--code", "lt:0.5", "--channel", "flip:0.1"], 2, /--code lt repairs erasures only/],
      [["--protect", "0.5"], 2, /"protection" expected a number >= 1, got 0\.5/],
      [["--frame", "500"], 2, /--frame.*500.*Expected an integer from 1 to 128/],
      [
        ["--receiver-model", "other.onset"],
        1,
        /other\.onset: is the model [0-9a-f]{16}, but the sender has [0-9a-f]{16}/,
      ],
      [["--receiver-model", "log.jsonl"], 1, /log\.jsonl: model file: is none/],
    ] as const) {
      const result = refused(...options);
      expect([result.status, result.stdout]).toEqual([status, ""]);
      expect(result.stderr).toMatch(message);
      expect(result.stderr.trimEnd().split("\n")).toHaveLength(1);
    }
    expect(refused("--receiver-model", "log.onset", "--trials", "5").status).toBe(0);
  });
});

describe("the options of a link", () => {
  it("take several parameters of a channel at once", () => {
    expect(channels("gaussian:-1,0.5").map((channel) => channel.kind === "gaussian" && channel.snr)).toEqual([
      -1, 0.5,
    ]);
    expect(linkCode("lt:.25")).toEqual({ code: "lt", rate: 0.25 });
  });

  it("leave as many texts as fit at the rate where not all fit at nine tenths", () => {
    expect(fittingTexts(10, 100, 0.5, (texts) => 9 * texts)).toBe(10);
    expect(fittingTexts(10, 100, 0.5, (texts) => 10 * texts)).toBe(5);
    expect(fittingTexts(10, 3, 0.5, (texts) => 10 * texts)).toBe(0);
  });
});
