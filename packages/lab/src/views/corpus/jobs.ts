/** Both jobs in one part of the build: what has been loaded once needs no network any more. */
export { computeCorpus } from "./compute.js";
export { computeWhy } from "./why.js";
