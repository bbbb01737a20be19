/**
 * What `forecast` is worth: real corpora forecast from parts of them, by the very procedure that users call. In mixed order a
 * random part of 1/m of the texts forecasts all of them (12 permutations); in the order of the corpus the first 1/m of a
 * half of it forecasts that half (4 halves that overlap). The bundled corpora and eleven of other kinds, their words as skills, with nothing,
 * 80 or 100 of the most frequent words known; where `apt-cache` knows packages, what Debian's packages depend on and their tags.
 * Prints the table of docs/evidence/forecast.md, the cases that fail most, and the factors of the intervals fitted
 * again: for each kind of corpus on all other kinds, at a level of 0.9.
 *
 *     npm run build && node bench/forecast.mjs [permutations] [--raw FILE] [--from FILE]
 *
 * Fetches the packages of the texts (20 MB) when it runs for the first time. Takes three minutes of a processor. `--raw` keeps
 * all forecasts, a line of JSON each; `--from` makes the tables of such a file.
 */
import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { forecast, forecastShareSpreads, forecastSpreads } from "@onset/core/analysis";
import { stream } from "@onset/core/base";
import { wordSegmenter } from "@onset/core/corpus";
import { buildGraphOfTexts, graphOfTexts, skillDegreeCounts } from "@onset/core/graph";
import { learnTexts } from "@onset/core/learning";
import { sources } from "./corpora/sources.mjs";

const file = { type: "string" };
const { positionals, values } = parseArgs({ allowPositionals: true, options: { raw: file, from: file } });
const permutations = Number(positionals[0] ?? 12);
if (values.raw !== undefined) writeFileSync(values.raw, "");
const windows = 4;
const multiples = { mixed: [1.5, 2, 3, 5, 10], following: [1.5, 2, 3] };
const maxTexts = 30_000;
const wordsOf = wordSegmenter();

function bundled(file, read = (record) => record.skills) {
  const bytes = readFileSync(new URL(`../examples/${file}`, import.meta.url));
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
  return text
    .trim()
    .split("\n")
    .map((line) => read(JSON.parse(line)));
}

function graphFrom(texts) {
  const numbers = new Map();
  const offsets = [0];
  const skills = [];
  for (const names of texts.filter(({ length }) => length > 0)) {
    for (const name of new Set(names)) {
      if (!numbers.has(name)) numbers.set(name, numbers.size);
      skills.push(numbers.get(name));
    }
    offsets.push(skills.length);
  }
  return buildGraphOfTexts(numbers.size, Uint32Array.from(offsets), Uint32Array.from(skills)).graph;
}

function mostFrequent({ skillOffsets, skillCount }, count) {
  const degree = (skill) => skillOffsets[skill + 1] - skillOffsets[skill];
  const order = Array.from({ length: skillCount }, (_, skill) => skill).sort(
    (a, b) => degree(b) - degree(a) || a - b,
  );
  const known = new Uint8Array(skillCount);
  for (const skill of order.slice(0, count)) known[skill] = 1;
  return known;
}

async function* corpora() {
  const glosses = ({ text }) => wordsOf(text);
  yield { kind: "king james", texts: bundled("king-james-words.jsonl.gz"), known: [0, 80, 200] };
  yield { kind: "theorems", texts: bundled("cited-theorems.jsonl"), known: [0] };
  yield { kind: "theorems", name: "own theorems", texts: bundled("cited-theorems-self.jsonl"), known: [0] };
  yield {
    kind: "theorems",
    name: "all theorems",
    texts: bundled("cited-theorems-large.jsonl.gz"),
    known: [0],
  };
  yield { kind: "glosses", texts: bundled("wordnet-glosses.jsonl.gz", glosses), known: [0, 1000] };
  for (const [kind, source] of Object.entries(sources)) {
    yield { kind, texts: (await source.read()).map(wordsOf), known: [0, 100] };
  }
  const packages = debianPackages();
  if (packages === null)
    process.stderr.write("left out: packages of Debian, for there is no apt-cache here\n");
  else {
    yield {
      kind: "Debian",
      name: "Debian dependencies",
      texts: packages.map(dependenciesOf),
      known: [0, 100],
    };
    yield { kind: "Debian", name: "Debian tags", texts: packages.map(tagsOf), known: [0] };
  }
}

