import type { DuckDBConnection, DuckDBInstance, DuckDBResult } from "@duckdb/node-api";
import { Interrupted } from "../errors.js";
import type { Workspace } from "../files/workspace.js";

/** A column of a result, one array a chunk: typed arrays for numbers, strings decoded. */
export type Chunk = { readonly rowCount: number; readonly columns: readonly ChunkColumn[] };

/** A vector of DuckDB as this program uses it. */
export type ChunkColumn = {
  readonly items?: ArrayLike<number>;
  getItem(row: number): unknown;
};

/**
 * An embedded database for reading one corpus: in memory, spilling to the workspace, never reaching for the
 * network, interruptible.
 */
export class Session {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #signal: AbortSignal;
  readonly #interrupt: () => void;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, signal: AbortSignal) {
    this.#instance = instance;
    this.#connection = connection;
    this.#signal = signal;
    this.#interrupt = () => connection.interrupt();
    signal.addEventListener("abort", this.#interrupt);
  }

  static async open(workspace: Workspace): Promise<Session> {
    // Loaded when needed: it takes longer than all the rest of the program together.
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const instance = await DuckDBInstance.create(":memory:", {
      temp_directory: await workspace.directory(),
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    return new Session(instance, await instance.connect(), workspace.signal);
  }

  async run(sql: string): Promise<void> {
    await this.#guard(() => this.#connection.run(sql));
  }

  /**
   * Large results are to be read in little memory. Every thread reads ahead, and what is ahead is counted without the
   * letters of its strings: by default 3 GB of texts of a megabyte each are all in memory before the first one is seen,
   * with this 0.9 GB at most.
   */
  async readAheadLittle(): Promise<void> {
    await this.run("set threads = 1");
    await this.run("set streaming_buffer_size = '1KB'");
  }

  /** All rows of a small result. */
  async rows(sql: string): Promise<unknown[][]> {
    const reader = await this.#guard(() => this.#connection.runAndReadAll(sql));
    return reader.getRowsJS();
  }

  /** The only value of a result of one row and one column, as a number. */
  async count(sql: string): Promise<number> {
    const [row] = await this.rows(sql);
    return Number(row![0]);
  }

  /** Hands a large result over chunk by chunk, one after the other. */
  async each(sql: string, take: (chunk: Chunk) => void | Promise<void>): Promise<void> {
    for await (const chunk of this.chunks(sql)) await take(chunk);
  }

  /** A large result, chunk by chunk: what is ahead of the reader is bounded. */
  async *chunks(sql: string): AsyncGenerator<Chunk> {
    const result: DuckDBResult = await this.#guard(() => this.#connection.stream(sql));
    for (;;) {
      const chunk = await this.#guard(() => result.fetchChunk());
      if (chunk === null || chunk.rowCount === 0) return;
      const columns: ChunkColumn[] = [];
      for (let i = 0; i < chunk.columnCount; i++) columns.push(chunk.getColumnVector(i));
      yield { rowCount: chunk.rowCount, columns };
    }
  }

  close(): void {
    this.#signal.removeEventListener("abort", this.#interrupt);
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  async #guard<T>(action: () => Promise<T>): Promise<T> {
    if (this.#signal.aborted) throw new Interrupted();
    try {
      return await action();
    } catch (error) {
      if (this.#signal.aborted) throw new Interrupted();
      throw error;
    }
  }
}

/** A string as SQL writes it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A column name as SQL writes it. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A path for a reading function of DuckDB, which would take `*`, `?` and `[` for patterns. */
export function pathLiteral(path: string): string {
  return literal(path.replace(/[*?[]/g, "[$&]"));
}
