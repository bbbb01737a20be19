/** The address of the repository stands in one place, and nothing is published while it is empty. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
// @ts-expect-error A script without types.
import { expectedFiles } from "../../../scripts/manifests.mjs";
import { root } from "./support/built.js";

const { url } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).repository;

describe("the address of the repository", () => {
  it("is written into every manifest and the citation from one place", () => {
    for (const [path, text] of Object.entries(expectedFiles(url) as Record<string, string>)) {
      expect(readFileSync(path, "utf8"), path).toBe(text);
    }
    const files: Record<string, string> = expectedFiles("https://example.org/onset/onset");
    expect(JSON.parse(files[join(root, "packages/core/package.json")])).toMatchObject({
      repository: { type: "git", url: "git+https://example.org/onset/onset.git", directory: "packages/core" },
      homepage: "https://example.org/onset/onset#readme",
      bugs: { url: "https://example.org/onset/onset/issues" },
      publishConfig: { access: "public", provenance: true },
    });
    expect(files[join(root, "CITATION.cff")]).toContain(
      "\nrepository-code: https://example.org/onset/onset\nlicense: MIT\n",
    );
  });

  it("is asked for before anything is published", () => {
    for (const name of ["core", "reading", "text", "cli"]) {
      const { scripts } = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
      expect(scripts.prepublishOnly).toBe("node ../../scripts/manifests.mjs --publishing");
    }
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, "scripts/manifests.mjs"), "--publishing"],
      {
        encoding: "utf8",
      },
    );
    expect({ status, stderr }).toEqual(
      url === ""
        ? {
            status: 1,
            stderr: expect.stringMatching(
              /^Not published: the address of the repository is empty\. [^\n]+\n$/,
            ),
          }
        : { status: 0, stderr: "" },
    );
  });
});
