import {
  type AssociationSelection,
  type Associations,
  measureAssociations,
  selectAssociations,
  selectedAssociations,
} from "@onset/core/analysis";
import { nameOf } from "@onset/core/corpus";
import { none } from "@onset/core/learning";
import { type CorpusVerbOptions, type ReadLearner, readLearner } from "../../corpus/corpus-verb.js";
import { followed } from "../../corpus/followed.js";
import { Outputs } from "../../files/outputs.js";
import { provenanceOf } from "../../provenance.js";
import type { RunContext } from "../../run/run.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { associateReport, terminalReport } from "./corpus-report.js";
import { type AssociationGraph, graphFormats } from "./graph-files.js";

/** What `onset associate` is asked about a corpus. */
export type AssociateCorpusOptions = CorpusVerbOptions & {
  /** Rewired corpora of the null model; by default as many as take a second or two. */
  readonly runs?: number;
  readonly seed: number;
  readonly minWeight: number;
  readonly maxEdges: number;
  readonly graphml?: string;
  readonly gexf?: string;
  readonly csv?: string;
  readonly rawCells?: true;
};

/** The association graph of a corpus: measured, predicted, and written for other programs. */
export async function associateCorpus(
  names: readonly string[],
  options: AssociateCorpusOptions,
  context: RunContext,
): Promise<string> {
  const files = filesAsked(options);
  const paths = files.map(([, path]) => path);
  const named = { reads: [...names, options.known], writes: paths };
  const outputs = await Outputs.open(named, context.workspace.signal);
  const learner = await readLearner(names, options, context);
  const { corpus } = learner;
  const { runs, seed } = options;
  const call = followed(context);
  const measured = await measureAssociations(learner, { runs, seed, ...call });
  const selection = selectAssociations(
    corpus.needs,
    measured.learned.learnedFlags,
    options.minWeight,
    options.maxEdges,
  );
  context.progress.stage("writing");
  const graph = graphOf(learner, measured, selection);
  await outputs.writeFiles(
    files.map(([format, path]) => [path, graphFormats[format](graph, { raw: options.rawCells === true })]),
  );
  const report = associateReport(
    learner,
    measured,
    selection,
    paths,
    provenanceOf(options.seed, learner.reading),
  );
  return options.json ? jsonText(report) : terminalReport(learner, report, terminalWidth());
}

function filesAsked(options: AssociateCorpusOptions): [keyof typeof graphFormats, string][] {
  const files: [keyof typeof graphFormats, string][] = [];
  for (const format of ["graphml", "gexf", "csv"] as const) {
    const path = options[format];
    if (path !== undefined) files.push([format, path]);
  }
  return files;
}

function graphOf(
  { corpus, reading }: ReadLearner,
  measured: Associations,
  selection: AssociationSelection,
): AssociationGraph {
  const { learned, components } = measured;
  return {
    title: `Associations of the learned skills of ${reading.label}`,
    nodes: {
      *[Symbol.iterator]() {
        for (const [skill, name] of corpus.skillNames.entries()) {
          const component = components.componentOfSkill[skill];
          if (component === none) continue;
          const text = learned.textOfSkill[skill];
          yield {
            skill,
            name,
            texts: corpus.needs.textsOfSkill(skill).length,
            round: learned.roundOfSkill[skill],
            learnedFrom: text === none ? "" : nameOf(corpus.textNames, text),
            component: component + 1,
          };
        }
      },
    },
    edges: {
      [Symbol.iterator]: () => selectedAssociations(corpus.needs, learned.learnedFlags, selection),
    },
  };
}
