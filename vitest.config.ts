import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const packages = fileURLToPath(new URL("packages/", import.meta.url));

const isBuilt = process.env.ONSET_BUILT === "1";

/**
 * While you work the packages are their sources: what you edit in one of them is what the tests of the others see, without a
 * build. `npm test` has built them and takes what it built, as Node loads it: sources are rewritten for the tests, after which
 * every call from one module into another looks its function up.
 */
const sources = [
  { find: /^@onset\/core\/(.+)$/, replacement: `${packages}core/src/$1/index.ts` },
  { find: /^@onset\/(charts|reading|text)$/, replacement: `${packages}$1/src/index.ts` },
];

/** What a test imports of the sources of a package, from what was built of them. */
const built: Plugin = {
  name: "onset:built",
  enforce: "pre",
  resolveId(source, importer) {
    // What is imported by its whole path when a test runs has no importer.
    if (!source.startsWith(packages) && (!importer?.includes("/test/") || !/^[./]/.test(source))) return null;
    const path = resolve(dirname(importer ?? packages), source);
    const [, folder, module] =
      /^(.+\/packages\/(?:charts|cli|core|reading|text)\/)src\/(.+)\.[jt]s$/.exec(path) ?? [];
    return folder === undefined ? null : `${folder}dist/${module}.js`;
  },
};

const isQuick = process.env.ONSET_TESTS === "quick";

/** What `npm run test:quick` leaves out: pages, processes, packages, documents, and agreement that takes many trials. */
const slow = [
  "packages/lab/test/pages/**",
  "packages/*/test/**/{browser,engines,engines-browser,fuzz,memory,large,start,package,interrupt,start-up}.test.ts",
  "packages/core/test/agreement/**",
  "packages/core/test/{channel/link,codec/codec,codec/hostile,codec/layers,graph/sampling,learning/team}.test.ts",
  "packages/core/test/{learning/implicit-engines,learning/rounds,sweep/statistics,learning/insight/unlock}.test.ts",
  "packages/cli/test/{reproduce,sweep,train,codec,transmit,lab,pool,simulate,schema}/**",
  "packages/cli/test/learn/{emergence,consistency,corpora,report,bad-input,tables}.test.ts",
  "packages/cli/test/{html,insight,associate-corpus,forecast,unlock,label,engines}/**",
  "packages/cli/test/{documents/documents,documents/programs,documents/theory-page,documents/commands}.test.ts",
  "packages/cli/test/{files/lock,run/run,theory/questions,theory/verbs,terminal/progress,reading/formats}.test.ts",
  "packages/core/test/{examples/examples,analysis/readme,analysis/prediction,analysis/forecast}.test.ts",
  "packages/core/test/{channel/fountain,channel/belief-decoder,channel/belief,codec/format,codec/ngram}.test.ts",
  "packages/core/test/{theory/take-off,theory/noise,corpus/words,codec/pack-stream}.test.ts",
  "packages/lab/test/views/{extremes,commands}.test.ts",
  "packages/reading/test/broken/**",
];

const include = ["packages/*/test/**/*.test.ts"];

/** Files with a worker of their own: they change what a process has one of, or fill it. */
const apart = [
  "packages/cli/test/engines/spark.test.ts",
  "packages/cli/test/{package,start}.test.ts",
  "packages/cli/test/files/{outputs,owner,lock}.test.ts",
  "packages/cli/test/associate-corpus/associate.test.ts",
  "packages/cli/test/pool/pool.test.ts",
  "packages/core/test/examples/examples.test.ts",
  "packages/core/test/analysis/readme.test.ts",
  "packages/reading/test/wide/wide.test.ts",
];

/** What takes longest, which therefore comes first: then all workers end at about the same time. */
const longest = [
  "cli/test/engines/spark",
  "cli/test/package",
  "core/test/examples/",
  "core/test/analysis/readme",
  "lab/test/pages/",
  "cli/test/documents/documents",
  "cli/test/learn/",
  "cli/test/train/predict",
  "cli/test/html/learn-page",
  "cli/test/sweep/sweep",
  "cli/test/insight/learn",
  "cli/test/reproduce/",
  "cli/test/forecast/",
  "cli/test/simulate/",
  "cli/test/schema/",
  "cli/test/documents/programs",
  "core/test/codec/",
  "core/test/agreement/",
];

/** Files with a worker of their own come before the others: between them they would end a worker that others share. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      const place = longest.findIndex((path) => moduleId.includes(path));
      return (place < 0 ? longest.length : place) - (project.name === "apart" ? 1000 : 0);
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  plugins: isBuilt ? [built] : [],
  resolve: { alias: isBuilt ? [] : sources },
  test: {
    // Files that share a worker share what it has loaded: more than half of the time of small tests.
    projects: [
      {
        extends: true,
        test: { name: "shared", include, exclude: [...apart, ...(isQuick ? slow : [])], isolate: false },
      },
      { extends: true, test: { name: "apart", include: apart, exclude: isQuick ? slow : [] } },
    ],
    sequence: { sequencer: LongestFirst },
    setupFiles: ["packages/core/test/support/assertions.ts"],
    globalSetup: ["packages/lab/test/support/shared-browser.ts", "packages/cli/test/support/printed.ts"],
    server: { deps: { external: isBuilt ? [/\/packages\/\w+\/dist\//] : [] } },
    maxWorkers: "100%",
    execArgv: ["--max-semi-space-size=32"],
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
