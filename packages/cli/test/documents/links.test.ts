import { describe, expect, it } from "vitest";
import { anchorsOf, relativeLinks } from "./links.js";

const written = (markdown: string) => relativeLinks(markdown).map((link) => link.written);

describe("the relative links of a document", () => {
  it("are found in text, images, reference definitions and HTML", () => {
    expect(written('[a](a.md) and [b](b.md#c "title") ![c](c.svg)')).toEqual(["a.md", "b.md#c", "c.svg"]);
    expect(written("[a]\n\n[a]: docs/a.md\n")).toEqual(["docs/a.md"]);
    expect(written('<img alt="d" src="d.png">')).toEqual(["d.png"]);
    expect(written("[![badge](badge.svg)](run.md)")).toEqual(["badge.svg", "run.md"]);
  });

  it("are taken apart into path and anchor", () => {
    expect(relativeLinks("[a](my%20file.md#part)")).toEqual([
      { written: "my%20file.md#part", path: "my file.md", anchor: "part" },
    ]);
    expect(relativeLinks("[a](#part)")).toEqual([{ written: "#part", path: "", anchor: "part" }]);
  });

  it("are not addresses elsewhere, and nothing in code is a link", () => {
    expect(written("[a](https://a.example) [b](mailto:b@b.example) [c](//c.example)")).toEqual([]);
    expect(written("`[a](a.md)` and ``[b](`b.md`)``\n\n```\n[c](c.md)\n```\n\n[d](d.md)")).toEqual(["d.md"]);
  });
});

describe("the anchors of a document", () => {
  it("are made as GitHub makes them, with a number for a heading that stands twice", () => {
    const markdown =
      "# A `b` & c, d_e-f!\n\n## Über [uns](a.md)\n\n## Same\n\n## Same ##\n\n```sh\n# not one\n```\n";
    expect([...anchorsOf(markdown)]).toEqual(["a-b--c-d_e-f", "über-uns", "same", "same-1"]);
  });
});
