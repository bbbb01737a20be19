/**
 * One way to learn a graph in JavaScript, in a process of its own so that its memory can be told:
 *
 *     node learn.mjs wasm|typescript|stored|components|graphology SKILLS RATIO MEAN REPETITIONS
 *
 * Prints a line of JSON a repetition: edges, what was found, nanoseconds of CPU time, bytes beyond those before.
 */
import { associationComponents } from "@onset/core/association";
import { stream } from "@onset/core/base";
import { uniformGraph } from "@onset/core/graph";
import { implicitLearner, learnSequential } from "@onset/core/learning";
import { UndirectedGraph } from "graphology";

const [way, ...numbers] = process.argv.slice(2);
const [skills, ratio, mean, repetitions] = numbers.map(Number);
const texts = Math.round(ratio * skills);

/** What is to be measured, and the number of edges of a run. */
function work() {
  if (way === "wasm" || way === "typescript") {
    const degrees = { kind: "poisson", mean: mean * ratio };
    const learner = implicitLearner(degrees, texts, skills, { engine: way });
    // Small graphs many times: a run of less than a millisecond cannot be timed.
    const runs = Math.ceil(1e6 / (texts * mean));
    return {
      run: (repetition) => {
        let [found, edges] = [0, 0];
        for (let i = 0; i < runs; i++) {
          const result = learner.run(stream(repetition, i));
          found += result.learnedCount;
          edges += result.edges;
        }
        return { found, edges };
      },
    };
  }
  const graph = uniformGraph({ kind: "poisson", mean }, texts, skills, stream(1, "peers"));
  const edges = graph.edgeCount;
  if (way === "stored") return { run: () => ({ found: learnSequential(graph).learnedCount, edges }) };
  if (way === "components") {
    const learned = learnSequential(graph).learnedFlags;
    return { run: () => ({ found: associationComponents(graph, learned).giant, edges }) };
  }
  const made = [];
  const prepare = () => {
    const peer = new UndirectedGraph();
    for (let skill = 0; skill < skills; skill++) peer.addNode(`s${skill}`);
    for (let text = 0; text < texts; text++) {
      peer.addNode(`t${text}`);
      for (const skill of graph.skillsOfText(text)) peer.addEdge(`t${text}`, `s${skill}`);
    }
    made[0] = peer;
  };
  return { prepare, run: () => ({ found: learnByDropping(made[0], texts), edges }) };
}

/** Drops learned skills: a text that is left with one neighbour teaches it. */
function learnByDropping(graph, texts) {
  const teachers = [];
  for (let text = 0; text < texts; text++) if (graph.degree(`t${text}`) === 1) teachers.push(`t${text}`);
  let learned = 0;
  while (teachers.length > 0) {
    const teacher = teachers.pop();
    if (graph.degree(teacher) !== 1) continue;
    const skill = graph.neighbors(teacher)[0];
    const told = graph.neighbors(skill);
    graph.dropNode(skill);
    learned++;
    for (const text of told) if (graph.degree(text) === 1) teachers.push(text);
  }
  return learned;
}

const before = process.memoryUsage().rss;
const { prepare = () => {}, run } = work();
for (let repetition = 0; repetition < repetitions; repetition++) {
  prepare();
  const begin = process.cpuUsage();
  const { found, edges } = run(repetition);
  const { user, system } = process.cpuUsage(begin);
  const bytes = process.resourceUsage().maxRSS * 1024 - before;
  console.log(JSON.stringify({ edges, found, learn: (user + system) * 1000, bytes }));
}
