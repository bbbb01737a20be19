/** The jobs of the worker by name. Each is loaded when it is first asked for. */
import type { Job } from "./protocol.js";

export const jobs = {
  startHundred: async () => (await import("../views/start/compute.js")).computeHundred,
  codec: async () => (await import("../views/codec/compute.js")).computeCodec,
  association: async () => (await import("../views/association/compute.js")).computeAssociation,
  corpus: async () => (await import("../views/corpus/jobs.js")).computeCorpus,
  corpusWhy: async () => (await import("../views/corpus/jobs.js")).computeWhy,
  peel: async () => (await import("../views/peel/compute.js")).computePeel,
  emergence: async () => (await import("../views/emergence/compute.js")).computeEmergence,
  density: async () => (await import("../views/density/compute.js")).computeDensity,
  hierarchy: async () => (await import("../views/hierarchy/compute.js")).computeHierarchy,
  errors: async () => (await import("../views/errors/compute.js")).computeErrors,
  trained: async () => (await import("../views/trained/compute.js")).computeTrained,
  lessons: async () => (await import("../views/lessons/compute.js")).computeLessons,
};

export type JobName = keyof typeof jobs;
type JobOf<N extends JobName> = Awaited<ReturnType<(typeof jobs)[N]>>;
export type InputOf<N extends JobName> = JobOf<N> extends Job<infer I, infer _> ? I : never;
export type OutputOf<N extends JobName> = JobOf<N> extends Job<infer _, infer O> ? O : never;
