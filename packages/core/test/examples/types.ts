/** What the public functions of the core take, by their declarations. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript-api";
import { packages } from "./examples.js";

/** One parameter of a public function. */
export type Parameter = { readonly name: string; readonly type: ts.Type };

const declarations = join(packages, "core/dist");
if (!existsSync(declarations)) throw new Error("npm run build first");

/** The modules of the core. */
export const modules: readonly string[] = readdirSync(join(packages, "core/src"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

const indexOf = (module: string): string => join(declarations, module, "index.d.ts");

/** What was built, as a user has it: to read the sources, with all that they say, takes ten times as long. */
const options: ts.CompilerOptions = {
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts"],
  types: [],
};
const host = ts.createCompilerHost(options);
host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
const program = ts.createProgram({ rootNames: modules.map(indexOf), options, host });
export const checker = program.getTypeChecker();

/** The parameters of the public functions of a module; classes and constants are left out. */
export function functionsOf(module: string): Map<string, Parameter[]> {
  const file = program.getSourceFile(indexOf(module))!;
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
