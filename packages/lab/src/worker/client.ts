/** The page's side of the workers. Each view has one of its own, made when it first computes. */
import type { InputOf, JobName, OutputOf } from "./jobs.js";
import { missingProgram, type Request, type Response } from "./protocol.js";

/** What becomes of a request. `partial` may come any number of times, one of the others ends it. */
export type Answers<O> = {
  readonly partial?: (output: O) => void;
  readonly done: (output: O) => void;
  readonly failed: (message: string) => void;
};

type Pending = { readonly channel: string; readonly answers: Answers<never> };

export class WorkerClient {
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | null = null;
  #nextId = 1;

  /** Runs a job; an earlier request of the same channel (the name of the job unless given) is cancelled. */
  run<N extends JobName>(
    job: N,
    input: InputOf<N>,
    answers: Answers<OutputOf<N>>,
    options: { readonly channel?: string; readonly transfer?: Transferable[] } = {},
  ): void {
    const channel = options.channel ?? job;
    this.#forget(channel);
    const id = this.#nextId++;
    this.#pending.set(id, { channel, answers: answers as Answers<never> });
    const request: Request = { type: "run", id, channel, job, input };
    (this.#worker ??= this.#hire()).postMessage(request, options.transfer ?? []);
  }

  /** Cancels what runs on a channel; it gets no answer any more. */
  cancel(channel: string): void {
    this.#forget(channel);
    this.#worker?.postMessage({ type: "cancel", channel } satisfies Request);
  }

  /** Ends at once, whatever it is doing; the next request hires a new worker with empty hands. */
  dismiss(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#pending.clear();
  }

  #forget(channel: string): void {
    for (const [id, pending] of this.#pending) if (pending.channel === channel) this.#pending.delete(id);
  }

  #hire(): Worker {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Response>) => this.#answer(data));
    // Out of memory, or its script could not be loaded (that has no message): who waits is told, and the next request gets
    // a new worker.
    worker.addEventListener("error", (event) => {
      const waiting = [...this.#pending.values()];
      this.dismiss();
      for (const { answers } of waiting) answers.failed(event.message || missingProgram);
    });
    return worker;
  }

  #answer(response: Response): void {
    const pending = this.#pending.get(response.id);
    if (pending === undefined) return;
    const answers = pending.answers as unknown as Answers<unknown>;
    if (response.type === "partial") {
      answers.partial?.(response.output);
      return;
    }
    this.#pending.delete(response.id);
    if (response.type === "failed") answers.failed(response.message);
    else answers.done(response.output);
  }
}

const clients = new Map<string, WorkerClient>();

/** The worker of a view. */
export function clientOf(view: string): WorkerClient {
  let client = clients.get(view);
  if (client === undefined) clients.set(view, (client = new WorkerClient()));
  return client;
}
