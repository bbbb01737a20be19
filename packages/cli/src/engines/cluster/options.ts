import type { Command } from "commander";
import { oneOf } from "../../options.js";

const engines = ["auto", "embedded", "spark"] as const;
const finishes = ["auto", "local", "remote"] as const;

/** The options of verbs that a cluster can work for, as the command line gives them. */
export type EngineOptions = {
  readonly engine?: (typeof engines)[number];
  readonly remote?: string;
  readonly workspace?: string;
  readonly finish?: (typeof finishes)[number];
  readonly resume?: true;
  readonly tokenFile?: string;
};

/** Adds the options of such a verb. */
export function addEngineOptions(command: Command): Command {
  return command
    .optionsGroup("Engine:")
    .option(
      "--engine <name>",
      "who reads the corpus: embedded (auto) or spark, for corpora beyond one machine",
      oneOf(engines),
    )
    .option("--remote <address>", "Spark Connect server: sc://HOST:PORT (default: SPARK_REMOTE)")
    .option("--workspace <path>", "where the cluster keeps the corpus as integers for the time of the run")
    .option(
      "--finish <where>",
      "where learning is done: local, remote, or auto (local as soon as what is left fits)",
      oneOf(finishes),
    )
    .option("--resume", "go on with what an interrupted run left in the workspace")
    .option(
      "--token-file <file>",
      "file that holds the token of the server (or ONSET_SPARK_TOKEN); demands TLS",
    );
}
