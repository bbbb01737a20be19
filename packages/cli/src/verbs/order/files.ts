import type { Curriculum } from "@onset/core/analysis";
import { type Names, nameOf } from "@onset/core/corpus";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { UsageError } from "../../errors.js";
import type { Content } from "../../files/content.js";
import { headerOf, recordsOf } from "../../input/places.js";
import { trainerSettings } from "./trainers.js";

/** The files of a curriculum, the source's lines in them as they stand there. */
export function curriculumFiles(
  { reading, corpus }: ReadLearner,
  curriculum: Curriculum,
  withStages: boolean,
): Record<string, Content> {
  const { places, records, label } = reading;
  if (places === null) {
    const is = reading.read.files.length > 1 ? "this corpus has several" : "this one has none";
    throw new UsageError(
      `${label}: only one file of lines can be written in order (JSON Lines, CSV, TSV, plain text); ${is}`,
    );
  }
  const extension = extensionOf(label);
  const lines = (texts: Uint32Array): Content => ({
    *[Symbol.iterator]() {
      yield headerOf(places);
      yield* recordsOf(
        places,
        Array.from(texts, (text) => records[text]),
      );
    },
  });
  const { order, stuck, offsets } = curriculum;
  const files: Record<string, Content> = {
    [`ordered${extension}`]: lines(order),
    "ids.txt": idsOf(corpus.textNames, order),
    "keep-the-order.md": [trainerSettings],
  };
  if (stuck.length > 0) files[`stuck${extension}`] = lines(stuck);
  if (!withStages) return files;
  for (let stage = 0; stage + 1 < offsets.length; stage++) {
    files[stageFile(stage, offsets.length - 1, extension)] = lines(
      order.subarray(offsets[stage], offsets[stage + 1]),
    );
  }
  return files;
}

/** The name of a stage's file: numbers with as many digits as the last one, so that names sort as stages do. */
export function stageFile(stage: number, count: number, extension: string): string {
  return `stage-${String(stage + 1).padStart(String(count).length, "0")}${extension}`;
}

/** The extension of a corpus, without that of its packing. */
export function extensionOf(label: string): string {
  return /(\.[A-Za-z0-9]+)(?:\.gz)?$/.exec(label)?.[1] ?? ".jsonl";
}

function* idsOf(names: Names, order: Uint32Array): Generator<string> {
  for (const text of order) yield `${nameOf(names, text).replaceAll(/[\r\n]+/g, " ")}\n`;
}
