/** The pages of the library: every module by TypeDoc, from the documentation beside the sources. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Application } from "typedoc";

/** The name of an import and its file. */
function modulesOf(root) {
  const core = join(root, "packages/core/src");
  return [
    ...readdirSync(core)
      .filter((name) => existsSync(join(core, name, "index.ts")))
      .map((name) => [`@onset/core/${name}`, join(core, name, "index.ts")]),
    ["@onset/reading", join(root, "packages/reading/src/index.ts")],
    ["@onset/text", join(root, "packages/text/src/index.ts")],
    ["onset/pool", join(root, "packages/cli/src/pool/index.ts")],
  ];
}

/** Writes a page for each module and returns the names of the modules. Throws when TypeDoc finds an error. */
export async function writeApi(root, folder) {
  const modules = modulesOf(root);
  const out = join(folder, "reference/api");
  const app = await Application.bootstrapWithPlugins({
    plugin: ["typedoc-plugin-markdown"],
    entryPoints: modules.map(([, file]) => file),
    entryPointStrategy: "resolve",
    outputs: [{ name: "markdown", path: out }],
    tsconfig: join(root, "site/tsconfig.api.json"),
    basePath: join(root, "packages"),
    readme: "none",
    disableSources: true,
    excludeInternal: true,
    excludePrivate: true,
    excludeExternals: true,
    githubPages: false,
    logLevel: "Error",
    validation: { notExported: false, invalidLink: false, rewrittenLink: false, notDocumented: false },
    router: "module",
    entryFileName: "index",
    mergeReadme: false,
    hideBreadcrumbs: true,
    hidePageHeader: true,
    hideGroupHeadings: false,
    groupOrder: ["Functions", "Classes", "Variables", "Type Aliases"],
    useCodeBlocks: true,
    useHTMLAnchors: true,
    expandParameters: true,
    parametersFormat: "table",
    interfacePropertiesFormat: "table",
    typeAliasPropertiesFormat: "table",
    typeDeclarationFormat: "table",
    enumMembersFormat: "table",
    tableColumnSettings: { hideModifiers: true },
    sanitizeComments: true,
  });
  const project = await app.convert();
  if (project === undefined || app.logger.hasErrors()) throw new Error("TypeDoc could not read the packages");
  for (const child of project.children ?? []) {
    // Named as it is imported: TypeDoc calls it by its folder.
    child.name = modules.find(([, file]) => file.startsWith(`${join(root, "packages", child.name)}`))[0];
  }
  project.name = "The library by module";
  await app.generateOutputs(project);
  return modules.map(([name]) => name);
}
