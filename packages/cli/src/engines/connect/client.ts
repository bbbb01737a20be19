/**
 * A client of Spark Connect: SQL goes out, Arrow comes back. Queries are reattachable: a connection that breaks, or that
 * a gateway cuts after some minutes, is taken up again where it ended.
 */

import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { ClientReadableStream, Client as GrpcClient, Metadata } from "@grpc/grpc-js";
import type { RecordBatch, Table } from "apache-arrow";
import type { ConnectAddress } from "./address.js";
import { ConnectError, connectError } from "./errors.js";
import { type ConnectPackages, loadPackages } from "./packages.js";
import { protocol } from "./protocol.js";

/** How a server is spoken to. */
export type ConnectOptions = {
  /** Sent as a bearer token, over TLS only. */
  readonly token?: string | undefined;
  /** The server must show a sign of life within so many milliseconds; default two minutes. */
  readonly patience?: number | undefined;
  /** Ends what the session does, on the server too. */
  readonly signal?: AbortSignal | undefined;
};

/** How far a query is. */
export type QueryProgress = { readonly tasks: number; readonly done: number; readonly bytesRead: number };

type Batch = { readonly data: Uint8Array; readonly row_count?: number; readonly start_offset?: number };
type Stage = {
  readonly num_tasks?: number;
  readonly num_completed_tasks?: number;
  readonly input_bytes_read?: number;
};
type Response = {
  readonly server_side_session_id?: string;
  readonly response_id?: string;
  readonly arrow_batch?: Batch | null;
  readonly result_complete?: object | null;
  readonly execution_progress?: { readonly stages?: readonly Stage[] } | null;
};
type Unary = (
  request: object,
  metadata: Metadata,
  options: { readonly deadline: number },
  done: (error: unknown, response: Record<string, unknown>) => void,
) => void;
type Streaming = (request: object, metadata: Metadata) => ClientReadableStream<Response>;
type Service = GrpcClient &
  Record<"AnalyzePlan" | "Config" | "Interrupt" | "ReleaseExecute" | "ReleaseSession", Unary> &
  Record<"ExecutePlan" | "ReattachExecute", Streaming>;

const defaultPatience = 120_000;
const largestMessage = 512 * 2 ** 20;
/** A call is tried again so often in a row, after so many milliseconds each. */
const pauses: readonly number[] = [200, 1000, 3000, 5000];
/** The server does not know the operation: the call that should have begun it never arrived. */
const neverArrived = /^INVALID_HANDLE\.(OPERATION|SESSION)_NOT_FOUND$/;

/** A session of a server. */
export class ConnectSession {
  readonly #service: Service;
  readonly #packages: ConnectPackages;
  readonly #metadata: Metadata;
  readonly #patience: number;
  readonly #signal: AbortSignal | undefined;
  readonly #base: { session_id: string; user_context: object; client_type: string };
  /** How the server calls its side of the session: a server that was started anew knows it no more, and says so. */
  #serverSide: string | undefined;
  /** Whether it has ever answered. */
  #isKnown = false;
  /** The operations that the server is at. */
  readonly #running = new Set<string>();

