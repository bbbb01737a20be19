import type { GraphKey } from "../edge-words.js";
import type { ImplicitKernel, ImplicitLaw, ImplicitRun } from "../implicit-kernel.js";
import { type BinnedSpace, binnedSpace } from "./binned-space.js";
import { type KernelFunctions, kernels, type SharedMemory, sharedKernels } from "./module.js";
import { setLaw } from "./space.js";

/** The binned kernel in WebAssembly: the rounds and bins of the TypeScript one, all loops on the other side. */
export function wasmBinnedKernel(law: ImplicitLaw): ImplicitKernel {
  const space = binnedSpace(law, 1);
  const { functions, buffer } = kernels(space.bytes);
  return instance(law, space, 0, functions, buffer, () => {});
}

/**
 * The binned kernel of one of several threads that learn the same graph in memory that they share: each does its part of
 * every step and then waits for the others. All get the same result.
 */
export function sharedBinnedKernel(
  law: ImplicitLaw,
  memory: SharedMemory,
  index: number,
  instances: number,
): ImplicitKernel {
  const space = binnedSpace(law, instances);
  const { buffer } = memory;
  const gate = new Int32Array(buffer, space.gate, 3);
  const kernel = instance(law, space, index, sharedKernels(memory), buffer, () => meet(gate, instances));
  return {
    bytes: kernel.bytes,
    learn: (key, known, perRound, roundOfSkill) => {
      try {
        return kernel.learn(key, known, perRound, roundOfSkill);
      } catch (error) {
        fail(gate);
        throw error;
      }
    },
  };
}

const [arrived, generation, failed] = [0, 1, 2];

/** Waits until all threads are here. What any of them wrote before, all can read after. */
function meet(gate: Int32Array, threads: number): void {
  if (Atomics.load(gate, failed) !== 0) throw new Error("another thread has failed");
  const now = Atomics.load(gate, generation);
  if (Atomics.add(gate, arrived, 1) === threads - 1) {
    Atomics.store(gate, arrived, 0);
    Atomics.add(gate, generation, 1);
    Atomics.notify(gate, generation);
    return;
  }
  while (Atomics.load(gate, generation) === now) Atomics.wait(gate, generation, now);
  if (Atomics.load(gate, failed) !== 0) throw new Error("another thread has failed");
}

/** Lets all threads that wait, or will, fail too. */
function fail(gate: Int32Array): void {
  Atomics.store(gate, failed, 1);
  Atomics.add(gate, generation, 1);
  Atomics.notify(gate, generation);
}

function instance(
  law: ImplicitLaw,
  space: BinnedSpace,
  index: number,
  functions: KernelFunctions,
  buffer: ArrayBuffer,
  wait: () => void,
): ImplicitKernel {
  const { skillCount } = law;
  const { room } = space.shares[index];
  setInstance(law, space, index, functions, buffer);
  const part = partOf(law, space, index, buffer);
  const senders = new Int32Array(buffer, space.senders, 4 * space.shares.length);
  const sums = new Float64Array(buffer, space.sums, 2 * space.shares.length);

  /** Adds up what every instance brings. There are two such sums, 0 and 1, as one may still be read by others. */
  const sum = (which: number, own: number): number => {
    const first = which * space.shares.length;
    sums[first + index] = own;
    wait();
    let all = 0;
    for (let i = 0; i < space.shares.length; i++) all += sums[first + i];
    return all;
  };
  const tell = (apply: () => void): number => {
    let told = 0;
    functions.beginTelling();
    for (;;) {
      const sent = functions.sendMessages();
      if (sent < 0) throw new Error(`a bin got more messages than the ${room} it has room for`);
      told += sent;
      wait();
      apply();
      const done = space.shares.every((share, i) => senders[4 * i + 3] === share.chunkEnd);
      wait();
      if (done) return told;
    }
  };

  return {
    bytes: buffer.byteLength,
    learn: ({ a, b, c, d }: GraphKey, known, perRound, roundOfSkill): ImplicitRun => {
      begin(part, skillCount, known, roundOfSkill);
      functions.setKey(a, b, c, d);
      const own = tell(functions.addMessages);
      functions.pointAtFirst();
      const edges = sum(0, own);
      let learned = 0;
      for (let rounds = 0; ; rounds++) {
        const count = sum(1, functions.learnPointed());
        if (count === 0) return { learnedCount: learned, rounds, edges };
        learned += count;
        perRound.push(count);
        if (roundOfSkill !== undefined) recordRound(part, rounds + 1, roundOfSkill);
        tell(functions.removeMessages);
      }
    },
  };
}

