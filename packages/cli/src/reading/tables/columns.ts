import type { Table } from "./table.js";

/** How the columns of a relation are read; `typeOf` tells the type of a field as SQL names it. */
export function columnReaders(
  typeOf: (field: string) => string,
): Pick<Table, "problem" | "text" | "skills" | "problemOfText" | "problemOfSkills"> {
  const noProblem = "cast(null as varchar)";
  const isList = (field: string): boolean => /^(?!STRUCT|MAP|UNION)[^[]*\[\d*\]$/.test(typeOf(field));
  const isText = (field: string): boolean => /^(VARCHAR|JSON|ENUM\(.*\))$/.test(typeOf(field));
  const wrongType = (name: string, field: string): string =>
    `case when ${name} is not null then 'is of type ${typeOf(field).replaceAll("'", "''")}' end`;
  return {
    problem: noProblem,
    text: (name) => `cast(${name} as varchar)`,
    skills: (name, field, delimiter) =>
      isList(field)
        ? `cast(${name} as varchar[])`
        : `skills_of_string(cast(${name} as varchar), ${delimiter})`,
    problemOfText: (name, field) => (isText(field) ? noProblem : wrongType(name, field)),
    problemOfSkills: (name, field) => (isText(field) || isList(field) ? noProblem : wrongType(name, field)),
  };
}
