/** How many workers memory allows. */
import { describe, expect, it } from "vitest";
import { workersThatFit } from "../../src/workers/open-pool.js";

describe("workers", () => {
  it("are as many as asked for where memory allows, counting what a thread itself takes", () => {
    expect(workersThatFit(8, 1e6, 8e9)).toBe(8);
    // Trials of a kilobyte each: a thousand threads would take 60 GB.
    expect(workersThatFit(1024, 1e3, 1e9)).toBe(16);
    expect(workersThatFit(8, 3e9, 8e9)).toBe(2);
    expect(workersThatFit(8, 3e9, 1e9)).toBe(1);
  });
});
