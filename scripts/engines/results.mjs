/**
 * Results of @onset/core that must have the same bits on every engine: elementary functions, theory, samples, graphs,
 * simulations, a trained model and its records. It runs in Node and in browsers; `load` imports a module of the core.
 */

/** FNV-1a of bytes, 32 bits in hexadecimal. */
function digest(bytes) {
  let hash = 2166136261;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 16777619);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

const bitsOf = (numbers) => digest(new Uint8Array(Float64Array.from(numbers).buffer));

/** All numbers with all their digits; typed arrays as lists. */
const exactly = (value) =>
  JSON.stringify(value, (_, part) => (ArrayBuffer.isView(part) ? Array.from(part) : part));

/** Texts of words whose frequencies follow Zipf's law, from a seeded stream. */
function madeUpTexts(base, graph, count) {
  const random = base.stream(12, "texts");
  const words = Array.from({ length: 400 }, (_, rank) => {
    const letters = base.stream(12, "word", rank);
    return Array.from({ length: 2 + (rank % 9) }, () => "etaoinshrdlu"[letters.nextInteger(12)]).join("");
  });
  const law = new graph.AliasTable(graph.zipfWeights(words.length, 1.1));
  return Array.from({ length: count }, () =>
    Array.from({ length: 3 + random.nextInteger(9) }, () => words[law.sample(random)]).join(" "),
  );
}

/** Returns what was computed by name, as text. */
export async function results(load) {
  const [base, theory, graph, learning, training, codec, channel, sweep] = await Promise.all(
    ["base", "theory", "graph", "learning", "training", "codec", "channel", "sweep"].map(load),
  );
  const found = {};

  const grid = Array.from({ length: 20_000 }, (_, i) => (i + 1) * 0.00137);
  const elementary = ["exp", "expm1", "log", "log1p", "log2", "log10", "tanh", "sin", "cos", "cubeRoot"];
  for (const name of elementary) found[name] = bitsOf(grid.map(base[name]));
  found.power = bitsOf(grid.map((x, i) => base.power(x, 1.5 + (i % 7) / 3)));
  found["special functions"] = bitsOf(
    grid.flatMap((x) => [base.logGamma(x), base.normalCdf(-x), base.lambertW0(x), base.poissonTail(5, x)]),
  );

  const laws = ["poisson:5", "regular:3", "zipf:1.5:30", "zipf:1.1:1000", "0.5x^2+0.28x^3+0.22x^8"];
  for (const text of laws) {
    const law = theory.parseLaw(text);
    found[`threshold ${text}`] = exactly(theory.ratioThreshold(law));
    found[`evolution ${text}`] = exactly(theory.evolve(law, 1.9));
    found[`giant ${text}`] = exactly(theory.giantComponent(law, 1.9));
  }
  const five = theory.poisson(5);
  found["threshold, D = 2"] = exactly(theory.ratioThreshold(five, { maxUnlearned: 2 }));
  found["finite size"] = exactly(theory.finiteSizeLaw(five));
  found["scaling law"] = exactly(theory.zipfErrorLaw(five, 10_000, 1.2));
  const classes = {
    skills: [1, 1],
    texts: [0, 0],
    means: [
      [5, 0.3],
      [0.2, 3],
    ],
  };
  const boundary = theory.emergenceBoundary(
    classes,
    { texts: 0, skills: 0 },
    { texts: 1, skills: 1 },
    { rays: 5 },
  );
  found["boundary of two classes"] = exactly(boundary);

  const tasks = sweep.expandGrid({
    law: ["poisson:4", "zipf:1.5:30"],
    skills: { from: 300, to: 30_000, points: 5, scale: "log" },
    ratio: 2.4,
    trials: 20,
  });
  found["log-scaled grid"] = exactly(tasks.map(({ task }) => task.id));
  const [first] = tasks;
  found["row of a sweep"] = sweep.printRow(sweep.runTrials(first.task, [0, 20]), "onset");

  const random = base.stream(3, "samples");
  const draws = (draw) => bitsOf(Array.from({ length: 20_000 }, draw));
  found["binomial samples"] = draws(() => graph.sampleBinomial(1000, 0.3, random));
  found["Poisson samples"] = draws(() => graph.samplePoisson(50, random));
  found["occupancy samples"] = draws(() => graph.sampleOccupancy(1000, 800, random));
  const weights = graph.zipfWeights(3000, 1.1);
  found["Zipf weights"] = bitsOf(weights);
  found["weighted graph"] = digest(
    new Uint8Array(graph.weightedGraph(five, 7000, weights, base.stream(4)).buffer),
  );
  const chain = learning.learningChain(five, 26_000, 10_000);
  found.chain = exactly(Array.from({ length: 30 }, (_, i) => chain.run(base.stream(5, i))));
  const implicit = learning.implicitLearner(five, 26_000, 10_000);
  found["implicit graph"] = exactly(implicit.run(base.stream(6)));

  const needs = graph.uniformGraph({ kind: "poisson", mean: 3 }, 60, 40, base.stream(9));
  for (const [symbols, batch] of [
    [4, 60],
    [3, 25],
  ]) {
    const options = { symbols, batch, sigma: 0.1, steps: 80 };
    found[`trained skills, p = ${symbols}`] = bitsOf(
      training.trainSkills(needs, base.stream(10), options).model.logits,
    );
  }
  found["descent without noise"] = bitsOf(training.trainGaps(needs).gaps);

  const noisy = channel.gaussianSoftValues(new Uint8Array(4096), 1.3, base.stream(7));
  const code = channel.randomCode(theory.regular(6), theory.regular(3), 2048, 4096, base.stream(8));
  found.beliefs = bitsOf(channel.propagateBeliefs(code, noisy, { maxSweeps: 20 }).values);
  found["beliefs in 8 bits"] = bitsOf(channel.propagateBeliefs(code, noisy, { rule: "min-star" }).values);
  found["packets of a fountain"] = digest(
    channel.fountainCode(50).encode(new Uint8Array(500).fill(7), Uint32Array.of(3, 60, 1e6)),
  );
  for (const kind of ["flip", "gaussian"]) {
    const { value } = theory.noiseThreshold(theory.regular(6), theory.regular(3), kind, { sizes: 32 });
    found[`threshold over ${kind}`] = exactly(value);
  }
  found.capacity = exactly(channel.channelCapacity({ kind: "gaussian", snr: 1.3 }));

  const texts = madeUpTexts(base, graph, 1500);
  const { model } = codec.trainCodec(texts, { size: 10_000 });
  found["trained model"] = digest(model);
  const coder = await codec.loadCodec(model);
  found.records = digest(texts.slice(0, 200).flatMap((text) => [...coder.encode(text)]));
  return found;
}
