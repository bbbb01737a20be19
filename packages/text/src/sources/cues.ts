/** Subtitles as files: SubRip (.srt), WebVTT (.vtt) and Advanced SubStation (.ass, .ssa). */
import { dataError, type TextBytes } from "@onset/reading";
import type { Block, Cuts, TextSource } from "./block.js";
import { linesOf } from "./lines.js";
import { Cues, seconds } from "./subtitles.js";

const time = String.raw`(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}`;
const timing = new RegExp(String.raw`^\s*(${time})\s*-->\s*(${time})`);

/** Whether a text begins as subtitles do. */
export function beginsWithCue(lines: readonly string[]): "SubRip" | "WebVTT" | "Advanced SubStation" | null {
  const full = lines.map((line) => line.trim()).filter((line) => line !== "");
  const [first = "", second = ""] = full;
  if (/^WEBVTT(?:\s|$)/.test(first)) return "WebVTT";
  if (/^\[Script Info\]/i.test(first)) return "Advanced SubStation";
  return timing.test(first) || (/^\d+$/.test(first) && timing.test(second)) ? "SubRip" : null;
}

/** Opens subtitles whose cues stand under lines of times. */
export function openCues(text: TextBytes, format: "SubRip" | "WebVTT", signal?: AbortSignal): TextSource {
  return {
    format: `subtitles (${format})`,
    kind: "cues",
    unit: "cue",
    blocks: (cuts) => blocksOf(text, format, cuts, signal),
  };
}

async function* blocksOf(
  text: TextBytes,
  format: "SubRip" | "WebVTT",
  cuts: Cuts,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly Block[]> {
  const cues = new Cues(cuts);
  let lines: string[] = [];
  let place = 0;
  let [from, to] = [0, 0];
  // A line of one space is a line of a caption in WebVTT; in SubRip it is as good as none.
  const isEnd = (line: string): boolean => (format === "WebVTT" ? line === "" : line.trim() === "");
  const finish = (blocks: Block[]): void => {
    const at = lines.findIndex((line) => timing.test(line));
    const found = at < 0 ? null : timing.exec(lines[at]);
    if (found !== null) {
      place++;
      cuts.add("cue time");
      if (at > 0) cuts.add("cue number");
      [from, to] = [seconds(found[1]), seconds(found[2])];
      cues.add({ place, from, to, text: lines.slice(at + 1).join("\n") }, blocks);
    } else if (format === "SubRip" && place > 0 && lines.some((line) => /\p{L}/u.test(line))) {
      // An empty line within a cue.
      cues.add({ place, from, to, text: lines.join("\n") }, blocks);
    } else if (lines.length > 0) cuts.add("heading of the file");
    lines = [];
  };
  for await (const part of linesOf(text, signal)) {
    const blocks: Block[] = [];
    for (const line of part) {
      if (isEnd(line)) finish(blocks);
      else lines.push(line);
    }
    if (blocks.length > 0) yield blocks;
  }
  const last: Block[] = [];
  finish(last);
  if (place === 0) throw dataError("holds no cue: expected a line such as 00:00:01,000 --> 00:00:03,500");
  cues.finish(last);
  yield last;
}

/** Opens subtitles of Advanced SubStation: one cue a line of dialogue. */
export function openSubStation(text: TextBytes, signal?: AbortSignal): TextSource {
  return {
    format: "subtitles (Advanced SubStation)",
    kind: "cues",
    unit: "cue",
    blocks: (cuts) => dialogueOf(text, cuts, signal),
  };
}

const usualFields = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

async function* dialogueOf(
  text: TextBytes,
  cuts: Cuts,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly Block[]> {
  const cues = new Cues(cuts);
  let fields = fieldsOf(usualFields);
  let section = "";
  let place = 0;
  for await (const part of linesOf(text, signal)) {
    const blocks: Block[] = [];
    for (const line of part) {
      const name = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
      if (name !== undefined) section = name.toLowerCase();
      if (section !== "events") continue;
      if (/^Format:/i.test(line)) fields = fieldsOf(line.slice("Format:".length));
      if (/^Comment:/i.test(line)) cuts.add("comment");
      if (!/^Dialogue:/i.test(line)) continue;
      const cells = line.slice("Dialogue:".length).split(",");
      const cell = (field: string): string => (cells[fields.indexOf(field)] ?? "").trim();
      // The text is the last field and may hold commas.
      const words = cells.slice(fields.length - 1).join(",");
      place++;
      cuts.add("cue time");
      if (/\{[^}]*\\p[1-9]/.test(words)) cuts.add("drawing");
      else {
        const spoken = words.replaceAll(/\\[Nn]/g, "\n").replaceAll("\\h", " ");
        const [from, to] = [seconds(cell("start")), seconds(cell("end"))];
        cues.add({ place, from, to, text: spoken, style: cell("style") }, blocks);
      }
    }
    if (blocks.length > 0) yield blocks;
  }
  if (place === 0) throw dataError("holds no line of dialogue: expected [Events] with lines Dialogue: …");
  const last: Block[] = [];
  cues.finish(last);
  yield last;
}

function fieldsOf(format: string): string[] {
  return format.split(",").map((field) => field.trim().toLowerCase());
}
