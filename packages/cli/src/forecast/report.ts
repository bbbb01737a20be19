import pc from "picocolors";
import type { ReadLearner } from "../insight/corpus-verb.js";
import { line, reportText, roomIn, sentence, tableLines } from "../insight/lines.js";
import { corpusLines } from "../insight/summary.js";
import { bar, count, percent, plural } from "../terminal/format.js";
import type { ForecastReport } from "./command.js";
import { type BackTest, type Expected, type Forecast, farthest } from "./forecast.js";

const barWidth = 16;

/** The report of `onset forecast` for a terminal. */
export function terminalReport(learner: ReadLearner, report: ForecastReport, width: number): string {
  const room = roomIn(width);
  return reportText(
    "forecast",
    learner.reading.label,
    [
      [
        ...corpusLines(learner, room),
        line("interval", `${Math.round(100 * report.confidence)}% of futures should lie within`),
      ],
      outlookLines(report.forecast, width),
      jumpLines(report.forecast, room),
      report.backTests === null ? [] : backTestLines(report.backTests, width),
    ],
    report.provenance,
    width,
  );
}

function outlookLines({ texts, skills, learned, outlooks }: Forecast, width: number): string[] {
  const most = Math.max(learned, ...outlooks.map((outlook) => outlook.learned?.expected ?? 0), 1);
  const range = (value: Expected | null): string =>
    value === null ? "too few texts" : `${count(value.low)} – ${count(value.high)}`;
  const number = (value: Expected | null): string => (value === null ? "?" : count(value.expected));
  const rows = outlooks.map((outlook) => [
    `× ${outlook.multiple}`,
    count(outlook.texts),
    number(outlook.skills),
    range(outlook.skills),
    number(outlook.learned),
    range(outlook.learned),
    pc.green(bar((outlook.learned?.expected ?? 0) / most, barWidth)),
  ]);
  const now = [
    "now",
    count(texts),
    count(skills),
    "",
    count(learned),
    "",
    pc.green(bar(learned / most, barWidth)),
  ];
  const headers = ["", "texts", "skills", "", "learned", "", ""];
  return tableLines(
    headers.map((header, i) => ({ header, cells: [now, ...rows].map((row) => row[i]!), right: i < 6 })),
    width,
  );
}

function jumpLines({ nextJump, texts }: Forecast, room: number): string[] {
  if (nextJump === null) {
    return sentence("next jump", `none by theory up to ${farthest} times the texts`, room);
  }
  const { expected, low, high } = nextJump.texts;
  const more = `${count(expected - texts)} more texts (${count(low - texts)} to ${count(high - texts)} by random halves)`;
  const change = `from ${count(nextJump.learnedBefore)} to ${count(nextJump.learnedAfter)} learned skills by theory`;
  return sentence("next jump", `after ${more}: ${change}`, room);
}

function backTestLines(tests: readonly BackTest[], width: number): string[] {
  const inside = tests.filter((test) => test.inside === true).length;
  const cell = (value: number | null): string => (value === null ? "?" : count(value));
  const signed = (value: number | null): string =>
    value === null ? "" : `${value < 0 ? "−" : "+"}${percent(Math.abs(value))}`;
  return [
    ...sentence(
      "back-test",
      `the corpus forecast from parts of it; ${plural(inside, "interval")} of ${tests.length} held what came`,
      roomIn(width),
    ),
    ...tableLines(
      [
        { header: "from", cells: tests.map(({ share }) => percent(share)), right: true },
        { header: "expected", cells: tests.map(({ expected }) => cell(expected)), right: true },
        {
          header: "interval",
          cells: tests.map(({ low, high }) => `${cell(low)} – ${cell(high)}`),
          right: true,
        },
        { header: "came", cells: tests.map(({ actual }) => count(actual)), right: true },
        { header: "error", cells: tests.map(({ error }) => signed(error)), right: true },
        {
          header: "",
          cells: tests.map(({ inside: held }) => (held === null ? "" : held ? "inside" : pc.red("outside"))),
        },
      ],
      width,
    ),
  ];
}
