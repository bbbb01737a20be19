/** Where a Spark Connect server is: `sc://host:port/;name=value;name=value`. */
export type ConnectAddress = {
  readonly host: string;
  readonly port: number;
  readonly isEncrypted: boolean;
  readonly user: string;
  /** What is sent along with each call, such as the cluster behind a gateway. */
  readonly headers: Readonly<Record<string, string>>;
};

/** Says in one line what is wrong with an address. */
export class AddressError extends Error {
  override readonly name = "AddressError";
}

const defaultPort = 15002;

/** Parameters that go along as headers: they say where a call goes, and are no secrets. */
const headerNames: ReadonlySet<string> = new Set(["x-databricks-cluster-id", "x-databricks-session-id"]);

/**
 * Reads an address. Secrets have no place in one: it stands in the history of the shell, in the list of processes and
 * in what reports say of their command.
 *
 * @throws AddressError
 */
export function parseAddress(text: string): ConnectAddress {
  const match = /^sc:\/\/(\[[0-9a-f:.]+\]|[^/:;?#@[\]]+)(?::(\d{1,5}))?(?:\/(;.*)?)?$/i.exec(text);
  if (match === null) {
    throw new AddressError(`expected sc://HOST:PORT, got ${withoutSecrets(text)}`);
  }
  const [, host, port, rest = ""] = match;
  const parameters = new Map<string, string>();
  for (const part of rest.split(";")) {
    if (part === "") continue;
    const at = part.indexOf("=");
    const name = (at < 0 ? part : part.slice(0, at)).toLowerCase();
    if (isSecret(name)) {
      throw new AddressError(
        `";${name}=" is a secret, and the command line is recorded: put it into the environment as ONSET_SPARK_TOKEN, or into a file named with --token-file`,
      );
    }
    if (at < 0 || !(name === "use_ssl" || name === "user_id" || headerNames.has(name))) {
      const known = ["use_ssl", "user_id", ...headerNames].join(", ");
      throw new AddressError(`knows no parameter ${JSON.stringify(name)}: expected one of ${known}`);
    }
    parameters.set(name, decoded(part.slice(at + 1)));
  }
  const number = port === undefined ? defaultPort : Number(port);
  if (!(number >= 1 && number <= 65535))
    throw new AddressError(`expected a port from 1 to 65535, got ${port}`);
  const encrypted = parameters.get("use_ssl");
  if (encrypted !== undefined && !/^(true|false)$/i.test(encrypted)) {
    throw new AddressError(`expected use_ssl=true or use_ssl=false, got ${JSON.stringify(encrypted)}`);
  }
  return {
    host,
    port: number,
    isEncrypted: encrypted?.toLowerCase() === "true",
    user: parameters.get("user_id") ?? "onset",
    headers: Object.fromEntries([...parameters].filter(([name]) => headerNames.has(name))),
  };
}

/** Whether the server is on this machine, so that both see the same files. */
export function isLoopback({ host }: ConnectAddress): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(host);
}

/** The server as messages call it. */
export function serverName({ host, port }: ConnectAddress): string {
  return `sc://${host}:${port}`;
}

function isSecret(name: string): boolean {
  return /token|password|passwd|secret|authorization|credential|(^|[_-])key$/.test(name);
}

function withoutSecrets(text: string): string {
  return text.includes("@")
    ? "an address with a user and a password"
    : JSON.stringify(text.replace(/[;?].*$/s, "…"));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new AddressError(`${JSON.stringify(value)} is not percent-encoded as an address is`);
  }
}