/** Tells an instance where everything is. */
function setInstance(
  law: ImplicitLaw,
  space: BinnedSpace,
  index: number,
  functions: KernelFunctions,
  buffer: ArrayBuffer,
): void {
  const { binCount, texts, learned, fresh, pointed, pointedBytes, senders, words, shares } = space;
  const share = shares[index];
  setLaw(functions, buffer, law, share.batches);
  new Uint32Array(buffer, share.starts, binCount + 1).set(
    Uint32Array.from({ length: binCount + 1 }, (_, bin) => share.messages + 4 * bin * share.room),
  );
  functions.setBinned(texts, law.textCount, learned, fresh, pointed, pointedBytes, senders, shares.length);
  functions.setShare(
    index,
    share.starts,
    share.chunkEnds,
    share.cursors,
    share.list,
    share.candidates,
    share.budget,
    share.chunkBegin,
    share.chunkEnd,
    Math.min(words, 2048 * share.chunkEnd),
    share.binBegin,
    share.binEnd,
  );
}

/** What belongs to one instance alone. */
type Part = {
  readonly texts: Int32Array;
  readonly pointed: Int32Array;
  /** Words of its skills. */
  readonly learned: Int32Array;
  readonly fresh: Int32Array;
  /** Its first skill. */
  readonly firstSkill: number;
};

function partOf({ textCount }: ImplicitLaw, space: BinnedSpace, index: number, buffer: ArrayBuffer): Part {
  const { chunkBegin, chunkEnd, binBegin, binEnd } = space.shares[index];
  const [from, to] = [65_536 * binBegin, Math.min(textCount, 65_536 * binEnd)];
  const [word, wordEnd] = [2048 * chunkBegin, Math.min(space.words, 2048 * chunkEnd)];
  const bits = (position: number) => new Int32Array(buffer, position + 4 * word, wordEnd - word);
  return {
    texts: new Int32Array(buffer, space.texts + 4 * from, to - from),
    pointed: new Int32Array(buffer, space.pointed + index * space.pointedBytes, space.words),
    learned: bits(space.learned),
    fresh: bits(space.fresh),
    firstSkill: 32 * word,
  };
}

/** Empties the texts; the skills that are not known are fresh. */
function begin(
  { texts, learned, fresh, pointed, firstSkill }: Part,
  skillCount: number,
  known: Uint8Array | undefined,
  roundOfSkill: Uint32Array | undefined,
): void {
  const endSkill = Math.min(skillCount, firstSkill + 32 * fresh.length);
  texts.fill(0);
  pointed.fill(0);
  learned.fill(0);
  roundOfSkill?.fill(0xffff_ffff, firstSkill, endSkill);
  if (known !== undefined) {
    for (let skill = firstSkill; skill < endSkill; skill++) {
      if (known[skill] === 0) continue;
      learned[(skill - firstSkill) >>> 5] |= 1 << (skill & 31);
      if (roundOfSkill !== undefined) roundOfSkill[skill] = 0;
    }
  }
  for (let word = 0; word < fresh.length; word++) fresh[word] = ~learned[word];
  const skills = endSkill - firstSkill;
  if ((skills & 31) !== 0) fresh[fresh.length - 1] &= (1 << (skills & 31)) - 1;
}

function recordRound({ fresh, firstSkill }: Part, round: number, roundOfSkill: Uint32Array): void {
  for (let word = 0; word < fresh.length; word++) {
    for (let rest = fresh[word]; rest !== 0; rest &= rest - 1) {
      roundOfSkill[firstSkill + 32 * word + 31 - Math.clz32(rest & -rest)] = round;
    }
  }
}
