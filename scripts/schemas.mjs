// Makes a JSON Schema of every document of the command from its type, in packages/cli/schemas. Build before.
// TypeScript 7 builds and checks; it has no stable interface for programs yet, version 6 ("typescript-api") has.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import ts from "typescript-api";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, "packages/cli/src/verbs/schema/documents.ts");

/** Where the schemas are kept. */
export const folder = join(root, "packages/cli/schemas");

/** The schemas by file name, as they are written. */
export function makeSchemas() {
  const checker = checkerOf(source);
  return Object.fromEntries(
    documents(checker).map((symbol) => {
      const name = symbol.getName();
      const type = checker.getTypeOfSymbol(symbol);
      const schema = {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $id: `urn:onset:${name}`,
        title: `onset ${name}`,
        description: commentOf(symbol, checker),
        ...(isRead(name) ? closed : (schema) => schema)(schemaOf(type, checker, [name])),
      };
      return [`${name}.json`, `${JSON.stringify(schema, null, 2)}\n`];
    }),
  );
}

/** Whether a document is one that the command reads from a user: a key that it does not know is refused. */
function isRead(name) {
  return name === "project";
}

function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return schema.type === "object" && schema.properties ? { ...inner, additionalProperties: false } : inner;
}

function checkerOf(path) {
  const config = ts.getParsedCommandLineOfConfigFile(join(root, "packages/cli/tsconfig.json"), {}, ts.sys);
  const program = ts.createProgram([path], { ...config.options, noEmit: true, composite: false });
  const errors = program.getSemanticDiagnostics(program.getSourceFile(path));
  if (errors.length > 0) throw new Error(ts.flattenDiagnosticMessageText(errors[0].messageText, "\n"));
  return Object.assign(program.getTypeChecker(), { file: program.getSourceFile(path) });
}

function documents(checker) {
  const [symbol] = checker.getExportsOfModule(checker.getSymbolAtLocation(checker.file));
  return checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
}

function commentOf(symbol, checker) {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const plain = text
    .replace(/\{@link\s+([^}]*)\}/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
  return plain === "" ? undefined : plain;
}

/** @param path - The fields on the way here, for what cannot be said. */
function schemaOf(type, checker, path) {
  if (path.length > 16) throw new Error(`${path.join(".")}: a type that contains itself`);
  const { flags } = type;
  if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
  if (flags & ts.TypeFlags.Null) return { type: "null" };
  if (flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === "true" };
  if (type.isLiteral()) return { const: type.value };
  if (flags & ts.TypeFlags.Boolean) return { type: "boolean" };
  if (flags & ts.TypeFlags.Number) return { type: "number" };
  if (flags & ts.TypeFlags.String) return { type: "string" };
  if (type.isUnion()) return unionOf(type.types, checker, path);
  if (checker.isTupleType(type)) {
    const items = checker.getTypeArguments(type).map((item, i) => schemaOf(item, checker, [...path, i]));
    return { type: "array", prefixItems: items, minItems: items.length, maxItems: items.length };
  }
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type);
    return { type: "array", items: schemaOf(item, checker, [...path, "[]"]) };
  }
  if (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return objectOf(type, checker, path);
  throw new Error(`${path.join(".")}: ${checker.typeToString(type)} is no type of JSON`);
}

function unionOf(types, checker, path) {
  const schemas = types
    .filter((type) => !(type.flags & ts.TypeFlags.Undefined))
    .map((type) => schemaOf(type, checker, path));
  const constants = schemas.filter((schema) => "const" in schema).map((schema) => schema.const);
  const hasBoth = constants.includes(true) && constants.includes(false);
  const values = hasBoth ? constants.filter((value) => typeof value !== "boolean") : constants;
  const rest = schemas.filter((schema) => !("const" in schema));
  if (hasBoth) rest.push({ type: "boolean" });
  const plain = rest.filter((schema) => Object.keys(schema).join() === "type");
  const others = rest.filter((schema) => !plain.includes(schema));
  const parts = [...others];
  if (values.length === 1) parts.push({ const: values[0] });
  if (values.length > 1) parts.push({ enum: values });
  const names = [...new Set(plain.map((schema) => schema.type))];
  if (names.length > 0) parts.push({ type: names.length === 1 ? names[0] : names });
  return parts.length === 1 ? parts[0] : { anyOf: parts };
}

function objectOf(type, checker, path) {
  const name = type.getSymbol()?.getName() ?? "";
  if (/Array$|^(Map|Set|Date|ReadonlyMap|ReadonlySet)$/.test(name) || type.getCallSignatures().length > 0) {
    throw new Error(`${path.join(".")}: ${checker.typeToString(type)} is no type of JSON`);
  }
  const properties = {};
  const required = [];
  for (const symbol of checker.getPropertiesOfType(type)) {
    const field = symbol.getName();
    const schema = schemaOf(checker.getTypeOfSymbol(symbol), checker, [...path, field]);
    const description = commentOf(symbol, checker);
    properties[field] = description === undefined ? schema : { description, ...schema };
    if (!(symbol.flags & ts.SymbolFlags.Optional)) required.push(field);
  }
  const [index] = checker.getIndexInfosOfType(type);
  return {
    type: "object",
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
    ...(index !== undefined && { additionalProperties: schemaOf(index.type, checker, [...path, "*"]) }),
  };
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const schemas = makeSchemas();
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!(name in schemas)) rmSync(join(folder, name));
  for (const [name, text] of Object.entries(schemas)) writeFileSync(join(folder, name), text);
  console.log(`${Object.keys(schemas).length} schemas in packages/cli/schemas`);
}
