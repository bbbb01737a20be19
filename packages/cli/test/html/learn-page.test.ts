import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { studyCorpus } from "@onset/core/analysis";
import { stream } from "@onset/core/base";
import { buildGraph, uniformGraph } from "@onset/core/graph";
import { studyReport } from "@onset/core/report";
import { parseHTML } from "linkedom";
import { beforeAll, describe, expect, it } from "vitest";
import { html } from "../../src/html/markup.js";
import { readingFacts } from "../../src/input/report.js";
import { provenanceOf } from "../../src/provenance.js";
import { learnPage } from "../../src/verbs/learn/html/page.js";
import { learnReport } from "../../src/verbs/learn/json.js";
import { onset, temporaryFolder } from "../insight/onset.js";
import { corpusOf, readingOf } from "../learn/support.js";
import { requireFreshBuild } from "../support/built.js";

/** The page of a corpus that is several copies of a random one: it says the same of more texts. */
async function pageOf(copies: number): Promise<string> {
  const [texts, skills] = [300, 200];
  const one = uniformGraph({ kind: "poisson", mean: 4 }, texts, skills, stream(1));
  const lists = Array.from({ length: copies * texts }, (_, text) =>
    Array.from(one.skillsOfText(text % texts), (skill) => skill + skills * Math.floor(text / texts)),
  );
  const textOfEdge = Uint32Array.from(lists.flatMap((list, text) => list.map(() => text)));
  const needs = buildGraph(lists.length, copies * skills, textOfEdge, Uint32Array.from(lists.flat())).graph;
  const corpus = corpusOf(needs);
  const reading = { ...readingOf(corpus), label: "random" };
  const study = await studyCorpus(corpus, { runs: 3, rewirings: 3 });
  const provenance = provenanceOf(1, reading, ["learn", "random"]);
  const words = studyReport(readingFacts(reading), study);
  return learnPage(reading, study, learnReport(reading, study, provenance), words);
}

/** The lines of a witness in the chart of a wide window. */
const lines = (witness: string) => `#emergence .wide svg svg path[stroke="var(--${witness})"]`;

