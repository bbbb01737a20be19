/**
 * The packages of others that a bundle holds, with their versions and the words of their licences: what goes along with it.
 * Made of the modules that were bundled, so that it can neither lack one nor name one too many.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

/**
 * @param modules - the paths of all modules of a bundle
 * @returns the packages by name, each with its version, licence, author and the text of its licence
 */
export function bundledPackages(modules) {
  const folders = new Set(modules.map(folderOf).filter((folder) => folder !== null));
  return [...folders]
    .map((folder) => {
      const { name, version, license, author } = JSON.parse(
        readFileSync(join(folder, "package.json"), "utf8"),
      );
      const files = readdirSync(folder).filter((file) => /^(licen[sc]e|copying|notice)(\.|-|$)/i.test(file));
      const text = files.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n");
      if (typeof license !== "string") throw new Error(`${name} ${version} does not say its licence`);
      const by = typeof author === "string" ? author : (author?.name ?? "its authors");
      return { name, version, license, by, text: text === "" ? null : text };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The notices as a page. */
export function noticesText(packages) {
  const list = packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  const texts = packages.map(({ name, version, license, by, text }) => {
    const words = text ?? `${license}. The package carries no file of its licence; it is by ${by}.`;
    return `## ${name} ${version}\n\n${words.replace(/^/gm, "    ").replace(/[ \t]+$/gm, "")}\n`;
  });
  return `# Work of others in the command

The files of this folder contain these packages. The corpora in \`examples/\` have their licences beside them, the laboratory
has its own in \`lab/licenses.md\`.

| package | version | licence |
| --- | --- | --- |
${list.join("\n")}

${texts.join("\n")}`;
}

/** The folder of the package that a module is from; null when it is ours. */
function folderOf(module) {
  const at = module.lastIndexOf(`${sep}node_modules${sep}`);
  if (at < 0) return null;
  const [scope, name] = module.slice(at + "/node_modules/".length).split(sep);
  const parts = scope.startsWith("@") ? [scope, name] : [scope];
  return join(module.slice(0, at), "node_modules", ...parts);
}
