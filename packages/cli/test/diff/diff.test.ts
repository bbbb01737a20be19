import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { json, onset, temporaryFolder } from "../insight/onset.js";
import { requireFreshBuild } from "../support/built.js";

type Diff = {
  schema: string;
  a: { learned: { skills: number }; stuck: { skills: number }; corpus: { texts: number } };
  b: Diff["a"];
  skills: {
    common: number;
    gained: string[];
    lost: string[];
    added: { learned: string[]; stuck: string[] };
    removed: { learned: string[]; stuck: string[] };
    earlier: number;
    later: number;
  };
  texts: { common: number; added: number; removed: number };
};

describe("onset diff", () => {
  const folder = temporaryFolder();
  const corpus = (name: string, texts: Record<string, string[]>) => {
    const lines = Object.entries(texts).map(([id, skills]) => JSON.stringify({ id, skills }));
    writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
    return join(folder, name);
  };
  beforeAll(requireFreshBuild);

  it("sorts skills into gained, lost, added and removed, and says what is learned sooner", () => {
    const a = corpus("a.jsonl", {
      first: ["base"],
      second: ["base", "step"],
      third: ["step", "late"],
      fourth: ["p", "q"],
      old: ["gone"],
      older: ["gone too", "gone three"],
      sixth: ["fading"],
    });
    const b = corpus("b.jsonl", {
      first: ["base"],
      third: ["base", "late"],
      second: ["late", "step"],
      fourth: ["p", "q"],
      fifth: ["p"],
      sixth: ["fading", "new", "newer"],
      seventh: ["fresh"],
    });
    const diff = json<Diff>(["diff", a, b]);
    expect(diff.schema).toBe("onset/diff@1");
    expect(diff.skills).toEqual({
      common: 6,
      gained: ["p", "q"],
      lost: ["fading"],
      added: { learned: ["fresh"], stuck: ["new", "newer"] },
      removed: { learned: ["gone"], stuck: ["gone three", "gone too"] },
      earlier: 1,
      later: 1,
    });
    expect(diff.texts).toEqual({ common: 5, added: 2, removed: 2 });
    expect([diff.a.learned.skills, diff.b.learned.skills]).toEqual([5, 6]);
    expect([diff.a.stuck.skills, diff.b.stuck.skills]).toEqual([4, 3]);
    const { stdout } = onset(["diff", a, b]);
    expect(stdout).toContain("1 skill stuck now that were learned");
    expect(stdout).toMatch(/share learned +55\.6% +66\.7% +\+11\.1%/);
  });

  it("is the other way round when the corpora are exchanged, and empty for a corpus and itself", () => {
    const [a, b] = ["examples/cited-theorems.jsonl", "examples/cited-theorems-self.jsonl"];
    const forth = json<Diff>(["diff", a, b]);
    const back = json<Diff>(["diff", b, a]);
    expect(forth.skills.gained).toHaveLength(295);
    expect(back.skills.lost).toEqual(forth.skills.gained);
    expect(back.skills.removed).toEqual(forth.skills.added);
    expect(back.skills.earlier).toBe(forth.skills.later);
    expect(back.a).toEqual(forth.b);
    const none = json<Diff>(["diff", a, a]);
    expect(none.skills).toMatchObject({ gained: [], lost: [], earlier: 0, later: 0 });
    expect(none.texts).toEqual({ common: 1138, added: 0, removed: 0 });
  });

  it("reads at most one of the two from standard input", () => {
    expect(onset(["diff", "-", "-"])).toMatchObject({ status: 2, stdout: "" });
    const ran = onset(["diff", "-", "examples/cited-theorems.jsonl", "--json"], {
      input: '{"skills":["a"]}\n',
    });
    expect(ran.status).toBe(0);
    expect((JSON.parse(ran.stdout) as Diff).a.corpus.texts).toBe(1);
    expect(onset(["diff", "examples/cited-theorems.jsonl", "nowhere.jsonl"]).status).toBe(2);
  });
});
