/**
 * How long the sentences of the documents are. Start and How to: the median has at most 18 words, no sentence more than 25.
 * Everywhere but in the reference: no sentence has more than 40. Prints each sentence that is too long with its place, and
 * ends with exit code 1 when there is one. `node scripts/plain-english.mjs [--longest N] [FILES]`; `--longest` also lists
 * the longest sentences of all.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Pages that are to be read in one go, and all others. */
const plain = { maxMedian: 18, maxWords: 25 };
const other = { maxMedian: Number.POSITIVE_INFINITY, maxWords: 40 };

/** The documents that are looked at, and what is asked of them. Pages of the reference are looked up, not read. */
export function documentsToRead() {
  const docs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .map((path) => `docs/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md") && !path.startsWith("docs/reference/"));
  return ["README.md", "CONTRIBUTING.md", "examples/README.md", ...docs.sort()].map((path) => ({
    path,
    limits: /^(README\.md|docs\/(start|how-to)\/)/.test(path) ? plain : other,
  }));
}

/**
 * The sentences of a document with the line they begin in and their number of words. Headings, code, tables, formulas,
 * pictures, quotations (licences) and notes for editors are none; an item of a list or a cell never goes on in the next.
 */
export function sentencesOf(markdown) {
  const blank = (text) => text.replace(/[^\n]/g, " ");
  const prose = markdown
    .replace(/^---\n[\s\S]*?\n---\n/, blank)
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?^[ \t]*\1[`~]*[ \t]*$/gm, blank)
    .replace(/\$\$[\s\S]*?\$\$/g, blank)
    .replace(/^(?: {4}|\t)(?![-*\d]).*$/gm, blank)
    .replace(/^\s*\|.*$/gm, blank)
    .replace(/^#{1,6} .*$/gm, blank)
    .replace(/^ {0,3}\[[^\]]+\]:\s.*$/gm, blank)
    .replace(/^\s*>.*$/gm, blank)
    .replace(/^:::.*$/gm, blank)
    .replace(/!\[[^\]]*\]\([^)]*\)/g, blank)
    .replace(/<[^>]+>/g, blank);
  const found = [];
  let block = [];
  const end = () => {
    if (block.length > 0) found.push(...sentencesOfBlock(block));
    block = [];
  };
  for (const [at, text] of prose.split("\n").entries()) {
    if (text.trim() === "" || /^\s*(?:[-*]|\d+\.)\s/.test(text)) end();
    if (text.trim() !== "") block.push([at + 1, text.replace(/^\s*(?:[-*]|\d+\.)\s+/, "")]);
  }
  end();
  return found;
}

/** The sentences of some lines that belong together. */
function sentencesOfBlock(lines) {
  const places = [];
  let text = "";
  for (const [line, part] of lines) {
    places.push([text.length, line]);
    text += `${part.trim()} `;
  }
  const found = [];
  // A sentence ends at a full stop, a question or exclamation mark, or a colon, where the next begins with a capital or a number.
  const marks = /[.!?:]["”’')*_]*\s+(?=["“‘'(*_[`]*[\p{Lu}\d`])|$/gu;
  let from = 0;
  for (const { index, 0: mark } of text.matchAll(marks)) {
    const to = index + mark.length;
    if (/\b(?:e\.g|i\.e|etc|vs|Fig|eq|No|[A-Z])$/.test(text.slice(from, index))) continue;
    const sentence = text.slice(from, to).trim();
    const words = wordsOf(sentence);
    if (words > 0) found.push({ line: places.findLast(([at]) => at <= from)[1], words, sentence });
    from = to;
  }
  return found;
}

/** How many words a sentence has: a piece of code, a formula or a link's address is one word at most. */
function wordsOf(sentence) {
  return sentence
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replace(/(`+)[\s\S]*?\1/g, "code")
    .replace(/\$[^$]*\$/g, "formula")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.length === 0 ? 0 : sorted[Math.floor((sorted.length - 1) / 2)];
}

/** What is wrong with a document: one line each. */
export function complaints(path, markdown, { maxMedian, maxWords }) {
  const sentences = sentencesOf(markdown);
  const long = sentences
    .filter(({ words }) => words > maxWords)
    .map(({ line, words, sentence }) => `${path}:${line}: ${words} words, at most ${maxWords}: ${sentence}`);
  const middle = median(sentences.map(({ words }) => words));
  return middle > maxMedian
    ? [...long, `${path}: the median sentence has ${middle} words, at most ${maxMedian}`]
    : long;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { longest: { type: "string" } },
  });
  const named = positionals.map((path) => relative(root, path));
  const documents = documentsToRead().filter(({ path }) => named.length === 0 || named.includes(path));
  const read = documents.map(({ path, limits }) => ({
    path,
    limits,
    markdown: readFileSync(join(root, path), "utf8"),
  }));
  if (values.longest !== undefined) {
    const all = read.flatMap(({ path, markdown }) =>
      sentencesOf(markdown).map((found) => ({ path, ...found })),
    );
    for (const { path, line, words, sentence } of all
      .sort((a, b) => b.words - a.words)
      .slice(0, Number(values.longest))) {
      console.log(`${path}:${line}: ${words} words: ${sentence}`);
    }
  }
  const wrong = read.flatMap(({ path, markdown, limits }) => complaints(path, markdown, limits));
  for (const line of wrong) console.log(line);
  for (const part of [
    "README.md",
    "docs/start/",
    "docs/how-to/",
    "docs/understand/",
    "docs/gallery/",
    "docs/evidence/",
  ]) {
    const sentences = read
      .filter(({ path }) => path.startsWith(part))
      .flatMap(({ markdown }) => sentencesOf(markdown));
    if (sentences.length === 0) continue;
    const words = sentences.map((found) => found.words);
    console.log(
      `${part.padEnd(18)} ${sentences.length} sentences, median ${median(words)} words, longest ${Math.max(...words)}`,
    );
  }
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
