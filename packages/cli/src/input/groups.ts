import { nameOf } from "@onset/core/corpus";
import { UsageError } from "../errors.js";
import type { Reading } from "./read.js";

/** The files that the texts of a corpus are of. */
export type FileGroups = {
  readonly names: readonly string[];
  /** By text the number of its file. */
  readonly groupOfText: Uint32Array<ArrayBuffer>;
};

const placed = /^(.+):\d+(?:\.\d+)?$/s;

/**
 * Tells the files of the texts: of a corpus in several files these, of texts that `onset label` has made the files that
 * they name (`ep1.srt:12`).
 *
 * @throws UsageError when all texts are of one file that names no others
 */
export function fileGroups({ corpus, read, label }: Reading): FileGroups {
  const { textCount } = corpus.needs;
  const groupOfText = new Uint32Array(textCount);
  if (read.files.length > 1) {
    let file = 0;
    for (let text = 0; text < textCount; text++) {
      while (file + 1 < read.files.length && read.files[file + 1].firstText <= text) file++;
      groupOfText[text] = file;
    }
    return { names: read.files.map(({ name }) => name), groupOfText };
  }
  const names: string[] = [];
  const groupOf = new Map<string, number>();
  let text = 0;
  for (const id of corpus.textNames) {
    const name = placed.exec(id)?.[1] ?? id;
    let group = groupOf.get(name);
    if (group === undefined) {
      group = names.length;
      groupOf.set(name, group);
      names.push(name);
    }
    groupOfText[text++] = group;
  }
  // Names that hold no place are those of texts, not of files.
  if (names.length === textCount && textCount > 1 && !nameOf(corpus.textNames, 0).includes(".")) {
    throw new UsageError(
      `--by-file: the texts of ${label} name no files; name several files, or make one corpus of them with onset label`,
    );
  }
  return { names, groupOfText };
}
