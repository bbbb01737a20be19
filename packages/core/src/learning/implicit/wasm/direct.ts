import { type DirectLoops, learnDirect } from "../direct.js";
import type { ImplicitKernel, ImplicitLaw } from "../implicit-kernel.js";
import { kernels } from "./module.js";
import { Layout, lawLayout, setLaw } from "./space.js";

/** The direct kernel in WebAssembly. */
export function wasmDirectKernel(law: ImplicitLaw): ImplicitKernel {
  const { textCount, skillCount } = law;
  const layout = new Layout();
  const batches = lawLayout(law, layout);
  const texts = layout.take(4 * textCount);
  const learned = layout.take(skillCount);
  // More: a skill that is learned already is written behind the last, and lists are read in fours.
  const queue = layout.take(4 * (skillCount + 4));
  const { functions, buffer } = kernels(layout.bytes);
  setLaw(functions, buffer, law, batches);
  functions.setDirect(texts, textCount, learned, skillCount, queue, batches.candidates);
  const loops: DirectLoops = {
    texts: new Int32Array(buffer, texts, textCount),
    learned: new Uint8Array(buffer, learned, skillCount),
    queue: new Int32Array(buffer, queue, skillCount),
    addSkills: ({ a, b, c, d }) => {
      functions.setKey(a, b, c, d);
      return functions.addSkills();
    },
    queueFirst: functions.queueFirst,
    removeSkills: (_, begin, end) => functions.removeSkills(begin, end),
  };
  return {
    bytes: buffer.byteLength,
    learn: (key, known, perRound, roundOfSkill) => learnDirect(loops, key, known, perRound, roundOfSkill),
  };
}
