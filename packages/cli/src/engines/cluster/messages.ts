import { DataError, UsageError } from "../../errors.js";
import { ConnectError } from "../connect/index.js";

/** What is known of a run when a call to its server fails. */
export type Situation = {
  readonly server: string;
  readonly workspace: string;
  /** Whether anything stands in the workspace that another run can go on with. */
  readonly isStaged: boolean;
};

/** An error of a server in one line: what, where, and what to do. Other errors stay as they are. */
export function inWordsOfRun(error: unknown, { server, workspace, isStaged }: Situation): unknown {
  if (!(error instanceof ConnectError)) return error;
  const again = isStaged ? `; what is staged stays in ${JSON.stringify(workspace)}: go on with --resume` : "";
  switch (error.failure) {
    case "unreachable":
      return new DataError(
        `no Spark Connect server answers at ${server} (${shortened(error.message)}): start one, or correct --remote${again}`,
      );
    case "unauthenticated":
      return new DataError(
        `${server} refuses this user (${shortened(error.message)}): put a valid token into ONSET_SPARK_TOKEN or --token-file`,
      );
    case "silent":
      return new DataError(
        `${server} gave no sign of life (${shortened(error.message)}): look at its log${again}`,
      );
    case "lost":
      return new DataError(`${server} went away during the work (${shortened(error.message)})${again}`);
    default:
      return refusal(error, workspace, again);
  }
}

const cannotWrite =
  /Permission denied|Mkdirs failed|AccessDenied|Read-only file system|AccessControlException|403 Forbidden|Parent path is not a directory|Unable to create .*directory/i;
const workerFailed =
  /ExecutorLostFailure|executor .* exited|Job aborted due to stage failure|OutOfMemoryError|All masters are unresponsive/i;

function refusal({ message, condition }: ConnectError, workspace: string, again: string): Error {
  if (condition === "PATH_NOT_FOUND" || /Path does not exist/i.test(message)) {
    const path = /does not exist: (\S+?)\.? /.exec(`${message} `)?.[1];
    return new DataError(
      `the cluster finds nothing at ${path === undefined ? "a path of the command" : JSON.stringify(path)}: the path is one that the cluster can read, such as s3a://… or a folder that all its machines see`,
    );
  }
  if (condition?.startsWith("UNRESOLVED_COLUMN") || condition === "FIELD_NOT_FOUND") {
    return new UsageError(`a column is not in all files of the corpus (${shortened(message)})`);
  }
  if (cannotWrite.test(message)) {
    return new DataError(
      `the cluster may not write where it should (${shortened(reasonIn(message))}): name a --workspace (or --out) that it may write, not ${JSON.stringify(workspace)}`,
    );
  }
  if (workerFailed.test(message)) {
    return new DataError(
      `a worker of the cluster failed more often than Spark tries again (${shortened(reasonIn(message))}): give its executors more memory or look at their log${again}`,
    );
  }
  if (/not installed: |npm install/.test(message)) return new UsageError(message);
  return new DataError(`Spark: ${shortened(message)}${again}`);
}

/** The line of a message that names the reason. */
function reasonIn(message: string): string {
  const lines = message.split(/\r?\n/);
  return lines.find((line) => cannotWrite.test(line) || workerFailed.test(line)) ?? lines[0];
}

function shortened(message: string): string {
  const [line] = message.split(/\r?\n/);
  return line.length > 240 ? `${line.slice(0, 240)}…` : line;
}
