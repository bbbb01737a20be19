import { type Format, formats, type ReadOptions } from "@onset/reading";
import type { ByChoice, UnitChoice } from "@onset/text";
import type { Command } from "commander";
import { integer, oneOf } from "../options.js";

/** What raw texts can be labelled by, and what is a text there: the package that does it is loaded for those who ask. */
type RawForm = Exclude<ByChoice, "terms">;
const forms: readonly RawForm[] = ["words", "stems", "lemmas", "auto"];
const rawUnits: readonly UnitChoice[] = ["auto", "sentence", "line", "paragraph", "cue", "file"];
const quotings = ["quoted", "none"] as const;

/** The options of every verb that reads rows of files, as the command line gives them. */
export type RowOptions = {
  readonly format?: Format;
  readonly columnDelimiter?: string;
  readonly quoting?: (typeof quotings)[number];
  /** False with `--no-header`; commander sets it to true without. */
  readonly header?: boolean;
  readonly skipLines?: number;
  readonly encoding?: string;
  /** In MB. */
  readonly maxUnpacked?: number;
};

/** The options of every verb that reads a corpus, as the command line gives them. */
export type ReadingOptions = RowOptions & {
  readonly textField?: string;
  readonly skillsField?: string;
  readonly idField?: string;
  readonly requiresField?: string;
  readonly teachesField?: string;
  readonly groupBy?: string;
  readonly words?: true;
  readonly by?: RawForm;
  readonly unit?: UnitChoice;
  readonly lang?: string;
  readonly skillsDelimiter?: string;
  readonly strict?: true;
  readonly cache?: string;
};

/** What the help says of the argument of a verb that reads one corpus, of one name or of several. */
export const corpusArgument = "file of texts, folder of files, or - for standard input";
export const corporaArgument =
  "files of texts, folders of files, or - for standard input: together one corpus, in this order";

/** Adds the options of a verb that reads a corpus. */
export function addReadingOptions(command: Command): Command {
  return addRowOptions(
    command
      .optionsGroup("Reading:")
      .option("--skills-field <field>", "field of the skills of a text: a name, a number from 1, or a path")
      .option("--text-field <field>", "field of the text itself: take its words for skills")
      .option("--id-field <field>", "field of the text's name")
      .option("--requires-field <field>", "field of the skills that a directed text requires")
      .option("--teaches-field <field>", "field of the skills that a directed text teaches")
      .option("--group-by <field>", "rows in which this field is the same are one text")
      .option(
        "--words",
        "take words as they stand for skills, without numbers; what a text is depends on the source (see --unit)",
      )
      .option("--by <form>", `label raw texts first, as onset label does: ${forms.join(", ")}`, oneOf(forms))
      .option(
        "--unit <unit>",
        `what a text is, as onset label --unit: ${rawUnits.join(", ")}`,
        oneOf(rawUnits),
      )
      .option("--lang <code>", "language of raw texts that are labelled first (default: guessed)")
      .option("--skills-delimiter <text>", "between the skills of a string (default: as found)")
      .option("--cache <folder>", "keep the corpus there as numbers, and take it from there the next time")
      .option("--strict", "end at a row that cannot be read instead of counting it")
      .option("--no-project", "leave the project file, onset.json, aside"),
  );
}

/** Adds the options of how rows stand in a file. */
export function addRowOptions(command: Command): Command {
  return command
    .option(
      "--format <format>",
      `what the corpus is, when its name does not tell: ${formats.join(", ")}`,
      oneOf(formats),
    )
    .option("--column-delimiter <text>", "between the columns of a table (default: as found)")
    .option(
      "--quoting <way>",
      "whether cells of a table may stand in quotes: quoted, none (default: as found)",
      oneOf(quotings),
    )
    .option("--no-header", "the first row of a table is no header: columns go by number")
    .option("--skip-lines <n>", "lines before the header of a table", integer(0))
    .option("--encoding <name>", "encoding of the file, such as windows-1252 (default: UTF-8 or as marked)")
    .option(
      "--max-unpacked <mb>",
      "read so many MB of a packed file (default: 200 times its size, at least 1000)",
      integer(1),
    );
}

/** What the reader is told about rows; nothing is said of what the user leaves open. */
export function rowOptions(
  options: RowOptions,
): Pick<ReadOptions, Exclude<keyof RowOptions, "maxUnpacked"> | "maxUnpackedBytes"> {
  const { format, columnDelimiter, quoting, skipLines, encoding, header, maxUnpacked } = options;
  return {
    ...{ format, columnDelimiter, quoting, skipLines, encoding },
    ...(header === false && { header }),
    ...(maxUnpacked !== undefined && { maxUnpackedBytes: maxUnpacked * 1e6 }),
  };
}

/** What the reader is told. */
export function readOptions(options: ReadingOptions, places = false): ReadOptions {
  const { textField, skillsField, idField, requiresField, teachesField, groupBy } = options;
  return {
    ...rowOptions(options),
    fields: {
      ...(textField !== undefined && { text: textField }),
      ...(skillsField !== undefined && { skills: skillsField }),
      ...(idField !== undefined && { id: idField }),
      ...(requiresField !== undefined && { requires: requiresField }),
      ...(teachesField !== undefined && { teaches: teachesField }),
    },
    groupBy,
    words: options.words === true || textField !== undefined,
    skillsDelimiter: options.skillsDelimiter,
    strict: options.strict === true,
    places,
  };
}
