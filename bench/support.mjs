/**
 * What all benchmarks share: seeded input, warm-up, repetitions, a result that must be used and be the same each time,
 * and one line a measurement.
 *
 *     await measure({
 *       name: "learn, 1e6 texts",
 *       input: (random) => makeGraph(random),
 *       run: (graph) => learn(graph).learnedCount,
 *       amount: (graph) => graph.edges,
 *       unit: "edge",
 *       goal: 20,
 *     });
 *
 * prints `learn, 1e6 texts   13.2 ns/edge at best, 14.1 ± 0.6 of 9, 75.8 M edges/s, wall 13.4, goal 20: met`. Times are CPU
 * times of the whole process, which a busy machine disturbs least; beside them the wall time at best. Work of several
 * threads asks for `clock: "wall"`, and then it is the other way round.
 */
import { stream } from "@onset/core/base";

/**
 * Measures `run` and prints and returns the time a unit takes, in nanoseconds: `{ min, mean, deviation, perSecond }`, by
 * the clock that is asked for, `"cpu"` unless told otherwise.
 *
 * `input` gets a random stream of its own, keyed by `seed` and `name`; its time does not count. `run` must leave the
 * input as it was and return a number (or the promise of one) that depends on all its work: so the work cannot be
 * optimised away, and a repetition with another number is an error. `amount` is how many units one run does. `goal` is
 * the most nanoseconds a unit may take at best; a missed one makes the exit code 1.
 */
export async function measure({
  name,
  input = () => undefined,
  run,
  amount,
  unit,
  goal,
  clock = "cpu",
  seed = 1,
  warmUp = 3,
  repetitions = 9,
}) {
  const made = await input(stream(seed, name));
  const units = amount(made);
  if (!(units > 0)) throw new RangeError(`"${name}" expected an amount > 0, got ${units}`);

  let first;
  const times = { cpu: [], wall: [] };
  for (let repetition = -warmUp; repetition < repetitions; repetition++) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    const result = await run(made);
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    first ??= result;
    if (!Number.isFinite(result) || result !== first) {
      throw new Error(`"${name}" expected the same number each time, got ${first} and ${result}`);
    }
    if (repetition < 0) continue;
    times.cpu.push(((user + system) * 1e3) / units);
    times.wall.push((wall * 1e6) / units);
  }

  const other = clock === "cpu" ? "wall" : "cpu";
  const measured = summary(times[clock]);
  const beside = `${other === "cpu" ? "CPU" : other} ${inUnits(summary(times[other]).min)}`;
  console.log(`${name.padEnd(32)} ${describe(measured, times[clock].length, unit, beside, goal)}`);
  if (measured.min > goal) process.exitCode = 1;
  return measured;
}

/** Minimum, mean and standard deviation of times per unit in nanoseconds, and units a second at best. */
export function summary(times) {
  const min = Math.min(...times);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const squares = times.reduce((sum, time) => sum + (time - mean) ** 2, 0);
  return { min, mean, deviation: Math.sqrt(squares / Math.max(1, times.length - 1)), perSecond: 1e9 / min };
}

function describe({ min, mean, deviation, perSecond }, repetitions, unit, beside, goal) {
  const [scale, name] = timeScale(min);
  const spread = `${digits(mean / scale)} ± ${digits(deviation / scale)} of ${repetitions}`;
  const line = `${digits(min / scale)} ${name}/${unit} at best, ${spread}, ${large(perSecond)} ${unit}s/s, ${beside}`;
  if (goal === undefined) return line;
  const verdict = min <= goal ? "met" : `missed by ${Math.ceil((min / goal - 1) * 100)} %`;
  return `${line}, goal ${digits(goal / scale)}: ${verdict}`;
}

function inUnits(nanoseconds) {
  const [scale, name] = timeScale(nanoseconds);
  return `${digits(nanoseconds / scale)} ${name}`;
}

function timeScale(nanoseconds) {
  if (nanoseconds < 1e3) return [1, "ns"];
  if (nanoseconds < 1e6) return [1e3, "us"];
  return nanoseconds < 1e9 ? [1e6, "ms"] : [1e9, "s"];
}

function large(count) {
  if (count >= 1e6) return `${digits(count / 1e6)} M`;
  return count >= 1e3 ? `${digits(count / 1e3)} k` : digits(count);
}

/** Three significant digits, never in powers of ten. */
function digits(value) {
  if (!(value > 0)) return "0";
  return value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(value))));
}
