/**
 * Runs the built command as its users do and takes what it prints. Verbs run in this process, on a thread that has the
 * program loaded: starting a process and compiling the program again took most of the time of the tests. What is about a
 * process itself (variables that are read when the program starts, signals, pipes, terminals) has one of its own.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { afterAll } from "vitest";
import { main, root } from "./built.js";

export type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

export type RunOptions = {
  /** The working folder; the root of the workspace by default. */
  readonly cwd?: string | undefined;
  /** What comes on standard input; nothing by default. */
  readonly input?: string | Uint8Array | undefined;
  /** How wide the terminal is; 80 characters by default. */
  readonly columns?: number | undefined;
  /** Variables besides those of the user: the run then has a process of its own. */
  readonly env?: NodeJS.ProcessEnv | undefined;
};

/** As long as a run may take. */
const patience = 300_000;

/** The variables of a user who sees no colours in a terminal so wide. */
function environment(columns = 80): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  return { ...inherited, NO_COLOR: "1", COLUMNS: String(columns) };
}

/** Runs `onset` with these arguments. */
export function onset(args: readonly string[], options: RunOptions = {}): Ran {
  return options.env === undefined ? onsetHere(args, options) : onsetApart(args, options);
}

/** Runs `onset` in a process of its own. */
export function onsetApart(
  args: readonly string[],
  { cwd = root, input = "", columns, env }: RunOptions = {},
): Ran {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    env: { ...environment(columns), ...env },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    timeout: patience,
    input,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** What a run that must end with `status` prints, without a word on standard error. */
export function succeed(args: readonly string[], cwd?: string, status = 0): string {
  const ran = onset(args, { cwd });
  if (ran.status !== status || ran.stderr !== "") {
    throw new Error(`onset ${args.join(" ")} ended with ${ran.status}: ${ran.stderr}`);
  }
  return ran.stdout;
}

type Answer = {
  readonly status: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly failure: string | null;
};

type Asked = {
  readonly args: readonly string[];
  readonly input: string | Uint8Array;
  readonly columns: number;
};

type Thread = { readonly ask: (asked: Asked) => Answer };

let thread: Thread | null = null;

function startThread(): Thread {
  const done = new Int32Array(new SharedArrayBuffer(4));
  const { port1: port, port2 } = new MessageChannel();
  const worker = new Worker(new URL("./command-thread.mjs", import.meta.url), {
    workerData: { main, port: port2, done },
    transferList: [port2],
    env: environment(),
  });
  worker.unref();
  return {
    ask(asked) {
      Atomics.store(done, 0, 0);
      port.postMessage(asked);
      if (Atomics.wait(done, 0, 0, patience) === "timed-out") {
        thread = null;
        void worker.terminate();
        throw new Error(`onset ${asked.args.join(" ")} did not end within ${patience / 1000} s`);
      }
      return receiveMessageOnPort(port)!.message as Answer;
    },
  };
}

function onsetHere(args: readonly string[], { cwd = root, input = "", columns = 80 }: RunOptions): Ran {
  thread ??= startThread();
  const before = process.cwd();
  // The folder is that of the process: nothing else runs while this thread waits.
  process.chdir(cwd);
  try {
    const { status, stdout, stderr, failure } = thread.ask({ args, input, columns });
    if (failure !== null) throw new Error(`onset ${args.join(" ")} failed: ${failure}`);
    const text = new TextDecoder();
    return { status, stdout: text.decode(stdout), stderr: text.decode(stderr) };
  } finally {
    process.chdir(before);
  }
}

/** How a run ended: by itself or by a signal. */
export type Ended = Ran & { readonly signal: NodeJS.Signals | null };

/** Starts `onset` in a process of its own and lets the test do what it likes to it. */
export function start(args: readonly string[], cwd: string): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [main, ...args], { cwd, env: environment() });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => (stdout += data));
  child.stderr.on("data", (data) => (stderr += data));
  const ended = new Promise<Ended>((resolve) =>
    child.on("close", (status, signal) => resolve({ status, signal, stdout, stderr })),
  );
  return { child, ended };
}

/** Waits for a run to be at work: it starts in a quarter of a second of computing. Where that cannot be seen, longer must do. */
export async function untilAtWork({ pid }: ChildProcess, seconds = 0.5): Promise<void> {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return void (await sleep(2500));
  /** Hundredths of a second: the 14th and the 15th field, of which the second may hold spaces. */
  const computed = (): number => {
    const fields = readFileSync(stat, "utf8").split(") ")[1].split(" ");
    return Number(fields[11]) + Number(fields[12]);
  };
  while (computed() < 100 * seconds) await sleep(10);
}

/** A folder for the tests of a file, removed after them. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "onset-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
