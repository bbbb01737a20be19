/** Facts in tables and legends: the words that they have everywhere. */
import type { FactWords } from "@onset/core/report";
import type { Column } from "../views/view.js";

/** What theory is meant: "theory, infinitely many skills". */
export function byTheory({ note }: FactWords): string {
  return `theory, ${note}`;
}

/** A column of a fact. */
export function factColumn(name: string, { label, format }: FactWords): Column {
  return { name, label, format };
}
