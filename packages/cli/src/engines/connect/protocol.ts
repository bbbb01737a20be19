/**
 * The messages of Spark Connect that are used here, as data: names and field numbers are facts of the protocol. Fields
 * that are not named are skipped by whoever reads them.
 */

type Field = { readonly type: string; readonly id: number; readonly rule?: "repeated" };
type Message = {
  readonly fields: Readonly<Record<string, Field>>;
  readonly oneofs?: Readonly<Record<string, { readonly oneof: readonly string[] }>>;
  readonly nested?: Readonly<Record<string, unknown>>;
};

const text = (id: number): Field => ({ type: "string", id });
const of = (type: string, id: number): Field => ({ type, id });
const many = (type: string, id: number): Field => ({ type, id, rule: "repeated" });
const message = (fields: Message["fields"], rest: Omit<Message, "fields"> = {}): Message => ({
  fields,
  ...rest,
});

/** What every request begins with; the field that tells the session of the server has a number of its own in each. */
const session = { session_id: text(1), user_context: of("UserContext", 2) };
const observed = (id: number) => ({ client_observed_server_side_session_id: text(id) });
const serverSide = (id: number) => ({ server_side_session_id: text(id) });

const messages = {
  UserContext: message({ user_id: text(1), user_name: text(2) }),
  Plan: message(
    { root: of("Relation", 1), command: of("Command", 2) },
    { oneofs: { op_type: { oneof: ["root", "command"] } } },
  ),
  Relation: message(
    { common: of("RelationCommon", 1), sql: of("Sql", 10), local_relation: of("LocalRelation", 11) },
    { oneofs: { rel_type: { oneof: ["sql", "local_relation"] } } },
  ),
  RelationCommon: message({ plan_id: of("int64", 2) }),
  Sql: message({ query: text(1) }),
  LocalRelation: message({ data: of("bytes", 1), schema: text(2) }),
  Command: message(
    { create_dataframe_view: of("CreateView", 3), sql_command: of("SqlCommand", 5) },
    { oneofs: { command_type: { oneof: ["create_dataframe_view", "sql_command"] } } },
  ),
  CreateView: message({
    input: of("Relation", 1),
    name: text(2),
    is_global: of("bool", 3),
    replace: of("bool", 4),
  }),
  SqlCommand: message({ input: of("Relation", 6) }),
  ExecutePlanRequest: message(
    {
      ...session,
      ...observed(8),
      plan: of("Plan", 3),
      client_type: text(4),
      request_options: many("RequestOption", 5),
      operation_id: text(6),
    },
    {
      nested: {
        RequestOption: message({ reattach_options: of("ReattachOptions", 1) }),
        ReattachOptions: message({ reattachable: of("bool", 1) }),
      },
    },
  ),
  ExecutePlanResponse: message(
    {
      session_id: text(1),
      ...serverSide(15),
      arrow_batch: of("ArrowBatch", 2),
      operation_id: text(12),
      response_id: text(13),
      result_complete: of("ResultComplete", 14),
      execution_progress: of("ExecutionProgress", 18),
    },
    {
      nested: {
        ArrowBatch: message({
          row_count: of("int64", 1),
          data: of("bytes", 2),
          start_offset: of("int64", 3),
          chunk_index: of("int64", 4),
          num_chunks_in_batch: of("int64", 5),
        }),
        ResultComplete: message({}),
        ExecutionProgress: message({ stages: many("StageInfo", 1), num_inflight_tasks: of("int64", 2) }),
        StageInfo: message({
          stage_id: of("int64", 1),
          num_tasks: of("int64", 2),
          num_completed_tasks: of("int64", 3),
          input_bytes_read: of("int64", 4),
          done: of("bool", 5),
        }),
      },
    },
  ),
  ReattachExecuteRequest: message({
    ...session,
    ...observed(6),
    operation_id: text(3),
    client_type: text(4),
    last_response_id: text(5),
  }),
  ReleaseExecuteRequest: message(
    {
      ...session,
      ...observed(7),
      operation_id: text(3),
      client_type: text(4),
      release_all: of("ReleaseAll", 5),
    },
    { nested: { ReleaseAll: message({}) } },
  ),
  ReleaseExecuteResponse: message({ session_id: text(1) }),
  InterruptRequest: message({
    ...session,
    ...observed(7),
    client_type: text(3),
    // 1: all that the session does, 3: one operation.
    interrupt_type: of("int32", 4),
    operation_id: text(6),
  }),
  InterruptResponse: message({ session_id: text(1), interrupted_ids: many("string", 2) }),
  ReleaseSessionRequest: message({ ...session, client_type: text(3) }),
  ReleaseSessionResponse: message({ session_id: text(1) }),
  AnalyzePlanRequest: message(
    { ...session, ...observed(17), client_type: text(3), spark_version: of("SparkVersion", 10) },
    { nested: { SparkVersion: message({}) } },
  ),
  AnalyzePlanResponse: message(
    { session_id: text(1), ...serverSide(15), spark_version: of("SparkVersion", 8) },
    { nested: { SparkVersion: message({ version: text(1) }) } },
  ),
  ConfigRequest: message(
    { ...session, ...observed(8), operation: of("Operation", 3), client_type: text(4) },
    { nested: { Operation: message({ set: of("Set", 1) }), Set: message({ pairs: many("KeyValue", 1) }) } },
  ),
  KeyValue: message({ key: text(1), value: text(2) }),
  ConfigResponse: message({ session_id: text(1), ...serverSide(4) }),
} satisfies Record<string, Message>;

const method = (requestType: string, responseType: string, responseStream = false): object => ({
  requestType,
  responseType,
  responseStream,
});

/** The interface as protobufjs and proto-loader take it. */
export const protocol: object = {
  nested: {
    spark: {
      nested: {
        connect: {
          nested: {
            ...messages,
            SparkConnectService: {
              methods: {
                ExecutePlan: method("ExecutePlanRequest", "ExecutePlanResponse", true),
                AnalyzePlan: method("AnalyzePlanRequest", "AnalyzePlanResponse"),
                Config: method("ConfigRequest", "ConfigResponse"),
                Interrupt: method("InterruptRequest", "InterruptResponse"),
                ReattachExecute: method("ReattachExecuteRequest", "ExecutePlanResponse", true),
                ReleaseExecute: method("ReleaseExecuteRequest", "ReleaseExecuteResponse"),
                ReleaseSession: method("ReleaseSessionRequest", "ReleaseSessionResponse"),
              },
            },
          },
        },
      },
    },
  },
};
