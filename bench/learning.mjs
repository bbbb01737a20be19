/**
 * Learning and its simulation, c = 5, R = 2.6, one thread unless workers are named: chains without a graph, implicit graphs, stored graphs,
 * building a graph and the components of the association graph.
 *
 *     npm run build && node bench/learning.mjs [chain|implicit|stored|build] [large]
 *
 * `large` adds the graphs of 10^7 skills (130 million edges): 3 GB and some minutes.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { associationComponents } from "@onset/core/association";
import { stream } from "@onset/core/base";
import { AliasTable, buildGraph, SkillTextGraph, uniformGraph, zipfWeights } from "@onset/core/graph";
import {
  implicitLearner,
  implicitTeam,
  learningChain,
  learnRounds,
  learnSequential,
} from "@onset/core/learning";
import { measure } from "./support.mjs";

const arguments_ = process.argv.slice(2);
const large = arguments_.includes("large");
const parts = arguments_.filter((argument) => argument !== "large");
const wants = (part) => parts.length === 0 || parts.includes(part);

const ratio = 2.6;
const threshold = 2.456530889239;
const five = { kind: "poisson", mean: 5 };
const thirteen = { kind: "poisson", mean: 13 };

/** Runs of a chain, each with a stream of its own, as a Monte Carlo does. */
async function chain(name, law, R, skills, options, runs, goal) {
  const simulated = learningChain(law, Math.round(R * skills), skills, options);
  await measure({
    name: `chain, ${name}`,
    input: (random) => random,
    run: (random) => {
      let sum = 0;
      for (let i = 0; i < runs; i++) sum += simulated.run(random.split(i)).learnedCount / skills;
      return sum;
    },
    amount: () => runs,
    unit: "run",
    goal,
  });
}

if (wants("chain")) {
  const poisson = { textNumber: "poisson" };
  for (const skills of [1e3, 1e4, 1e7, 1e12]) {
    await chain(`Poisson number, ${skills}`, five, ratio, skills, poisson, 10_000, 3333);
    await chain(`fixed number, ${skills}`, five, ratio, skills, {}, 4000, 10_000);
  }
  await chain("at the threshold, Poisson, 1e9", five, threshold, 1e9, poisson, 200, 150_000);
  await chain("at the threshold, fixed, 1e9", five, threshold, 1e9, {}, 100);
  const mixture = { kind: "polynomial", degrees: [1, 6], probabilities: [0.3, 0.7] };
  await chain("mixture, Poisson number, 1e6", mixture, 1.7, 1e6, poisson, 4000);
  await chain("mixture, fixed number, 1e6", mixture, 1.7, 1e6, {}, 1000);
  await chain("D = 2, Poisson number, 1e6", five, 0.6, 1e6, { ...poisson, maxUnlearned: 2 }, 1000);
}

/** Generating and learning an implicit graph, per edge. */
async function implicit(skills, engine, kernel, runs, goal, repetitions = 9) {
  const learner = implicitLearner(thirteen, Math.round(ratio * skills), skills, { kernel, engine });
  let edges = 0;
  await measure({
    name: `implicit ${engine}, ${kernel}, ${skills}`,
    input: (random) => {
      for (let i = 0; i < runs; i++) edges += learner.run(random.split(i)).edges;
      return random;
    },
    run: (random) => {
      let learned = 0;
      for (let i = 0; i < runs; i++) learned += learner.run(random.split(i)).learnedCount;
      return learned;
    },
    amount: () => edges,
    unit: "edge",
    goal,
    warmUp: 1,
    repetitions,
  });
  console.log(`${"".padEnd(32)} ${((learner.bytes * runs) / edges).toFixed(2)} bytes an edge`);
}

