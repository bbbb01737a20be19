import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript-api";
import { type Example, examples, packages } from "./examples.js";

/** One parameter of a public function. */
export type Parameter = { readonly name: string; readonly type: ts.Type };

const source = join(packages, "core/src");

/** The modules of the core. */
export const modules: readonly string[] = readdirSync(source)
  .filter((name) => existsSync(join(source, name, "index.ts")))
  .sort();

const root = resolve(packages, "..");
const configured = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile).config;
const options: ts.CompilerOptions = {
  ...ts.convertCompilerOptionsFromJson(configured.compilerOptions, root).options,
  composite: false,
  declaration: false,
  isolatedDeclarations: false,
  incremental: false,
  noEmit: true,
  noUnusedLocals: false,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  types: [],
  paths: {
    "@onset/core/*": [join(source, "*/index.ts")],
    "@onset/reading": [join(packages, "reading/src/index.ts")],
    "@onset/text": [join(packages, "text/src/index.ts")],
  },
};

/** The examples as files of their own. */
const texts = new Map(
  examples.map(
    (example, i) => [join(source, `../example-${i}.ts`), `${example.code}\nexport {};\n`] as const,
  ),
);
const host = ts.createCompilerHost(options);
const { fileExists, readFile, getSourceFile } = host;
host.fileExists = (name) => texts.has(name) || fileExists(name);
host.readFile = (name) => texts.get(name) ?? readFile(name);
host.getSourceFile = (name, target, ...rest) =>
  texts.has(name)
    ? ts.createSourceFile(name, texts.get(name)!, target)
    : getSourceFile(name, target, ...rest);

/** The sources and the examples, as strict TypeScript. */
export const program = ts.createProgram({
  rootNames: [
    ...texts.keys(),
    ...modules.map((name) => join(source, name, "index.ts")),
    join(packages, "text/src/types.d.ts"),
  ],
  options,
  host,
});
export const checker = program.getTypeChecker();

/** What is wrong in the types of an example. Lines that say what they throw may be wrong on purpose. */
export function typeErrors(example: Example): string[] {
  const [name, text] = [...texts][examples.indexOf(example)];
  const lines = text.split("\n");
  const file = program.getSourceFile(name)!;
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].flatMap(
    ({ start, messageText }) => {
      const line = lines[file.getLineAndCharacterOfPosition(start!).line];
      if (line.includes("// throws ")) return [];
      return [`${line.trim()}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`];
    },
  );
}

/** The parameters of the public functions of a module; classes and constants are left out. */
export function functionsOf(module: string): Map<string, Parameter[]> {
  const file = program.getSourceFile(join(source, module, "index.ts"))!;
  const found = new Map<string, Parameter[]>();
  for (const exported of checker.getExportsOfModule(checker.getSymbolAtLocation(file)!)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined || !ts.isFunctionDeclaration(declaration)) continue;
    const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
    found.set(
      exported.name,
      signature.parameters.map((parameter) => ({
        name: parameter.name,
        type: checker.getTypeOfSymbolAtLocation(parameter, declaration),
      })),
    );
  }
  return found;
}
