import { type Command, CommanderError, InvalidArgumentError, type Option } from "commander";
import { UsageError } from "../errors.js";
import type { Project, Setting } from "./file.js";
import { readProject } from "./file.js";
import { projectFor } from "./find.js";
import { type ProjectUsed, useProject } from "./used.js";

/**
 * The arguments of a verb with what the project file says put before them; what the command line says itself stays as it
 * is. The words are those that a user would have typed, so that the command in the provenance needs no project file.
 *
 * @param make - makes the verb's command, to find out what the arguments say already
 * @param args - the arguments behind the verb
 */
export function withProject(make: () => Command, args: readonly string[], folder: string): readonly string[] {
  useProject(null);
  const path = projectFor(args, folder);
  if (path === null) return args;
  const command = make();
  // A verb that reads no corpus has no use for it.
  if (!command.options.some(({ long }) => long === "--skills-field")) return args;
  const operands = operandsIn(command, args);
  if (operands === null) return args;
  const project = readProject(path, folder);
  const words = project.settings.flatMap((setting) => wordsOf(setting, command));
  const sources = isMissingCorpus(command, operands) ? sourcesFor(command, project) : [];
  useProject(usedOf(project, [...words, ...sources]));
  return [...words, ...sources, ...args];
}

/** The arguments that are no options; null where the command line is wrong, which it is told when it is parsed in earnest. */
function operandsIn(command: Command, args: readonly string[]): readonly string[] | null {
  try {
    const { operands, unknown } = command
      .exitOverride()
      .configureOutput({ writeErr: () => {} })
      .parseOptions([...args]);
    return unknown.length === 0 ? operands : null;
  } catch (error) {
    if (error instanceof CommanderError) return null;
    throw error;
  }
}

/** The words of a setting; none where the command line says it, or where the verb has no such option. */
function wordsOf({ section, key, value, place }: Setting, command: Command): string[] {
  if (section === "check" && command.name() !== "check") return [];
  const option = command.options.find((candidate) => candidate.attributeName() === key);
  if (option?.long === undefined || command.getOptionValueSource(key) === "cli") return [];
  if (typeof value === "boolean") {
    // A switch is off without a word; --no-header is a switch that is on.
    return value === !option.negate ? [option.long] : [];
  }
  checkValue(option, value, place);
  return [option.long, value];
}

function checkValue(option: Option, value: string, place: string): void {
  try {
    option.parseArg?.(value, undefined);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new UsageError(
      `${place}: ${JSON.stringify(option.attributeName())} cannot be ${JSON.stringify(value)}. ${error.message}`,
    );
  }
}

/** Whether the corpus, the first argument of the verb, is left out. */
function isMissingCorpus({ registeredArguments }: Command, operands: readonly string[]): boolean {
  const required = registeredArguments.filter((argument) => argument.required).length;
  return registeredArguments[0]?.name() === "corpus" && operands.length === required - 1;
}

function sourcesFor({ registeredArguments }: Command, { path, sources }: Project): readonly string[] {
  if (sources.length > 1 && registeredArguments[0]?.variadic !== true) {
    throw new UsageError(`${path} names ${sources.length} sources, and this verb takes one corpus: name it`);
  }
  return sources;
}

function usedOf({ path, sha256 }: Project, words: readonly string[]): ProjectUsed | null {
  return words.length === 0 ? null : { file: path, sha256, arguments: words };
}