/** Trials shared among workers, wall time: the same sum however many they are. */
async function implicitTrials(skills, trials, counts) {
  const sums = new Set();
  for (const [count, goal] of counts) {
    const workers = Array.from(
      { length: count },
      () => new Worker(new URL("implicit-worker.mjs", import.meta.url)),
    );
    await measure({
      name: `implicit, ${skills}, workers: ${count}`,
      run: async () => {
        const learned = workers.map(async (worker, first) => {
          worker.postMessage({
            mean: 13,
            texts: Math.round(ratio * skills),
            skills,
            first,
            step: count,
            trials,
          });
          const [sum] = await once(worker, "message");
          return sum;
        });
        const sum = (await Promise.all(learned)).reduce((all, part) => all + part, 0);
        sums.add(sum);
        return sum;
      },
      amount: () => trials,
      unit: "trial",
      goal,
      clock: "wall",
      repetitions: 7,
    });
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  if (sums.size !== 1) throw new Error(`trials depend on the number of workers: ${[...sums].join(", ")}`);
}

/** One graph that all workers learn together, wall time: the same however many they are. */
async function implicitTogether(skills, counts) {
  const results = new Set();
  for (const [count, goal] of counts) {
    const team = implicitTeam(thirteen, Math.round(ratio * skills), skills, count);
    const workers = Array.from(
      { length: count },
      (_, member) =>
        new Worker(new URL("team-worker.mjs", import.meta.url), { workerData: { team, member } }),
    );
    const learn = async () => {
      const answers = workers.map(async (worker) => {
        worker.postMessage(1);
        return (await once(worker, "message"))[0];
      });
      return await Promise.all(answers);
    };
    const [{ edges, learned, rounds }] = await learn();
    results.add(`${edges} ${learned} ${rounds}`);
    await measure({
      name: `one graph, ${skills}, workers: ${count}`,
      run: async () => (await learn()).reduce((sum, answer) => sum + answer.learnedCount, 0),
      amount: () => edges,
      unit: "edge",
      goal,
      clock: "wall",
      warmUp: 1,
      repetitions: 7,
    });
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  if (results.size !== 1)
    throw new Error(`the graph depends on the number of workers: ${[...results].join(", ")}`);
}

if (wants("implicit")) {
  for (const engine of ["wasm", "typescript"]) {
    const fast = engine === "wasm";
    await implicit(1e4, engine, "direct", 40, fast ? 8 : undefined);
    await implicit(1e5, engine, "direct", 4, fast ? 8 : undefined);
    await implicit(1e6, engine, "direct", 1);
    await implicit(1e6, engine, "binned", 1);
    if (large) await implicit(1e7, engine, "binned", 1, fast ? 18 : 40, 3);
  }
  await implicitTrials(1e4, 600, [[1], [2, 5e5], [3]]);
  await implicitTogether(1e6, [[1], [2], [3]]);
  if (large) await implicitTogether(1e7, [[1], [2, 10], [3]]);
}

/** What is done with a stored graph, per edge. */
async function stored(name, graph, run, goal, repetitions = 5) {
  await measure({
    name: `stored, ${name}`,
    input: () => graph,
    run: () => run(graph),
    amount: () => graph.edgeCount,
    unit: "edge",
    goal,
    warmUp: 2,
    repetitions,
  });
}

if (wants("stored")) {
  for (const skills of large ? [1e5, 1e6, 1e7] : [1e5, 1e6]) {
    const graph = uniformGraph(five, Math.round(ratio * skills), skills, stream(1, "stored", skills));
    const learned = learnSequential(graph).learnedFlags;
    const most = skills === 1e7 ? 3 : 5;
    const size = `${skills} skills`;
    await stored(
      `learn, ${size}`,
      graph,
      (g) => learnSequential(g).learnedCount,
      skills === 1e7 ? 45 : undefined,
      most,
    );
    await stored(
      `learn in rounds, ${size}`,
      graph,
      (g) => learnRounds(g).learnedPerRound.length,
      undefined,
      most,
    );
    await stored(
      `learn D = 2, ${size}`,
      graph,
      (g) => learnRounds(g, { maxUnlearned: 2 }).order.length,
      undefined,
      most,
    );
    await stored(`components, ${size}`, graph, (g) => associationComponents(g, learned).giant, 100, most);
  }
}

if (wants("build")) {
  const [texts, skills, edges] = [1_000_000, 260_000, 8_400_000];
  const table = new AliasTable(zipfWeights(skills, 1));
  for (const order of ["shuffled", "in order"]) {
    await measure({
      name: `build, 8.4 M edges ${order}`,
      input: (random) => ({
        textOfEdge: Uint32Array.from({ length: edges }, (_, i) => {
          return order === "shuffled" ? random.nextInteger(texts) : Math.floor((i * texts) / edges);
        }),
        skillOfEdge: Uint32Array.from({ length: edges }, () => table.sample(random)),
      }),
      run: (pairs) => buildGraph(texts, skills, pairs.textOfEdge, pairs.skillOfEdge).graph.edgeCount,
      amount: () => edges,
      unit: "edge",
      goal: 119,
      warmUp: 1,
      repetitions: 5,
    });
  }
  const graph = uniformGraph({ kind: "poisson", mean: 8.4 }, texts, skills, stream(1, "open"));
  await stored("open and check, 8.4 M edges", graph, (g) => SkillTextGraph.from(g.buffer).edgeCount);
}
