import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { parseAlist, printAlist, progressiveCode, randomCode } from "../../src/channel/index.js";

describe("alist files", () => {
  it("give the graph back that they were written from", () => {
    for (const graph of [
      randomCode({ kind: "regular", degree: 6 }, { kind: "regular", degree: 3 }, 50, 100, stream(1)),
      progressiveCode(
        20,
        Uint32Array.from({ length: 40 }, (_, i) => 2 + (i % 3)),
        stream(2),
      ),
    ]) {
      const read = parseAlist(printAlist(graph));
      expect([read.textCount, read.skillCount]).toEqual([graph.textCount, graph.skillCount]);
      for (let text = 0; text < graph.textCount; text++) {
        expect([...read.skillsOfText(text)]).toEqual([...graph.skillsOfText(text)].sort((a, b) => a - b));
      }
    }
  });

  it("are read with and without zeros that fill up, and with any white space", () => {
    const padded = "3 2\n2 2\n1 2 1\n2 2\n1 0\n1 2\n2 0\n1 2\n2 3\n";
    const bare = "3\t2 \r\n2 2\r\n1 2 1\r\n2 2\r\n1\r\n1 2\r\n2\r\n1 2\r\n3 2";
    expect(printAlist(parseAlist(bare))).toBe(padded);
  });

  it("say by line what is wrong", () => {
    const wrong = (text: string) => () => parseAlist(text);
    expect(wrong("")).toThrow("line 1 of the alist expected 2 numbers, got 0");
    expect(wrong("99999999 2\n")).toThrow(
      "line 1 of the alist expected integers from 0 to 10000000, got 99999999",
    );
    expect(wrong("3 2\n2 2\n1 2 1\n2 3\n")).toThrow(
      "line 5 of the alist expected 1 different numbers above 0, got 0",
    );
    expect(wrong("3 2\n2 2\n1 2 x\n")).toThrow("line 3 of the alist expected integers from 0 to 2, got NaN");
    expect(wrong("2 1\n1 2\n1 1\n2\n1\n1\n1 1\n")).toThrow(
      "line 7 of the alist expected 2 different numbers above 0",
    );
    expect(wrong("3 2\n2 2\n1 2 1\n2 2\n1 0\n1 2\n2 0\n1 2\n1 2\n")).toThrow(
      "check 2 of the alist has other bits than the lists of the bits say",
    );
  });
});
