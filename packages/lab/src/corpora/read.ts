/** Reads a corpus in the worker: bytes come from a file of the visitor's or from a bundled one, the rest is @onset/reading. */
import { blobSource, type Reading, type ReadingContext, readCorpus } from "@onset/reading";
import { type BundledName, bundledCorpora, fetchBundled } from "./bundled.js";

/** A bundled corpus or a file of the visitor's, which is read here and goes nowhere. */
export type CorpusSource =
  | { readonly kind: "bundled"; readonly name: BundledName }
  | { readonly kind: "file"; readonly file: File };

/** What the visitor says about a file; the rest is recognised. Empty names are recognised too. */
export type Layout = {
  readonly skillsField: string;
  readonly textField: string;
  /** The words of the texts are the skills. */
  readonly words: boolean;
};

const megabyte = 1e6;
/** Bytes of a file that a browser is asked to read; the command line has no such limit. */
const maxFileBytes = 128 * megabyte;
const maxUnpackedBytes = 384 * megabyte;

/** @throws Error with a sentence that says what is wrong and what to do. */
export async function readSource(
  source: CorpusSource,
  { skillsField, textField, words }: Layout,
  context: ReadingContext,
): Promise<Reading> {
  const blob = source.kind === "file" ? source.file : await fetchBundled(source.name);
  const name = source.kind === "file" ? source.file.name : bundledCorpora[source.name].file;
  if (blob.size > maxFileBytes) {
    throw new Error(
      `${name} has ${Math.round(blob.size / megabyte)} MB; the laboratory reads up to ${maxFileBytes / megabyte} MB in a browser. The command has no such limit: onset learn ${name}`,
    );
  }
  const fields = {
    ...(skillsField !== "" && { skills: skillsField }),
    ...(textField !== "" && { text: textField }),
  };
  const limits = {
    maxUnpackedBytes,
    unpackMore: `the command reads more: onset learn ${name} --max-unpacked <MB>`,
  };
  return readCorpus([blobSource(blob, name)], { fields, words, ...limits }, context);
}
