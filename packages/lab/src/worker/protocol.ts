/** What page and worker say to each other. Everything in it can be posted: plain data, typed arrays, blobs. */

/** Page to worker. A new request of a channel cancels the one before. */
export type Request =
  | {
      readonly type: "run";
      readonly id: number;
      readonly channel: string;
      readonly job: string;
      readonly input: unknown;
    }
  | { readonly type: "cancel"; readonly channel: string };

/** Worker to page. A cancelled request gets no further answer. */
export type Response =
  | { readonly type: "partial" | "done"; readonly id: number; readonly output: unknown }
  | { readonly type: "failed"; readonly id: number; readonly message: string };

/** The program of a job did not come: the network is away, or a new version has taken the place of this one. */
export const missingProgram =
  "A part of the laboratory could not be loaded: the network is away, or there is a new version. Your values stand in the address.";

/** What a job has at hand besides its input. */
export type JobContext<O> = {
  /** Shows what is known so far. */
  partial(output: O): void;
  /**
   * Lets messages in, at most every few milliseconds; call it often. It never returns when the request was cancelled:
   * the job ends there.
   */
  yieldNow(): Promise<void>;
};

/** A job: from input to output in the worker. What it throws is shown to the user, so it should say what to do. */
export type Job<I, O> = (input: I, context: JobContext<O>) => O | Promise<O>;
