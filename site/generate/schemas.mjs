/** A page that lists the JSON Schemas, one for each with its fields, and the schemas themselves as files. */
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { put } from "../pages.mjs";

/** Writes the pages of the schemas and returns their names. */
export function writeSchemas(root, folder) {
  const source = join(root, "packages/cli/schemas");
  const schemas = readdirSync(source)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => [file.slice(0, -".json".length), JSON.parse(readFileSync(join(source, file), "utf8"))]);
  cpSync(source, join(folder, "public/schemas"), { recursive: true });
  for (const [name, schema] of schemas) put(join(folder, `reference/schemas/${name}.md`), page(name, schema));
  put(join(folder, "reference/schemas.md"), index(schemas));
  return schemas.map(([name]) => name);
}

function index(schemas) {
  return `# JSON Schemas

What a verb prints with \`--json\`, and files that it writes for other programs, have a schema of draft 2020-12. A field that
is there stays. New ones may come, so a schema allows fields that it does not name. \`onset schema NAME\` prints them too.

| schema | of | file |
|---|---|---|
${schemas.map(([name, { description }]) => `| [${name}](./schemas/${name}.md) | ${prose(description)} | [${name}.json](/schemas/${name}.json) |`).join("\n")}
`;
}

function page(name, schema) {
  const rows = fieldsOf(schema, schema).map(
    ([path, type, about]) => `| <span class="option">\`${path}\`</span> | ${type} | ${about} |`,
  );
  return `# ${name}

${prose(schema.description)} The schema itself: [${name}.json](/schemas/${name}.json).

${rows.length === 0 ? "" : `| field | type | meaning |\n|---|---|---|\n${rows.join("\n")}\n`}
`;
}

/** The fields of an object and of objects in it, three levels deep: deeper ones are in the file. */
function fieldsOf(schema, whole, path = "", depth = 0) {
  const kind = resolved(schema, whole);
  if (depth > 3) return [];
  if (kind.anyOf !== undefined) {
    const found = kind.anyOf.flatMap((option) => fieldsOf(option, whole, path, depth));
    return [...new Map(found.map((row) => [row[0], row])).values()];
  }
  if (kind.type === "array") return fieldsOf(kind.items ?? {}, whole, `${path}[]`, depth);
  return Object.entries(kind.properties ?? {}).flatMap(([name, field]) => {
    const here = path === "" ? name : `${path}.${name}`;
    const optional = kind.required?.includes(name) ? "" : " (may be missing)";
    const about = `${prose(field.description ?? resolved(field, whole).description ?? "")}`;
    return [[here, typeOf(field, whole) + optional, about], ...fieldsOf(field, whole, here, depth + 1)];
  });
}

function resolved(schema, whole) {
  const name = /^#\/\$defs\/(.+)$/.exec(schema?.$ref ?? "")?.[1];
  return name === undefined ? (schema ?? {}) : whole.$defs[decodeURIComponent(name)];
}

function typeOf(schema, whole) {
  const kind = resolved(schema, whole);
  if (kind.const !== undefined) return `\`${JSON.stringify(kind.const)}\``;
  if (kind.enum !== undefined) return kind.enum.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
  if (kind.anyOf !== undefined)
    return [...new Set(kind.anyOf.map((option) => typeOf(option, whole)))].join(" or ");
  if (kind.type === "array") return `list of ${typeOf(kind.items ?? {}, whole)}`;
  return [kind.type ?? "anything"].flat().join(" or ");
}

const prose = (text = "") =>
  text.replaceAll("<", "&lt;").replaceAll("|", "\\|").replaceAll("{{", "&#123;{").replaceAll("\n", " ");
