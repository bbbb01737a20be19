// A synthetic corpus for bench/reading.mjs: texts of 5 to 20 skills, 70 % of them Zipf, 30 % uniform.
import { closeSync, openSync, writeSync } from "node:fs";
import { stream } from "@onset/core/base";

/** Writes `texts` lines of JSON to a file; returns how many edges they name. */
export function writeJsonLines(
  path,
  texts,
  skills,
  { idOf = (text) => `t${text}`, smallest = 5, largest = 20 } = {},
) {
  const rng = stream(7);
  const file = openSync(path, "w");
  let edges = 0;
  let piece = [];
  // Inverse transform of a Zipf law of exponent 1, continuous: rank = skills ** u.
  const skill = () =>
    Math.floor(rng.nextFloat() < 0.7 ? skills ** rng.nextFloat() - 1 : skills * rng.nextFloat());
  for (let text = 0; text < texts; text++) {
    const count = smallest + Math.floor((largest - smallest + 1) * rng.nextFloat());
    edges += count;
    let line = `{"id":"${idOf(text)}","skills":["s${skill()}"`;
    for (let i = 1; i < count; i++) line += `,"s${skill()}"`;
    piece.push(`${line}]}\n`);
    if (piece.length === 10_000) {
      writeSync(file, piece.join(""));
      piece = [];
    }
  }
  writeSync(file, piece.join(""));
  closeSync(file);
  return edges;
}
