/**
 * Studies of trained models: a trained model against peeling, on random corpora and on real ones. Too long for the tests, which have
 * small versions of them; docs/understand/trained-models.md quotes what they printed.
 *
 *     npm run build && nice node bench/trained.mjs PART [WHICH]
 *
 * Without PART it names the parts. WHICH narrows `means` (3 or 8) and `verses` (a part of the name of a way to train).
 */
import { stream } from "@onset/core/base";
import {
  buildGraphOfTexts,
  classGraph,
  hierarchyGraph,
  uniformGraph,
  weightedGraph,
  zipfWeights,
} from "@onset/core/graph";
import { learnDirected, learnRounds } from "@onset/core/learning";
import { poisson as evolutionLaw, trajectory } from "@onset/core/theory";
import { neverLearned, patience, skillModel, skillTrainer, textLoss, trainGaps } from "@onset/core/training";
import { measure } from "./support.mjs";
import { corpusGraph } from "./trained-corpora.mjs";

const poisson = (mean) => ({ kind: "poisson", mean });
const percent = (count, of) => (of === 0 ? "-" : `${((100 * count) / of).toFixed(2)}%`);

/** How many of the skills that peeling learns are learned, and how many others. */
function against(closure, learned) {
  let [ofClosure, others, closed] = [0, 0, 0];
  for (let skill = 0; skill < learned.length; skill++) {
    if (closure[skill] !== 0) closed++;
    if (learned[skill] !== 0) closure[skill] !== 0 ? ofClosure++ : others++;
  }
  return { ofClosure, others, closed, rest: learned.length - closed };
}

/** Trains, and tells at some steps how that stands against peeling. */
function compare(graph, name, seed, { at = [100, 200], known, symbols, sigma, ...options } = {}) {
  const peeled = learnRounds(graph, { known });
  const model = skillModel(graph.skillCount, stream(seed), { symbols, sigma, known });
  const trainer = skillTrainer(model, graph, stream(seed), options);
  const started = process.cpuUsage();
  const marks = at.map((step) => {
    trainer.run(step - trainer.steps);
    const mark = { step, ...against(peeled.learnedFlags, trainer.learnedFlags()) };
    if (name !== null) process.stderr.write(`${name} ${JSON.stringify(mark)}\n`);
    return mark;
  });
  const { user } = process.cpuUsage(started);
  const told = marks.map(
    ({ step, ofClosure, closed, others, rest }) =>
      `${step}: ${ofClosure}/${closed} (${percent(ofClosure, closed)}) and ${others}/${rest}`,
  );
  if (name !== null) {
    console.log(
      `${name}, ${peeled.learnedPerRound.length} rounds | ${told.join(" | ")} | ${(user / 1e6).toFixed(1)} s`,
    );
  }
  return { marks, peeled, trainer };
}

function ranks(values) {
  const order = [...values.keys()].sort((i, j) => values[i] - values[j]);
  const rank = new Float64Array(values.length);
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j < order.length && values[order[j]] === values[order[i]]) j++;
    for (let k = i; k < j; k++) rank[order[k]] = (i + j - 1) / 2;
    i = j;
  }
  return rank;
}

