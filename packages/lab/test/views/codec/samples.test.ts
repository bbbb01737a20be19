import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { root } from "../../../../cli/test/support/built.js";
import { codecParameters, samples } from "../../../src/views/codec/parameters.js";

it("the texts that the codec is tried on are not those from which its model has learned", () => {
  const learned = gunzipSync(readFileSync(join(root, "examples/wordnet-glosses.jsonl.gz"))).toString("utf8");
  expect(learned).toContain("the sheath of connective tissue that covers a bundle of nerve fibers");
  for (const text of samples) expect(learned).not.toContain(text);
  expect(samples).toContain(codecParameters.text.default);
});
