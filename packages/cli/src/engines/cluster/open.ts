/** A run with a cluster: connects, lists, stages, and decides where learning is done. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bytesText } from "@onset/core/base";
import type { ReadOptions } from "@onset/reading";
import { DataError, UsageError } from "../../errors.js";
import { inWordsOfCommand } from "../../input/read.js";
import type { RunContext } from "../../run/run.js";
import { complain } from "../../terminal/complain.js";
import { count, percent } from "../../terminal/format.js";
import {
  AddressError,
  type ConnectAddress,
  ConnectError,
  ConnectSession,
  isLoopback,
  parseAddress,
  serverName,
} from "../connect/index.js";
import type { SqlEngine } from "../sql/engine.js";
import { sparkEngine, sparkSettings } from "../sql/spark-engine.js";
import { pathHere, requireRoom } from "./disk.js";
import { bytesHere } from "./fetch.js";
import { type ClusterLayout, layoutOf } from "./layout.js";
import { inWordsOfRun } from "./messages.js";
import type { EngineOptions } from "./options.js";
import { type ClusterSource, clusterPath, fileAddress, hasScheme, listSource } from "./source.js";
import { type Staged, stageCorpus, type Tell } from "./stage.js";

/** A corpus that a cluster has staged, and who works on it. */
export type ClusterRun = {
  readonly engine: SqlEngine;
  readonly server: string;
  readonly isLoopback: boolean;
  readonly source: ClusterSource;
  readonly layout: ClusterLayout;
  readonly staged: Staged;
  readonly tell: Tell;
  /** Where learning is done, and why. */
  readonly finish: "local" | "remote";
  /** Whether the rest may be finished here once it fits. */
  readonly mayFinishHere: boolean;
  readonly bytesFree: number;
};

const oldest = 4;

/** Bytes that staging writes, for a byte of the files: 2.6 were measured of a packed corpus; an unpacked one is taken to need no more than it has. */
const stagedShare = { packed: 3, unpacked: 1 } as const;

function bytesStaged({ files }: ClusterSource): number {
  const shareOf = (path: string): number =>
    /\.(jsonl|ndjson|json)$/i.test(path) ? stagedShare.unpacked : stagedShare.packed;
  return files.reduce((sum, { path, bytes }) => sum + shareOf(path) * bytes, 0);
}