/** The records of all packages that apt knows, in the order of the archive; null where there is no apt. */
function debianPackages() {
  try {
    const records = execFileSync("apt-cache", ["dumpavail"], { encoding: "utf8", maxBuffer: 2 ** 29 });
    return records.split("\n\n").filter((record) => record.startsWith("Package: "));
  } catch {
    return null;
  }
}

const fieldOf = (record, name) =>
  new RegExp(`^${name}: (.*(?:\\n .*)*)`, "m")
    .exec(record)?.[1]
    .split(",")
    .map((item) => item.trim()) ?? [];

/** Names alone: no versions, and of alternatives the first. */
const dependenciesOf = (record) => fieldOf(record, "Depends").map((item) => item.split(/[ (|:]/, 1)[0]);

const tagsOf = (record) => fieldOf(record, "Tag").map((item) => item.replaceAll(/\s+/g, " "));

/** Texts from which a whole is forecast, and the whole. */
function* cases(graph, order, multiple, name) {
  const { textCount } = graph;
  if (order === "mixed") {
    for (let run = 0; run < permutations; run++) {
      const rng = stream(1, name, Math.round(10 * multiple), run);
      const numbers = Uint32Array.from({ length: textCount }, (_, text) => text);
      // Upwards: a part must not be asked for more than the multiple.
      const size = Math.ceil(textCount / multiple);
      for (let i = 0; i < size; i++) {
        const j = i + rng.nextInteger(textCount - i);
        [numbers[i], numbers[j]] = [numbers[j], numbers[i]];
      }
      yield { part: graphOfTexts(graph, numbers.slice(0, size).sort()), whole: graph };
    }
    return;
  }
  const half = Math.floor(textCount / 2);
  for (let run = 0; run < windows; run++) {
    const start = Math.round((run * (textCount - half)) / (windows - 1));
    const numbers = Uint32Array.from({ length: half }, (_, i) => start + i);
    const part = graphOfTexts(graph, numbers.slice(0, Math.ceil(half / multiple)));
    yield { part, whole: graphOfTexts(graph, numbers) };
  }
}

const seenIn = (graph, known) =>
  skillDegreeCounts(graph, { known }).reduce((sum, n, i) => (i > 0 ? sum + n : sum), 0);
const results =
  values.from === undefined
    ? []
    : readFileSync(values.from, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
if (values.from === undefined) {
  for await (const { kind, name = kind, texts, known: counts } of corpora()) {
    const graph = graphFrom(texts.slice(0, maxTexts));
    for (const count of counts) {
      const known = mostFrequent(graph, count);
      for (const [order, factors] of Object.entries(multiples)) {
        for (const multiple of factors) {
          for (const { part, whole } of cases(graph, order, multiple, `${name}@${count}`)) {
            const actual = {
              skills: seenIn(whole, known),
              learned: learnTexts(whole, { known }).learnedCount,
            };
            const grown = whole.textCount / part.textCount;
            const { outlooks } = await forecast(part, {
              known,
              multiples: [grown],
              backTests: false,
              jump: false,
            });
            const result = { kind, name: `${name}@${count}`, order, multiple, actual, ...outlooks[0][order] };
            results.push(result);
            if (values.raw !== undefined) appendFileSync(values.raw, `${JSON.stringify(result)}\n`);
          }
        }
      }
      process.stderr.write(`${name}, ${count} known\n`);
    }
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const per = (share) => (share === undefined || Number.isNaN(share) ? "" : `${(100 * share).toFixed(1)} %`);
const logit = (share, count) => {
  const inside = Math.min(1 - 0.5 / count, Math.max(0.5 / count, share));
  return Math.log(inside / (1 - inside));
};
/** What is told of a result, what came, and how far apart they are; null where nothing is told. */
const questions = {
  skills: ({ skills: { estimate }, actual }) =>
    estimate && {
      estimate,
      came: actual.skills,
      error: Math.abs(Math.log(estimate.expected / actual.skills)),
      halfWidth: Math.log(estimate.high / estimate.low) / 2,
    },
  "learned share": ({ learned: { estimate }, actual }) =>
    estimate?.takenOff && shareOf(estimate.share, actual.learned / actual.skills),
  "learned share, before take-off": ({ learned: { estimate }, actual }) =>
    estimate && !estimate.takenOff && shareOf(estimate.share, actual.learned / actual.skills),
};
const shareOf = (estimate, came) => ({
  estimate,
  came,
  error: Math.abs(estimate.expected - came),
  halfWidth: (estimate.high - estimate.low) / 2,
});
console.log("| what | order | × | told | refused | median error | inside | half width |");
console.log("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
for (const [what, tell] of Object.entries(questions)) {
  for (const [order, factors] of Object.entries(multiples)) {
    for (const multiple of factors) {
      const all = results.filter((one) => one.order === order && one.multiple === multiple);
      const refused = all.filter((one) => one[what === "skills" ? "skills" : "learned"].estimate === null);
      const told = all.flatMap((one) => {
        const found = tell(one);
        if (!found) return [];
        const held = found.estimate.low <= found.came && found.came <= found.estimate.high;
        return [{ name: one.name, held, ...found }];
      });
      const errors = median(told.map(({ error }) => error));
      const held = told.filter((one) => one.held).length / told.length;
      const widths = median(told.map(({ halfWidth }) => halfWidth));
      const cells = [what, order, multiple, told.length, refused.length, per(errors), per(held), per(widths)];
      console.log(`| ${cells.join(" | ")} |`);
      const worst = [...new Set(told.map(({ name }) => name))].flatMap((name) => {
        const of = told.filter((one) => one.name === name);
        const missed = of.filter((one) => !one.held).length;
        return missed > of.length / 2 ? [`${name} ${missed}/${of.length}`] : [];
      });
      if (worst.length > 0)
        process.stderr.write(`${what} ${order} × ${multiple}, outside: ${worst.join(", ")}\n`);
    }
  }
}

/** The factor that a kind of corpus would be given by all other kinds: the quantile 0.9 of their errors in spreads. */
function refitted(title, used, scores) {
  const kinds = [...new Set(scores.map(({ kind }) => kind))];
  const factors = kinds.map((left) => {
    const others = scores.filter(({ kind }) => kind !== left).map(({ score }) => score);
    return others.sort((a, b) => a - b)[Math.ceil(0.9 * others.length) - 1];
  });
  console.log(
    `${title}: ${Math.min(...factors).toFixed(2)} to ${Math.max(...factors).toFixed(2)}, used ${used}`,
  );
}

console.log("\nFactors of the intervals, fitted again on all other kinds at level 0.9:");
for (const order of Object.keys(multiples)) {
  const own = results.filter((one) => one.order === order);
  const ofSkills = own.flatMap(({ kind, actual, skills: { estimate } }) => {
    if (estimate === null) return [];
    const spread = Math.log(estimate.high / estimate.expected) / forecastSpreads[order];
    return [{ kind, score: Math.abs(Math.log(estimate.expected / actual.skills)) / spread }];
  });
  refitted(`skills, ${order}`, forecastSpreads[order], ofSkills);
  const ofShares = own.flatMap(({ kind, actual, learned: { estimate } }) => {
    if (!estimate?.takenOff) return [];
    const { expected, high } = estimate.share;
    const odds = (share) => logit(share, actual.skills);
    const spread = (odds(high) - odds(expected)) / forecastShareSpreads[order];
    return [{ kind, score: Math.abs(odds(expected) - odds(actual.learned / actual.skills)) / spread }];
  });
  refitted(`learned share, ${order}`, forecastShareSpreads[order], ofShares);
}
