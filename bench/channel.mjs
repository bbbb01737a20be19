/**
 * Decoding over erasures, one thread: megabytes of recovered message a second, finding the order in which the symbols
 * are learned included. `node bench/channel.mjs` after `npm run build`. The exit code is 1 when a goal is missed.
 */
import {
  drawArrivals,
  encodeSymbols,
  fillSymbols,
  linearCode,
  planErasures,
  propagateBeliefs,
  ratelessCode,
  staircaseCode,
} from "@onset/core/channel";
import { measure } from "./support.mjs";

// 20 MB of message a second are 50 ns a byte.
const goal = 50;

for (const [name, dimension, size, erasure] of [
  ["peeling, 16,384 x 64 bytes", 16384, 64, 0.4],
  ["peeling, 16,384 x 1 KB", 16384, 1024, 0.4],
  ["inactivation, 2,048 x 64 bytes", 2048, 64, 0.47],
  ["inactivation, 2,048 x 1 KB", 2048, 1024, 0.47],
  ["short, 32 x 32 bytes", 32, 32, 0.4],
]) {
  await measure({
    name,
    input: (random) => {
      const message = Uint32Array.from({ length: dimension }, (_, i) => i);
      const code = linearCode(staircaseCode(dimension, 2 * dimension, size === 32 ? 5 : 3), message);
      const bytes = Uint8Array.from({ length: dimension * size }, () => random.nextUint32() & 255);
      const word = encodeSymbols(code, bytes);
      return { code, word, arrived: drawArrivals(2 * dimension, erasure, random) };
    },
    run: ({ code, word, arrived }) => {
      const plan = planErasures(code.graph, arrived);
      fillSymbols(plan, word);
      return word[0] + plan.lost;
    },
    amount: () => dimension * size,
    unit: "byte",
    // In short codewords the time goes into finding the order, whatever the symbols hold.
    goal: dimension < 100 ? undefined : goal,
  });
}

await measure({
  name: "LT, 2,048 x 1 KB of 2,300 packets",
  input: (random) => {
    const code = ratelessCode(2048);
    const numbers = Uint32Array.from({ length: 2300 }, (_, i) => i);
    const bytes = Uint8Array.from({ length: 2048 * 1024 }, () => random.nextUint32() & 255);
    return { code, numbers, packets: code.encode(bytes, numbers) };
  },
  run: ({ code, numbers, packets }) => code.decode(code.plan(numbers), packets)[0],
  amount: () => 2048 * 1024,
  unit: "byte",
  goal,
});

for (const rule of ["sum-product", "min-star", "min-sum"]) {
  await measure({
    name: `${rule}, 16,384 bits, 20 sweeps`,
    input: (random) => ({
      graph: staircaseCode(8192, 16384, 3),
      // Noise alone never converges: all sweeps are made.
      soft: Float64Array.from({ length: 16384 }, () => random.nextFloat() - 0.5),
    }),
    run: ({ graph, soft }) => propagateBeliefs(graph, soft, { rule, maxSweeps: 20 }).sweeps,
    amount: ({ graph }) => 20 * graph.edgeCount,
    unit: "edge",
  });
}