/** Opens a corpus on a cluster, does something with it, and cleans up; an error is told in one line. */
export async function withCluster<T>(
  names: readonly string[],
  options: EngineOptions & { readonly format?: string },
  reading: ReadOptions,
  { workspace, progress }: RunContext,
  use: (run: ClusterRun) => Promise<T>,
): Promise<T> {
  const address = addressOf(options.remote ?? process.env.SPARK_REMOTE);
  const token = await tokenOf(options.tokenFile);
  if (token !== undefined && !address.isEncrypted && /use_ssl=false/i.test(options.remote ?? "")) {
    throw new UsageError("--remote: a token goes over TLS only, and use_ssl=false forbids it");
  }
  const server = serverName(address);
  const base = workspaceOf(options.workspace, address);
  const state = { isBegun: false, isStaged: false, folder: base };
  const { signal } = workspace;
  const session = await ConnectSession.open(address, { token, signal }).catch((error: unknown) => {
    throw inWordsOfRun(error, { server, workspace: base, isStaged: false });
  });
  const engine = sparkEngine(session);
  const tell: Tell = (step) => {
    // The first step writes the rows: from the second on there is something to go on with.
    state.isStaged = state.isBegun;
    state.isBegun = true;
    progress.stage(step);
    return (done, of) => progress.update(of > 0 ? percent(done / of) : "");
  };
  try {
    progress.stage(`connecting to ${server}`);
    const version = await session.version();
    if (!(Number.parseInt(version, 10) >= oldest)) {
      throw new DataError(
        `${server} is Spark ${version}, which is too old: ${oldest}.0 or a newer one is needed`,
      );
    }
    await session.configure(sparkSettings);
    progress.stage("listing files");
    const source = await listSource(engine, names, options.format);
    const folderHere = isLoopback(address) ? pathHere(base) : null;
    if (folderHere !== null) {
      await requireRoom("--workspace", folderHere, bytesStaged(source), "the integers of this corpus");
    }
    await session.configure({ "spark.sql.shuffle.partitions": String(partitionsFor(source.bytes)) });
    const layout = await inWordsOfCommand(workspace, () => layoutOf(engine, source, reading));
    state.folder = `${base.replace(/\/+$/, "")}/onset-${keyOf({ listing: source.listing, reading })}`;
    const staged = await stageCorpus(engine, source, layout, state.folder, options.resume === true, tell);
    if (staged.texts === 0)
      throw new DataError(`${names.join(", ")}: none of its ${staged.rows} rows has a skill`);
    const bytesFree = process.availableMemory();
    const fits = bytesHere(staged) < 0.7 * bytesFree;
    const finish =
      options.finish === undefined || options.finish === "auto"
        ? fits
          ? "local"
          : "remote"
        : options.finish;
    progress.note(
      `staged: ${count(staged.texts)} texts, ${count(staged.skills)} skills, ${count(staged.edges)} edges; ${bytesText(bytesHere(staged))} here of ${bytesText(bytesFree)} free: --finish ${finish}`,
    );
    const mayFinishHere = options.finish !== "remote";
    const run = {
      engine,
      server,
      isLoopback: isLoopback(address),
      source,
      layout,
      staged,
      tell,
      finish,
      mayFinishHere,
      bytesFree,
    };
    const result = await use(run);
    await removeFolder(engine, state.folder);
    return result;
  } catch (error) {
    if (signal.aborted) {
      if (state.isBegun) {
        const again = state.isStaged ? "go on with --resume, or remove it" : "remove it";
        complain(`interrupted; what is staged stays in ${JSON.stringify(state.folder)}: ${again}`);
      }
    } else if (state.isBegun && !(error instanceof ConnectError)) {
      // Refused for a reason that another run would meet again.
      await removeFolder(engine, state.folder);
    } else if (state.isBegun && !state.isStaged && (error as ConnectError).failure === "refused") {
      // There is nothing to go on with, and where the server may not write there is nothing to remove.
      await engine.remove(state.folder).catch(() => undefined);
    }
    throw inWordsOfRun(error, { server, workspace: state.folder, isStaged: state.isStaged });
  } finally {
    await session.close();
  }
}

async function removeFolder(engine: SqlEngine, folder: string): Promise<void> {
  await engine.remove(folder).catch((error: unknown) => {
    const [reason] = String((error as Error).message).split("\n");
    complain(`${JSON.stringify(folder)} could not be removed (${reason}): remove it`);
  });
}

/** A name of what was read how: another run that reads the same the same way goes on with its work. */
export function keyOf(what: unknown): string {
  return createHash("sha256").update(JSON.stringify(what)).digest("hex").slice(0, 16);
}

function addressOf(remote: string | undefined): ConnectAddress {
  if (remote === undefined) {
    throw new UsageError(
      "--engine spark needs a server: say --remote sc://HOST:PORT, or set SPARK_REMOTE (docs/reference/scale.md tells how to start one)",
    );
  }
  try {
    return parseAddress(remote);
  } catch (error) {
    if (error instanceof AddressError) throw new UsageError(`--remote: ${error.message}`);
    throw error;
  }
}

async function tokenOf(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return process.env.ONSET_SPARK_TOKEN || undefined;
  const text = await readFile(file, "utf8").catch(() => {
    throw new UsageError(`--token-file: there is no file ${JSON.stringify(file)} that can be read`);
  });
  const token = text.trim();
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new UsageError(`--token-file: ${JSON.stringify(file)} holds no token: expected one word`);
  }
  return token;
}

function workspaceOf(asked: string | undefined, address: ConnectAddress): string {
  if (asked === undefined) {
    if (isLoopback(address)) return fileAddress(join(tmpdir(), "onset-spark"));
    throw new UsageError(
      "--engine spark needs a --workspace: a path that all machines of the cluster read and write, such as s3a://bucket/scratch",
    );
  }
  return hasScheme(asked) ? asked : fileAddress(clusterPath(asked));
}

/** So many tasks that each has some 64 MB; small corpora pay for no more than they need. */
function partitionsFor(bytes: number): number {
  return Math.max(1, Math.min(20_000, Math.ceil((4 * bytes) / 64e6)));
}
