import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { JapaneseTokenizer, Morpheme } from "@onset/text";

const name = "@sglkc/kuromoji";

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
    manifest = require.resolve(`${name}/package.json`);
  } catch {
    return null;
  }
  const { version } = require(manifest) as { version: string };
  const { builder } = require(name) as Kuromoji;
  const dicPath = join(dirname(manifest), "dict");
  const tokenizer = await new Promise<{ tokenize(text: string): Morpheme[] }>((resolve, reject) => {
    builder({ dicPath }).build((error, built) => (error === null ? resolve(built) : reject(error)));
  });
  return { by: `${name} ${version} (IPADIC)`, tokenize: (text) => tokenizer.tokenize(text) };
}
