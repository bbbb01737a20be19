import type { CurvePoint, ExpectedRate, Rate, RatePrediction } from "@onset/core/analysis";
import { bytesText } from "@onset/core/base";
import type { ModelContents, Training } from "@onset/core/codec";
import { facts, predictedFrom, roundsText, thresholdText } from "@onset/core/report";
import type { EmergenceReport } from "../../corpus/emergence.js";
import type { Provenance } from "../../provenance.js";
import pc from "../../terminal/colors.js";
import { bar, count, percent, plural, short, sparkline } from "../../terminal/format.js";
import { labelledLines } from "../../terminal/layout.js";

/** The result of `onset train` for other programs. */
export type TrainReport = {
  readonly schema: "onset/train@2";
  readonly modelHash: string;
  readonly model: { readonly path: string; readonly skills: number } & ModelContents;
  readonly training: Omit<Training, "model" | "words">;
  /** What theory says of the words and texts. */
  readonly emergence: EmergenceReport;
  /** From the training texts alone; null when there are too few, or with --no-prediction. */
  readonly prediction: RatePrediction | null;
  /** Measured on the texts held back; null when there are none. */
  readonly rate: Rate | null;
  readonly curve: readonly CurvePoint[] | null;
  readonly provenance: Provenance;
};

const rateOf = facts.bitsPerCharacter;
const widestPicture = 30;
const widestBar = 24;
const nameWidth = 26;
const predictedWidth = 28;

/** The report of `onset train` for a terminal. */
export function terminalReport(label: string, report: TrainReport, askedToPredict: boolean): string {
  const { model, training } = report;
  const lines: (readonly [string, string])[] = [
    ["texts", `${plural(training.texts, "text")}, ${count(training.letters)} characters`],
    [
      "words",
      `${count(training.skills)} distinct, the ${count(training.foundation)} most frequent known from the start`,
    ],
    ...learningLines(report),
    [
      "codebook",
      `${count(training.units)} learned units that pay for their place, ${count(model.skills)} base forms`,
    ],
    [
      "tables",
      `${count(training.ngrams)} sequences of units, each saving ${short(training.price)} bits for every bit it takes`,
    ],
    [
      "model",
      `${model.path}, ${bytesText(model.bytes)} (${model.sections.map((section) => `${section.name} ${bytesText(section.bytes)}`).join(", ")})`,
    ],
    ...rateSources(report, askedToPredict),
  ];
  const head = labelledLines(`onset train ${label}`, lines);
  return head + rateTable(report) + (report.curve === null ? "" : curveTable(report.curve));
}

function learningLines({ training, emergence }: TrainReport): [string, string][] {
  const open = training.skills - training.foundation;
  if (open === 0) return [["learned", "nothing: no word is unknown at the start"]];
  const fraction = training.learned / open;
  const rounds = training.learnedPerRound;
  const lines: [string, string][] = [
    [
      "learned",
      `${count(training.learned)} of the other ${plural(open, "word")} (${percent(fraction)}); ${predictedFrom(emergence.predictedBy)} ${count(Math.round(emergence.predictedLearned! * open))} (${percent(emergence.predictedLearned!)})`,
    ],
  ];
  if (rounds.length > 0) {
    lines.push(["rounds", `${pc.green(sparkline(rounds, widestPicture))} ${roundsText(rounds, "word")}`]);
  }
  const threshold = thresholdText(emergence, training.texts / training.skills, fraction, "word");
  if (threshold !== null) lines.push(["threshold", threshold]);
  lines.push([
    "understood",
    `${count(training.understood)} of ${plural(training.texts, "text")} (${percent(training.understood / training.texts)}) have no word left unlearned`,
  ]);
  return lines;
}

function rateSources({ prediction, rate }: TrainReport, askedToPredict: boolean): [string, string][] {
  const lines: [string, string][] = [];
  if (prediction === null && askedToPredict) {
    lines.push(["predicted", "nothing: half of the texts are too little to train with"]);
  }
  if (prediction !== null) {
    lines.push([
      "predicted",
      `from the training texts alone: ${plural(prediction.texts, "text")} of them, each coded by a model that has not seen it`,
    ]);
  }
  if (rate !== null && rate.exact !== null) {
    lines.push(["measured", `on ${plural(rate.texts, "text")} held back, each alone, decoded and compared`]);
  }
  return lines;
}

/** Predicted and measured side by side. */
function rateTable({ prediction, rate }: TrainReport): string {
  const measured = rate === null || rate.exact === null ? null : rate;
  if (prediction === null && measured === null) return "";
  const row = (
    name: string,
    expected: ExpectedRate | null | undefined,
    found: number | null | undefined,
    show: (value: number) => string,
  ): string[] => {
    if ((expected ?? null) === null && (found ?? null) === null) return [];
    const said =
      expected == null ? "" : `${show(expected.expected)} (${show(expected.low)} to ${show(expected.high)})`;
    const cells = [name.padEnd(nameWidth), ...(prediction === null ? [] : [said.padEnd(predictedWidth)])];
    return [`  ${cells.join("")}${found == null ? "" : show(found)}`.trimEnd()];
  };
  const understood = measured && measured.understood / measured.texts;
  const title = [
    "".padEnd(nameWidth),
    ...(prediction === null ? [] : ["predicted (95% interval)".padEnd(predictedWidth)]),
    ...(measured === null ? [] : ["measured"]),
  ].join("");
  return `${[
    "",
    pc.dim(`  ${title}`.trimEnd()),
    ...row(`${rateOf.label}, exact`, prediction?.exact, measured?.exact, rateOf.format),
    ...row("  in layers", prediction?.layered, measured?.layered, rateOf.format),
    ...row("  the meaning alone", prediction?.meaning, measured?.meaning, rateOf.format),
    ...row("texts understood", prediction?.understood, understood, percent),
  ].join("\n")}\n`;
}

/** How the rate falls as words are learned from more and more of the texts. */
function curveTable(curve: readonly CurvePoint[]): string {
  const most = Math.max(...curve.map(({ exact }) => exact ?? 0));
  const rows = curve.map(({ ratio, texts, learnedFraction, predictedLearned, exact }) => {
    const rate = exact === null ? "" : `${rateOf.format(exact)}  ${pc.green(bar(exact / most, widestBar))}`;
    const shares = `${percent(learnedFraction).padStart(9)} ${percent(predictedLearned).padStart(10)}`;
    return `  ${short(ratio).padStart(8)} ${count(texts).padStart(10)} ${shares}  ${rate}`;
  });
  const title =
    "  texts a                words  by theory  bits per character\n     word      texts   learned             exactly";
  return `\n${pc.dim(title)}\n${rows.join("\n")}\n`;
}