  private constructor(packages: ConnectPackages, address: ConnectAddress, options: ConnectOptions) {
    const { grpc, loader } = packages;
    const definition = loader.fromJSON(protocol as Parameters<typeof loader.fromJSON>[0], {
      keepCase: true,
      longs: Number,
      bytes: Buffer,
      oneofs: true,
    });
    const { SparkConnectService } = (grpc.loadPackageDefinition(definition).spark as Record<string, never>)
      .connect as Record<string, new (...parameters: unknown[]) => Service>;
    this.#packages = packages;
    this.#patience = options.patience ?? defaultPatience;
    this.#signal = options.signal;
    this.#metadata = new grpc.Metadata();
    for (const [name, value] of Object.entries(address.headers)) this.#metadata.set(name, value);
    if (options.token !== undefined) this.#metadata.set("authorization", `Bearer ${options.token}`);
    const isEncrypted = address.isEncrypted || options.token !== undefined;
    this.#service = new SparkConnectService(
      `${address.host}:${address.port}`,
      isEncrypted ? grpc.credentials.createSsl() : grpc.credentials.createInsecure(),
      {
        "grpc.max_receive_message_length": largestMessage,
        "grpc.max_send_message_length": largestMessage,
        // Each session has a connection of its own. No pings: gRPC's servers cut who sends more than one in five minutes.
        "grpc.use_local_subchannel_pool": 1,
      },
    );
    this.#base = {
      session_id: randomUUID(),
      user_context: { user_id: address.user, user_name: address.user },
      client_type: "onset",
    };
  }

  /**
   * Begins a session.
   *
   * @throws ConnectError when the server is not there or refuses
   */
  static async open(address: ConnectAddress, options: ConnectOptions = {}): Promise<ConnectSession> {
    return new ConnectSession(await loadPackages(), address, options);
  }

  /** The version of Spark. */
  async version(): Promise<string> {
    const response = await this.#call("AnalyzePlan", { spark_version: {} });
    return String((response.spark_version as { version?: string } | undefined)?.version ?? "");
  }

  /** Sets what holds for this session alone. */
  async configure(settings: Readonly<Record<string, string>>): Promise<void> {
    const pairs = Object.entries(settings).map(([key, value]) => ({ key, value }));
    await this.#call("Config", { operation: { set: { pairs } } });
  }

  /** Does something that gives no rows. */
  async command(sql: string, progress?: (progress: QueryProgress) => void): Promise<void> {
    const plan = { command: { sql_command: { input: { common: {}, sql: { query: sql } } } } };
    for await (const _ of this.#execute(plan, progress));
  }

  /** The rows of a query, a batch at a time, in the order that the query gives them. */
  async *rows(sql: string, progress?: (progress: QueryProgress) => void): AsyncGenerator<RecordBatch> {
    const { tableFromIPC } = this.#packages.arrow;
    for await (const { data } of this.#execute({ root: { common: {}, sql: { query: sql } } }, progress)) {
      for (const batch of tableFromIPC(data).batches) if (batch.numRows > 0) yield batch;
    }
  }

  /** Makes rows of this process a view of the session, in place of one of that name. */
  async view(name: string, table: Table): Promise<void> {
    const data = this.#packages.arrow.tableToIPC(table, "stream");
    const input = { common: {}, local_relation: { data: Buffer.from(data) } };
    const view = { input, name, is_global: false, replace: true };
    for await (const _ of this.#execute({ command: { create_dataframe_view: view } }));
  }

  /** The package that makes and reads rows. */
  get arrow(): ConnectPackages["arrow"] {
    return this.#packages.arrow;
  }

  /** Ends what the server is at for this session. What cannot be ended any more is left to it. */
  async interrupt(): Promise<void> {
    if (this.#running.size === 0) return;
    await this.#unary("Interrupt", { interrupt_type: 1 }, 10_000).catch(() => undefined);
  }

  /** Ends the session. */
  async close(): Promise<void> {
    await this.#unary("ReleaseSession", {}, 10_000).catch(() => undefined);
    this.#service.close();
  }

  async *#execute(
    plan: object,
    progress?: (progress: QueryProgress) => void,
  ): AsyncGenerator<Batch, void, undefined> {
    const operation = randomUUID();
    let [isSent, isAgain, attempts, rows] = [false, false, 0, 0];
    let last: string | undefined;
    const begin = (): ClientReadableStream<Response> => {
      const asked = { ...this.#request(), operation_id: operation };
      isAgain = isSent;
      if (isSent) {
        return this.#service.ReattachExecute(
          { ...asked, ...(last && { last_response_id: last }) },
          this.#metadata,
        );
      }
      isSent = true;
      const reattachable = { reattach_options: { reattachable: true } };
      return this.#service.ExecutePlan({ ...asked, plan, request_options: [reattachable] }, this.#metadata);
    };
    this.#running.add(operation);
    try {
      for (;;) {
        this.#signal?.throwIfAborted();
        const before = last;
        try {
          for await (const response of this.#followed(begin())) {
            attempts = 0;
            last = response.response_id ?? last;
            this.#hear(response);
            if (response.arrow_batch) {
              const { start_offset: from = rows, row_count: count = 0 } = response.arrow_batch;
              if (from !== rows) throw new ConnectError("lost", `expected row ${rows} next, got row ${from}`);
              rows += count;
              yield response.arrow_batch;
            } else if (response.execution_progress) progress?.(progressOf(response.execution_progress));
            if (response.result_complete) return;
          }
          // The server ends a stream after some minutes, and goes on with the query.
          if (last === before) await this.#pause(0);
        } catch (error) {
          this.#signal?.throwIfAborted();
          const failure = connectError(error);
          if (failure.failure === "silent") await this.#requireAlive(failure);
          else if (failure.failure === "unreachable" && this.#isKnown) {
            if (attempts === pauses.length) throw new ConnectError("lost", failure.message);
            await this.#pause(attempts++);
          } else if (
            isAgain &&
            last === undefined &&
            neverArrived.test(failure.condition ?? "") &&
            attempts < pauses.length
          ) {
            isSent = false;
            await this.#pause(attempts++);
          } else throw failure;
        }
      }
    } finally {
      this.#running.delete(operation);
      const release = { operation_id: operation, release_all: {} };
      void this.#unary("ReleaseExecute", release, 10_000).catch(() => undefined);
    }
  }

  /** The messages of a stream; ends with an error when none comes for too long, or when the signal does. */
  async *#followed(stream: ClientReadableStream<Response>): AsyncGenerator<Response> {
    let isSilent = false;
    let timer: NodeJS.Timeout | undefined;
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        isSilent = true;
        stream.cancel();
      }, this.#patience);
    };
    const stop = (): void => {
      void this.interrupt().finally(() => stream.cancel());
    };
    this.#signal?.addEventListener("abort", stop, { once: true });
    try {
      wait();
      for await (const response of stream) {
        // While what came is being used, nothing is waited for.
        clearTimeout(timer);
        yield response;
        wait();
      }
    } catch (error) {
      if (!isSilent) throw error;
      const seconds = Math.round(this.#patience / 1000);
      throw new ConnectError("silent", `no answer for ${seconds} s`);
    } finally {
      clearTimeout(timer);
      this.#signal?.removeEventListener("abort", stop);
      stream.cancel();
    }
  }

  /** A call without a stream, tried again while a server that was there before cannot be reached. */
  async #call(method: "AnalyzePlan" | "Config", request: object): Promise<Record<string, unknown>> {
    for (let attempts = 0; ; attempts++) {
      this.#signal?.throwIfAborted();
      try {
        return await this.#unary(method, request, Math.min(this.#patience, 60_000));
      } catch (error) {
        const { failure, message } = connectError(error);
        if (failure !== "unreachable" || !this.#isKnown) throw error;
        if (attempts === pauses.length) throw new ConnectError("lost", message);
        await this.#pause(attempts);
      }
    }
  }

  /** Where a server tells no progress, a query is silent as long as it takes: another call tells whether it is there. */
  async #requireAlive(silence: ConnectError): Promise<void> {
    await this.#unary("AnalyzePlan", { spark_version: {} }, this.#patience).catch(() => {
      this.#signal?.throwIfAborted();
      throw silence;
    });
  }

  #unary(
    method: "AnalyzePlan" | "Config" | "Interrupt" | "ReleaseExecute" | "ReleaseSession",
    request: object,
    patience: number,
  ): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      this.#service[method](
        { ...this.#request(), ...request },
        this.#metadata,
        { deadline: Date.now() + patience },
        (error, response) => {
          if (error) return reject(connectError(error));
          this.#hear(response);
          resolve(response);
        },
      );
    });
  }

  /** What every request begins with. */
  #request(): object {
    return {
      ...this.#base,
      ...(this.#serverSide !== undefined && { client_observed_server_side_session_id: this.#serverSide }),
    };
  }

  #hear({ server_side_session_id: id }: { readonly server_side_session_id?: unknown }): void {
    this.#isKnown = true;
    if (typeof id === "string" && id !== "") this.#serverSide ??= id;
  }

  async #pause(attempt: number): Promise<void> {
    const options = { signal: this.#signal };
    // The caller looks at the signal.
    await pause(pauses[Math.min(attempt, pauses.length - 1)], undefined, options).catch(() => undefined);
  }
}

function progressOf({ stages = [] }: { readonly stages?: readonly Stage[] }): QueryProgress {
  let [tasks, done, bytesRead] = [0, 0, 0];
  for (const stage of stages) {
    tasks += stage.num_tasks ?? 0;
    done += stage.num_completed_tasks ?? 0;
    bytesRead += stage.input_bytes_read ?? 0;
  }
  return { tasks, done, bytesRead };
}
