import { thresholdText } from "@onset/core/report";
import { describe, expect, it } from "vitest";

describe("the sentence about the threshold", () => {
  const below = { threshold: 3, margin: -0.2, note: null, predictedLearned: 0.21 };
  const above = { threshold: 2, margin: 0.2, note: null, predictedLearned: 0.98 };

  it("asks for more texts only where measurement agrees with theory that the corpus has not emerged", () => {
    expect(thresholdText(below, 2.4, 0.19, "skill")).toBe(
      "3 texts a skill by theory, here 2.4: 20.0% more such texts are needed",
    );
    expect(thresholdText(below, 2.4, 0.93, "skill")).toBe(
      "3 texts a skill by theory, here 2.4: theory would learn 21.0%, but 93.0% are learned",
    );
  });

  it("tells how many texts may go only where the corpus has emerged", () => {
    expect(thresholdText(above, 2.4, 0.97, "skill")).toContain("collapses when 20.0% of the texts go");
    expect(thresholdText(above, 2.4, 0.1, "skill")).toContain("learning halts early");
  });

  it("is the note where there is no threshold", () => {
    expect(thresholdText({ ...below, threshold: null, margin: null, note: "none" }, 1, 0.5, "skill")).toBe(
      "none",
    );
  });
});
