import { linear } from "@onset/charts";
import { classChain } from "@onset/core/learning";
import { emergenceBoundary } from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import { meanOf } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

// Each kind of text is mostly about its own class of skills and touches the other.
const means = [
  [4, 0.3],
  [0.4, 3],
] as const;
const skills = 100_000;
const last = 2.4;
const names = ["neither emerged", "the first class emerged", "the second class emerged", "both emerged"];

/** With several classes emergence is a region in the space of ratios. */
export const classesRegion: Recipe = {
  name: "classes-region",
  about: "which of two classes of skills emerge, against the texts of each class per skill",
  make({ seed, trials, progress }) {
    const points: Point[] = [];
    const classes = { skills: [skills, skills], texts: [0, 0], means };
    const boundary = emergenceBoundary(
      classes,
      { texts: 0, skills: 0 },
      { texts: 1, skills: 1 },
      { rays: 91, highest: last, height: 0.1 },
    );
    for (const { ratios } of boundary) {
      const [x, y] = ratios;
      if (x <= last && y <= last) points.push({ panel: "", series: "", witness: "theory", x, y });
    }
    for (const x of linear(0.1, 2.3, 23)) {
      progress.stage(`classes-region: first ratio ${x.toFixed(2)}`);
      for (const y of linear(0.1, 2.3, 23)) {
        const chain = classChain({ ...classes, texts: [Math.round(x * skills), Math.round(y * skills)] });
        const learned = [0, 1].map((k) => {
          return meanOf(
            trials(3),
            seed,
            `classes-region/${x}/${y}`,
            (rng) => chain.run(rng).learnedCounts[k] / skills,
          ).y;
        });
        const state = (learned[0] > 0.5 ? 1 : 0) + (learned[1] > 0.5 ? 2 : 0);
        points.push({
          panel: "",
          series: names[state],
          witness: "simulation",
          x,
          y,
        });
      }
    }
    return {
      title: "With two classes of skills, emergence is a region",
      caption: `Texts of the first kind need 4 skills of the first class and 0.3 of the second on average, texts of the second kind 0.4 and 3. Lines: where learning jumps. Points: simulated corpora with ${skills.toLocaleString("en-US")} skills of each class.`,
      x: { label: "texts of the first kind per skill of the first class", domain: [0, last] },
      y: { label: "texts of the second kind per skill of the second class", domain: [0, last] },
      points,
      facts: { means, skills },
    };
  },
};
