/**
 * A client of Spark Connect: SQL goes out, Arrow comes back. Queries are reattachable: a connection that breaks, or that
 * a gateway cuts after some minutes, is taken up again where it ended.
 */

import { randomUUID } from "node:crypto";
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

type Batch = { readonly data: Uint8Array };
type Stage = {
  readonly num_tasks?: number;
  readonly num_completed_tasks?: number;
  readonly input_bytes_read?: number;
};
type Response = {
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
/** A broken connection is taken up again so often in a row, after so many milliseconds each. */
const pauses: readonly number[] = [200, 1000, 3000, 5000];

/** A session of a server. */
export class ConnectSession {
  readonly #service: Service;
  readonly #packages: ConnectPackages;
  readonly #metadata: Metadata;
  readonly #patience: number;
  readonly #signal: AbortSignal | undefined;
  readonly #base: { session_id: string; user_context: object; client_type: string };
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
        // Each session has a connection of its own, and notices when the other end is gone.
        "grpc.use_local_subchannel_pool": 1,
        "grpc.keepalive_time_ms": 30_000,
        "grpc.keepalive_timeout_ms": 20_000,
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
    this.#signal?.throwIfAborted();
    const operation = randomUUID();
    let last: string | undefined;
    let attempts = 0;
    const begin = (): ClientReadableStream<Response> => {
      if (last === undefined && attempts === 0) {
        const reattachable = { reattach_options: { reattachable: true } };
        const request = { ...this.#base, plan, operation_id: operation, request_options: [reattachable] };
        return this.#service.ExecutePlan(request, this.#metadata);
      }
      const request = { ...this.#base, operation_id: operation, ...(last && { last_response_id: last }) };
      return this.#service.ReattachExecute(request, this.#metadata);
    };
    this.#running.add(operation);
    try {
      for (;;) {
        try {
          for await (const response of this.#followed(begin())) {
            attempts = 0;
            last = response.response_id ?? last;
            if (response.arrow_batch) yield response.arrow_batch;
            else if (response.execution_progress) progress?.(progressOf(response.execution_progress));
            if (response.result_complete) return;
          }
          // The server ends a stream after some minutes, and goes on with the query.
          attempts = Math.max(attempts, 1);
        } catch (error) {
          this.#signal?.throwIfAborted();
          const failure = connectError(error);
          const hasBegun = last !== undefined || attempts > 0;
          if (failure.failure !== "unreachable" || !hasBegun) throw failure;
          if (attempts > pauses.length) throw new ConnectError("lost", failure.message);
          await new Promise((resolve) => setTimeout(resolve, pauses[attempts - 1] ?? 0));
          attempts++;
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

  async #call(method: "AnalyzePlan" | "Config", request: object): Promise<Record<string, unknown>> {
    this.#signal?.throwIfAborted();
    return this.#unary(method, request, Math.min(this.#patience, 60_000));
  }

  #unary(
    method: "AnalyzePlan" | "Config" | "Interrupt" | "ReleaseExecute" | "ReleaseSession",
    request: object,
    patience: number,
  ): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      this.#service[method](
        { ...this.#base, ...request },
        this.#metadata,
        { deadline: Date.now() + patience },
        (error, response) => (error ? reject(connectError(error)) : resolve(response)),
      );
    });
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
