/**
 * Prediction beside measurement on the bundled corpora: the ladder, take-off, skills at risk, and how often the 80 %
 * intervals of the forecast hold. The numbers in docs/understand/prediction-theory.md are its output.
 *
 *     node bench/prediction.mjs [ladder] [halves] [take-off] [risk] [intervals] [--trials N]
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  degreeCounts,
  openPart,
  Pace,
  predictStudy,
  runStudyTask,
  skillsAtRisk,
} from "../packages/core/dist/analysis/index.js";
import { stream } from "../packages/core/dist/base/index.js";
import {
  buildGraphOfTexts,
  edgeTypes,
  graphOfSkills,
  graphOfTexts,
  movedShare,
  skillDegreeCounts,
  textSizeCounts,
} from "../packages/core/dist/graph/index.js";
import { learnSequential } from "../packages/core/dist/learning/index.js";
import { edgeTypeEnsemble, evolveEdgeTypes, takeOff } from "../packages/core/dist/theory/index.js";

const arguments_ = process.argv.slice(2);
const trialsAt = arguments_.indexOf("--trials");
const trials = trialsAt < 0 ? 200 : Number(arguments_[trialsAt + 1]);
const asked = (name) =>
  arguments_.every((word) => word.startsWith("--") || /^\d+$/.test(word)) || arguments_.includes(name);
const percent = (share) => (100 * share).toFixed(1).padStart(5);

function read(name) {
  const bytes = readFileSync(new URL(`../examples/${name}`, import.meta.url));
  const lines = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString().split("\n");
  const numbers = new Map();
  const offsets = [0];
  const skills = [];
  for (const line of lines) {
    if (line === "") continue;
    const record = JSON.parse(line);
    const named = record.skills ?? [...new Set(record.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])];
    for (const skill of new Set(named)) {
      if (!numbers.has(skill)) numbers.set(skill, numbers.size);
      skills.push(numbers.get(skill));
    }
    if (skills.length > offsets.at(-1)) offsets.push(skills.length);
  }
  return {
    graph: buildGraphOfTexts(numbers.size, Uint32Array.from(offsets), Uint32Array.from(skills)).graph,
    names: [...numbers.keys()],
  };
}

const corpora = new Map();
/** A bundled corpus without its most frequent skills, of all, some or a part of its texts. */
function corpus(name, known = 0, texts = null) {
  if (!corpora.has(name)) corpora.set(name, read(name));
  const { graph, names } = corpora.get(name);
  const degree = (skill) => graph.skillOffsets[skill + 1] - graph.skillOffsets[skill];
  const order = [...names.keys()].sort((a, b) => degree(b) - degree(a) || (names[a] < names[b] ? -1 : 1));
  const part = texts === null ? graph : graphOfTexts(graph, texts(graph.textCount));
  const open = order.slice(known).filter((skill) => part.skillOffsets[skill + 1] > part.skillOffsets[skill]);
  return graphOfSkills(part, Uint32Array.from(open));
}

const all = (count) => Uint32Array.from({ length: count }, (_, text) => text);
const odd = (count) => all(count).filter((text) => text % 2 === 0);
const even = (count) => all(count).filter((text) => text % 2 === 1);
const thinned =
  (kept, ...key) =>
  (count) => {
    const random = stream(16, "thinned", ...key);
    return all(count).filter(() => random.nextFloat() < kept);
  };
const learnedShare = (graph, maxUnlearned = 1) =>
  learnSequential(graph, { maxUnlearned }).learnedCount / graph.skillCount;
const kingJames = "king-james-words.jsonl.gz";
const logic = "cited-theorems.jsonl";

