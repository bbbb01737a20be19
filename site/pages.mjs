/**
 * Which documents of the repository are pages of the site, and where. The texts stay where a reader of the repository finds
 * them; the site has a copy whose links lead to pages, and to files below /files for what is no page.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

/** Documents outside docs/ that are pages, and their places on the site. */
const elsewhere = {
  "examples/README.md": "start/corpora.md",
  "CHANGELOG.md": "evidence/changelog.md",
  "CONTRIBUTING.md": "reference/contributing.md",
  "packages/core/README.md": "reference/library.md",
  "packages/reading/README.md": "reference/library-reading.md",
  "packages/text/README.md": "reference/library-text.md",
  "python/README.md": "reference/python.md",
  "packages/lab/README.md": "reference/laboratory-source.md",
};

/** Documents that the site has in another form: what their headings became. */
const replaced = {
  "docs/reference/commands.md": (anchor) => {
    const verb = /^onset-([a-z]+)/.exec(anchor)?.[1];
    return verb === undefined ? "reference/verbs/index.md" : `reference/verbs/${verb}.md`;
  },
};

/** Every document that is a page: its path in the repository, and its path on the site. */
export function pagesOf(root) {
  const pages = new Map(Object.entries(elsewhere).filter(([path]) => existsSync(join(root, path))));
  for (const name of readdirSync(join(root, "docs"), { recursive: true }).map((path) =>
    path.replaceAll("\\", "/"),
  )) {
    const path = `docs/${name}`;
    if (name.endsWith(".md") && !(path in replaced))
      pages.set(path, name.replace(/(^|\/)README\.md$/, "$1index.md"));
  }
  return pages;
}

/**
 * Writes the pages into a folder, and what they link to besides pages into its subfolder `public/files`. Returns the links
 * that lead nowhere.
 */
export function writePages(root, folder) {
  const pages = pagesOf(root);
  const broken = [];
  for (const [path, page] of pages) {
    const text = outsideCode(readFileSync(join(root, path), "utf8"), (prose) =>
      withLinks(prose, (written) => {
        const target = placeOf(written, path, page, { root, folder, pages });
        if (target === null) broken.push(`${path}: ${written}`);
        return target ?? written;
      }),
    );
    put(join(folder, page), text);
  }
  cpSync(join(root, "docs/figures"), join(folder, "figures"), { recursive: true });
  return broken;
}

/** Where a link of a document leads on the site; null when it leads nowhere. */
function placeOf(written, path, page, { root, folder, pages }) {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(written)) return written;
  const [address, anchor = ""] = written.split("#");
  const target = posix.join(posix.dirname(path), decodeURIComponent(address)).replace(/\/$/, "");
  const hash = anchor === "" ? "" : `#${anchor}`;
  const toPage = (place, behind) => {
    const relative = posix.relative(posix.dirname(page), place);
    return (relative.startsWith(".") ? relative : `./${relative}`) + behind;
  };
  if (target in replaced) return toPage(replaced[target](anchor), /^onset-[a-z]+$/.test(anchor) ? "" : hash);
  // The laboratory is an application of its own, in the repository its folder: its state stands behind the #.
  if (target === "packages/lab" && anchor !== "") return `/lab/#${anchor}`;
  const found = pages.get(target) ?? pages.get(`${target}/README.md`);
  if (found !== undefined) return toPage(found, hash);
  if (target.startsWith("docs/figures/")) return toPage(target.slice("docs/".length), "");
  const file = join(root, target);
  if (!existsSync(file)) return null;
  if (statSync(file).isDirectory()) return toPage(pages.get("CONTRIBUTING.md"), "#the-house");
  // A name without an ending would be taken for a page.
  const name = /\.\w+$/.test(target) ? target : `${target}.txt`;
  const copy = join(folder, "public/files", name);
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(file, copy);
  return `/files/${name}`;
}

/** Changes the links of Markdown prose. */
function withLinks(prose, change) {
  return prose
    .replace(/(\]\(\s*<?)([^)\s>]+)/g, (_, before, target) => before + change(target))
    .replace(/^( {0,3}\[[^\]]+\]:\s*<?)([^\s>]+)/gm, (_, before, target) => before + change(target))
    .replace(
      /(<(?:a|img|source)\b[^>]*\b(?:href|src|srcset)=")([^"\s]+)/g,
      (_, before, target) => before + change(target),
    );
}

/** Changes what stands outside fences and code spans. */
function outsideCode(markdown, change) {
  const code = /^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?^[ \t]*\1[`~]*[ \t]*$|(`+)[^`][\s\S]*?\2/gm;
  let text = "";
  let at = 0;
  for (const match of markdown.matchAll(code)) {
    text += change(markdown.slice(at, match.index)) + match[0];
    at = match.index + match[0].length;
  }
  return text + change(markdown.slice(at));
}

/** Writes a file and the folders above it. */
export function put(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
