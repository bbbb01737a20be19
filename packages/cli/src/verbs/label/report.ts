import { type FormRow, type Recipe, unitNames } from "@onset/text";
import { printable } from "../../terminal/characters.js";
import pc from "../../terminal/colors.js";
import { bar, count, fitting, percent, plural } from "../../terminal/format.js";
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
  return reportText(
    "label",
    label,
    [
      [
        ...sentence("read", formatsRead(recipe), room),
        ...cutLines(recipe, room),
        ...leftOutLines(recipe, room),
        ...sentence("language", languageRead(recipe), room),
        ...sentence("texts", textsMade(recipe), room),
        ...sentence("skills", skillsMade(recipe), room),
        ...setAsideLines(recipe, room),
        ...knownLines(report, room),
        ...advice.flatMap((text) => sentence(pc.yellow("advice"), text, room)),
      ],
      firstLines(first, width),
      tableOfForms(table, width),
      [
        ...(terms.length > 0 ? [line("terms", `proposed: ${fitting(terms, room - 10)}`)] : []),
        ...sentence(
          "written",
          files.length === 0 ? "nothing: --out FOLDER writes it" : files.join(", "),
          room,
        ),
        ...(folder === undefined ? [] : sentence("then", nextStep(folder, known.skills), room)),
      ],
    ],
    report.provenance,
    width,
  );
}

function formatsRead({ input }: Recipe): string {
  const counts = new Map<string, number>();
  for (const { format } of input.files) counts.set(format, (counts.get(format) ?? 0) + 1);
  if (input.files.length === 1) return input.files[0].format;
  const formats = Array.from(counts, ([format, files]) => `${count(files)} of ${format}`).join(", ");
  return `${plural(input.files.length, "file")}: ${formats}`;
}

function cutLines({ input }: Recipe, room: number): string[] {
  if (input.cut.length === 0) return [];
  return sentence("cut", input.cut.map(({ what, count: cut }) => counted(cut, what)).join(", "), room);
}

/** So many of something: what stands before "of" or "in" is the noun. */
function counted(value: number, what: string): string {
  const [, noun, rest] = /^(.*?)((?: (?:of|in) .*)?)$/.exec(what)!;
  return `${plural(value, noun)}${rest}`;
}

function leftOutLines({ input }: Recipe, room: number): string[] {
  const [first] = input.leftOut;
  if (first === undefined) return [];
  const text = `${plural(input.leftOut.length, "file")}, such as ${printable(first.name)}, which ${first.why}`;
  return sentence("left out", text, room);
}

function languageRead({ language: { name, guessed } }: Recipe): string {
  return guessed === null
    ? `${name}, as asked`
    : `${name}, guessed: in ${count(guessed.agree)} of ${plural(guessed.pieces, "piece")}`;
}

function textsMade({ texts, units }: Recipe): string {
  const kinds = units.map(({ unit, why, files }) => {
    const of = units.length === 1 ? "" : ` of ${plural(files, "file")}`;
    return `${unitNames[unit]}${of}, ${why}`;
  });
  return `${count(texts)}: ${kinds.join("; ")}`;
}

function skillsMade(recipe: Recipe): string {
  const maker = { lemmas: "wink-nlp", stems: "@orama/stemmers", words: "", terms: "" }[recipe.by];
  const version = recipe.made[maker];
  const made = version === undefined ? recipe.made.words : `${maker} ${version}`;
  const by = made === undefined ? "" : `, by ${made}`;
  const form = recipe.by === "words" ? "words as they stand" : recipe.by;
  return `${count(recipe.skills)} ${form} of ${plural(recipe.words, "word")}${by}`;
}

function setAsideLines({ setAside, names }: Recipe, room: number): string[] {
  const parts = [
    setAside.numbers > 0 ? plural(setAside.numbers, "number") : "",
    setAside.names > 0
      ? `${plural(setAside.names, "name")} (${names === "drop" ? "left out" : "known"})`
      : "",
    setAside.ignored > 0 ? `${plural(setAside.ignored, "word")} of --ignore` : "",
    setAside.textsWithoutWords > 0 ? `${plural(setAside.textsWithoutWords, "text")} without a word` : "",
    setAside.textsWithoutSkills > 0 ? `${plural(setAside.textsWithoutSkills, "text")} without a skill` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? [] : sentence("set aside", parts.join(", "), room);
}

function knownLines({ known }: LabelReport, room: number): string[] {
  const missing = known.unknownWords;
  const lacks =
    missing.length === 0
      ? ""
      : `; ${missing.length === 100 ? "100 or more" : plural(missing.length, "word")} of --known not in the texts, such as ${JSON.stringify(missing[0])}`;
  return known.skills === 0 && missing.length === 0
    ? []
    : sentence("known", `${plural(known.skills, "skill")} from the start${lacks}`, room);
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
  return reportText(
    "label",
    label,
    [
      [
        ...sentence("labelled", said, room),
        ...sentence(
          "written",
          report.files.length === 0 ? "nothing" : `${report.files.join(", ")}, the same bytes`,
          room,
        ),
      ],
    ],
    report.provenance,
    width,
  );
}
