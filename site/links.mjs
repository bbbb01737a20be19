/** Looks at the built site as a browser would: every link, image, script and style leads to a file, every anchor to a place. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";

/** The links of the pages below a folder that lead nowhere, each with the page it stands on. `base` is where the site is served. */
export function brokenLinks(folder, base) {
  const pages = readdirSync(folder, { recursive: true })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".html") && !path.startsWith("lab/"));
  const places = new Map();
  const placesOf = (path) => {
    if (!places.has(path)) {
      const html = readFileSync(join(folder, path), "utf8");
      places.set(
        path,
        new Set([...html.matchAll(/\s(?:id|name)="([^"]*)"/g)].map(([, id]) => unescaped(id))),
      );
    }
    return places.get(path);
  };
  let count = 0;
  const broken = [];
  for (const page of pages) {
    const html = readFileSync(join(folder, page), "utf8").replace(/<!--[\s\S]*?-->/g, "");
    for (const [, written] of html.matchAll(/<[a-z][^>]*?\s(?:href|src)="([^"]*)"/g)) {
      const link = unescaped(written);
      if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) continue;
      count++;
      if (!leadsSomewhere(link, page)) broken.push(`${page}: ${link}`);
    }
  }
  return { pages: pages.length, links: count, broken: [...new Set(broken)] };

  function leadsSomewhere(link, page) {
    const [address, anchor = ""] = link.split("#");
    const [name] = address.split("?");
    let target = page;
    if (name !== "") {
      if (name.startsWith("/") && !name.startsWith(base)) return false;
      target = decodeURIComponent(
        name.startsWith("/") ? name.slice(base.length) : posix.join(posix.dirname(page), name),
      );
      if (target === "" || target.endsWith("/")) target += "index.html";
      const file = join(folder, target);
      if (!existsSync(file) || !statSync(file).isFile()) return false;
    }
    // What stands behind the # of the laboratory is its state.
    if (anchor === "" || !target.endsWith(".html") || target.startsWith("lab/")) return true;
    return placesOf(target).has(decodeURIComponent(anchor));
  }
}

const unescaped = (text) =>
  text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">");