/** Spearman's rank correlation between round and step, over the skills that both learned. */
function rankCorrelation({ peeled, trainer }) {
  const rounds = [];
  const steps = [];
  peeled.roundOfSkill.forEach((round, skill) => {
    const step = trainer.stepOfSkill[skill];
    if (round === neverLearned || step === neverLearned || step === 0) return;
    rounds.push(round);
    steps.push(step);
  });
  const [x, y] = [ranks(rounds), ranks(steps)];
  const mean = (x.length - 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mean) * (y[i] - mean);
    xx += (x[i] - mean) ** 2;
    yy += (y[i] - mean) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

/** Many corpora of one kind: the worst run, and how many were exact. */
function many(name, seeds, makeGraph, options = {}) {
  const steps = options.at ?? [100, 200];
  const summary = steps.map(() => ({ lowest: 1, others: 0, exact: 0 }));
  const correlations = { emerged: [], others: [] };
  const rounds = [];
  let emerged = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const result = compare(makeGraph(seed), null, seed, options);
    result.marks.forEach(({ ofClosure, closed, others }, i) => {
      const share = closed === 0 ? 1 : ofClosure / closed;
      summary[i].lowest = Math.min(summary[i].lowest, share);
      summary[i].others += others;
      if (share === 1 && others === 0) summary[i].exact++;
    });
    const { closed, rest } = result.marks.at(-1);
    if (closed > rest) emerged++;
    const { length } = result.peeled.learnedPerRound;
    rounds.push(length);
    if (length >= 7) correlations[closed > rest ? "emerged" : "others"].push(rankCorrelation(result));
  }
  const told = summary.map(
    ({ lowest, others, exact }, i) =>
      `step ${steps[i]}: least ${(100 * lowest).toFixed(2)}%, others ${others}, exact ${exact}/${seeds}`,
  );
  const from = (values) =>
    values.length === 0
      ? "-"
      : `${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)} of ${values.length}`;
  console.log(
    `${name} | emerged ${emerged}/${seeds}, rounds ${Math.min(...rounds)} to ${Math.max(...rounds)} | ${told.join(" | ")} | rank correlation, emerged: ${from(correlations.emerged)}, others: ${from(correlations.others)}`,
  );
}

const uniform = (mean, ratio, skills) => (seed) =>
  uniformGraph(poisson(mean), Math.round(ratio * skills), skills, stream(seed, "corpus", ratio * 1000, mean));

const ratios = [1.6, 1.8, 2, 2.2, 2.3, 2.4, 2.45, 2.5, 2.6, 2.7, 2.8, 3];

