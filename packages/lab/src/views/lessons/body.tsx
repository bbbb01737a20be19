import type { JSX } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { Chart, type Draw } from "../../figures/chart.js";
import { type Read, readSeries } from "../../figures/reading.js";
import { Bet, verdictOf } from "../../parts/bet.js";
import { Facts } from "../../parts/facts.js";
import { digits, percent } from "../../parts/format.js";
import type { LessonOutput } from "./compute.js";
import { lessons } from "./lessons.js";
import {
  type LessonId,
  type LessonsValues,
  lessonIds,
  lessonsParameters,
  readBets,
  withBet,
} from "./parameters.js";
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
  const bets = readBets(values.bets);
  const all = lessonsParameters.lesson.options;
  return (
    <ol class="lessons">
      {all.map(([id, title], i) => (
        <li key={id}>
          <button
            type="button"
            aria-current={id === values.lesson ? "step" : undefined}
            class={bets[i] == null ? "" : "done"}
            onClick={() => set({ lesson: id, bet: bets[i] ?? 50 })}
          >
            <span aria-hidden="true">{bets[i] == null ? i + 1 : "✓"}</span>
            {title}
            {bets[i] != null && <span class="visually-hidden"> (bet placed)</span>}
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
  const placed = readBets(values.bets)[index] ?? null;
  const bet = placed ?? values.bet;
  const draw = useCallback<Draw>(
    (plot, frame) => lessonChart(answer!, bet / 100, placed !== null, plot, frame),
    [answer, bet, placed],
  );
  const revealed = placed !== null;
  const read = useMemo(() => answer && lessonRead(answer, revealed), [answer, revealed]);
  const place = (): void => set({ bets: withBet(values.bets, id, values.bet), bet: values.bet });
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
          draw={answer && draw}
          read={read}
          table="curve"
          {...(placed === null && {
            onPoint: (_: number, ended: boolean, y: number) => set({ bet: Math.round(100 * y) }, ended),
          })}
          legend={(palette) => [
            { label: "your bet", colour: palette.mark, mark: "point" },
            ...(placed === null || answer === null
              ? []
              : [
                  { label: "the answer", colour: palette.ink, mark: "point" } as const,
                  ...answer.lines.map((line, i) => ({
                    label: line.label,
                    colour: i === 0 ? palette.series[0] : palette.soft,
                    mark: i === 0 ? ("line" as const) : ("thin" as const),
                  })),
                ]),
          ]}
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
  const again = (): void => {
    const bets = readBets(values.bets).map((each, i) => (lessonIds[i] === id ? "" : (each ?? "")));
    set({ bets: bets.every((each) => each === "") ? "" : bets.join(",") });
  };
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
  revealed: boolean,
  plot: Parameters<Draw>[0],
  { palette }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const [main, ...others] = lines;
  const points = (line: LessonOutput["lines"][number]): { x: number; y: number }[] =>
    line.x.map((x, i) => ({ x, y: line.y[i] }));
  const stroke = { x: "x", y: "y", clip: true } as const;
  return {
    x: { label: `${xLabel} →`, domain: [main.x[0], main.x.at(-1)!], ticks: 6 },
    y: { label: `↑ ${yLabel}`, domain: [0, 1], tickFormat: "%", ticks: 5, grid: true },
    marks: [
      plot.ruleX([at], { stroke: palette.soft, strokeDasharray: "3 4" }),
      ...(revealed
        ? [
            ...others.map((line) =>
              plot.line(points(line), { ...stroke, stroke: palette.soft, strokeWidth: 1.2 }),
            ),
            plot.line(points(main), { ...stroke, stroke: palette.series[0], strokeWidth: 2.4 }),
            plot.ruleX([at], { y1: bet, y2: truth, stroke: palette.mark, strokeWidth: 2 }),
            plot.dot([{ x: at, y: truth }], { x: "x", y: "y", r: 6, fill: palette.ink }),
          ]
        : []),
      plot.dot([{ x: at, y: bet }], {
        x: "x",
        y: "y",
        r: 7,
        fill: palette.mark,
        stroke: palette.ground,
        strokeWidth: 2,
      }),
      ...(revealed
        ? []
        : [
            plot.text([{ x: at, y: bet }], {
              x: "x",
              y: "y",
              text: () => `${Math.round(100 * bet)}%`,
              dx: 14,
              textAnchor: "start",
              fill: palette.mark,
              fontSize: 14,
              fontWeight: 600,
            }),
          ]),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}
