/**
 * The thread in which the tests call verbs: the built program with its modules loaded, and compiled, once for all calls of a
 * test file. What a process has one of (arguments, variables, standard streams) is set before each call.
 */
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { workerData } from "node:worker_threads";

const { main, port, done } = workerData;
const program = pathToFileURL(main).href;
let calls = 0;

/** Keeps what is written to a standard stream; gives a function that returns it. */
function captured(stream) {
  const pieces = [];
  stream.removeAllListeners();
  stream.write = (piece, encoding, written) => {
    pieces.push(Buffer.from(piece));
    (typeof encoding === "function" ? encoding : written)?.();
    return true;
  };
  return () => Buffer.concat(pieces);
}

async function call({ args, input, columns }) {
  const [stdout, stderr] = [captured(process.stdout), captured(process.stderr)];
  Object.defineProperty(process, "stdin", { value: Readable.from([Buffer.from(input)]), configurable: true });
  process.argv = [process.execPath, main, ...args];
  process.exitCode = undefined;
  process.env.COLUMNS = String(columns);
  // The program is one that runs when it is imported: by another address it runs again, and what it imports is here already.
  const failure = await import(`${program}?call=${++calls}`).then(
    () => null,
    (error) => String(error?.stack ?? error),
  );
  return {
    status: process.exitCode ?? 0,
    stdout: stdout(),
    stderr: stderr(),
    failure,
  };
}

port.on("message", async (asked) => {
  port.postMessage(await call(asked));
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
});
