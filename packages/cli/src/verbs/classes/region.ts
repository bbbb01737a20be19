import { type Classes, type ClassOptions, type ClassRatio, emergenceBoundary } from "@onset/core/theory";
import type { Figure, Point } from "../../figures/figure.js";

/** A ratio that an axis of the figure shows: texts of one class per skill of one class. */
export type Varied = ClassRatio;

const rays = 121;
/** A smaller step of the learned share is not drawn. */
const height = 0.05;

/** The boundary of the region in which classes emerge, and the point of the given numbers of texts. */
export function regionFigure(
  classes: Classes,
  [first, second]: readonly [Varied, Varied],
  learner: ClassOptions,
  highest: number,
): Figure {
  const points: Point[] = [];
  const boundary = emergenceBoundary(classes, first, second, { ...learner, rays, highest, height });
  // Parts of the boundary: where the same classes jump, ray after ray.
  for (const { ratios, emerged } of boundary) {
    if (ratios[0] > highest || ratios[1] > highest) continue;
    const series = `${emerged.length > 1 ? "classes" : "class"} ${emerged.map((k) => k + 1).join(" and ")}`;
    points.push({
      panel: "",
      series: `${series} emerge${emerged.length > 1 ? "" : "s"}`,
      witness: "theory",
      x: ratios[0],
      y: ratios[1],
    });
  }
  const here = (varied: Varied) => classes.texts[varied.texts] / classes.skills[varied.skills];
  points.push({ panel: "", series: "these texts", witness: "measurement", x: here(first), y: here(second) });
  const label = ({ texts, skills }: Varied) => `texts of class ${texts + 1} per skill of class ${skills + 1}`;
  return {
    title: "Where classes of skills emerge",
    caption:
      "Lines: the ratios at which the learned share of a class jumps. The dot: the numbers of texts that were given.",
    x: { label: label(first), domain: [0, highest] },
    y: { label: label(second), domain: [0, highest] },
    points,
    facts: { skills: classes.skills, means: classes.means },
  };
}
