import { join } from "node:path";
import { expect, it } from "vitest";
import { readFile, useFolder } from "./support.js";

const folder = useFolder();

it("names the line of a first row that is refused, where lines end with CR LF", async () => {
  folder.put("first.csv", Buffer.from("id,skills\r\na,\xff\r\nb,x;y\r\nc,x\r\n", "latin1"));
  const { corpus, malformed } = await readFile(join(folder.path, "first.csv"));
  expect([...corpus.textNames]).toEqual(["b", "c"]);
  expect(malformed).toEqual({ count: 1, first: [{ where: "line 2", problem: "is not valid UTF-8" }] });
});
