import type { Command } from "commander";
import type { Workspace } from "../files/workspace.js";
import { oneOf } from "../options.js";
import type { Progress } from "../terminal/progress.js";
import { type Format, formats } from "./format.js";
import { type Reading, readCorpus } from "./read.js";

/** The options of every verb that reads a corpus, as the command line gives them. */
export type ReadingOptions = {
  readonly textField?: string;
  readonly skillsField?: string;
  readonly idField?: string;
  readonly requiresField?: string;
  readonly teachesField?: string;
  readonly words?: true;
  readonly format?: Format;
  readonly skillsDelimiter?: string;
  readonly columnDelimiter?: string;
  readonly strict?: true;
};

/** Adds the options of a verb that reads a corpus. */
export function addReadingOptions(command: Command): Command {
  return command
    .optionsGroup("Reading:")
    .option("--skills-field <field>", "field of the skills of a text")
    .option("--text-field <field>", "field of the text itself: take its words for skills")
    .option("--id-field <field>", "field of the text's name")
    .option("--requires-field <field>", "field of the skills that a directed text requires")
    .option("--teaches-field <field>", "field of the skills that a directed text teaches")
    .option("--words", "take the words of each text for its skills")
    .option(
      "--format <format>",
      `what the corpus is, when its name does not tell: ${formats.join(", ")}`,
      oneOf(formats),
    )
    .option("--skills-delimiter <text>", "between the skills of a string (default: | or ; or , as found)")
    .option("--column-delimiter <text>", "between the columns of a CSV file (default: as found)")
    .option("--strict", "end at a row that cannot be read instead of counting it");
}

/** Reads the corpus that a verb was given. */
export function readNamedCorpus(
  name: string,
  options: ReadingOptions,
  workspace: Workspace,
  progress: Progress,
  { places = false }: { readonly places?: boolean } = {},
): Promise<Reading> {
  const { textField, skillsField, idField, requiresField, teachesField } = options;
  const layout = {
    fields: {
      ...(textField !== undefined && { text: textField }),
      ...(skillsField !== undefined && { skills: skillsField }),
      ...(idField !== undefined && { id: idField }),
      ...(requiresField !== undefined && { requires: requiresField }),
      ...(teachesField !== undefined && { teaches: teachesField }),
    },
    words: options.words === true || textField !== undefined,
    format: options.format,
    skillsDelimiter: options.skillsDelimiter,
    columnDelimiter: options.columnDelimiter,
    strict: options.strict === true,
    places,
  };
  return readCorpus(name, layout, workspace, progress);
}
