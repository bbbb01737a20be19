import { facts, smallShareText } from "@onset/core/report";
import { factColumn } from "../../parts/columns.js";
import { digits } from "../../parts/format.js";
import type { Table } from "../view.js";
import type { DensityOutput } from "./compute.js";

export function densityTables({ unlearned, resting, map }: DensityOutput): readonly Table[] {
  return [
    {
      name: "rounds",
      title: "Round by round",
      columns: [
        { name: "round", label: "round" },
        factColumn("learned", facts.learned),
        { name: "unlearned", label: "unlearned", format: (x) => digits(x, 4) },
      ],
      rows: unlearned.map((share, round) => [round, 1 - share, share]),
    },
    {
      name: "resting-states",
      title: facts.resting.note,
      columns: [
        { name: "edge_unlearned", label: "q", format: smallShareText },
        { name: "unlearned", label: "unlearned", format: smallShareText },
        { name: "slope", label: "slope", format: (x) => x.toFixed(4) },
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
