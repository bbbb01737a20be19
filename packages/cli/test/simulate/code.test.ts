/** `onset simulate` with codes in files: `--alist` and `--write-alist`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAlist } from "@onset/core/channel";
import { learnRounds } from "@onset/core/learning";
import { beforeAll, describe, expect, it } from "vitest";
import { requireFreshBuild } from "../support/built.js";
import { json, onset, succeed, temporaryFolder } from "./onset.js";

const folder = temporaryFolder();
const hamming = join(folder, "hamming.alist");

/** The Hamming code of seven bits as MacKay writes it: bit i is in the checks that its binary digits say. */
const checks = [
  [1, 3, 5, 7],
  [2, 3, 6, 7],
  [4, 5, 6, 7],
];
const alist = `7 3
3 4
1 1 2 1 2 2 3
4 4 4
1 0 0
2 0 0
1 2 0
3 0 0
1 3 0
2 3 0
1 2 3
1 3 5 7
2 3 6 7
4 5 6 7
`;

beforeAll(() => {
  requireFreshBuild();
  writeFileSync(hamming, alist);
});

type Report = {
  schema: string;
  code: object;
  channels: { channel: string; words: { failed: number; share: number }; bits: number }[];
  threshold: { parameter: string; value: number; snr: number | null } | null;
};

/** Bits that peeling leaves lost, with every check looked at again and again. */
function leftBy(lost: ReadonlySet<number>): number {
  const left = new Set(lost);
  for (let again = true; again; ) {
    again = false;
    for (const check of checks) {
      const open = check.filter((bit) => left.has(bit));
      if (open.length === 1) again = left.delete(open[0]);
      if (again) break;
    }
  }
  return left.size;
}

describe("onset simulate --alist", () => {
  it("sends words of the code: over erasures as many fail as peeling all patterns says", () => {
    const erased = 0.3;
    let failing = 0;
    let bits = 0;
    for (let pattern = 0; pattern < 128; pattern++) {
      const lost = new Set([1, 2, 3, 4, 5, 6, 7].filter((bit) => (pattern >> (bit - 1)) & 1));
      const probability = erased ** lost.size * (1 - erased) ** (7 - lost.size);
      const left = leftBy(lost);
      if (left > 0) failing += probability;
      bits += (probability * left) / 7;
    }
    const trials = 20_000;
    const args = ["simulate", "--alist", hamming, "--channel", `erasure:0,${erased}`];
    const report = json<Report>([...args, "--trials", String(trials)]);
    expect(report).toMatchObject({
      schema: "onset/simulate-code@1",
      code: { file: hamming, bits: 7, checks: 3, edges: 12, designRate: 1 - 3 / 7 },
      threshold: null,
    });
    const [none, some] = report.channels;
    expect(none).toMatchObject({ channel: "erasure:0", words: { failed: 0 }, bits: 0 });
    const sigma = Math.sqrt((failing * (1 - failing)) / trials);
    expect(Math.abs(some.words.share - failing)).toBeLessThan(5 * sigma);
    // A word loses at most all of its bits: the spread of their share is at most that of failing words.
    expect(Math.abs(some.bits - bits)).toBeLessThan(5 * sigma);
  });

  it("tells the threshold of random codes with its degrees", () => {
    const code = join(folder, "regular.alist");
    const laws = ["regular:6", "--skill-degrees", "regular:3", "--skills", "200"];
    const text = succeed(["simulate", ...laws, "--trials", "1", "--write-alist", code]);
    expect(text).toContain(`written: ${code}`);
    const erasures = ["simulate", "--alist", code, "--channel", "erasure:0.1", "--trials", "1"];
    const { threshold } = json<Report>(erasures);
    expect(threshold!.value).toBeCloseTo(0.42944, 5);
    const printed = succeed(["simulate", "--alist", code, "--channel", "gaussian:5", "--trials", "20"]);
    expect(printed).toMatch(/noise of sigma 0\.88\d\d, Es\/N0 -1\.9\d dB/);
    expect(printed).toMatch(/gaussian:5 +0\.0%/);
  });

  it("wants a code that can be read, a channel, and nothing that describes another code", () => {
    const refused = (args: string[], status: number, message: string) => {
      const ran = onset(["simulate", ...args], folder);
      expect([ran.status, ran.stderr]).toEqual([status, expect.stringContaining(message)]);
    };
    refused(["--alist", hamming], 2, "--channel is missing");
    refused(["--alist", "none.alist", "--channel", "flip:0.1"], 2, "there is no file");
    refused(["poisson:5", "--alist", hamming, "--channel", "flip:0.1"], 2, "leave out poisson:5");
    refused(["--alist", hamming, "--channel", "flip:0.1", "--ratio", "2"], 2, "goes without --ratio");
    refused(["poisson:5", "--ratio", "2", "--skills", "9", "--channel", "flip:0.1"], 2, "goes with --alist");
    refused(["--skills", "9"], 2, "a law is missing");
    refused(["poisson:5", "--ratio", "2"], 2, "--skills is missing");
    const cut = join(folder, "cut.alist");
    writeFileSync(cut, alist.slice(0, 40));
    refused(["--alist", cut, "--channel", "flip:0.1"], 1, `${cut}: line `);
  });
});

describe("onset simulate --write-alist", () => {
  it("writes the graph of the first trial", () => {
    const file = join(folder, "corpus.alist");
    const args = ["simulate", "poisson:3", "--ratio", "1", "--skills", "60", "--engine", "graph"];
    const report = json<{ unlearned: { mean: number }; rounds: { mean: number } }>([
      ...args,
      ...["--trials", "1", "--write-alist", file],
    ]);
    const graph = parseAlist(readFileSync(file, "utf8"));
    expect([graph.skillCount, graph.textCount]).toEqual([60, 60]);
    const { learnedFlags, learnedPerRound } = learnRounds(graph);
    expect(Math.round(60 * (1 - report.unlearned.mean))).toBe(learnedFlags.filter((flag) => flag > 0).length);
    expect(report.rounds.mean).toBe(learnedPerRound.length);
  });

  it("refuses graphs that keep repeats, as they are not stored", () => {
    const args = ["simulate", "poisson:3", "--ratio", "1", "--skills", "60", "--repeats", "keep"];
    const ran = onset([...args, "--trials", "1", "--write-alist", join(folder, "kept.alist")]);
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('"repeats" expected')]);
  });
});
