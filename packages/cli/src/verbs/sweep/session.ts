import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { Interrupted, UsageError } from "../../errors.js";
import type { Workspace } from "../../files/workspace.js";

/**
 * An embedded database for writing tables of other formats: in memory, spilling to the workspace, never reaching for the
 * network, interruptible. It is the optional package @duckdb/node-api.
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

  /** @throws UsageError when the package is not installed */
  static async open(workspace: Workspace): Promise<Session> {
    const { DuckDBInstance } = await import("@duckdb/node-api").catch(() => {
      throw new UsageError(
        "Parquet files are written by DuckDB, which is not installed: npm install @duckdb/node-api, or name a .csv file",
      );
    });
    const instance = await DuckDBInstance.create(":memory:", {
      temp_directory: await workspace.directory(),
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    return new Session(instance, await instance.connect(), workspace.signal);
  }

  async run(sql: string): Promise<void> {
    if (this.#signal.aborted) throw new Interrupted();
    try {
      await this.#connection.run(sql);
    } catch (error) {
      if (this.#signal.aborted) throw new Interrupted();
      throw error;
    }
  }

  close(): void {
    this.#signal.removeEventListener("abort", this.#interrupt);
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** A string as SQL writes it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
