import { digits, percent } from "../../parts/format.js";
import { defineView, type Table } from "../view.js";
import { DensityBody } from "./body.js";
import { densityCommand } from "./command-line.js";
import type { DensityOutput } from "./compute.js";
import { type DensityValues, densityParameters } from "./parameters.js";

export const densityView = defineView({
  id: "density",
  title: "Density evolution",
  lede: "With infinitely many skills, learning is a map: from the share that is unlearned before a round to the share after it. While the map crosses the diagonal, learning is caught there; at the threshold a tunnel opens.",
  parameters: densityParameters,
  job: "density",
  Body: DensityBody,
  tables: tablesOf,
  command: densityCommand,
  limits: ({ ratio }: DensityValues) => ({ ratio: [0.01, Math.max(5, 1.5 * ratio)] as const }),
});

function tablesOf({ unlearned, resting, map }: DensityOutput): readonly Table[] {
  return [
    {
      name: "rounds",
      title: "Round by round",
      columns: [
        { name: "round", label: "round" },
        { name: "learned", label: "learned", format: percent },
        { name: "unlearned", label: "unlearned", format: (x) => digits(x, 4) },
      ],
      rows: unlearned.map((share, round) => [round, 1 - share, share]),
    },
    {
      name: "resting-states",
      title: "Where learning can rest",
      columns: [
        { name: "edge_unlearned", label: "q", format: (x) => digits(x, 6) },
        { name: "unlearned", label: "unlearned", format: (x) => digits(x, 6) },
        { name: "slope", label: "slope", format: (x) => digits(x, 4) },
        { name: "stable", label: "stable" },
      ],
      rows: resting.map((point) => [point.edgeUnlearned, point.unlearned, point.slope, point.stable]),
    },
    {
      name: "map",
      title: "The map",
      columns: [
        { name: "q", label: "q", format: (x) => digits(x, 4) },
        { name: "next", label: "after a round", format: (x) => digits(x, 4) },
      ],
      rows: map.map(({ q, next }) => [q, next]),
    },
  ];
}
