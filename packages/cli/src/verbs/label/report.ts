import { describeLabelling, type FormRow } from "@onset/text";
import { printable } from "../../terminal/characters.js";
import pc from "../../terminal/colors.js";
import { bar, count, fitting, percent } from "../../terminal/format.js";
import { line, reportText, roomIn, sentence, tableLines } from "../../terminal/layout.js";
import type { AlreadyLabelledReport, LabelReport } from "./json.js";

/** A labelled text as the report shows it. */
export type ShownText = { readonly id: string; readonly text: string; readonly skills: readonly string[] };

const barWidth = 24;

/** The report of `onset label` for a terminal. */
export function terminalReport(
  label: string,
  report: LabelReport,
  first: readonly ShownText[],
  folder: string | undefined,
  width: number,
): string {
  const room = roomIn(width);
  const { recipe, table, known, advice, files, proposedTerms } = report;
  const terms = proposedTerms.slice(0, 12).map(({ term }) => printable(term));
  return reportText({ verb: "label", label, width }, report, [
    [
      ...describeLabelling(recipe, known.skills, known.unknownWords).flatMap(({ label, text }) =>
        sentence(label, printable(text), room),
      ),
      ...advice.flatMap((text) => sentence(pc.yellow("advice"), text, room)),
    ],
    firstLines(first, width),
    tableOfForms(table, width),
    [
      ...(terms.length > 0 ? [line("terms", `proposed: ${fitting(terms, room - 10)}`)] : []),
      ...sentence("written", files.length === 0 ? "nothing: --out FOLDER writes it" : files.join(", "), room),
      ...(folder === undefined ? [] : sentence("then", nextStep(folder, known.skills), room)),
    ],
  ]);
}

function firstLines(first: readonly ShownText[], width: number): string[] {
  if (first.length === 0) return [];
  return tableLines(
    [
      { header: "text", cells: first.map(({ id }) => printable(id)) },
      { header: "it reads", cells: first.map(({ text }) => printable(text)) },
      { header: "skills", cells: first.map(({ skills }) => fitting(skills.map(printable), 40)) },
    ],
    width,
  );
}

/** The answer under each form: how much of it is the form's. */
function tableOfForms(table: readonly FormRow[], width: number): string[] {
  return tableLines(
    [
      { header: "learned by", cells: table.map(({ form }) => form) },
      { header: "skills", cells: table.map(({ skills }) => count(skills)), right: true },
      { header: "known", cells: table.map(({ known }) => count(known)), right: true },
      { header: "learned", cells: table.map(({ learned }) => count(learned)), right: true },
      { header: "", cells: table.map(({ fraction }) => percent(fraction)), right: true },
      { header: "texts understood", cells: table.map(({ understood }) => percent(understood)), right: true },
      { header: "", cells: table.map(({ fraction }) => pc.green(bar(fraction, barWidth))) },
    ],
    width,
  );
}

function nextStep(folder: string, known: number): string {
  const list = known === 0 ? "" : ` --known ${folder}/known.txt`;
  return `onset learn ${folder}/labelled.jsonl${list}`;
}

/** The report where there is nothing to label. */
export function alreadyReport(label: string, report: AlreadyLabelledReport, width: number): string {
  const [{ columns }] = report.alreadyLabelled;
  const room = roomIn(width);
  const said = `the texts have skills already (${columns.map(printable).join(", ")}): nothing is changed; every verb reads them as they are, and --text-field labels them anew`;
  return reportText({ verb: "label", label, width }, report, [
    [
      ...sentence("labelled", said, room),
      ...sentence(
        "written",
        report.files.length === 0 ? "nothing" : `${report.files.join(", ")}, the same bytes`,
        room,
      ),
    ],
  ]);
}
