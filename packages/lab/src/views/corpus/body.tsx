import { planText, planTitle, roundsText } from "@onset/core/report";
import type { JSX } from "preact";
import { Chart, useDrawn } from "../../figures/chart.js";
import { type ExactNumbers, SectionView, Verdict } from "../../parts/report.js";
import type { BodyProps } from "../view.js";
import { curveChart, curveRead, roundsChart, roundsRead } from "./charts.js";
import { ChooseField } from "./choose-field.js";
import type { CorpusResult } from "./compute.js";
import { LabelsPanel } from "./labels-panel.js";
import type { CorpusValues, corpusParameters } from "./parameters.js";
import { Picker } from "./picker.js";
import type { CorpusShown } from "./use-corpus.js";
import { Waiting } from "./waiting.js";
import { WhySkill } from "./why-skill.js";

type Props = BodyProps<typeof corpusParameters, CorpusShown>;

export function CorpusBody({ values, set, output, busy }: Props): JSX.Element {
  const { result = null, reading = null, missing = null, why = null } = output ?? {};
  const { phase = "Reading", fields = null, cancelled = false, cancel } = output ?? {};
  return (
    <div>
      <Picker values={values} set={set} />
      {busy && result === null && missing === null && cancel !== undefined && (
        <Waiting phase={phase} share={reading} cancel={cancel} />
      )}
      {busy && result !== null && !result.isComplete && cancel !== undefined && (
        <Waiting phase="Looking for why theory differs" share={null} cancel={cancel} />
      )}
      {cancelled && (
        <p class="hint" role="status">
          {result === null
            ? "It was cancelled. Choose the file again, or another one."
            : "It was cancelled: theory was not finished."}
        </p>
      )}
      {fields !== null && <ChooseField {...fields} choose={(patch) => set(patch)} />}
      {missing !== null && (
        <p class="hint" role="status">
          This link is about {missing}, which is not part of the link. Drop it here to see the rest.
        </p>
      )}
      {result !== null && (
        <Result
          {...{ values, set, result, why }}
          stale={busy && result.labels === null && result.summary.learner.known !== values.known}
        />
      )}
    </div>
  );
}

type ResultProps = Pick<Props, "values" | "set"> & {
  readonly result: CorpusResult;
  readonly why: CorpusShown["why"];
  readonly stale: boolean;
};

function Result({ values, set, result, why, stale }: ResultProps): JSX.Element {
  const rounds = useDrawn(result, roundsChart, roundsRead);
  const curve = useDrawn(result, (found, palette) => curveChart(found, values.known, palette), curveRead, [
    values.known,
  ]);
  const exact = exactNumbers(result);
  const told = new Set(result.report.sections.flatMap(({ entries }) => entries.map(({ label }) => label)));
  return (
    <div class={stale ? "stale" : ""}>
      {result.labels !== null && (
        <LabelsPanel labels={result.labels} file={values.file} choose={(by) => set({ by })} />
      )}
      <Verdict report={result.report} />
      {result.report.sections.map((section) => (
        <SectionView key={section.id} section={section} exact={exact} />
      ))}
      {Object.entries(exact).map(([label, number]) =>
        told.has(label) ? null : (
          <data key={label} hidden data-fact={number.name} data-exact={number.exact ?? undefined} />
        ),
      )}
      <Chart
        name="rounds"
        title="Skills learned in each round"
        label={`${roundsText(result.summary.learned.perRound)}.`}
        height={210}
        {...rounds}
        table="rounds"
      />
      {result.curve !== null && (
        <Chart
          name="known"
          title="Learned beyond what is known from the start"
          label="For other numbers of the most frequent skills known from the start."
          height={230}
          {...curve}
          table="known"
          onPoint={(x, ended) => set({ known: Math.round(x) }, ended)}
        />
      )}
      <WhySkill why={why} name={values.why} choose={(skill, ended) => set({ why: skill }, ended)} />
      <Unlock result={result} choose={(skill) => set({ why: skill })} />
    </div>
  );
}

/** The numbers behind the labels of the report; prediction and margin once they are known. */
function exactNumbers({ summary, nextCount, isComplete }: CorpusResult) {
  const { learned, stuck, twins, emergence } = summary;
  return {
    learned: { name: "learned", exact: learned.skills },
    predicted: { name: "predicted", exact: isComplete ? emergence.predictedLearned : null },
    understood: { name: "understood", exact: learned.texts },
    rounds: { name: "rounds", exact: learned.rounds },
    learner: { name: "next", exact: nextCount },
    stuck: { name: "stuck", exact: stuck.skills },
    twins: { name: "twins", exact: twins.skills },
    margin: { name: "margin", exact: emergence.measured?.margin?.median ?? null },
  } satisfies ExactNumbers;
}

type UnlockProps = { readonly result: CorpusResult; readonly choose: (skill: string) => void };

/** What to teach, as a sentence; the table has the numbers. */
function Unlock({ result: { plan }, choose }: UnlockProps): JSX.Element | null {
  if (plan === null || plan.teach.length === 0) return null;
  const shown = plan.teach.slice(0, 8);
  const { unknown, reached } = plan.skills;
  return (
    <section class="panel">
      <h2>{planTitle}</h2>
      <p data-fact="taught" data-exact={plan.teach.length}>
        Teach{" "}
        {shown.map(({ skill }, i) => (
          <>
            {i > 0 && ", "}
            <button type="button" class="name" onClick={() => choose(skill)}>
              {skill}
            </button>
          </>
        ))}
        {plan.teach.length > shown.length && " and the others in the table"}.{" "}
        <span data-fact="reached" data-exact={reached}>
          {planText({ taught: plan.teach.length, reached, unknown })}
        </span>
      </p>
    </section>
  );
}

export type { CorpusValues };
