/** The worker: runs jobs, newest request of a channel first and only. */
import { jobs } from "./jobs.js";
import { nextTask } from "./next-task.js";
import { type Job, type JobContext, missingProgram, type Request, type Response } from "./protocol.js";

class Cancelled extends Error {}

// The library of types for pages and the one for workers exclude each other.
const scope = self as unknown as {
  postMessage(message: Response): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Request>) => void): void;
};

const yieldEvery = 12;
const newest = new Map<string, number>();

scope.addEventListener("message", ({ data }) => {
  if (data.type === "cancel") newest.delete(data.channel);
  else {
    newest.set(data.channel, data.id);
    void run(data);
  }
});

async function run({ id, channel, job: name, input }: Request & { type: "run" }): Promise<void> {
  const isWanted = (): boolean => newest.get(channel) === id;
  let last = performance.now();
  const context: JobContext<unknown> = {
    partial(output) {
      if (isWanted()) scope.postMessage({ type: "partial", id, output });
    },
    async yieldNow() {
      if (performance.now() - last < yieldEvery) return;
      await nextTask();
      last = performance.now();
      if (!isWanted()) throw new Cancelled();
    },
  };
  try {
    // Requests that came while the page was dragged are all in the queue by now: only the newest is begun.
    await nextTask();
    if (!isWanted()) return;
    if (!Object.hasOwn(jobs, name)) throw new Error(`there is no job "${name}"`);
    const job = (await jobs[name as keyof typeof jobs]().catch(() => {
      throw new Error(missingProgram);
    })) as Job<unknown, unknown>;
    if (!isWanted()) return;
    const output = await job(input, context);
    if (isWanted()) scope.postMessage({ type: "done", id, output });
  } catch (error) {
    if (error instanceof Cancelled || !isWanted()) return;
    scope.postMessage({
      type: "failed",
      id,
      message: error instanceof Error ? error.message : String(error),
    });
  }
}
