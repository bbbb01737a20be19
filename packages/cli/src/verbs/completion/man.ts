import type { OptionDescribed, ProgramDescribed, VerbDescribed } from "./description.js";

/** Manual pages in roff by the names of their files: one of the command, and one of each verb. */
export function manualPages(program: ProgramDescribed): Record<string, string> {
  const pages = program.verbs.map((verb) => [`${pageOf(verb.name)}.1`, verbPage(verb, program)]);
  return { "onset.1": commandPage(program), ...Object.fromEntries(pages) };
}

function commandPage(program: ProgramDescribed): string {
  const { verbs, summary } = program;
  return page("onset", program, [
    section("NAME", [text(`onset - ${summary}`)]),
    section("SYNOPSIS", [`.B onset\n.I verb\n${text("[options] [arguments]")}`]),
    section("DESCRIPTION", [
      text(
        "Onset takes a corpus in which every text needs some skills and learns it one new skill at a time. It tells what can be learned, in which order, what is stuck, and what theory predicts.",
      ),
    ]),
    section(
      "VERBS",
      verbs.map((verb) => `.TP\n.BR ${pageOf(verb.name).replaceAll("-", "\\-")} (1)\n${text(verb.summary)}`),
    ),
    section("EXIT STATUS", [
      ".TP\n.B 0\nall is well",
      ".TP\n.B 1\na finding, such as a rule of a check that does not hold, or bad data",
      ".TP\n.B 2\nthe command line is wrong",
      ".TP\n.B 130\ninterrupted; no file was left half written",
    ]),
    section("FILES", [
      `.TP\n.I onset.json\n${text("The project file: how the corpus is laid out, where it lies, and the rules of onset check. It is found in the working folder or above it.")}`,
    ]),
    section("ENVIRONMENT", [
      `.TP\n.B NO_COLOR\n${text("no colours")}`,
      `.TP\n.B COLUMNS\n${text("the width of reports that no terminal shows")}`,
    ]),
    section("EXAMPLES", [literal("onset examples python-course\nonset learn python-course.jsonl")]),
  ]);
}

function verbPage(verb: VerbDescribed, program: ProgramDescribed): string {
  return page(pageOf(verb.name), program, [
    section("NAME", [text(`${pageOf(verb.name)} - ${verb.summary}`)]),
    section(
      "SYNOPSIS",
      [verb, ...verb.parts].map(({ usage }) => `${text(usage)}\n.br`),
    ),
    section("DESCRIPTION", [paragraphs(verb.description), argumentList(verb)]),
    ...optionSections(verb),
    ...verb.parts.map((part) =>
      section(part.name.toUpperCase(), [
        paragraphs(part.description),
        argumentList(part),
        part.options.map(optionEntry).join("\n"),
        literal(part.notes),
      ]),
    ),
    section("NOTES", [literal(verb.notes)]),
    section("SEE ALSO", [".BR onset (1)"]),
  ]);
}

function pageOf(verb: string): string {
  return `onset-${verb}`;
}

function page(name: string, { version }: ProgramDescribed, sections: readonly string[]): string {
  // No date: the same version gives the same bytes.
  const header = `.TH ${name.toUpperCase().replaceAll("-", "\\-")} 1 "" "onset ${version}" "Onset"`;
  return `${[header, ...sections.filter((part) => part !== "")].join("\n")}\n`;
}

function section(title: string, parts: readonly string[]): string {
  const filled = parts.filter((part) => part !== "");
  return filled.length === 0 ? "" : `.SH ${title}\n${filled.join("\n")}`;
}

function optionSections({ options }: VerbDescribed): string[] {
  const groups = [...new Set(options.map(({ group }) => group))];
  return groups.map((group) =>
    section(
      group === "Options" ? "OPTIONS" : `${group.toUpperCase()} OPTIONS`,
      options.filter((option) => option.group === group).map(optionEntry),
    ),
  );
}

function optionEntry({ flags, about }: OptionDescribed): string {
  return `.TP\n.B ${text(flags)}\n${text(about)}`;
}

function argumentList({ arguments: args }: VerbDescribed): string {
  return args.map(({ name, about }) => `.TP\n.I ${text(name)}\n${text(about)}`).join("\n");
}

function paragraphs(description: string): string {
  return description
    .split("\n\n")
    .map((paragraph) => `.PP\n${text(paragraph)}`)
    .join("\n");
}

function literal(lines: string): string {
  return lines === "" ? "" : `.PP\n.nf\n${lines.split("\n").map(text).join("\n")}\n.fi`;
}

/** A line of text: no character of it steers roff. */
function text(line: string): string {
  return line
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/^(?=[.'])/, "\\&");
}
