/** What a reading needs of the program around it. */
export type ReadingContext = {
  /** Ends the reading with its reason: Ctrl-C, a closed page. */
  readonly signal?: AbortSignal | undefined;
  /** Told now and then how much has been read of all sources. */
  readonly progress?: ((bytesRead: number, bytesInAll: number) => void) | undefined;
  /** Makes a SHA-256 hash that takes bytes piece by piece; without one, files are not hashed. */
  readonly hash?: (() => StreamingHash) | undefined;
  /** Lets the program around it run for a moment during long work; by default a turn of the event loop. */
  readonly rest?: (() => Promise<void>) | undefined;
  /** Bytes of memory that the corpus may take; by default as many as it needs. */
  readonly memory?: number | undefined;
};

/** A hash over bytes that come in pieces. */
export type StreamingHash = {
  update(bytes: Uint8Array): void;
  /** The hash in hexadecimal. */
  digest(): string;
};
