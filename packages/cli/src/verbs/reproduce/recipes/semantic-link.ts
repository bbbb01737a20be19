import { linear } from "@onset/charts";
import { transmitTexts } from "@onset/core/analysis";
import { stream } from "@onset/core/base";
import { type Channel, SemanticLink } from "@onset/core/channel";
import { loadCodec, trainCodec } from "@onset/core/codec";
import { plainSchemes } from "../../../codec/plain-schemes.js";
import type { Point } from "../../../figures/figure.js";
import { readBundledTexts } from "../bundled.js";
import type { Recipe } from "../recipe.js";

const erasure = "packets lost";
const noise = "Gaussian noise";
const settings = { rate: 0.5, protection: 1.5 } as const;

/** Meaning over a noisy channel beside other ways to use the same packets. */
export const semanticLink: Recipe = {
  name: "semantic-link",
  about:
    "skills that arrive over lost packets and noise, by meaning and by other ways to use the same packets",
  async make({ workspace, progress, seed, trials }) {
    const texts = await readBundledTexts("wordnet-glosses.jsonl.gz", workspace, progress);
    const random = stream(seed, "semantic-link", "held back");
    const isHeldBack = texts.map(() => random.nextFloat() < 0.1);
    progress.stage("semantic-link: training");
    const { model } = trainCodec(texts.filter((_, i) => !isHeldBack[i]));
    const test = texts.filter((_, i) => isHeldBack[i]);
    const codec = loadCodec(model);
    const points: Point[] = [];
    for (const [panel, channels, count] of [
      [erasure, linear(0, 0.7, 15).map((probability): Channel => ({ kind: "erasure", probability })), 2560],
      [noise, linear(-5, 5, 11).map((snr): Channel => ({ kind: "gaussian", snr })), 192],
    ] as const) {
      progress.stage(`semantic-link: ${panel}`);
      const frameTexts = panel === noise ? 48 : 128;
      const link = new SemanticLink(codec, { ...settings, frameTexts });
      const all = await transmitTexts(link, test, channels, {
        trials: trials(count),
        seed,
        schemes: plainSchemes(link),
        signal: workspace.signal,
      });
      for (const { parameter: x, schemes } of all.channels) {
        for (const { name: series, kept } of schemes) {
          const { mean: y, low, high } = kept;
          const bounds = { low: Math.max(0, low), high: Math.min(1, high), trials: all.frames };
          points.push({ panel, series, witness: "measurement", x, y, ...bounds });
        }
      }
    }
    return {
      title: "Meaning survives where characters do not",
      caption:
        "Share of the skills of WordNet's definitions that arrive, all ways in the same number of packets: meanings well protected and surfaces hardly; exact records, all protected alike; raw deflate with the same code; characters without one. Intervals are over frames of texts.",
      x: { label: { [erasure]: "share of packets lost", [noise]: "Es/N0 in decibels" } },
      y: { label: "skills that arrive", percent: true, domain: [0, 1] },
      freeScales: true,
      points,
      facts: { ...settings, texts: texts.length, test: test.length, model: codec.modelHash },
    };
  },
};
