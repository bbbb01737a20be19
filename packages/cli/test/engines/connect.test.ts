import * as grpc from "@grpc/grpc-js";
import * as loader from "@grpc/proto-loader";
import { Table, tableToIPC, vectorFromArray } from "apache-arrow";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { inWordsOfRun } from "../../src/engines/cluster/messages.js";
import { ConnectError, ConnectSession, parseAddress } from "../../src/engines/connect/index.js";
import { protocol } from "../../src/engines/connect/protocol.js";
import { requireFreshBuild, root } from "../support/built.js";
import { onset, start } from "../support/command.js";

/** A server of the same interface that does what a test says. */
type Handlers = Record<string, (call: never, done: never) => void>;

const servers: grpc.Server[] = [];
const sessions: ConnectSession[] = [];

async function serve(handlers: Handlers): Promise<string> {
  const definition = loader.fromJSON(protocol as never, { keepCase: true, longs: Number, oneofs: true });
  const { spark } = grpc.loadPackageDefinition(definition) as never as {
    spark: { connect: { SparkConnectService: { service: grpc.ServiceDefinition } } };
  };
  const server = new grpc.Server();
  servers.push(server);
  const nothing = (_call: unknown, done: (error: null, value: object) => void): void => done(null, {});
  server.addService(spark.connect.SparkConnectService.service, {
    Config: nothing,
    Interrupt: nothing,
    ReleaseExecute: nothing,
    ReleaseSession: nothing,
    AnalyzePlan: (_call: unknown, done: (error: null, value: object) => void) =>
      done(null, { spark_version: { version: "4.1.0" } }),
    ...handlers,
  } as never);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  return `sc://127.0.0.1:${port}`;
}

async function open(address: string, options: object = {}): Promise<ConnectSession> {
  const session = await ConnectSession.open(parseAddress(address), { patience: 10_000, ...options });
  sessions.push(session);
  return session;
}

async function numbers(session: ConnectSession): Promise<number[]> {
  const found: number[] = [];
  for await (const batch of session.rows("select n")) found.push(...batch.getChild("n")!.toArray());
  return found;
}

const batch = (id: string, ...values: number[]): object => ({
  response_id: id,
  arrow_batch: {
    data: Buffer.from(tableToIPC(new Table({ n: vectorFromArray(Int32Array.from(values)) }), "stream")),
  },
});

type Stream = {
  readonly request: Record<string, never>;
  readonly metadata: grpc.Metadata;
  write: (message: object) => void;
  end: () => void;
  emit: (event: "error", error: Error) => void;
  on: (event: string, action: () => void) => void;
};
const handler = (action: (stream: Stream) => void) => action as never;

const failing = (code: number, message: string): Error =>
  Object.assign(new Error(message), { code, details: message });

afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close();
  for (const server of servers.splice(0)) server.forceShutdown();
});

describe("an address", () => {
  test("names host, port and user", () => {
    expect(parseAddress("sc://spark.example:15002/;use_ssl=true;user_id=me")).toEqual({
      host: "spark.example",
      port: 15002,
      isEncrypted: true,
      user: "me",
      headers: {},
    });
    expect(parseAddress("sc://[::1]").port).toBe(15002);
  });

  test.each([
    ["sc://h:1/;token=abc", /";token=" is a secret/],
    ["sc://h:1/;use_ssl=true;TOKEN=abc", /secret/],
    ["sc://h:1/;authorization=Bearer abc", /secret/],
    ["sc://h:1/;colour=red", /knows no parameter "colour"/],
    ["sc://h:70000", /port from 1 to 65535/],
    ["http://h:1", /expected sc:\/\/HOST:PORT/],
    ["sc://user:hush@h:1", /expected sc:\/\/HOST:PORT/],
  ])("%s is refused", (address, message) => {
    expect(() => parseAddress(address)).toThrow(message);
    expect(() => parseAddress(address)).not.toThrow(/abc|hush/);
  });
});

