import type { JSX } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { Chart, type Draw } from "../../figures/chart.js";
import { type Fact, Facts } from "../../parts/facts.js";
import { count, digits, percent } from "../../parts/format.js";
import type { BodyProps } from "../view.js";
import { curveChart, curveRead, roundsChart, roundsRead } from "./charts.js";
import type { CorpusResult } from "./compute.js";
import { LeftOutNotice } from "./left-out-notice.js";
import { type CorpusValues, type corpusParameters, planBudget } from "./parameters.js";
import { Picker } from "./picker.js";
import { ReadingNotice } from "./reading-notice.js";
import type { CorpusShown } from "./use-corpus.js";
import { WhySkill } from "./why-skill.js";

type Props = BodyProps<typeof corpusParameters, CorpusShown>;

export function CorpusBody({ values, set, output, busy }: Props): JSX.Element {
  const { result = null, reading = null, missing = null, why = null } = output ?? {};
  return (
    <div>
      <Picker values={values} set={set} />
      {reading !== null && (
        <p class="reading" role="status">
          <progress value={reading} max={1} aria-label="Reading" /> Reading …
        </p>
      )}
      {missing !== null && (
        <p class="hint" role="status">
          This link is about {missing}, which is not part of the link. Drop it here to see the rest.
        </p>
      )}
      {result !== null && (
        <Result
          {...{ values, set, result, why }}
          stale={busy && result.summary.learner.known !== values.known}
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
  const drawRounds = useCallback<Draw>((plot, frame) => roundsChart(result, plot, frame), [result]);
  const drawCurve = useCallback<Draw>(
    (plot, frame) => curveChart(result, values.known, plot, frame),
    [result, values.known],
  );
  const readRounds = useMemo(() => roundsRead(result), [result]);
  const readCurve = useMemo(() => curveRead(result), [result]);
  return (
    <div class={stale ? "stale" : ""}>
      <ReadingNotice result={result} />
      <Facts facts={factsOf(result)} />
      <LeftOutNotice result={result} />
      <Chart
        name="rounds"
        title="Skills learned in each round"
        label={`${count(result.summary.learned.skills)} skills in ${result.summary.learned.rounds} rounds.`}
        height={210}
        draw={drawRounds}
        read={readRounds}
        table="rounds"
      />
      {result.summary.knownCurve !== null && (
        <Chart
          name="known"
          title="Learned beyond what is known from the start"
          label="For other numbers of the most frequent skills known from the start."
          height={230}
          draw={drawCurve}
          read={readCurve}
          table="known"
          onPoint={(x, ended) => set({ known: Math.round(x) }, ended)}
        />
      )}
      <WhySkill why={why} name={values.why} choose={(skill, ended) => set({ why: skill }, ended)} />
      <Unlock result={result} choose={(skill) => set({ why: skill })} />
    </div>
  );
}

function factsOf({ summary, nextCount, isComplete }: CorpusResult): Fact[] {
  const { corpus, learner, learned, stuck, twins, emergence } = summary;
  const open = corpus.skills - learner.known;
  const { measured } = emergence;
  const predicted = isComplete ? emergence.predictedLearned : null;
  const missing = isComplete ? "–" : "…";
  return [
    {
      label: "Learned",
      name: "learned",
      value: count(learned.skills),
      exact: learned.skills,
      note: `${percent(learned.fraction)} of ${count(open)} not known`,
    },
    {
      label: "Theory expects",
      name: "predicted",
      value: predicted === null ? missing : percent(predicted),
      exact: predicted,
      note: isComplete ? thresholdNote(emergence) : "being predicted",
    },
    {
      label: "Stuck",
      name: "stuck",
      value: count(stuck.skills),
      exact: stuck.skills,
      note:
        stuck.cores.length === 0
          ? "nothing"
          : `largest of ${count(stuck.cores.length)} cores: ${count(stuck.cores[0].skills)}`,
    },
    {
      label: "Rounds",
      name: "rounds",
      value: learned.rounds,
      exact: learned.rounds,
      note: (
        <span data-fact="next" data-exact={nextCount}>
          {count(nextCount)} {nextCount === 1 ? "text" : "texts"} can begin
        </span>
      ),
    },
    {
      label: "Texts understood",
      name: "understood",
      value: count(learned.texts),
      exact: learned.texts,
      note: `of ${count(corpus.texts)} with ${count(corpus.skills)} skills`,
    },
    {
      label: "Twins",
      name: "twins",
      value: count(twins.skills),
      exact: twins.skills,
      note:
        twins.groups === 0
          ? "texts tell all skills apart"
          : `in ${count(twins.groups)} groups: at most ${percent(twins.cap)} can be learned`,
    },
    {
      label: "Margin",
      name: "margin",
      value: measured?.margin ? percent(measured.margin.median) : missing,
      exact: measured?.margin?.median ?? null,
      note: measured?.margin
        ? `of the texts can go before half is lost; ${percent(measured.margin.low)} to ${percent(measured.margin.high)} in ${measured.runs} orders`
        : "of the texts that can go before half is lost",
    },
  ];
}

function thresholdNote({ noThreshold, threshold }: CorpusResult["summary"]["emergence"]): string {
  switch (noThreshold) {
    case null:
      return `jump at ${digits(threshold!, 3)} texts per skill`;
    case "directed":
      return "not for directed texts";
    case "ordered":
      return "ordered: all can be learned by construction";
    case "no-start":
      return "nothing can begin";
    case "gradual":
      return "no jump: it grows gradually";
  }
}

type UnlockProps = { readonly result: CorpusResult; readonly choose: (skill: string) => void };

/** What to teach, as a sentence; the table has the numbers. */
function Unlock({ result: { plan }, choose }: UnlockProps): JSX.Element | null {
  if (plan === null || plan.teach.length === 0) return null;
  const shown = plan.teach.slice(0, 8);
  const { unknown, before, reached } = plan.skills;
  const left = unknown - reached;
  return (
    <section class="panel" aria-label="What unlocks the rest">
      <h2>What unlocks the rest</h2>
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
        {plan.teach.length > shown.length && " and the others in the table"}: {count(plan.teach.length)}{" "}
        {plan.teach.length === 1 ? "skill brings" : "skills bring"} what is learned from {count(before)} to{" "}
        <span data-fact="reached" data-exact={reached}>
          {count(reached)}
        </span>
        {left === 0 ? ", which is all." : `; ${count(left)} stay unlearned with up to ${planBudget}.`}
      </p>
    </section>
  );
}

export type { CorpusValues };
