/** What pages come to show. */
import { expect } from "vitest";

/**
 * Expects of a page what it may not show yet: the answer to a key, a click or a new address is drawn a frame later, and on a
 * busy machine later than the next question of the test. It is asked again until it is so.
 */
export function expectSoon<T>(ask: () => T | Promise<T>) {
  return expect.poll(ask, { interval: 20, timeout: 30_000 });
}