const rungs = [
  [],
  ["rarity"],
  ["rarity", "twins"],
  ["rarity", "twins", "size"],
  ["rarity", "twins", "size", "place"],
];
function ladderRow(title, graph, maxUnlearned = 1) {
  const cells = rungs.map((features) => {
    const types = edgeTypes(graph, features, { blocks: 64 });
    const { learned } = evolveEdgeTypes(edgeTypeEnsemble(graph, types.typeOfEdge), { maxUnlearned });
    return `${percent(learned)} (${percent(movedShare(graph, types))})`;
  });
  console.log(`| ${title} | ${percent(learnedShare(graph, maxUnlearned))} | ${cells.join(" | ")} |`);
}

if (asked("ladder")) {
  console.log("| learned, % (edges moved, %) | measured | degrees | + rarity | + twins | + size | + place |");
  ladderRow("King James, 80 known", corpus(kingJames, 80));
  ladderRow("King James, 200 known", corpus(kingJames, 200));
  ladderRow("quantum logic, D = 1", corpus(logic));
  ladderRow("quantum logic, D = 2", corpus(logic), 2);
  ladderRow("WordNet glosses, 1,000 known", corpus("wordnet-glosses.jsonl.gz", 1000));
  ladderRow("set theory", corpus("cited-theorems-large.jsonl.gz"));
}

if (asked("halves")) {
  console.log("| learned, % (edges moved, %) | measured | degrees | + rarity | + twins | + size | + place |");
  for (const known of [100, 110, 120, 150]) {
    ladderRow(`King James, odd verses, ${known} known`, corpus(kingJames, known, odd));
    ladderRow(`King James, even verses, ${known} known`, corpus(kingJames, known, even));
  }
  for (const kept of [0.4, 0.5, 0.7])
    ladderRow(`quantum logic, ${kept} of the texts`, corpus(logic, 0, thinned(kept, 0)));
}

/**
 * The share learned from a random matching of the ends, double edges left as they fall: a text that holds a skill twice
 * lacks two ends of it. That is the configuration model of the law, letter by letter.
 */
function learnedWhenMatched(graph, kept, random) {
  const ends = graph.skillTexts.map((_, edge) => edge);
  const skillOfEnd = new Uint32Array(graph.edgeCount);
  for (let skill = 0; skill < graph.skillCount; skill++)
    skillOfEnd.fill(skill, graph.skillOffsets[skill], graph.skillOffsets[skill + 1]);
  for (let i = ends.length - 1; i > 0; i--) {
    const j = random.nextInteger(i + 1);
    [ends[i], ends[j]] = [ends[j], ends[i]];
  }
  // Position i of the texts is matched with skill end ends[i].
  const textOfEnd = new Uint32Array(graph.edgeCount);
  const open = new Uint32Array(graph.textCount);
  const light = [];
  for (let text = 0; text < graph.textCount; text++) {
    for (let i = graph.textOffsets[text]; i < graph.textOffsets[text + 1]; i++) textOfEnd[ends[i]] = text;
    open[text] = graph.textOffsets[text + 1] - graph.textOffsets[text];
    if (random.nextFloat() >= kept) open[text] = 0xffff_ffff;
    if (open[text] === 1) light.push(text);
  }
  const learned = new Uint8Array(graph.skillCount);
  let count = 0;
  for (let next = 0; next < light.length; next++) {
    const text = light[next];
    if (open[text] !== 1) continue;
    let skill = -1;
    for (let i = graph.textOffsets[text]; i < graph.textOffsets[text + 1]; i++)
      if (learned[skillOfEnd[ends[i]]] === 0) skill = skillOfEnd[ends[i]];
    learned[skill] = 1;
    count++;
    for (let end = graph.skillOffsets[skill]; end < graph.skillOffsets[skill + 1]; end++)
      if (--open[textOfEnd[end]] === 1) light.push(textOfEnd[end]);
  }
  return count / graph.skillCount;
}

/**
 * 100,000 skills that are learned once learning has passed its beginning: texts of two and three skills, chosen uniformly, with
 * 45 % of the edges in those of two, and a few texts of one.
 */
