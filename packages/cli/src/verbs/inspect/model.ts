import { bytesText } from "@onset/core/base";
import type { ByteSource, ModelContents } from "@onset/core/codec";
import { loadModel } from "../../codec/files.js";
import { type Origin, originOf } from "../../provenance.js";
import { bar, count, percent, plural } from "../../terminal/format.js";
import { labelledLines } from "../../terminal/layout.js";
import { jsonText } from "../../terminal/output.js";

/** The result of `onset inspect` on a model for other programs. */
export type ModelReport = ModelContents & {
  readonly schema: "onset/inspect@1";
  readonly kind: "model";
  readonly modelHash: string;
  /** Base forms that carry meaning. */
  readonly skills: number;
  readonly provenance: Origin;
};

const barWidth = 20;

/** What a model holds. */
export async function inspectModel(path: string, file: ByteSource, json: boolean): Promise<string> {
  const { contents, modelHash, skillCount: skills } = await loadModel(path, file);
  if (json) {
    const provenance = originOf();
    const report: ModelReport = {
      schema: "onset/inspect@1",
      kind: "model",
      modelHash,
      skills,
      ...contents,
      provenance,
    };
    return jsonText(report);
  }
  const { origin, sections } = contents;
  const open = Math.max(1, origin.skills - origin.foundation);
  const most = Math.max(...sections.map(({ bytes }) => bytes));
  const rows = sections.map(({ name, bytes }, i): [string, string] => [
    i === 0 ? "sections" : "",
    `${name.padEnd(12)} ${bytesText(bytes).padStart(8)}  ${bar(bytes / most, barWidth)}`,
  ]);
  return labelledLines(`onset inspect ${path}`, [
    ["model", `${modelHash}, ${bytesText(contents.bytes)}, all checked`],
    ["codebook", `${count(contents.units)} units, ${count(skills)} base forms that carry meaning`],
    ["tables", `${count(contents.ngrams)} sequences of two and more units`],
    ...rows,
    [
      "trained on",
      `${plural(origin.texts, "text")}, ${count(origin.letters)} characters, ${count(origin.skills)} distinct words`,
    ],
    [
      "learned",
      `${count(origin.learned)} words (${percent(origin.learned / open)}) from a foundation of ${count(origin.foundation)}; ${count(origin.understood)} texts understood`,
    ],
  ]);
}