const parts = {
  /** S = 1,000, c = 5: ten seeds at twelve ratios. */
  emergence() {
    for (const sigma of [1e-12, 1e-6]) {
      for (const ratio of ratios) {
        many(`c=5 sigma=${sigma} R=${ratio}`, 10, uniform(5, ratio, 1000), { sigma });
      }
    }
  },
  /** How many steps the same 120 corpora need without noise, until 99 % and all of the closure are learned. */
  needed() {
    for (const rate of [0.3, 1, 3, 10]) {
      const needed = [];
      for (const ratio of ratios) {
        for (let seed = 1; seed <= 10; seed++) {
          const graph = uniform(5, ratio, 1000)(seed);
          const { learnedCount, learnedPerRound } = learnRounds(graph);
          const { stepOfSkill } = trainGaps(graph, { rate, steps: rate < 1 ? 1500 : 500 });
          const steps = Array.from(stepOfSkill)
            .filter((step) => step !== neverLearned)
            .sort((a, b) => a - b);
          const at = (share) => steps[Math.ceil(share * learnedCount) - 1] ?? Infinity;
          needed.push({ ratio, seed, rounds: learnedPerRound.length, most: at(0.99), all: at(1) });
        }
      }
      const late = needed.filter(({ most }) => most > 200);
      const largest = (key) => Math.max(...needed.map((entry) => entry[key]));
      console.log(
        `rate ${rate}: 99% after at most ${largest("most")} steps, all after ${largest("all")}; beyond step 200: ${JSON.stringify(late)}`,
      );
    }
  },
  /** The same with less noise and twice the steps, where rounds are many. */
  patient() {
    for (const ratio of [2.3, 2.4, 2.45, 2.5, 2.6]) {
      many(`c=5 sigma=1e-100 R=${ratio}`, 10, uniform(5, ratio, 1000), {
        sigma: 1e-100,
        at: [200, 300, 400],
      });
    }
  },
  means(only = "3") {
    if (only === "3") {
      for (const ratio of [1, 1.05, 1.1, 1.3, 0.9]) {
        many(`c=3 R=${ratio}`, 10, uniform(3, ratio, 1000));
        const options = { rate: 3, sigma: 1e-100, at: [50, 100, 200, 300] };
        many(`c=3 rate=3 sigma=1e-100 R=${ratio}`, 10, uniform(3, ratio, 1000), options);
      }
    } else {
      for (const ratio of [15, 18.5, 21]) {
        many(`c=8 R=${ratio}`, 2, uniform(8, ratio, 1000), { at: [25, 50, 100] });
      }
    }
  },
  /** A law with two jumps, at 1.263 and 1.358. */
  plateaus() {
    const law = { kind: "polynomial", degrees: [1, 4, 80], probabilities: [0.3, 0.5, 0.2] };
    for (const ratio of [1, 1.15, 1.31, 1.45, 1.6]) {
      const texts = Math.round(ratio * 1000);
      const graph = (seed) => uniformGraph(law, texts, 1000, stream(seed, "plateaus", texts));
      const shares = Array.from({ length: 10 }, (_, i) => learnRounds(graph(i + 1)).learnedCount / 1000);
      console.log(`two jumps R=${ratio}, peeled: ${shares.map((share) => share.toFixed(2)).join(" ")}`);
      many(`two jumps R=${ratio}`, 10, graph);
    }
  },
  batches() {
    for (const ratio of [2.2, 2.8, 1.6, 3.2]) {
      const options = { batch: 100, rate: 5, sigma: 1e-100, at: [300, 600, 900] };
      many(`batches of 100, rate=5, R=${ratio}`, 3, uniform(5, ratio, 1000), options);
    }
  },
  optimisers() {
    for (const epsilon of [0.3, 0.03, 1e-8]) {
      const optimiser = { kind: "adam", epsilon };
      for (const ratio of [2.2, 2.8]) {
        const options = { optimiser, rate: 0.5, at: [50, 100, 200] };
        many(`Adam, epsilon=${epsilon}, R=${ratio}`, 3, uniform(5, ratio, 1000), options);
      }
    }
  },
  rates() {
    for (const sigma of [1e-12, 0]) {
      for (const rate of [0.1, 0.3, 1, 3, 10]) {
        const at = rate < 1 ? [200, 600, 1500] : [50, 100, 200];
        many(`rate=${rate}, sigma=${sigma}, R=2.2`, 3, uniform(5, 2.2, 1000), { rate, sigma, at });
        many(`rate=${rate}, sigma=${sigma}, R=2.8`, 3, uniform(5, 2.8, 1000), { rate, sigma, at });
      }
    }
  },
  symbols() {
    for (const symbols of [2, 3, 4, 6]) {
      many(`p=${symbols}, R=2.2`, 3, uniform(5, 2.2, 1000), { symbols, at: [100, 200, 400] });
      many(`p=${symbols}, R=2.8`, 3, uniform(5, 2.8, 1000), { symbols, at: [100, 200, 400] });
    }
  },
  /** When the first skill outside the closure moves, against theory. */
  patience() {
    const rows = [];
    for (const [symbols, rate] of [
      [3, 1],
      [4, 1],
      [4, 3],
      [5, 1],
    ]) {
      for (const sigma of [1e-6, 1e-12, 1e-24, 1e-48]) {
        for (const seed of [1, 2, 3]) {
          const graph = uniform(5, 2.2, 500)(seed);
          const closure = learnRounds(graph).learnedFlags;
          const { steps, growth } = patience(graph, closure, { symbols, sigma, rate });
          const model = skillModel(500, stream(seed), { symbols, sigma });
          const trainer = skillTrainer(model, graph, stream(seed), { rate });
          while (!guesses(model, closure)) trainer.run(1);
          rows.push(trainer.steps - steps);
          console.log(
            `p=${symbols} rate=${rate} sigma=${sigma}: mu ${growth.toFixed(3)}, predicted ${steps.toFixed(0)}, measured ${trainer.steps}`,
          );
        }
      }
    }
    console.log(
      `measured less predicted: ${Math.min(...rows).toFixed(0)} to ${Math.max(...rows).toFixed(0)} steps`,
    );
  },
  /** Steps that learning takes against rounds, nearer and nearer to the threshold: descent without noise. */
  slowing() {
    const skills = 10_000;
    for (const ratio of [4, 3.2, 2.8, 2.65, 2.55, 2.5]) {
      const graph = uniform(5, ratio, skills)(1);
      const { learnedPerRound, learnedCount } = learnRounds(graph);
      const { unlearned } = trajectory(evolutionLaw(5), ratio);
      const rounds = unlearned.findIndex((share) => share < 0.1);
      const times = [1, 3].map((rate) => {
        const { stepOfSkill } = trainGaps(graph, { rate, steps: rate === 1 ? 350 : 200 });
        const steps = Array.from(stepOfSkill).sort((a, b) => a - b);
        return steps[Math.floor(0.9 * skills)];
      });
      console.log(
        `S=${skills} R=${ratio}: peeled ${learnedCount} in ${learnedPerRound.length} rounds; 90% by density evolution in ${rounds}; by descent in ${times[0]} steps at rate 1 (${(times[0] / rounds).toFixed(2)} a round), ${times[1]} at rate 3 (${(times[1] / rounds).toFixed(2)})`,
      );
    }
  },
  /** What becomes of pairs when patience is over. */
  pairs() {
    for (const symbols of [2, 3, 4]) {
      const graph = uniform(5, 2.2, 500)(1);
      const peeled = learnRounds(graph);
      const model = skillModel(500, stream(1), { symbols, sigma: 1e-6 });
      const trainer = skillTrainer(model, graph, stream(1));
      for (const step of [100, 200, 400, 800]) {
        trainer.run(step - trainer.steps);
        const { ofClosure, closed, others, rest } = against(peeled.learnedFlags, trainer.learnedFlags());
        const { loss, understood } = textLoss(model, graph);
        const pairwise = learnRounds(graph, { maxUnlearned: 2 }).learnedCount;
        console.log(
          `p=${symbols} step ${step}: ${ofClosure}/${closed} and ${others}/${rest} others (D = 2 learns ${pairwise}), loss ${loss.toFixed(3)}, texts understood ${percent(understood, graph.textCount)}`,
        );
      }
    }
  },
  cited() {
    for (const [file, name, maxSize] of [
      ["cited-theorems.jsonl", "quantum logic", Infinity],
      ["cited-theorems-self.jsonl", "quantum logic, own skills", 60],
      ["cited-theorems-self.jsonl", "quantum logic, own skills, all texts", Infinity],
    ]) {
      const graph = corpusGraph(file, 0, maxSize);
      for (const sigma of [0, 1e-12, 1e-100]) {
        for (const rate of [1, 0.3]) {
          compare(graph, `${name}, sigma ${sigma}, rate ${rate}`, 1, {
            symbols: 3,
            sigma,
            rate,
            at: [50, 100, 200, 400],
          });
        }
      }
      compare(graph, `${name}, sigma 1e-100, rate 1, norm at most 1`, 1, {
        symbols: 3,
        sigma: 1e-100,
        maxNorm: 1,
        at: [100, 200, 400, 800],
      });
      compare(graph, `${name}, sigma 1e-100, rate 0.3, norm at most 1`, 1, {
        symbols: 3,
        sigma: 1e-100,
        rate: 0.3,
        maxNorm: 1,
        at: [400, 800],
      });
    }
  },
  /** Foundation and domain: frozen and joint; classes; Zipf. */
  hierarchy() {
    for (const foundationTexts of [650, 725, 800]) {
      const sizes = {
        basicSkills: 500,
        domainSkills: 500,
        foundationTexts,
        domainTexts: 650,
        foundationMean: 4,
        basicMean: 2,
        domainMean: 3,
      };
      for (const seed of [1, 2, 3]) {
        const { requires, teaches } = hierarchyGraph(sizes, stream(seed, "hierarchy", foundationTexts));
        const directed = learnDirected(requires, teaches);
        const lists = Array.from({ length: teaches.textCount }, (_, t) => [
          ...requires.skillsOfText(t),
          ...teaches.skillsOfText(t),
        ]);
        const model = skillModel(1000, stream(seed), { sigma: 1e-100 });
        skillTrainer(model, graphOf(lists.slice(0, foundationTexts), 1000), stream(seed)).run(300);
        const skillRates = Float64Array.from({ length: 1000 }, (_, skill) => (skill < 500 ? 0 : 1));
        const domain = skillTrainer(model, graphOf(lists.slice(foundationTexts), 1000), stream(seed), {
          skillRates,
        });
        domain.run(300);
        const frozen = against(directed.learnedFlags, domain.learnedFlags());
        console.log(
          `foundation R=${foundationTexts / 500}, frozen, seed ${seed}: ${frozen.ofClosure}/${frozen.closed} and ${frozen.others}/${frozen.rest}`,
        );
        compare(graphOf(lists, 1000), `foundation R=${foundationTexts / 500}, joint, seed ${seed}`, seed, {
          sigma: 1e-100,
          at: [200, 400],
        });
      }
    }
    const classes = {
      skills: [600, 300],
      texts: [1560, 720],
      means: [
        [4.5, 0.5],
        [1.5, 3],
      ],
    };
    many("two classes", 5, (seed) => classGraph(classes, stream(seed, "classes")), {
      sigma: 1e-100,
      at: [200, 400],
    });
  },
  zipf() {
    for (const exponent of [0.5, 0.8, 1]) {
      for (const ratio of [2, 3, 5]) {
        const graph = (seed) =>
          weightedGraph(
            poisson(4),
            ratio * 500,
            zipfWeights(500, exponent),
            stream(seed, "zipf", exponent * 10, ratio),
          );
        for (const sigma of [1e-12, 0]) {
          many(`Zipf ${exponent}, R=${ratio}, sigma=${sigma}`, 5, graph, { sigma, at: [100, 200, 400] });
        }
      }
    }
  },
  async speed() {
    const graph = uniform(5, 2.6, 300)(1);
    await measure({
      name: "train, 300 skills, 400 steps",
      input: () => graph,
      run: () => {
        const model = skillModel(300, stream(1));
        skillTrainer(model, graph, stream(1)).run(400);
        return model.logits.reduce((sum, logit) => sum + logit * logit, 0);
      },
      amount: () => 1,
      unit: "run",
      goal: 1.5e9,
      warmUp: 1,
      repetitions: 5,
    });
  },
  verses(only) {
    const graph = corpusGraph("king-james-words.jsonl.gz", 80);
    const degrees = Float64Array.from({ length: graph.skillCount }, (_, s) => graph.textsOfSkill(s).length);
    const at = [20, 40, 60, 80, 100, 125, 150];
    const ways = {
      "sigma 0": { sigma: 0, at },
      "sigma 1e-12": { sigma: 1e-12, at: [20, 40, 60, 80, 100] },
      "sigma 1e-100": { sigma: 1e-100, at },
      "sigma 1e-290": { sigma: 1e-290, at },
      "sigma 1e-290, norm at most 1": { sigma: 1e-290, maxNorm: 1, at },
      "sigma 1e-290, rate 3": { sigma: 1e-290, rate: 3, at: [10, 25, 50, 100, 150] },
      "sigma 1e-290, rate 0.1, norm at most 1": { sigma: 1e-290, rate: 0.1, maxNorm: 1, at: [200, 400, 600] },
      "sigma 1e-12, steps by degree": { sigma: 1e-12, skillRates: degrees.map((d) => 1 / d), rate: 10, at },
      "sigma 1e-100, steps by root of degree": {
        sigma: 1e-100,
        skillRates: degrees.map((d) => d ** -0.5),
        rate: 3,
        at,
      },
      "sigma 1e-12, gradients below 1e-3 left out": { sigma: 1e-12, minNorm: 1e-3, at },
      "sigma 1e-12, Adam": { sigma: 1e-12, optimiser: { kind: "adam" }, rate: 0.3, at: [100, 200, 400] },
    };
    for (const [name, options] of Object.entries(ways)) {
      if (only === undefined || name.includes(only))
        compare(graph, `King James, 80 known, ${name}`, 1, { symbols: 3, ...options });
    }
  },
};

function guesses({ logits, symbols }, closure) {
  const square = symbols * symbols;
  return closure.some(
    (flag, s) => flag === 0 && logits.subarray(s * square, (s + 1) * square).some((x) => Math.abs(x) > 1),
  );
}

function graphOf(lists, skillCount) {
  const offsets = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => {
    offsets[i + 1] = offsets[i] + list.length;
  });
  return buildGraphOfTexts(skillCount, offsets, Uint32Array.from(lists.flat())).graph;
}

const [name, only] = process.argv.slice(2);
if (!Object.hasOwn(parts, name ?? "")) {
  console.error(`name a part: ${Object.keys(parts).join(", ")}`);
  process.exitCode = 2;
} else await parts[name](only);
