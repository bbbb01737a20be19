import type {
  BackTest,
  BackTested,
  Estimate,
  Forecast,
  Outlook,
  Refusal,
  TextOrder,
} from "@onset/core/analysis";
import { exp } from "@onset/core/base";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { corpusLines } from "../../corpus/summary.js";
import pc from "../../terminal/colors.js";
import { bar, count, percent, plural } from "../../terminal/format.js";
import { line, reportText, roomIn, sentence, tableLines } from "../../terminal/layout.js";
import type { ForecastReport } from "./json.js";

const barWidth = 14;
const titles: Readonly<Record<TextOrder, string>> = {
  mixed: "when the texts to come are mixed like these",
  following: "when the texts to come follow these, as the order of the file goes on",
};

/** The report of `onset forecast` for a terminal. */
export function terminalReport(learner: ReadLearner, report: ForecastReport, width: number): string {
  const room = roomIn(width);
  const { forecast } = report;
  return reportText({ verb: "forecast", label: learner.reading.label, width }, report, [
    [
      ...corpusLines(learner, room),
      line("interval", `${Math.round(100 * report.confidence)}% of futures should lie within`),
      ...dominantLines(forecast, learner, room),
    ],
    ...(["mixed", "following"] as const).map((order) => [
      ...futureLines(forecast, order, width),
      ...refusalLines(forecast.outlooks, order, room),
      ...backTestLines(forecast.backTests, order, room),
    ]),
    [...orderLines(forecast.outlooks, room), ...jumpLines(forecast, room)],
  ]);
}

function dominantLines({ dominantText, skills }: Forecast, learner: ReadLearner, room: number): string[] {
  if (dominantText === null) return [];
  const share = percent(dominantText.skills / skills);
  const name = learner.corpus.textNames.at(dominantText.text);
  const text = `${name} alone brings ${share} of the skills: with and without its like are two futures`;
  return sentence("one text", text, room);
}

function futureLines(
  { texts, skills, learned, outlooks }: Forecast,
  order: TextOrder,
  width: number,
): string[] {
  const taught = outlooks.map((outlook) => outlook[order].learned.estimate?.skills ?? null);
  const max = Math.max(learned, 1, ...taught.map((estimate) => estimate?.expected ?? 0));
  const rows = outlooks.map((outlook, i) => {
    const seen = outlook[order].skills.estimate;
    return [
      `× ${outlook.multiple}`,
      count(outlook.texts),
      ...cells(seen),
      ...cells(taught[i]),
      barOf(taught[i], max),
    ];
  });
  const now = [
    "now",
    count(texts),
    count(skills),
    "",
    count(learned),
    "",
    pc.green(bar(learned / max, barWidth)),
  ];
  const headers = ["", "texts", "skills", "", "learned", "", ""];
  return [
    `  ${titles[order]}`,
    ...tableLines(
      headers.map((header, i) => ({ header, cells: [now, ...rows].map((row) => row[i]), right: i < 6 })),
      width,
    ),
  ];
}

function cells(estimate: Estimate | null): [string, string] {
  if (estimate === null) return ["?", ""];
  return [count(estimate.expected), `${count(estimate.low)} – ${count(estimate.high)}`];
}

function barOf(estimate: Estimate | null, max: number): string {
  return estimate === null ? "" : pc.green(bar(estimate.expected / max, barWidth));
}

/** Why a cell of the table is a question mark, each reason once. */
function refusalLines(outlooks: readonly Outlook[], order: TextOrder, room: number): string[] {
  const reasons = new Map<string, string[]>();
  const note = (reason: string, multiple: number): void => {
    reasons.set(reason, [...(reasons.get(reason) ?? []), `× ${multiple}`]);
  };
  for (const { multiple, [order]: future } of outlooks) {
    const { skills, learned } = future;
    if (skills.refusal !== null) note(refusalText(skills.refusal, "skills"), multiple);
    else if (learned.refusal !== null) note(`learned: ${refusalText(learned.refusal, "learned")}`, multiple);
    else if (!learned.estimate.takenOff) {
      note("learned: it may not take off, or reach the upper number", multiple);
    }
  }
  return [...reasons].flatMap(([reason, multiples]) => sentence(multiples.join(", "), reason, room));
}

function refusalText({ reason, value, limit }: Refusal, what: "skills" | "learned"): string {
  switch (reason) {
    case "multiple":
      return `not told beyond × ${limit}: ${what === "skills" ? "no estimator was right there" : "the share learned was not held there"}; bring more texts`;
    case "texts":
      return `a part would have ${plural(value, "text")}, at least ${limit} are needed to measure the doubt: ask for a smaller multiple, or bring more texts`;
    case "skills":
      return `a part shows ${plural(value, "skill")}, at least ${limit} are needed to measure the doubt: ask for a smaller multiple, or bring more texts`;
    case "once":
      return "too few skills come up in one or two texts only: nothing tells of skills that were not seen yet";
    case "width":
      return what === "skills"
        ? `parts of the corpus are wrong by a factor of ${exp(value).toFixed(1)}: ask for a smaller multiple, or bring more texts`
        : `the interval would be ${Math.round(100 * value)} points wide: ask for a smaller multiple, or bring more texts`;
  }
}

/** How often intervals from parts of the corpus held the whole. */
function backTestLines(tests: readonly BackTest[], order: TextOrder, room: number): string[] {
  const own = tests.filter((test) => test.order === order);
  const multiples = [...new Set(own.map(({ multiple }) => multiple))];
  const parts = multiples.flatMap((multiple) => {
    const ofThis = own.filter((test) => test.multiple === multiple);
    const skills = tally(ofThis.map((test) => test.skills));
    const learned = tally(ofThis.map((test) => test.learned));
    if (skills === null) return [];
    return [`× ${multiple}: skills ${skills}${learned === null ? "" : `, learned ${learned}`}`];
  });
  const text = parts.length === 0 ? "parts of the corpus are too small to forecast it" : parts.join("; ");
  return sentence(
    "back-test",
    parts.length === 0 ? text : `parts forecast the whole, intervals that held it: ${text}`,
    room,
  );
}

function tally(tested: readonly BackTested[]): string | null {
  const told = tested.filter(({ inside }) => inside !== null);
  return told.length === 0 ? null : `${told.filter(({ inside }) => inside).length} of ${told.length}`;
}

function orderLines(outlooks: readonly Outlook[], room: number): string[] {
  if (!outlooks.some(({ orderMatters }) => orderMatters === true)) return [];
  return sentence(
    "order",
    "the order of the file matters: the skills of texts that follow lie outside the interval of texts mixed like these",
    room,
  );
}

function jumpLines({ nextJump, texts }: Forecast, room: number): string[] {
  if (nextJump === null) return sentence("next jump", "none by theory up to 100 times the texts", room);
  const { expected, low, high } = nextJump.texts;
  const more = `${count(expected - texts)} more texts (${count(low - texts)} to ${count(high - texts)} by random halves)`;
  const change = `from ${count(nextJump.learnedBefore)} to ${count(nextJump.learnedAfter)} learned skills by theory`;
  return sentence("next jump", `after ${more}: ${change}`, room);
}
