import { type Chart as ChartData, type Layer, pairs, percentText } from "@onset/charts";
import type { JSX } from "preact";
import { Chart, useDrawn } from "../../figures/chart.js";
import { type Read, readSeries } from "../../figures/reading.js";
import { Bet, verdictOf } from "../../parts/bet.js";
import { Facts } from "../../parts/facts.js";
import { digits, percent } from "../../parts/format.js";
import type { Palette } from "../../parts/theme.js";
import type { LessonOutput } from "./compute.js";
import { lessons } from "./lessons.js";
import { bets, type LessonId, type LessonsValues, lessonIds, lessonsParameters } from "./parameters.js";
import type { LessonsProps } from "./props.js";
import { PuzzleBody } from "./puzzle-body.js";

export function LessonsBody(props: LessonsProps): JSX.Element {
  const { values, output } = props;
  return (
    <>
      <LessonList {...props} />
      {values.lesson === "puzzle" ? (
        <PuzzleBody {...props} output={output?.kind === "puzzle" ? output : null} />
      ) : (
        <LessonBody
          key={values.lesson}
          {...props}
          id={values.lesson}
          answer={output?.kind === "lesson" && output.lesson === values.lesson ? output : null}
        />
      )}
    </>
  );
}

/** Where one is: what was bet is marked, the puzzle comes last. */
function LessonList({ values, set }: LessonsProps): JSX.Element {
  const placed = bets.read(values.bets);
  const all = lessonsParameters.lesson.options;
  return (
    <ol class="lessons">
      {all.map(([id, title], i) => (
        <li key={id}>
          <button
            type="button"
            aria-current={id === values.lesson ? "step" : undefined}
            class={placed[i] == null ? "" : "done"}
            onClick={() => set({ lesson: id, bet: placed[i] ?? 50 })}
          >
            <span aria-hidden="true">{placed[i] == null ? i + 1 : "✓"}</span>
            {title}
            {placed[i] != null && <span class="visually-hidden"> (bet placed)</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}

type LessonBodyProps = LessonsProps & { readonly id: LessonId; readonly answer: LessonOutput | null };

function LessonBody({ id, values, set, answer }: LessonBodyProps): JSX.Element {
  const lesson = lessons[id];
  const index = lessonIds.indexOf(id);
  const placed = bets.read(values.bets)[index];
  const bet = placed ?? values.bet;
  const revealed = placed !== null;
  const drawn = useDrawn(
    answer,
    (found, palette) => lessonChart(found, bet / 100, revealed, palette),
    (found) => lessonRead(found, revealed),
    [bet, revealed],
  );
  const place = (): void => set({ bets: bets.place(values.bets, id, values.bet), bet: values.bet });
  return (
    <div class="lesson">
      <div class="telling">
        <h2>{lesson.title}</h2>
        <p>{lesson.story}</p>
        <p class="question">{lesson.question}</p>
        {placed === null ? (
          <Bet
            bet={values.bet}
            set={(bet, ended) => set({ bet }, ended)}
            place={place}
            ready={answer !== null}
          />
        ) : (
          answer !== null && <Outcome {...{ id, placed, answer, set, values }} />
        )}
      </div>
      <div>
        <Chart
          name="answer"
          title={placed === null ? "Where will it be?" : "Where it is"}
          label={placed === null ? "Hidden until a bet is placed." : lesson.moral}
          height={330}
          {...drawn}
          table="curve"
          {...(placed === null && {
            onPoint: (_: number, ended: boolean, y: number) => set({ bet: Math.round(100 * y) }, ended),
          })}
        />
      </div>
    </div>
  );
}

type OutcomeProps = {
  readonly id: LessonId;
  readonly placed: number;
  readonly answer: LessonOutput;
  readonly set: LessonsProps["set"];
  readonly values: LessonsValues;
};

function Outcome({ id, placed, answer, set, values }: OutcomeProps): JSX.Element {
  const { moral, link, linkText } = lessons[id];
  const miss = Math.abs(placed / 100 - answer.truth);
  const verdict = verdictOf(miss);
  const next = [...lessonIds, "puzzle" as const][lessonIds.indexOf(id) + 1];
  const again = (): void => set({ bets: bets.place(values.bets, id, null) });
  return (
    <div class="outcome" aria-live="polite">
      <Facts
        facts={[
          {
            label: "The answer",
            name: "truth",
            value: percent(answer.truth),
            exact: answer.truth,
            note: answer.source,
          },
          { label: "Your bet", value: `${placed}%`, note: verdict },
        ]}
      />
      <p>{moral}</p>
      <p>
        <a href={`#${link}`}>{linkText} →</a>
      </p>
      <p class="actions">
        <button type="button" class="primary" onClick={() => set({ lesson: next, bet: 50 })}>
          {next === "puzzle" ? "To the puzzle" : "Next lesson"}
        </button>
        <button type="button" onClick={again}>
          Bet again
        </button>
      </p>
    </div>
  );
}

/** Before the bet nothing is given away: the height is read, and no curve. */
function lessonRead({ lines, xLabel }: LessonOutput, revealed: boolean): Read {
  if (!revealed) return (_, y) => ({ text: `a bet of ${percent(y)}` });
  return readSeries(
    (x) => `${digits(x, 4)} ${xLabel}`,
    lines.map(({ label, x, y }) => ({ label, x, y, text: percent, kind: "line" as const })),
  );
}

function lessonChart(
  { lines, at, truth, xLabel, yLabel }: LessonOutput,
  bet: number,
  isRevealed: boolean,
  { series, mark, soft, ink }: Palette,
): ChartData {
  const [main] = lines;
  const answer = [...lines].reverse().map((line): Layer => {
    const look = line === main ? { colour: series[0], width: 2.4 } : { colour: soft, width: 1.2 };
    return { kind: "line", name: line.label, points: pairs(line.x, line.y), ...look };
  });
  return {
    x: { label: xLabel, domain: [main.x[0], main.x[main.x.length - 1]] },
    y: { label: yLabel, domain: [0, 1], format: percentText, hasGrid: true },
    layers: [
      { kind: "rule", at: { x: at }, colour: soft, isDashed: true },
      ...(isRevealed
        ? ([
            ...answer,
            { kind: "rule", at: { x: at }, part: [bet, truth], colour: mark, width: 2 },
            { kind: "dots", name: "the answer", points: [{ x: at, y: truth }], colour: ink, radius: 6 },
          ] as const)
        : []),
      { kind: "dots", name: "your bet", points: [{ x: at, y: bet }], colour: mark, radius: 7, rim: 2 },
      ...(isRevealed
        ? []
        : [
            {
              kind: "text",
              x: at,
              y: bet,
              text: `${Math.round(100 * bet)}%`,
              colour: mark,
              dx: 14,
              anchor: "start",
              size: 14,
              isBold: true,
            } as const,
          ]),
    ],
  };
}