describe("a session", () => {
  test("gives the rows of a query in their order, and tells how far it is", async () => {
    const address = await serve({
      ExecutePlan: handler((stream) => {
        stream.write({ execution_progress: { stages: [{ num_tasks: 4, num_completed_tasks: 3 }] } });
        stream.write(batch("a", 1, 2));
        stream.write(batch("b", 3));
        stream.write({ response_id: "c", result_complete: {} });
        stream.end();
      }),
    });
    expect(await numbers(await open(address))).toEqual([1, 2, 3]);
    const told: unknown[] = [];
    await (await open(address)).command("x", (progress) => told.push(progress));
    expect(told).toEqual([{ tasks: 4, done: 3, bytesRead: 0 }]);
  });

  test("takes a query up again where a connection broke, and where the server ended a stream", async () => {
    const asked: unknown[] = [];
    let again = 0;
    const address = await serve({
      ExecutePlan: handler((stream) => {
        stream.write(batch("a", 1));
        setTimeout(() => stream.emit("error", failing(grpc.status.UNAVAILABLE, "gone")), 50);
      }),
      ReattachExecute: handler((stream) => {
        asked.push(stream.request.last_response_id);
        stream.write(batch(again === 0 ? "b" : "c", 2 + again));
        if (++again === 2) stream.write({ response_id: "d", result_complete: {} });
        stream.end();
      }),
    });
    expect(await numbers(await open(address))).toEqual([1, 2, 3]);
    expect(asked).toEqual(["a", "b"]);
  });

  test("does not wait for ever for a server that says nothing", async () => {
    const address = await serve({ ExecutePlan: handler(() => {}), AnalyzePlan: handler(() => {}) });
    const error = await numbers(await open(address, { patience: 300 })).catch((found: unknown) => found);
    expect(error).toMatchObject({ failure: "silent" });
  });

  test("goes on with a query whose tasks are long, as its server is there", async () => {
    let streams = 0;
    const address = await serve({
      ExecutePlan: handler((stream) => stream.write(batch("a", 1))),
      ReattachExecute: handler((stream) => {
        if (++streams < 3) return;
        expect(stream.request.last_response_id).toBe("a");
        stream.write(batch("b", 2));
        stream.write({ response_id: "c", result_complete: {} });
        stream.end();
      }),
    });
    expect(await numbers(await open(address, { patience: 200 }))).toEqual([1, 2]);
    expect(streams).toBe(3);
  });

  test("begins a query again that never arrived at a server which was there", async () => {
    const operations: string[] = [];
    const address = await serve({
      ExecutePlan: handler((stream) => {
        operations.push(stream.request.operation_id);
        if (operations.length === 1) return stream.emit("error", failing(14, "gone"));
        stream.write(batch("a", 1));
        stream.write({ response_id: "b", result_complete: {} });
        stream.end();
      }),
      ReattachExecute: handler((stream) =>
        stream.emit("error", failing(13, "[INVALID_HANDLE.OPERATION_NOT_FOUND] no such operation")),
      ),
    });
    const session = await open(address);
    await session.version();
    expect(await numbers(session)).toEqual([1]);
    expect(operations).toHaveLength(2);
    expect(operations[0]).toBe(operations[1]);
  });

  test("tries a call again, once its server has answered", async () => {
    let calls = 0;
    const address = await serve({
      Config: ((_call: unknown, done: (error: Error | null, value?: object) => void) =>
        ++calls === 1 ? done(failing(14, "gone")) : done(null, {})) as never,
    });
    await expect((await open(address)).configure({ a: "b" })).rejects.toMatchObject({
      failure: "unreachable",
    });
    calls = 0;
    const session = await open(address);
    await session.version();
    await session.configure({ a: "b" });
    expect(calls).toBe(2);
  });

  test("does not go on at a server that was started anew: what the session was set to is gone", async () => {
    const observed: unknown[] = [];
    const address = await serve({
      AnalyzePlan: ((_call: unknown, done: (error: null, value: object) => void) =>
        done(null, { server_side_session_id: "first", spark_version: { version: "4.1.0" } })) as never,
      ExecutePlan: handler((stream) => {
        observed.push(stream.request.client_observed_server_side_session_id);
        stream.emit("error", failing(13, "[INVALID_HANDLE.SESSION_CHANGED] another server"));
      }),
    });
    const session = await open(address);
    await session.version();
    await expect(numbers(session)).rejects.toMatchObject({ failure: "lost" });
    expect(observed).toEqual(["first"]);
  });

  test("takes up again what a proxy has cut, and notices rows that are missing", async () => {
    const from = (id: string, start_offset: number, ...values: number[]) => {
      const { arrow_batch, ...rest } = batch(id, ...values) as { arrow_batch: object };
      return { ...rest, arrow_batch: { ...arrow_batch, start_offset, row_count: values.length } };
    };
    let next = 2;
    const address = await serve({
      ExecutePlan: handler((stream) => {
        stream.write(from("a", 0, 1, 2));
        setTimeout(() => stream.emit("error", failing(13, "Received RST_STREAM with code 0")), 50);
      }),
      ReattachExecute: handler((stream) => {
        stream.write(from("b", next, 3));
        stream.write({ response_id: "c", result_complete: {} });
        stream.end();
      }),
    });
    expect(await numbers(await open(address))).toEqual([1, 2, 3]);
    next = 5;
    await expect(numbers(await open(address))).rejects.toThrow("expected row 2 next, got row 5");
  });

  test("ends a query on the server when it is aborted", async () => {
    let interrupted: unknown = null;
    const address = await serve({
      ExecutePlan: handler((stream) => stream.write(batch("a", 1))),
      Interrupt: ((call: { request: object }, done: (error: null, value: object) => void) => {
        interrupted = call.request;
        done(null, {});
      }) as never,
    });
    const controller = new AbortController();
    const session = await open(address, { signal: controller.signal });
    const reading = numbers(session);
    setTimeout(() => controller.abort(new Error("stopped")), 100);
    await expect(reading).rejects.toThrow("stopped");
    expect(interrupted).toMatchObject({ interrupt_type: 1, client_type: "onset" });
  });

  test("tells apart what nobody answers, what is refused, and what the server says of the work", async () => {
    const servingError = (code: number, message: string) =>
      serve({ ExecutePlan: handler((stream) => stream.emit("error", failing(code, message))) });
    const failureAt = async (address: string) =>
      numbers(await open(address)).then(
        () => null,
        (error: ConnectError) => ({ failure: error.failure, condition: error.condition }),
      );
    expect(await failureAt("sc://127.0.0.1:1")).toEqual({ failure: "unreachable", condition: null });
    expect(await failureAt(await servingError(16, "bad token"))).toMatchObject({
      failure: "unauthenticated",
    });
    expect(
      await failureAt(await servingError(13, "[PATH_NOT_FOUND] Path does not exist: s3a://b/x.")),
    ).toEqual({
      failure: "refused",
      condition: "PATH_NOT_FOUND",
    });
    expect(await failureAt(await servingError(13, "[INVALID_HANDLE.SESSION_NOT_FOUND] gone"))).toMatchObject({
      failure: "lost",
    });
  });
});