describe("the report as a page", () => {
  const folder = temporaryFolder();
  const written = (args: string[], name: string) => {
    const out = join(folder, name);
    const ran = onset(["learn", ...args, "--out", out]);
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    const text = readFileSync(join(out, "report.html"), "utf8");
    return { text, document: parseHTML(text).document };
  };
  beforeAll(requireFreshBuild);

  it("stands by itself: one file without scripts, and nothing that would come from the network", () => {
    const { text, document } = written(["examples/cited-theorems.jsonl"], "alone");
    expect(document.querySelectorAll("script, link, img, iframe, object, embed")).toHaveLength(0);
    expect(text).not.toMatch(/\b(?:src|href)="(?!#)/);
    expect(text).not.toMatch(/url\(|@import|https?:/);
    expect(text).toContain("default-src 'none'");
    expect(text).toContain("prefers-color-scheme: dark");
  });

  it("has every part, and a table beside every chart, readable without a script", () => {
    const { document } = written(["examples/cited-theorems.jsonl", "--holdout", "10%"], "parts");
    const ids = [...document.querySelectorAll("section")].map((section) => section.id);
    expect(ids).toEqual([
      "corpus",
      "learned",
      "ladder",
      "emergence",
      "unlock",
      "associations",
      "left-out",
      "provenance",
    ]);
    const links = [...document.querySelectorAll("nav a")].map((link) => link.getAttribute("href")!.slice(1));
    expect(links).toEqual(ids);
    const charts = [...document.querySelectorAll("figure")];
    expect(charts).toHaveLength(3);
    for (const chart of charts) {
      expect(chart.querySelector("svg")!.getAttribute("aria-label")!.length).toBeGreaterThan(10);
      expect(chart.parentElement!.querySelectorAll("table tbody tr").length).toBeGreaterThan(5);
    }
    const emergence = document.getElementById("emergence")!;
    expect(emergence.textContent).toContain("you are here");
    expect(emergence.querySelectorAll(`${lines("measured")}, ${lines("theory")}`)).toHaveLength(2);
  });

  it("says what the report for programs says", () => {
    const measured = ["--no-ladder", "--runs", "0", "--rewirings", "0", "--risk", "0", "--known-top", "80"];
    const { document } = written(["examples/king-james-words.jsonl.gz", ...measured], "numbers");
    const report = JSON.parse(readFileSync(join(folder, "numbers", "report.json"), "utf8")) as {
      learned: { perRound: number[] };
      stuck: { cores: { skills: number; texts: number }[] };
      knownCurve: unknown[];
      provenance: { input: { sha256: string }; command: string };
    };
    const rows = [...document.querySelectorAll("#learned figure + details tbody tr")].map(
      (row) => row.children[1]!.textContent,
    );
    expect(rows).toEqual(report.learned.perRound.map((skills) => skills.toLocaleString("en-US")));
    expect(document.querySelectorAll("#learned figure .wide rect")).toHaveLength(
      report.learned.perRound.filter((n) => n > 0).length,
    );
    const cores = document.querySelector("#learned h3 + .wide")!.querySelectorAll("tbody tr");
    expect([...cores].map((row) => row.children[1]!.textContent)).toEqual(
      report.stuck.cores.slice(0, 20).map(({ skills }) => String(skills)),
    );
    expect(document.querySelectorAll("#known tbody tr")).toHaveLength(report.knownCurve.length);
    expect(document.querySelector("#provenance pre")!.textContent).toBe(report.provenance.command);
    expect(document.getElementById("provenance")!.textContent).toContain(report.provenance.input.sha256);
    expect(document.querySelectorAll("#associations circle")).toHaveLength(48);
  });

  it("says every sentence of the terminal in the same words, and opens with the same answer", () => {
    for (const args of [
      ["examples/python-course.jsonl"],
      ["examples/cited-theorems.jsonl", "--known-top", "20"],
    ]) {
      const out = join(folder, args.length === 1 ? "course" : "theorems");
      const printed = onset(["learn", ...args, "--out", out], { columns: 100 }).stdout;
      const { document } = parseHTML(readFileSync(join(out, "report.html"), "utf8"));
      const flat = (text: string) => text.replace(/[\s·]+/g, "");
      const answer = [...document.querySelectorAll(".verdict p")].map((p) => p.textContent!);
      expect(answer).toHaveLength(2);
      for (const sentence of answer) expect(flat(printed)).toContain(flat(sentence));
      const said = [...document.querySelectorAll("dl:not(#provenance dl) > dd")].map((dd) => {
        const names = dd.querySelector(".names")?.textContent ?? "";
        const own = dd.textContent!.slice(0, dd.textContent!.length - names.length);
        return dd.querySelector("table") === null ? own : own.slice(0, own.indexOf("known from the start"));
      });
      expect(said.length).toBeGreaterThan(8);
      for (const sentence of said) expect(flat(printed)).toContain(flat(sentence));
      const measures = [...document.querySelectorAll(".facts li")].map((li) =>
        li.textContent!.split(/(?<=%)/),
      );
      expect(measures.length).toBeGreaterThan(1);
      for (const [share, text] of measures) {
        expect(flat(printed)).toContain(flat(`${text}${share!.replace(/^[a-z]+/, "")}`));
      }
    }
  });

  it("leaves out what there is nothing to say about", () => {
    const corpus = join(folder, "tiny.jsonl");
    writeFileSync(corpus, '{"skills":["a"]}\n');
    const ids = [...written([corpus], "tiny").document.querySelectorAll("section")].map(({ id }) => id);
    expect(ids).toEqual(["corpus", "learned", "ladder", "emergence", "left-out", "provenance"]);
    writeFileSync(corpus, '{"skills":["a","b"]}\nnot json\n');
    const nothing = written([corpus, "--runs", "0"], "nothing").document;
    expect([...nothing.querySelectorAll("section")].map(({ id }) => id)).toEqual([
      "corpus",
      "learned",
      "emergence",
      "unlock",
      "left-out",
      "provenance",
    ]);
    expect(nothing.getElementById("left-out")!.textContent).toContain("line 2");
    expect(nothing.querySelectorAll(`${lines("measured")}, #emergence polygon`)).toHaveLength(0);
    expect(nothing.querySelectorAll(`${lines("theory")}, #emergence .wide circle`)).toHaveLength(2);
    const directed = written(["examples/python-course.jsonl"], "directed").document;
    expect(directed.querySelectorAll(lines("theory"))).toHaveLength(0);
  });

  it("shows names as text, whatever is in them", () => {
    const corpus = join(folder, "names.jsonl");
    const names = ["<script>alert(1)</script>", '"quoted" & <b>bold</b>', "ok"];
    writeFileSync(
      corpus,
      names
        .map((name, i) => JSON.stringify({ id: `</td><i>${i}`, skills: [name, ...names.slice(0, i)] }))
        .join("\n"),
    );
    const { text, document } = written([corpus], "names");
    expect(text).not.toContain("<script>");
    expect(text).not.toContain("<b>bold");
    const shown = [...document.querySelectorAll("#associations .node-name")].map((node) => node.textContent);
    expect(shown).toContain('"quoted" & <b>bol…');
  });

  it("does not grow with the corpus, and is the same every time", async () => {
    const small = await pageOf(1);
    const large = await pageOf(10);
    expect(large.length).toBeLessThan(1.05 * small.length);
    expect(large.length).toBeLessThan(200_000);
    expect(await pageOf(1)).toBe(small);
  });
});

describe("markup", () => {
  it("escapes values and keeps markup", () => {
    expect(
      html`<p title="${'"&'}">${"<b>"}${html`<i>${1}</i>`}${[html`a`, null, html`b`]}${null}</p>`.html,
    ).toBe('<p title="&quot;&amp;">&lt;b&gt;<i>1</i>ab</p>');
  });
});
