import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { JapaneseTokenizer, Morpheme } from "@onset/text";

type Kuromoji = {
  builder(options: { dicPath: string }): {
    build(done: (error: Error | null, tokenizer: { tokenize(text: string): Morpheme[] }) => void): void;
  };
};

/** Loads the tokenizer of Japanese with its dictionary of 18 MB, which is an optional package; null where it is not there. */
export async function loadJapanese(): Promise<JapaneseTokenizer | null> {
  const require = createRequire(import.meta.url);
  let manifest: string;
  try {
    manifest = require.resolve("@sglkc/kuromoji/package.json");
  } catch {
    return null;
  }
  const { name, version } = require(manifest) as { name: string; version: string };
  const { default: kuromoji } = (await import("@sglkc/kuromoji")) as unknown as { default: Kuromoji };
  const dicPath = join(dirname(manifest), "dict");
  const tokenizer = await new Promise<{ tokenize(text: string): Morpheme[] }>((resolve, reject) => {
    kuromoji.builder({ dicPath }).build((error, built) => (error === null ? resolve(built) : reject(error)));
  });
  return { by: `${name} ${version} (IPADIC)`, tokenize: (text) => tokenizer.tokenize(text) };
}
