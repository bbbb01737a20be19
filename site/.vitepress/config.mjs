import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { katex } from "@mdit/plugin-katex";
import { defineConfig } from "vitepress";

const site = fileURLToPath(new URL("..", import.meta.url));
/** What the generators found: modules, verbs, schemas, and which pages each section has. */
const found = JSON.parse(readFileSync(`${site}dist/found.json`, "utf8"));
const base = process.env.ONSET_SITE_BASE ?? "/";

const item = ([text, link]) => ({ text, link });
const group = (text, items, collapsed = false) => ({ text, collapsed, items: items.map(item) });

const start = group("Start", [
  ["Install", "/start/install"],
  ["A corpus that comes with it", "/start/first-corpus"],
  ["Your own file", "/start/your-file"],
  ["The report, line by line", "/start/report"],
  ["The bundled corpora", "/start/corpora"],
]);
const howTo = [
  group("How to: your source", [
    ["A spreadsheet", "/how-to/spreadsheet"],
    ["A Hugging Face data set", "/how-to/hugging-face"],
    ["Anki cards", "/how-to/anki"],
    ["Subtitles", "/how-to/subtitles"],
    ["A programming course", "/how-to/course"],
    ["Stack Exchange tags", "/how-to/stack-exchange"],
    ["A proof library", "/how-to/proof-library"],
    ["A package graph", "/how-to/package-graph"],
    ["Parquet on a cluster", "/how-to/parquet-cluster"],
    ["Texts without tags", "/how-to/raw-text"],
  ]),
  group("How to: your task", [
    ["A gate in CI", "/how-to/ci"],
    ["A curriculum", "/how-to/curriculum"],
    ["Say it once", "/how-to/project-file"],
    ["More than one machine", "/how-to/several-machines"],
  ]),
];
const understand = [
  group("Understand", [
    ["Emergence without formulas", "/understand/emergence"],
    ["What is stuck, what to add", "/understand/insight"],
    ["The ladder", "/understand/prediction"],
    ["Trained models", "/understand/trained-models"],
    ["The codec", "/understand/codec"],
    ["Meaning over a noisy channel", "/understand/channel"],
    ["Simulation", "/understand/simulation"],
  ]),
  group("Theory", [
    ["The theory", "/understand/theory"],
    ["A theorist's walk", "/understand/theory-walk"],
    ["Finite size", "/understand/finite-size"],
    ["The giant component", "/understand/giant-component"],
    ["The ladder's equations", "/understand/prediction-theory"],
  ]),
];
const reference = [
  group("Reference", [
    ["Glossary", "/reference/glossary"],
    ["Python", "/reference/python"],
    ["Reading files", "/reference/reading"],
    ["From raw text to skills", "/reference/label"],
    ["Corpora beyond one machine", "/reference/scale"],
    ["The laboratory", "/reference/lab"],
    ["JSON Schemas", "/reference/schemas"],
    ["Formats of the codec", "/reference/format"],
    ["Security", "/reference/security"],
    ["Contributing", "/reference/contributing"],
  ]),
  {
    text: "Verbs",
    link: "/reference/verbs/",
    collapsed: false,
    items: Object.entries(found.verbs).map(([title, names]) =>
      group(
        title,
        names.map((name) => [name, `/reference/verbs/${name}`]),
        true,
      ),
    ),
  },
  group(
    "The library",
    [["Overview", "/reference/library"], ...found.modules.map((name) => [name, `/reference/api/${name}`])],
    true,
  ),
  group(
    "Schemas",
    found.schemas.map((name) => [name, `/reference/schemas/${name}`]),
    true,
  ),
];
const evidence = group("Evidence", [
  ["What it rests on", "/evidence/"],
  ["Beside its peers", "/evidence/benchmarks"],
  ["Forecasts that were tested", "/evidence/forecast"],
  ["A filter that fails", "/evidence/filter-failures"],
  ["What failed", "/evidence/failures"],
  ["Roadmap", "/evidence/roadmap"],
  ["Changelog", "/evidence/changelog"],
]);

