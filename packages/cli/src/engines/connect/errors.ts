/** What went wrong with a call to a server. */
export type ConnectFailure =
  /** Nobody answers at the address. */
  | "unreachable"
  | "unauthenticated"
  /** The server gave no sign of life for as long as was allowed. */
  | "silent"
  /** The server went away, or forgot the session, while it was at work. */
  | "lost"
  /** The server says that the work itself is wrong or failed. */
  | "refused";

/** A call to a server failed. */
export class ConnectError extends Error {
  override readonly name = "ConnectError";
  readonly failure: ConnectFailure;
  /** How Spark calls the error, such as `PATH_NOT_FOUND`; null when it does not say. */
  readonly condition: string | null;

  constructor(failure: ConnectFailure, message: string, condition: string | null = null) {
    super(message);
    this.failure = failure;
    this.condition = condition;
  }
}

/** As much of an error of gRPC as is looked at. */
type Status = { readonly code?: number; readonly details?: string; readonly message?: string };

/** The numbers of gRPC. */
const statusCode = {
  deadlineExceeded: 4,
  permissionDenied: 7,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** A stream that the other end, or a proxy between, has cut: what it carried is still there. */
const cut = /INVALID_CURSOR\.DISCONNECTED|RST_STREAM/;

/** The error of a call as one of this client. */
export function connectError(error: unknown): ConnectError {
  if (error instanceof ConnectError) return error;
  const { code, details, message } = error as Status;
  const text = (details ?? message ?? String(error)).trim();
  const [line] = text.split(/\r?\n/);
  const condition = conditionOf(text);
  if (code === statusCode.internal && cut.test(text)) return new ConnectError("unreachable", line);
  switch (code) {
    case statusCode.unavailable:
      return new ConnectError("unreachable", line);
    case statusCode.unauthenticated:
    case statusCode.permissionDenied:
      return new ConnectError("unauthenticated", line);
    case statusCode.deadlineExceeded:
      return new ConnectError("silent", line);
    default: {
      const isForgotten = condition?.startsWith("INVALID_HANDLE") ?? false;
      return new ConnectError(isForgotten ? "lost" : "refused", isForgotten ? line : text, condition);
    }
  }
}

/** The name that Spark gives an error, in brackets at its beginning or within what it wraps. */
function conditionOf(text: string): string | null {
  return /\[([A-Z][A-Z0-9_]{3,}(?:\.[A-Z0-9_]+)*)\]/.exec(text)?.[1] ?? null;
}
