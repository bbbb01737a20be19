import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** A row of a corpus as JSON Lines hold it. */
export type Row = Readonly<Record<string, unknown>>;

/** Writes rows as JSON Lines. */
export function writeRows(folder: string, name: string, rows: readonly Row[]): string {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return path;
}

/** Names that a query, a sort or a terminal could stumble over. */
export const adversarialNames: readonly string[] = [
  "'; drop table texts; --",
  "it's",
  'say "so"',
  "back\\slash",
  "\\'",
  "a`b",
  "two\nlines",
  "tab\there",
  "$" + "{spark.master}",
  "$" + "{env:HOME}",
  "?",
  ":name",
  "%s",
  "*",
  "{a,b}",
  "[x]",
  "[not a list",
  "null",
  "NULL",
  "true",
  "0",
  "-1",
  "1e5",
  "Ärger",
  "ärger",
  "a\u0308rger",
  "\u{1f600}",
  "\u{1f600}\u{1f601}",
  "\u{20000}",
  "\ue000",
  "\uffee",
  "\ud7ff",
  "\uf8ff",
  "z\u{1f600}",
  "z\uffee",
  "\u200bzero width",
  "\u202eright to left",
  "a".repeat(3000),
  "--",
  "/* */",
  "\u0001",
];

/** Draws integers from 0 up to a bound. */
function drawing(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Random directed texts of few skills, in which learners of D new skills come some way. */
export function randomRows(texts: number, skills: number, maxUnlearned: number, seed: number): Row[] {
  const below = drawing(seed);
  const some = (count: number): string[] => Array.from({ length: count }, () => `s${below(skills)}`);
  return Array.from({ length: texts }, () => ({
    requires: some(below(2)),
    teaches: some(maxUnlearned + (below(10) === 0 ? 0 : 1 + below(3))),
  }));
}

/** A random corpus in which these names occur, with what cells may have: repeated, empty, spaced and missing skills. */
export function adversarialRows(count: number, seed: number): Row[] {
  const below = drawing(seed);
  return Array.from({ length: count }, (_, i) => {
    const skills = Array.from({ length: below(5) }, () => adversarialNames[below(adversarialNames.length)]);
    if (i % 11 === 3 && skills.length > 0) skills.push(skills[0], "", ` ${skills[0]}\u00a0`);
    return i % 7 === 0 ? { skills } : { id: `text ${i} 'q' "\u{1f600}`, skills };
  });
}

/** Texts of three skills, each of which needs two of others: no scan sees more than a few rounds ahead. */
export function braidRows(length: number): Row[] {
  return Array.from({ length }, (_, i) => ({
    skills: i === 0 ? ["s0"] : i === 1 ? ["s0", "s1"] : [`s${i}`, `s${i - 1}`, `s${i - 2}`],
  }));
}

/** A chain: every text needs a skill and the one before, so that each round learns one. */
export function chainRows(length: number): Row[] {
  return Array.from({ length }, (_, i) => ({
    id: `t${length - i}`,
    skills: i === length - 1 ? [`s${i}`] : [`s${i}`, `s${i + 1}`],
  }));
}
