/** English words with their lemmas, by wink-nlp and its model: both are files of packages, nothing is fetched. */
import { isNumber } from "@onset/core/corpus";
import type { TokenItsFunction, WinkMethods } from "wink-nlp";
import { type Analyser, straightApostrophes, traits, type WordSink } from "./analyser.js";

const hasSmall = /\p{Ll}/u;
const isEnd = /^[.!?…:]+$/u;
const letterOrDigit = /[\p{L}\p{N}]/u;

/** What the model has no base form for. */
const wholeWords: Readonly<Record<string, string>> = {
  cannot: "can not",
  gonna: "go to",
  gotta: "get to",
  wanna: "want to",
};

let loaded: Promise<WinkMethods> | undefined;

/**
 * The model is loaded once in a process: it takes most of a second, and each time it is loaded it keeps a part of itself as
 * JSON of the JSON of the time before, which doubles until no string can hold it.
 */
function loadModel(): Promise<WinkMethods> {
  loaded ??= Promise.all([import("wink-nlp"), import("wink-eng-lite-web-model")]).then(
    ([{ default: winkNLP }, { default: model }]) => winkNLP(model, ["pos"]),
  );
  return loaded;
}

/** An analyser of English; the first one loads the model. */
export async function englishAnalyser(): Promise<Analyser> {
  const { its, readDoc } = await loadModel();
  const analyse = (raw: string, sink: WordSink): void => {
    const isShouted = !hasSmall.test(raw);
    let text = straightApostrophes(raw)
      .replaceAll(/[_*@#]/g, " ")
      .replaceAll("--", " — ");
    // A model of ordinary text takes words in capitals for names.
    if (isShouted) text = text.toLowerCase();
    const tokens = readDoc(text).tokens();
    // The types of the package lack arguments of some of its functions.
    const out = (part: unknown): string[] => tokens.out(part as TokenItsFunction<string>) as string[];
    const values = out(its.value);
    const lemmas = out(its.lemma);
    const tags = out(its.pos);
    const spaces = out(its.precedingSpaces);
    let isStart = true;
    let surface = "";
    let base = "";
    let trait = 0;
    const flush = (): void => {
      if (surface !== "") sink.word(surface, base, trait);
      surface = "";
    };
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (!letterOrDigit.test(value)) {
        flush();
        if (isEnd.test(value)) isStart = true;
        continue;
      }
      const small = value.toLowerCase();
      const isSuffix = surface !== "" && spaces[i] === "" && (small === "n't" || small.startsWith("'"));
      const lemma = lemmaOf(small, (lemmas[i] ?? small).toLowerCase(), tags[i]);
      if (isSuffix) {
        surface += small;
        base = lemma === "" ? base : `${base} ${lemma}`;
        continue;
      }
      flush();
      surface = small;
      base = lemma;
      trait = traitsOf(value, small, tags[i], isStart || isShouted);
      isStart = false;
    }
    flush();
  };
  return { by: "wink-nlp", hasLemmas: true, tellsNames: true, analyse };
}

function lemmaOf(small: string, lemma: string, tag: string): string {
  // The mark of possession is no word.
  if (small === "'s" && tag === "PART") return "";
  if (small === "'s" && lemma === "'s") return "";
  const whole = wholeWords[small];
  if (whole !== undefined) return whole;
  return lemma.endsWith("'s") ? lemma.slice(0, -2) : lemma.replace(/^'(?=\p{L})/u, "");
}

function traitsOf(value: string, small: string, tag: string, tellsNothing: boolean): number {
  // '90s is a number too.
  if (isNumber(value.replace(/^'/, ""))) return traits.number;
  const isCapital = value[0] !== small[0];
  const isProper = tag === "PROPN";
  if (tellsNothing) return isProper ? traits.uncertain : 0;
  const shown = isCapital ? traits.capital : traits.small;
  return small === "i" ? 0 : isProper ? shown | traits.proper : shown;
}