function withStarts(starts) {
  const skillCount = 1e5;
  const random = stream(16, "starts", starts);
  const sizes = [
    ...new Array(starts).fill(1),
    ...new Array((4 * 0.45 * skillCount) / 2).fill(2),
    ...new Array(Math.round((4 * 0.55 * skillCount) / 3)).fill(3),
  ];
  const offsets = [0];
  const skills = [];
  for (const size of sizes) {
    const chosen = new Set();
    while (chosen.size < size) chosen.add(random.nextInteger(skillCount));
    skills.push(...chosen);
    offsets.push(skills.length);
  }
  return buildGraphOfTexts(skillCount, Uint32Array.from(offsets), Uint32Array.from(skills)).graph;
}

/** The law beside corpora with the same degrees, matched at random. */
function takeOffRow(title, graph, kept = 1, height = 0.5) {
  const [sizes, degrees] = [textSizeCounts(graph), skillDegreeCounts(graph)];
  const law = takeOff(sizes, degrees, stream(1), { kept, height, samples: 4000 });
  let emerged = 0;
  for (let trial = 0; trial < trials; trial++)
    if (learnedWhenMatched(graph, kept, stream(16, title, trial)) > height) emerged++;
  const simulated = emerged / trials;
  const error = Math.sqrt(Math.max(1 / trials, simulated * (1 - simulated)) / trials);
  console.log(
    `| ${title} | ${law.method} | ${law.probability.toFixed(3)} (${law.standardError.toFixed(3)}) | ${simulated.toFixed(3)} (${error.toFixed(3)}) |`,
  );
}

if (asked("take-off")) {
  console.log("| degrees of | method | law (standard error) | simulated (standard error) |");
  for (const kept of [0.3, 0.35, 0.4, 0.45])
    takeOffRow(`quantum logic, ${kept} kept`, corpus(logic), kept, 0.2);
  for (const known of [74, 76, 80, 85, 90])
    takeOffRow(`King James, ${known} known`, corpus(kingJames, known));
  for (const kept of [0.95, 0.85, 0.75, 0.65])
    takeOffRow(`King James, 100 known, ${kept} kept`, corpus(kingJames, 100), kept);
  for (const known of [110, 120, 150])
    takeOffRow(`odd verses, ${known} known`, corpus(kingJames, known, odd));
  for (const starts of [1, 2, 3]) takeOffRow(`100,000 skills, starting texts: ${starts}`, withStarts(starts));
}

if (asked("risk")) {
  const bins = [0.1, 0.3, 0.5, 0.7, 0.9, 0.999];
  for (const [title, graph, lost] of [
    ["quantum logic, 0.9 kept", corpus(logic), 0.1],
    ["quantum logic, 0.7 kept", corpus(logic), 0.3],
    ["King James, 200 known, 0.7 kept", corpus(kingJames, 200), 0.3],
    ["WordNet glosses, 1,000 known, 0.9 kept", corpus("wordnet-glosses.jsonl.gz", 1000), 0.1],
  ]) {
    const { survival } = await skillsAtRisk(graph, 1, lost, new Pace());
    const measured = new Float64Array(graph.skillCount);
    for (let trial = 0; trial < trials; trial++) {
      const texts = thinned(1 - lost, title, trial)(graph.textCount);
      const { learnedFlags } = learnSequential(graphOfTexts(graph, texts));
      for (let skill = 0; skill < measured.length; skill++) measured[skill] += learnedFlags[skill] / trials;
    }
    const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [m, s] = [mean(measured), mean(survival)];
    let [xy, xx, yy, off] = [0, 0, 0, 0];
    for (let i = 0; i < measured.length; i++) {
      xy += (measured[i] - m) * (survival[i] - s);
      xx += (measured[i] - m) ** 2;
      yy += (survival[i] - s) ** 2;
      off += Math.abs(measured[i] - survival[i]) / measured.length;
    }
    const cells = Array.from({ length: bins.length + 1 }, (_, bin) => {
      const inside = [...survival.keys()].filter(
        (i) => survival[i] >= (bins[bin - 1] ?? 0) && survival[i] < (bins[bin] ?? 2),
      );
      return inside.length === 0
        ? "-"
        : `${mean(inside.map((i) => survival[i])).toFixed(2)} -> ${mean(inside.map((i) => measured[i])).toFixed(2)}`;
    });
    console.log(
      `| ${title} | ${(xy / Math.sqrt(xx * yy)).toFixed(3)} | ${(100 * off).toFixed(1)} | ${cells.join(" | ")} |`,
    );
  }
}

