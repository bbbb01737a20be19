import { blockBits } from "../../bins.js";
import type { GraphKey } from "../edge-words.js";
import type { ImplicitKernel, ImplicitLaw, ImplicitRun } from "../implicit-kernel.js";
import { kernels } from "./module.js";
import { Layout, lawLayout, setLaw } from "./space.js";

// As many messages as texts are enough for long runs, up to 13.6 million (55 MB): more brought nothing at 2.6 and 7.8
// million texts, a half cost 5 to 15 %.
const mostMessages = 16 * 65_536 * 13;

/** The binned kernel in WebAssembly: the rounds and bins of the TypeScript one, all loops on the other side. */
export function wasmBinnedKernel(law: ImplicitLaw): ImplicitKernel {
  const { textCount, skillCount } = law;
  const words = Math.ceil(skillCount / 32);
  const chunks = Math.ceil(skillCount / 65_536);
  const binCount = Math.ceil(textCount / 2 ** blockBits);
  const { room, budget } = binRoom(law, chunks);

  const layout = new Layout();
  const batches = lawLayout(law, layout);
  const list = layout.take(4 * (2048 + 4));
  // Room for those of twice the messages after which they are looked at.
  const candidates = layout.take(2 * 4096 + 64);
  const starts = layout.take(4 * (binCount + 1));
  const cursors = layout.take(4 * binCount);
  const chunkEnds = layout.take(4 * binCount * chunks);
  const [learned, fresh, pointed] = [layout.take(4 * words), layout.take(4 * words), layout.take(4 * words)];
  const texts = layout.take(4 * textCount);
  // Behind all else, where an overfull bin would do the least harm before it is noticed.
  const messages = layout.take(4 * binCount * room);

  const { functions, buffer } = kernels(layout.bytes);
  setLaw(functions, buffer, law, batches);
  new Uint32Array(buffer, starts, binCount + 1).set(
    Uint32Array.from({ length: binCount + 1 }, (_, bin) => messages + 4 * bin * room),
  );
  functions.setBinned(
    texts,
    textCount,
    words,
    learned,
    fresh,
    pointed,
    list,
    candidates,
    starts,
    binCount,
    cursors,
    chunkEnds,
    budget,
  );
  const bits = (position: number) => new Int32Array(buffer, position, words);
  const state = {
    texts: new Int32Array(buffer, texts, textCount),
    learned: bits(learned),
    fresh: bits(fresh),
    pointed: bits(pointed),
  };
  const tell = (remove: boolean): number => {
    const told = functions.tellFresh(remove ? 1 : 0);
    if (told < 0) throw new Error(`a bin got more messages than the ${room} it has room for`);
    return told;
  };

  return {
    bytes: buffer.byteLength,
    learn: (key, known, perRound, roundOfSkill) => {
      begin(state, skillCount, known, roundOfSkill);
      setKey(key);
      const edges = tell(false);
      functions.pointAtFirst();
      let learnedCount = 0;
      for (let rounds = 0; ; rounds++) {
        const count = functions.learnPointed();
        if (count === 0) return { learned: learnedCount, rounds, edges } satisfies ImplicitRun;
        learnedCount += count;
        perRound.push(count);
        if (roundOfSkill !== undefined) recordRound(state.fresh, rounds + 1, roundOfSkill);
        tell(true);
      }
    },
  };

  function setKey({ a, b, c, d }: GraphKey): void {
    functions.setKey(a, b, c, d);
  }
}

type State = {
  readonly texts: Int32Array;
  readonly learned: Int32Array;
  readonly fresh: Int32Array;
  readonly pointed: Int32Array;
};

/** Empties the texts; the skills that are not known are fresh. */
function begin(
  { texts, learned, fresh, pointed }: State,
  skillCount: number,
  known: Uint8Array | undefined,
  roundOfSkill: Uint32Array | undefined,
): void {
  texts.fill(0);
  pointed.fill(0);
  learned.fill(0);
  roundOfSkill?.fill(0xffff_ffff);
  if (known !== undefined) {
    for (let skill = 0; skill < skillCount; skill++) {
      if (known[skill] === 0) continue;
      learned[skill >>> 5]! |= 1 << (skill & 31);
      if (roundOfSkill !== undefined) roundOfSkill[skill] = 0;
    }
  }
  for (let word = 0; word < fresh.length; word++) fresh[word] = ~learned[word]!;
  if ((skillCount & 31) !== 0) fresh[fresh.length - 1]! &= (1 << (skillCount & 31)) - 1;
}

function recordRound(fresh: Int32Array, round: number, roundOfSkill: Uint32Array): void {
  for (let word = 0; word < fresh.length; word++) {
    for (let rest = fresh[word]!; rest !== 0; rest &= rest - 1) {
      roundOfSkill[32 * word + 31 - Math.clz32(rest & -rest)] = round;
    }
  }
}

/** How many messages a bin has room for, and after how many in all bins they are applied. */
function binRoom(
  { degrees, textCount, skillCount }: ImplicitLaw,
  chunks: number,
): { room: number; budget: number } {
  // Degrees are independent with a variance below mean * (largest + 1).
  const skills = Math.min(65_536, skillCount);
  const mean = skills * degrees.mean;
  const likely = Math.ceil(mean + 12 * Math.sqrt(mean * (1 + degrees.largest)) + 64);
  const chunkMessages = Math.min(likely, skills * degrees.largest);
  // The budget is looked at between chunks: a chunk may exceed it by its own messages.
  const most = Math.min(
    Math.max(Math.min(mostMessages, textCount), 2 * chunkMessages),
    chunks * chunkMessages,
  );
  const share = most * Math.min(1, 2 ** blockBits / textCount);
  // A binomial number: its mean and 12 standard deviations (more has a probability below 1e-30). An odd number of
  // cache lines: bins a power of two apart would fight for the same sets.
  const room = (Math.ceil(share + 12 * Math.sqrt(share) + 64) | 31) + 17;
  return { room, budget: Math.max(0, most - chunkMessages) };
}
