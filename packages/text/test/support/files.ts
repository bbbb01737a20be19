/** Files that tests make: their sources in memory, and books of EPUB. */

import { type ByteSource, bytesSource, naming } from "@onset/reading";
import { zipSync } from "fflate";
import { type Block, Cuts, type LabelledText, type Labelling, openText } from "../../src/index.js";

export function textSource(name: string, content: string): ByteSource {
  return bytesSource(new TextEncoder().encode(content), name);
}

/** The blocks of a file, with what was cut from it. */
export async function blocksOf(
  source: ByteSource,
): Promise<{ format: string; kind: string; blocks: Block[]; cut: Record<string, number> }> {
  const cuts = new Cuts();
  const opened = await openText(source, {}, {});
  const blocks: Block[] = [];
  await naming(source.name, async () => {
    for await (const part of opened.blocks(cuts)) blocks.push(...part);
  });
  const cut = Object.fromEntries(cuts.list().map(({ what, count }) => [what, count]));
  return { format: opened.format, kind: opened.kind, blocks, cut };
}

export async function textsOf(labelling: Labelling): Promise<LabelledText[]> {
  const texts: LabelledText[] = [];
  for await (const part of labelling.texts()) texts.push(...part);
  return texts;
}

/** A book of two chapters, a navigation document and a note outside of the order. */
export function book(extra: Record<string, string> = {}): Uint8Array {
  const encode = (text: string) => new TextEncoder().encode(text);
  const page = (body: string) =>
    `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Title</title><style>p { color: red }</style></head><body>${body}</body></html>`;
  const files = {
    "META-INF/container.xml":
      '<container><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "OEBPS/book.opf": `<package><manifest>
      <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
      <item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/>
      <item id="one" href="text/chapter%20one.xhtml" media-type="application/xhtml+xml"/>
      <item id="note" href="text/note.xhtml" media-type="application/xhtml+xml"/>
      <item id="cover" href="cover.png" media-type="image/png"/>
    </manifest><spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="note" linear="no"/><itemref idref="two"/></spine></package>`,
    "OEBPS/nav.xhtml": page("<nav><ol><li>One</li></ol></nav>"),
    "OEBPS/text/chapter one.xhtml": page(
      '<h1>One</h1><p>The cat sat<br/>on the mat.<a epub:type="noteref" href="#n">1</a></p><p>It was a&#160;<em>sunny</em> day &amp; warm.</p>',
    ),
    "OEBPS/text/two.xhtml": page("<h1>Two</h1><p>The dog slept.</p>"),
    "OEBPS/text/note.xhtml": page("<p>A note.</p>"),
    ...extra,
  };
  return zipSync({
    mimetype: [encode("application/epub+zip"), { level: 0 }],
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, encode(text)])),
  });
}
