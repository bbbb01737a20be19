import { facts } from "@onset/core/report";
import { factColumn } from "../../parts/columns.js";
import { count } from "../../parts/format.js";
import { defineView, type Table } from "../view.js";
import { CodecBody } from "./body.js";
import { codecCommand } from "./command-line.js";
import type { CodecOutput } from "./compute.js";
import { type CodecValues, codecParameters } from "./parameters.js";
import { waysOf } from "./rows.js";

export const codecView = defineView({
  lede: "What was learned becomes a [[codec]]. It sends what a text means, then how it is said. Type a text and see its bits beside those of other compressors.",
  parameters: codecParameters,
  job: "codec",
  Body: CodecBody,
  tables: tablesOf,
  command: ({ text }: CodecValues) => codecCommand(text),
});

function tablesOf(output: CodecOutput): readonly Table[] {
  const rate = (bytes: number): number | null =>
    output.characters === 0 ? null : (8 * bytes) / output.characters;
  return [
    {
      name: "ways",
      title: "Ways to send it",
      columns: [
        { name: "way", label: "way" },
        { name: "layer", label: "layer" },
        { name: "bytes", label: "bytes", format: count },
        factColumn("bits_per_character", facts.bitsPerCharacter),
      ],
      rows: waysOf(output).map(({ name, layer, bytes }) => [name, layer, bytes, rate(bytes)]),
    },
    {
      name: "skills",
      title: "Its skills, in their order",
      columns: [
        { name: "position", label: "no.", format: count },
        { name: "skill", label: "skill" },
      ],
      rows: output.inOrder.map((skill, i) => [i + 1, skill]),
    },
  ];
}