test("each failure is told in one line that says what to do", () => {
  const situation = { server: "sc://h:1", workspace: "s3a://b/w/onset-1", isStaged: true };
  const told = (failure: ConnectError["failure"], message: string, condition: string | null = null): string =>
    (inWordsOfRun(new ConnectError(failure, message, condition), situation) as Error).message;
  expect(told("unreachable", "ECONNREFUSED")).toMatch(
    /no Spark Connect server answers at sc:\/\/h:1 .*--resume/,
  );
  expect(told("unauthenticated", "no")).toMatch(/ONSET_SPARK_TOKEN or --token-file/);
  expect(told("silent", "no answer for 120 s")).toMatch(/no sign of life .*--resume/);
  expect(told("lost", "gone")).toMatch(/went away .*--resume/);
  expect(
    told("refused", "[PATH_NOT_FOUND] Path does not exist: s3a://b/x. SQLSTATE", "PATH_NOT_FOUND"),
  ).toContain('finds nothing at "s3a://b/x"');
  expect(
    told("refused", "[UNRESOLVED_COLUMN.WITH_SUGGESTION] no", "UNRESOLVED_COLUMN.WITH_SUGGESTION"),
  ).toMatch(/a column is not in all files/);
  expect(told("refused", "java.io.IOException: Mkdirs failed to create file:/ro")).toMatch(
    /may not write .*--workspace/,
  );
  expect(
    told("refused", "Job aborted due to stage failure: x\nExecutorLostFailure (executor 1 exited)"),
  ).toMatch(/a worker of the cluster failed .*more memory/);
  for (const failure of ["unreachable", "silent", "lost", "refused"] as const) {
    expect(told(failure, "first\nsecond")).not.toContain("\n");
  }
  const own = new Error("of our own");
  expect(inWordsOfRun(own, situation)).toBe(own);
});

describe("the command", () => {
  beforeAll(requireFreshBuild);
  const corpus = "examples/python-course.jsonl";
  test.each([
    [
      ["--engine", "spark", "--remote", "sc://h:1/;token=secret"],
      2,
      /";token=" is a secret.*ONSET_SPARK_TOKEN/,
    ],
    [["--remote", "sc://h:1"], 2, /--remote says how a cluster works: say --engine spark too/],
    [["--engine", "spark", "--remote", "sc://h:1"], 2, /needs a --workspace/],
    [
      ["--engine", "spark", "--remote", "sc://127.0.0.1:1"],
      1,
      /no Spark Connect server answers at sc:\/\/127.0.0.1:1/,
    ],
    [["--engine", "hadoop"], 2, /auto, embedded, spark/i],
    [
      ["--engine", "spark", "--remote", "sc://127.0.0.1:1", "--finish", "remote", "--holdout", "10%"],
      2,
      /--holdout needs the texts in the memory of one machine/,
    ],
  ] as const)("%j ends with a line", (options, code, message) => {
    const { status, stdout, stderr } = onset(["learn", corpus, ...options]);
    expect({ status, stdout }).toEqual({ status: code, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("secret\n");
  });

  test("refuses before anything is staged what could only end here", () => {
    const asked = ["next", corpus, "--engine", "spark", "--remote", "sc://127.0.0.1:1", "--finish", "remote"];
    const { status, stderr } = onset(asked);
    expect(status).toBe(2);
    expect(stderr).toMatch(/onset next asks for the texts themselves.*leave --finish remote out/);
  });

  test("refuses a server that is too old", async () => {
    const address = await serve({
      AnalyzePlan: ((_call: unknown, done: (error: null, value: object) => void) =>
        done(null, { spark_version: { version: "3.4.1" } })) as never,
    });
    // In a process of its own: the server needs this one.
    const { ended } = start(["learn", corpus, "--engine", "spark", "--remote", address], root);
    const { status, stderr } = await ended;
    expect(status).toBe(1);
    expect(stderr).toMatch(/is Spark 3\.4\.1, which is too old: 4\.0 or a newer one is needed/);
  });
});
