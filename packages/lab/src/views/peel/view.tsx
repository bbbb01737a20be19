import { useJob } from "../../app/use-job.js";
import { bundledCorpora } from "../../corpora/bundled.js";
import { count } from "../../parts/format.js";
import { type Computed, defineView, type Table } from "../view.js";
import { PeelBody } from "./body.js";
import type { PeelInput, PeelOutput } from "./compute.js";
import { type PeelValues, peelParameters } from "./parameters.js";

export const peelView = defineView({
  lede: "A [[text]] with a single unlearned [[skill]] teaches it: the text glows. Learn what glows, and other texts begin to glow. What never glows is stuck in a [[core]].",
  parameters: peelParameters,
  job: null,
  useOutput: usePeel,
  Body: PeelBody,
  tables: tablesOf,
  command: commandOf,
  idle: ({ corpus }: PeelValues) => {
    if (corpus === "random") return {};
    const why = "Only random corpora are made of this.";
    return { skills: why, mean: why, ratio: why, seed: why };
  },
});

function usePeel(values: PeelValues): Computed<PeelOutput> {
  const { corpus, skills, mean, ratio, seed, maxUnlearned, edits } = values;
  // Walking through the steps computes nothing.
  const input: PeelInput = { corpus, skills, mean, ratio, seed, maxUnlearned, edits };
  return useJob({ id: "peel", job: "peel" }, input) as Computed<PeelOutput>;
}

function commandOf({ corpus, skills, mean, ratio, seed, maxUnlearned, edits }: PeelValues): string {
  const options = maxUnlearned === "1" ? "" : ` --learner ${maxUnlearned}`;
  // What was changed by hand, or stands nowhere else, is the table of texts: the export holds it.
  if (corpus === "sums" || (corpus === "random" && edits !== ""))
    return `onset learn onset-peel-texts.csv${options}`;
  if (corpus !== "random") return `onset learn examples/${bundledCorpora[corpus].file}${options}`;
  return `onset simulate poisson:${mean} --ratio ${ratio} --skills ${skills}${options} --trials 1 --engine graph --seed ${seed}`;
}

function tablesOf({ skills, texts, directed }: PeelOutput): readonly Table[] {
  const names = (list: readonly number[]): string => list.map((skill) => skills[skill].name).join("; ");
  const core = (number: number | null): number | null => (number === null ? null : number + 1);
  return [
    {
      name: "texts",
      title: "Texts",
      columns: [
        { name: "id", label: "text" },
        ...(directed
          ? [
              { name: "requires", label: "requires" },
              { name: "teaches", label: "teaches" },
            ]
          : [{ name: "skills", label: "skills" }]),
        { name: "core", label: "stuck core", format: count },
      ],
      rows: texts.map((text) => [
        text.name,
        ...(directed ? [names(text.requires)] : []),
        names(text.teaches),
        core(text.core),
      ]),
    },
    {
      name: "skills",
      title: "Skills",
      columns: [
        { name: "skill", label: "skill" },
        { name: "round", label: "round", format: count },
        { name: "learned_from", label: "from" },
        { name: "core", label: "stuck core", format: count },
      ],
      rows: skills.map((skill) => [
        skill.name,
        skill.round,
        skill.from === null ? null : texts[skill.from].name,
        core(skill.core),
      ]),
    },
  ];
}