if (asked("intervals")) {
  const rewirings = 40;
  let [takenOff, high, total, heights, both] = [0, 0, 0, 0, 0];
  const cases = [];
  for (const kept of [0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9])
    for (let draw = 0; draw < 6; draw++)
      cases.push([`quantum logic, ${kept}, draw ${draw}`, () => corpus(logic, 0, thinned(kept, draw))]);
  for (const known of [1000, 1500, 2000, 3000])
    for (const kept of [0.5, 0.7, 0.9])
      cases.push([
        `WordNet, ${known} known, ${kept}`,
        () => corpus("wordnet-glosses.jsonl.gz", known, thinned(kept, known)),
      ]);
  for (const known of [85, 100, 110, 120, 150, 200]) {
    cases.push([`odd verses, ${known} known`, () => corpus(kingJames, known, odd)]);
    cases.push([`even verses, ${known} known`, () => corpus(kingJames, known, even)]);
    for (const kept of [0.5, 0.7, 0.9])
      cases.push([
        `King James, ${known} known, ${kept}`,
        () => corpus(kingJames, known, thinned(kept, known)),
      ]);
  }
  for (const kept of [0.5, 0.7, 0.8, 0.9])
    cases.push([`set theory, ${kept}`, () => corpus("cited-theorems-large.jsonl.gz", 0, thinned(kept, 1))]);
  for (const [title, make] of cases) {
    const graph = make();
    const { graph: open } = openPart(graph, new Uint8Array(graph.skillCount));
    const task = { kind: "rewirings", graph: open.buffer, maxUnlearned: 1, seed: 1 };
    const rewire = (types, count) => () => runStudyTask({ ...task, types, range: [0, count] });
    const counts = degreeCounts(open, new Uint8Array(open.skillCount));
    const { forecast, ladder } = await predictStudy(
      open,
      counts,
      1,
      rewirings,
      rewire,
      async () => null,
      new Pace(),
    );
    if (forecast === null) continue;
    const learned = learnedShare(open);
    const { height, tookOff, interval: reach } = forecast;
    const did = height === null ? null : learned > height;
    const chance = height === null ? null : tookOff / rewirings;
    // "It will" from .9 on, "it will not" to .1; between them both are in the 80 % interval.
    const takeOffHolds = did === null || (did ? chance > 0.1 : chance < 0.9);
    const isCompared = reach !== null && did !== false;
    const heightHolds = !isCompared || (learned >= reach.low && learned <= reach.high);
    total++;
    if (takeOffHolds) takenOff++;
    if (takeOffHolds && heightHolds) both++;
    if (isCompared) heights++;
    if (isCompared && heightHolds) high++;
    const rungs = ladder.rungs.slice(0, ladder.best + 1).map((rung) => percent(rung.learned));
    const fails = `${takeOffHolds ? "" : "take-off "}${heightHolds ? "" : "height"}`;
    const interval = reach === null ? "-" : `${percent(reach.low)} to ${percent(reach.high)}`;
    console.log(
      `| ${title} | ${percent(learned)} | ${chance ?? "gradual"} | ${interval} | ${rungs.join(" ")} | ${fails} |`,
    );
  }
  console.log(
    `${total} corpora: both hold for ${both}; take-off for ${takenOff}, height for ${high} of ${heights}`,
  );
}
