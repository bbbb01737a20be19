import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Chart, useDraw } from "../../figures/chart.js";
import { count, digits, percent } from "../../parts/format.js";
import { encodeState } from "../../state/hash.js";
import { defaults } from "../../state/parameters.js";
import { learnedChart, learnedCursor, learnedRead } from "../emergence/charts.js";
import { emergenceParameters } from "../emergence/parameters.js";
import { emergenceCommand, emergenceTables } from "../emergence/tables.js";
import { useScene } from "../emergence/use-scene.js";
import { Gamble } from "./gamble.js";
import { bets, type FigureProps, startParameters } from "./parameters.js";
import { Basis } from "./section.js";
import { Slide } from "./slide.js";
import { useWork } from "./use-work.js";

const asked = 2.3;

export function JumpFigure({ values, set }: FigureProps): JSX.Element {
  const { ratio, skills } = values;
  const [placed] = bets.read(values.bets);
  const input = { ...defaults(emergenceParameters), compare: "none", trials: 40, ratio, skills } as const;
  const { output, busy, problem } = useWork("jump", "emergence", placed !== null ? input : null);
  const answer = useWork(
    "jump-answer",
    "emergence",
    placed !== null ? { ...input, ratio: asked, skills: 10_000, trials: 40 } : null,
  );
  const truth = answer.output?.here?.trials === 40 ? answer.output.here.learned : null;
  const scene = useScene(output);
  const draw = useDraw(scene, learnedChart);
  const cursor = useMemo(() => learnedCursor(output, ratio), [output, ratio]);
  const read = useMemo(() => output && learnedRead(output), [output]);
  const here = output?.here?.ratio === ratio ? output.here : null;
  return (
    <Gamble
      question="With 26,000 texts the reader learns nearly all of 10,000 skills. How much does she learn from 23,000 texts?"
      placed={placed}
      place={(bet) => set({ bets: bets.place(values.bets, "jump", bet) })}
      truth={truth}
      source="the mean of 40 random corpora"
    >
      <Basis
        caption={`c = 5, D = 1, n = ${count(skills)}, R = ${digits(ratio)}, corpora per point = 40, seed = 1`}
        command={emergenceCommand(input)}
        tables={output === null ? [] : emergenceTables(output)}
        ready={!busy && output !== null}
        problem={problem}
        link={encodeState("emergence", emergenceParameters, input)}
        linkText="Change the texts, the reader and the number of skills in Emergence"
      >
        <Chart
          name="jump"
          title="Skills learned against texts per skill"
          label={`At ${digits(ratio)} texts per skill ${here === null ? "some share" : percent(here.learned)} of the skills is learned.`}
          height={320}
          draw={draw}
          cursor={cursor}
          read={read}
          table="simulated"
          onPoint={(x, ended) => set({ ratio: Math.max(0.01, Number(x.toFixed(2))) }, ended)}
        />
        <Slide
          label="Texts per skill, R"
          parameter={startParameters.ratio}
          value={ratio}
          set={(value, ended) => set({ ratio: value }, ended)}
          shown={`${digits(ratio)}: ${count(Math.round(ratio * skills))} texts, ${here === null ? "…" : `${percent(here.learned)} learned`}`}
        />
        <Slide
          label="Skills, n"
          parameter={startParameters.skills}
          value={skills}
          set={(value, ended) => set({ skills: value }, ended)}
          shown={`${count(skills)} skills`}
        />
      </Basis>
    </Gamble>
  );
}
