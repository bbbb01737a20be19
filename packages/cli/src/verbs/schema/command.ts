import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { nearestNames } from "@onset/core/base";
import type { Command } from "commander";
import { UsageError } from "../../errors.js";
import { packageFolder } from "../../package-folder.js";
import type { Run } from "../../run/run.js";
import { verbCommand } from "../../run/verb.js";

const folder = new URL("schemas/", packageFolder);

const description = [
  "Print the JSON Schema of what a verb prints or writes for other programs.",
  "NAME is a verb, for what it prints with --json, or one of the files: the list without NAME tells them. Schemas are of draft 2020-12. A field that is there stays; new ones may come, so a schema allows fields that it does not name.",
];

const examples = `
Examples:
  onset schema
  onset schema learn
  onset schema skills-row > skills-row.schema.json`;

/** `onset schema`: the JSON Schemas of all documents. */
export function schemaCommand(runJob: Run): Command {
  return verbCommand("schema", description, examples)
    .argument("[name]", "a verb, or a file that a verb writes")
    .action((name: string | undefined) =>
      runJob({}, async () => (name === undefined ? listOf(schemaNames()) : schemaText(name))),
    );
}

/** The names of all schemas, in order. */
export function schemaNames(): string[] {
  return readdirSync(fileURLToPath(folder))
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

function listOf(names: readonly string[]): string {
  const width = Math.max(...names.map((name) => name.length));
  return names.map((name) => `${name.padEnd(width)}  ${JSON.parse(schemaText(name)).description}\n`).join("");
}

function schemaText(name: string): string {
  const names = schemaNames();
  if (!names.includes(name)) {
    const nearest = nearestNames(name, names, 3).join(", ");
    throw new UsageError(`there is no schema ${JSON.stringify(name)}; the nearest names are ${nearest}`);
  }
  return readFileSync(new URL(`${name}.json`, folder), "utf8");
}
