import type { Workspace } from "../../files/workspace.js";
import { nothingLeftOut } from "../left-out.js";
import { linesOfRecords } from "../lines.js";
import { placesOfLines } from "../places.js";
import { literal, pathLiteral, type Session } from "../session.js";
import type { Source } from "../source.js";
import { longestRecord, sampleRows, type Table } from "./table.js";

const notJson = "is not valid JSON";

/** One object a line, or one array of objects. */
export async function jsonTable(session: Session, source: Source, workspace: Workspace): Promise<Table> {
  const isArray = source.format === "json";
  const options = [
    `format = ${literal(isArray ? "array" : "newline_delimited")}`,
    `compression = ${literal(source.gzip ? "gzip" : "uncompressed")}`,
    `maximum_object_size = ${longestRecord}`,
    `ignore_errors = ${!isArray}`,
    "hive_partitioning = false",
  ];
  const relation = `read_json_objects(${pathLiteral(source.path)}, ${options.join(", ")})`;
  const sampled = `select json from ${relation} limit ${sampleRows}`;
  const keys = await session.rows(
    `select json_keys(json) from (${sampled}) where json_type(json) = 'OBJECT'`,
  );
  return {
    relation,
    fields: [...new Set(keys.flatMap(([names]) => names as string[]))],
    noRecord: async () => {
      if (isArray)
        return `found no object among the first ${sampleRows} items of its array: expected one a text`;
      const [first] = await linesOfRecords(source, [0]);
      const example = first?.utf8 === false ? ` (line ${first.line} is not valid UTF-8)` : "";
      return `found no JSON object in its first ${sampleRows} lines${example}: expected one a line, or one array of objects in a .json file`;
    },
    problem: `case when json is null then ${literal(notJson)}
      when json_type(json) <> 'OBJECT' then 'is not a JSON object' end`,
    value: (field) =>
      `json_extract(json, ${literal(`/${field.replaceAll("~", "~0").replaceAll("/", "~1")}`)})`,
    text: (name) => `json_extract_string(${name}, '$')`,
    skills: (name, _, delimiter) => `skills_of_json(${name}, ${delimiter})`,
    problemOfText: (name) =>
      `case when json_type(${name}) not in ('NULL', 'VARCHAR') then 'is not a string' end`,
    problemOfSkills: (name) => `problem_of_json(${name})`,
    cases: async (first) => {
      if (isArray) return first.map(({ record, problem }) => ({ where: `record ${record + 1}`, problem }));
      const lines = await linesOfRecords(
        source,
        first.map(({ record }) => record),
      );
      return first.map(({ problem }, i) => {
        const { line, utf8 } = lines[i]!;
        return {
          where: `line ${line}`,
          problem: problem === notJson && !utf8 ? "is not valid UTF-8" : problem,
        };
      });
    },
    refused: async () => nothingLeftOut,
    places: async () => (isArray ? null : placesOfLines(source, workspace, "lines that are not blank")),
  };
}
