/**
 * Fuzzes the codec: a million mutated records, packs and models, each refused with a FormatError or read; nothing damaged
 * that has a check may be read as something else. `node bench/fuzz-codec.mjs [inputs] [seed]` after `npm run build`.
 * The exit code is 1 when something else happens; it prints the count.
 */
import { stream } from "@onset/core/base";
import { loadCodec, Pack, PackWriter, trainCodec } from "@onset/core/codec";

const inputs = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 1);
const random = stream(seed, "fuzz");
const below = (bound) => random.nextInteger(bound);

const things = ["gate", "ship", "Lamp", "bridge", "größte", "engine", "日本", "valve"];
const texts = Array.from(
  { length: 400 },
  (_, i) =>
    `The ${things[i % 8]} ${i % 5} opens at ${i % 24}:00, says "${things[(i * 5) % 7]}" of ${things[(i * 3) % 8]}s`,
);
const { model } = trainCodec(texts, { size: 12_000 });
const codec = loadCodec(model);
const exact = texts.map((text) => codec.encode(text));
const checked = texts.map((text) => codec.encode(text, { check: true }));
const meanings = texts.map((text) => codec.encodeMeaning(text));
const layered = texts.map((text) => codec.encodeLayered(text));
const writer = new PackWriter(codec.modelHash);
for (const record of exact.slice(0, 40)) writer.add(record);
const pack = writer.finish();

/** Bytes flipped, set, removed, added, cut off or taken from elsewhere, one to four times. */
function mutated(bytes) {
  let list = [...bytes];
  for (let times = 1 + below(4); times > 0; times--) {
    const at = below(list.length + 1);
    const kind = below(6);
    if (kind === 0 && at < list.length) list[at] ^= 1 << below(8);
    else if (kind === 1 && at < list.length) list[at] = [0, 255, 128, below(256)][below(4)];
    else if (kind === 2) list.splice(at, 1 + below(3));
    else if (kind === 3) list.splice(at, 0, ...Array.from({ length: 1 + below(4) }, () => below(256)));
    else if (kind === 4) list = list.slice(0, at);
    else list.splice(at, 4, ...list.slice(below(list.length + 1)).slice(0, 4));
  }
  return Uint8Array.from(list);
}
const same = (a, b) => Buffer.compare(a, b) === 0;

const targets = [
  { share: 40, name: "exact records", of: exact, read: (bytes) => codec.decode(bytes) },
  { share: 15, name: "checked records", of: checked, read: (bytes) => codec.decode(bytes, { check: true }) },
  { share: 20, name: "meanings", of: meanings, read: (bytes) => codec.decodeMeaning(bytes) },
  {
    share: 20,
    name: "layered records",
    of: layered,
    read(bytes) {
      codec.meaningOfLayered(bytes);
      return codec.decodeLayered(bytes);
    },
  },
  {
    share: 4,
    name: "packs",
    of: [pack],
    read(bytes, original) {
      const opened = Pack.open(bytes);
      opened.verify();
      if (!same(bytes, original)) throw new Error("a damaged pack was read");
    },
  },
  {
    share: 1,
    name: "models",
    of: [model],
    read(bytes, original) {
      loadCodec(bytes);
      if (!same(bytes, original)) throw new Error("a damaged model was read");
    },
  },
];

const wheel = targets.flatMap((target) => Array(target.share).fill(target));
const counts = new Map(targets.map(({ name }) => [name, { inputs: 0, refused: 0, slowest: 0 }]));
const begun = process.cpuUsage();
for (let i = 0; i < inputs; i++) {
  const { name, of, read } = wheel[below(wheel.length)];
  const original = of[below(of.length)];
  const bytes = mutated(original);
  const count = counts.get(name);
  const start = performance.now();
  count.inputs++;
  try {
    read(bytes, original);
  } catch (error) {
    if (error?.name !== "FormatError") {
      console.error(
        `${name}, input ${i} of seed ${seed}: ${error?.stack}\n${Buffer.from(bytes).toString("hex")}`,
      );
      process.exitCode = 1;
      break;
    }
    count.refused++;
  }
  count.slowest = Math.max(count.slowest, performance.now() - start);
}
const { user, system } = process.cpuUsage(begun);
for (const [name, { inputs, refused, slowest }] of counts) {
  console.log(`${name}: ${inputs} inputs, ${refused} refused, the slowest ${slowest.toFixed(0)} ms`);
}
console.log(
  `${[...counts.values()].reduce((sum, count) => sum + count.inputs, 0)} inputs in ${((user + system) / 1e6).toFixed(0)} s of processor time, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
);
