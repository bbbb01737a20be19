import type { EngineOptions } from "../engines/cluster/options.js";
import { UsageError } from "../errors.js";
import { readNamedCorpus } from "../input/named-corpus.js";
import { type ReadingOptions, readOptions } from "../input/options.js";
import type { Reading } from "../input/read.js";
import type { RunContext } from "../run/run.js";

/** Whether a cluster is asked to read; refuses options that only a cluster has a use for. */
export function isClusterAsked(options: EngineOptions): boolean {
  if (options.engine === "spark") return true;
  const stray = (["remote", "workspace", "finish", "resume", "tokenFile"] as const).find(
    (name) => options[name] !== undefined,
  );
  if (stray === undefined) return false;
  const flag = stray === "tokenFile" ? "token-file" : stray;
  throw new UsageError(`--${flag} says how a cluster works: say --engine spark too`);
}

/** Reads the corpus of some names: on this machine, or by a cluster that hands it over as integers. */
export async function readWithEngine(
  verb: string,
  names: readonly string[],
  options: ReadingOptions & EngineOptions,
  context: RunContext,
  extra: { readonly places?: boolean } = {},
): Promise<Reading> {
  if (!isClusterAsked(options)) {
    return readNamedCorpus(names, options, context.workspace, context.progress, extra);
  }
  if (options.finish === "remote") {
    throw new UsageError(
      `onset ${verb} asks for the texts themselves, so it ends on this machine: leave --finish remote out, or ask onset learn, which can end in the cluster`,
    );
  }
  const [{ withCluster }, { fetchReading }] = await Promise.all([
    import("../engines/cluster/open.js"),
    import("../engines/cluster/reading.js"),
  ]);
  return withCluster(names, options, readOptions(options), context, (run) => fetchReading(run, names, verb));
}
