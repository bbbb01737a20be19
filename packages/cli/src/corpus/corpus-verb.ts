import { type CorpusLearner, corpusLearner } from "@onset/core/analysis";
import type { Command } from "commander";
import { addEngineOptions, type EngineOptions } from "../engines/cluster/options.js";
import { addReadingOptions, corporaArgument, corpusArgument, type ReadingOptions } from "../input/options.js";
import type { Reading } from "../input/read.js";
import type { OutputOptions, RunContext } from "../run/run.js";
import { addOutputOptions, verbCommand } from "../run/verb.js";
import { type AskedKnown, knownIn, knownOf } from "./learner.js";
import { addLearnerOptions, type LearnerOptions } from "./learner-options.js";
import { readWithEngine } from "./with-engine.js";

/** The options of every verb that asks something about a corpus. */
export type CorpusVerbOptions = ReadingOptions & LearnerOptions & EngineOptions & OutputOptions;

/** What the help of such a verb says. Paragraphs are without line breaks: they are wrapped to the terminal. */
export type VerbHelp = {
  readonly description: readonly string[];
  /** Examples as they stand on the command line, without `onset`. */
  readonly examples: readonly string[];
  /** A paragraph before the examples, broken into lines as it should stand. */
  readonly notes?: string;
  /** The argument behind the corpus, with what the help says of it: the corpus is then one name, else one or several. */
  /** Whether a cluster can read the corpus for it. */
  readonly engines?: true;
  readonly argument?: readonly [argument: string, description: string];
};

/**
 * A verb that reads a corpus, with the options of reading, learning and output; `addOptions` adds its own between
 * learning and output.
 */
export function corpusVerb(
  name: string,
  { description, examples, notes, engines, argument }: VerbHelp,
  addOptions: (command: Command) => Command = (command) => command,
): Command {
  const shown = examples.map((example) => `  onset ${example}`).join("\n");
  const below = `${notes === undefined ? "" : `\n${notes}\n`}\nExamples:\n${shown}`;
  const command = verbCommand(name, description, below);
  if (argument === undefined) command.argument("<corpus...>", corporaArgument);
  else command.argument("<corpus>", corpusArgument).argument(...argument);
  addReadingOptions(command);
  if (engines) addEngineOptions(command);
  return addOutputOptions(addOptions(addLearnerOptions(command)));
}

/** A corpus as it was read, and who learns it. */
export type ReadLearner = CorpusLearner & { readonly reading: Reading };

/** Reads the corpus of some files and finds out what the learner knows. */
export async function readLearner(
  names: readonly string[],
  options: CorpusVerbOptions,
  context: RunContext,
  extra: { readonly places?: boolean; readonly verb?: string } = {},
): Promise<ReadLearner> {
  const asked = await knownOf(options, context);
  const reading = await readWithEngine(extra.verb ?? "", names, options, context, extra);
  return learnerOf(reading, options.learner, asked, context);
}

/** Puts together what was read and who learns it. */
export async function learnerOf(
  reading: Reading,
  maxUnlearned: number,
  asked: AskedKnown,
  context: RunContext,
): Promise<ReadLearner> {
  const known = await knownIn(asked, reading, context);
  return { reading, ...corpusLearner(reading.corpus, { maxUnlearned, known }) };
}
