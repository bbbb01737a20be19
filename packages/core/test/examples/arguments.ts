import ts from "typescript-api";
import { beforeAll, describe, expect, it } from "vitest";
import { examples, type Load, load, runExample } from "./examples.js";
import { checker, functionsOf, modules, type Parameter } from "./types.js";

/** How examples call the public functions: what the tests below take one argument of away and spoil. */
const calls = new Map<string, readonly unknown[]>();

function recorded(module: string, exports: object): object {
  const wrap = ([name, value]: [string, unknown]): [string, unknown] => {
    if (typeof value !== "function" || /^class\b/.test(String(value))) return [name, value];
    const call = (...args: unknown[]) => {
      const result = value(...args);
      // A call that throws is an example of an error.
      const key = `${module}.${name}`;
      if (args.length >= (calls.get(key)?.length ?? 0)) calls.set(key, args);
      return result;
    };
    return [name, call];
  };
  return Object.fromEntries(Object.entries(exports).map(wrap));
}

/** Loads modules whose calls are recorded. */
export const recordingLoad: Load = async (module) => recorded(module, await load(module));

/** The names of the keys of options. */
const keysOf = ({ type }: Parameter): string[] =>
  checker.getPropertiesOfType(checker.getNonNullableType(type)).map((property) => property.name);

const typeName = ({ type }: Parameter): string => {
  const { aliasSymbol, symbol } = checker.getNonNullableType(type);
  return (aliasSymbol ?? symbol)?.name ?? "";
};

const isOptions = (parameter: Parameter): boolean =>
  parameter.name === "options" || /(Options|Goal|Limits|Definition)$/.test(typeName(parameter));

/** A letter too many in the middle. */
const misspelt = (key: string): string => {
  const middle = key.length >> 1;
  return `${key.slice(0, middle)}q${key.slice(middle)}`;
};

const kinds =
  /^(SkillTextGraph|LearningTexts|Corpus|DegreeLaw|DegreeLawData|Skills|RandomStream|Task|Experiment|CorpusLearner|SkillModel|\w*Options)$/;

/** Values of another kind than a parameter has: a graph, a corpus, a law, a stream, a task, options. */
function wrongKinds(parameter: Parameter): unknown[] {
  const { type } = parameter;
  if (!kinds.test(typeName(parameter))) return [];
  const wide: [ts.Type, unknown][] = [
    [checker.getNumberType(), 7],
    [checker.getStringType(), "seven"],
  ];
  return wide
    .filter(([kind]) => !checker.isTypeAssignableTo(kind, type) && !(type.flags & ts.TypeFlags.TypeParameter))
    .map(([, value]) => value);
}

/** The message of the error of a call, or what went on without one. */
async function messageOf(call: (...args: never[]) => unknown, args: readonly unknown[]): Promise<string> {
  try {
    const result = (call as (...values: readonly unknown[]) => unknown)(...args);
    const value = await result;
    if (typeof (value as { next?: unknown } | null)?.next === "function") (value as Generator).next();
    return "no error";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What is tested of arguments, by the calls of the examples: they are run here where no test before has run them. */
export function describeArguments(): void {
  describe.each(modules)("the public functions of %s", (module) => {
    const functions = [...functionsOf(module)];
    let exports: Record<string, (...args: never[]) => unknown> = {};
    const argsOf = (name: string) => [...calls.get(`core/${module}.${name}`)!];

    beforeAll(async () => {
      exports = (await load(`core/${module}`)) as typeof exports;
      if (calls.size === 0) for (const example of examples) await runExample(example, recordingLoad);
    }, 120_000);

    it("are all called by an example when they take options", () => {
      const withOptions = functions.filter(([, parameters]) => parameters.some(isOptions));
      const missing = withOptions
        .map(([name]) => name)
        .filter((name) => !calls.has(`core/${module}.${name}`));
      expect(missing).toEqual([]);
    });

    it("name what is right when an option is misspelt or of another function", async () => {
      const silent: string[] = [];
      for (const [name, parameters] of functions) {
        const place = parameters.findIndex(isOptions);
        if (place < 0 || !calls.has(`core/${module}.${name}`)) continue;
        const keys = keysOf(parameters[place]);
        const args = argsOf(name);
        const tried = [
          ...keys.map((key) => [misspelt(key), `did you mean "${key}"?`]),
          ["ofAnotherFunction", "its keys are "],
        ] as const;
        for (const [key, expected] of tried) {
          const given = [...args];
          given[place] = { ...(given[place] as object | undefined), [key]: 1 };
          const message = await messageOf(exports[name], given);
          if (!message.includes(`"${parameters[place].name}" has no key "${key}": ${expected}`))
            silent.push(`${name} { ${key} }: ${message}`);
        }
      }
      expect(silent).toEqual([]);
    });

    it("name what is right when an argument is of the wrong kind", async () => {
      const silent: string[] = [];
      for (const [name, parameters] of functions) {
        if (!calls.has(`core/${module}.${name}`)) continue;
        const args = argsOf(name);
        for (const [place, parameter] of parameters.entries()) {
          for (const value of wrongKinds(parameter)) {
            const given = [...args];
            given[place] = value;
            const message = await messageOf(exports[name], given);
            if (!/^"[\w.[\]]+" (expected|has no) /.test(message))
              silent.push(`${name}(${parameter.name}: ${value}): ${message}`);
          }
        }
      }
      expect(silent).toEqual([]);
    });
  });
}