/** What a command printed is not a program: only lines that begin with a prompt keep their colours. */
const plainOutput = {
  name: "plain-output",
  line(line) {
    if (this.options.lang !== "shellsession" && this.options.lang !== "console") return;
    const text = (node) => node.value ?? node.children?.map(text).join("") ?? "";
    if (text(line).startsWith("$ ")) return;
    for (const part of line.children) part.properties = {};
  },
};

export default defineConfig({
  title: "Onset",
  description: "When do skills emerge from texts?",
  lang: "en-GB",
  base,
  srcDir: "./dist/pages",
  outDir: "./dist/site",
  cacheDir: "./dist/cache",
  cleanUrls: false,
  lastUpdated: false,
  // The laboratory and files are no pages; the script that builds the site checks them with all other links.
  ignoreDeadLinks: [/^\/lab\//, /^\/files\//, /^\/schemas\//],
  head: [
    ["link", { rel: "icon", type: "image/svg+xml", href: `${base}icon.svg` }],
    ["meta", { name: "theme-color", content: "#0067a3" }],
  ],
  markdown: {
    math: false,
    anchor: { slugify },
    theme: { light: "github-light-high-contrast", dark: "github-dark-default" },
    languageAlias: { console: "shellsession", vtt: "text", srt: "text" },
    codeTransformers: [plainOutput],
    config: (markdown) => {
      markdown.use(katex, { output: "htmlAndMathml" });
      markdown.use(fileNames);
      markdown.use(literalCode);
    },
  },
  themeConfig: {
    logo: "/icon.svg",
    nav: [
      { text: "Start", link: "/start/install", activeMatch: "^/start/" },
      { text: "How to", link: "/how-to/", activeMatch: "^/how-to/" },
      { text: "Understand", link: "/understand/emergence", activeMatch: "^/understand/" },
      { text: "Reference", link: "/reference/verbs/", activeMatch: "^/reference/" },
      { text: "Gallery", link: "/gallery/", activeMatch: "^/gallery/" },
      { text: "Evidence", link: "/evidence/", activeMatch: "^/evidence/" },
      { text: "Laboratory", link: "/lab/", target: "_self" },
    ],
    sidebar: {
      "/start/": [start, ...howTo],
      "/how-to/": [start, ...howTo],
      "/understand/": understand,
      "/reference/": reference,
      "/evidence/": [evidence],
    },
    outline: { level: [2, 3], label: "On this page" },
    search: {
      provider: "local",
      options: {
        miniSearch: {
          searchOptions: {
            boost: { title: 4, text: 1, titles: 2 },
            fuzzy: 0.2,
            prefix: true,
            // Pages that are to be read come before those that are looked up.
            boostDocument: (id) => (/\/(?:api|schemas)\//.test(id) ? 0.3 : 1),
          },
        },
      },
    },
    socialLinks: found.repository === null ? [] : [{ icon: "github", link: found.repository }],
    docFooter: { prev: "Before", next: "Next" },
    footer: { message: "MIT licence", copyright: "The Onset authors" },
  },
  vite: { build: { chunkSizeWarningLimit: 4000 }, logLevel: "warn" },
});

/** The anchor of a heading, as GitHub makes it: links are the same there and here. */
function slugify(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

/** A fence may name the file that it shows: ```csv tasks.csv. Its name stands above the block. */
function fileNames(markdown) {
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules.fence = (tokens, at, ...rest) => {
    const [, language, name] = /^(\w+) ([\w./-]+\.\w+)$/.exec(tokens[at].info.trim()) ?? [];
    if (name === undefined) return fence(tokens, at, ...rest);
    tokens[at].info = language;
    return `<div class="named-file"><p class="file-name">${name}</p>${fence(tokens, at, ...rest)}</div>`;
  };
}

/** Code between backticks is text: two braces in it are no place for a value of Vue. */
function literalCode(markdown) {
  markdown.core.ruler.push("literal-code", ({ tokens }) => {
    for (const token of tokens) {
      for (const child of [token, ...(token.children ?? [])]) {
        if (child.type === "code_inline" || child.type === "code_block") child.attrSet("v-pre", "");
      }
    }
  });
}
