/** A page for each verb of the command, made of the data its help is printed from. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { put } from "../pages.mjs";

/** The verbs by the question that brings a reader to them. A verb that none of these names is an error. */
const groups = {
  "What a corpus teaches": ["learn", "next", "why", "unlock", "order", "forecast"],
  "Make and keep a corpus": ["label", "clean", "diff", "check"],
  "Theory and simulation": [
    "threshold",
    "evolve",
    "classes",
    "budget",
    "levels",
    "simulate",
    "sweep",
    "fit",
    "finetune",
    "associate",
  ],
  "Codec and channel": ["train", "compress", "decompress", "regenerate", "inspect", "transmit"],
};
const rest = "Everything else";

/** Writes the pages of the verbs; returns the groups and their verbs, for the sidebar. */
export async function writeVerbs(root, folder) {
  const built = (path) => import(pathToFileURL(join(root, "packages/cli/dist", path)).href);
  const { verbs } = await built("verbs.js");
  const named = Object.values(groups).flat();
  const missing = named.filter((name) => !(name in verbs));
  if (missing.length > 0)
    throw new Error(`site/generate/verbs.mjs names verbs that do not exist: ${missing.join(", ")}`);
  const all = { ...groups, [rest]: Object.keys(verbs).filter((name) => !named.includes(name)) };
  for (const [name, { usage, summary, load }] of Object.entries(verbs)) {
    const command = (await load())(async () => {});
    put(join(folder, `reference/verbs/${name}.md`), page(name, usage, summary, command));
  }
  const [about] = readFileSync(join(root, "docs/reference/commands.md"), "utf8").split(/^## onset /m);
  put(join(folder, "reference/verbs/index.md"), index(all, verbs, about.replace(/^# .*\n/, "").trim()));
  return all;
}

function index(all, verbs, about) {
  const tables = Object.entries(all).map(
    ([title, names]) =>
      `## ${title}\n\n| verb | what it does |\n|---|---|\n${names
        .map((name) => `| [\`onset ${name}\`](./${name}.md) | ${cell(verbs[name].summary)} |\n`)
        .join("")}`,
  );
  return `# Verbs

${about}

${tables.join("\n")}`;
}

function page(name, usage, summary, command) {
  const parts = command.commands.map((part) => {
    part.helpOption("-h, --help", "show help");
    return `## onset ${name} ${part.name()}\n\n${body(part, `onset ${name} ${part.name()}`, part.usage(), "###")}`;
  });
  return `---
description: ${JSON.stringify(`onset ${name}: ${summary}`)}
---

# onset ${name}

${body(command, `onset ${name}`, usage, "##")}
${parts.join("\n")}`;
}

function body(command, name, usage, heading) {
  command.helpOption("-h, --help", "show help");
  const [first, ...more] = command.description().split("\n\n");
  const { notes, examples } = afterHelp(command);
  const sections = [escaped(first)];
  if (examples.length > 0) sections.push(`\`\`\`sh\n${examples.join("\n")}\n\`\`\``);
  sections.push(
    ...more.map(escaped),
    ...notes.map(escaped),
    `${heading} Usage\n\n\`\`\`sh\n${name} ${usage}\n\`\`\``,
  );
  const args = command.registeredArguments;
  if (args.length > 0) {
    sections.push(
      `| argument | meaning |\n|---|---|\n${args.map((arg) => `| \`${arg.name()}\` | ${cell(arg.description)} |`).join("\n")}`,
    );
  }
  const byGroup =
    Map.groupBy === undefined ? grouped(command.options) : Map.groupBy(command.options, groupOf);
  for (const [group, options] of byGroup) {
    sections.push(
      `${heading} ${group}\n\n| option | meaning |\n|---|---|\n${options
        .filter(({ hidden }) => !hidden)
        .map(
          (option) =>
            `| <span class="option">\`${option.flags}\`</span> | ${cell(option.description)}${defaultOf(option)} |`,
        )
        .join("\n")}`,
    );
  }
  return `${sections.join("\n\n")}\n`;
}

const groupOf = (option) => (option.helpGroupHeading ?? "Options:").replace(/:$/, "");

/** `Map.groupBy` for Node 20. */
function grouped(options) {
  const found = new Map();
  for (const option of options) {
    const group = groupOf(option);
    found.set(group, [...(found.get(group) ?? []), option]);
  }
  return found;
}

/** As the help prints it: a default that is false or missing is none. */
function defaultOf({ defaultValue, defaultValueDescription, negate }) {
  if (negate || defaultValue === undefined || defaultValue === false) return "";
  return ` (default: \`${defaultValueDescription ?? JSON.stringify(defaultValue)}\`)`;
}

/** What stands behind the options in the help: paragraphs, and the examples. */
function afterHelp(command) {
  let text = "";
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  const help = command.createHelp().formatHelp(command, command.createHelp());
  const after = text.slice(help.length).trim();
  const [notes, examples = ""] = after.split(/^Examples?:\n/m);
  return {
    notes: notes.trim() === "" ? [] : notes.trim().split(/\n\s*\n/),
    examples: examples
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => line.replace(/^ {2}/, "")),
  };
}

/** Help is plain text: what Markdown or Vue would read in it is taken literally. */
const escaped = (text) =>
  text
    .replace(/[<>]/g, (sign) => (sign === "<" ? "&lt;" : "&gt;"))
    .replace(/[*_`[\]{}|~]/g, "\\$&")
    .replaceAll("\\{", "&#123;")
    .replaceAll("\\}", "&#125;");
const cell = (text) => escaped(text).replaceAll("\n", " ");
