import type { Recipe } from "./recipe.js";
import { citedTheorems } from "./recipes/cited-theorems.js";
import { classesRegion } from "./recipes/classes-region.js";
import { combinations } from "./recipes/combinations.js";
import { communicationEmerges } from "./recipes/communication-emerges.js";
import { compression } from "./recipes/compression.js";
import { emergenceCurves } from "./recipes/emergence-curves.js";
import { filterFailures } from "./recipes/filter-failures.js";
import { fineTuning } from "./recipes/fine-tuning.js";
import { finiteSize } from "./recipes/finite-size.js";
import { giant } from "./recipes/giant-component.js";
import { irsaThroughput } from "./recipes/irsa-throughput.js";
import { kingJames } from "./recipes/king-james.js";
import { ldpcWaterfall } from "./recipes/ldpc-waterfall.js";
import { memorising } from "./recipes/memorising.js";
import { plateaus } from "./recipes/plateaus.js";
import { scalingLaw } from "./recipes/scaling-law.js";
import { semanticLink } from "./recipes/semantic-link.js";
import { skillLevels } from "./recipes/skill-levels.js";
import { trainedEmergence } from "./recipes/trained-emergence.js";
import { trainedOrder } from "./recipes/trained-order.js";
import { trainedScaling } from "./recipes/trained-scaling.js";
import { zipf } from "./recipes/zipf.js";

/** All figures that `onset reproduce` makes, in the order in which they tell the story. */
export const catalogue: readonly Recipe[] = [
  emergenceCurves,
  finiteSize,
  scalingLaw,
  zipf,
  combinations,
  plateaus,
  skillLevels,
  giant,
  fineTuning,
  classesRegion,
  trainedEmergence,
  trainedOrder,
  trainedScaling,
  memorising,
  compression,
  communicationEmerges,
  semanticLink,
  ldpcWaterfall,
  irsaThroughput,
  kingJames,
  citedTheorems,
  filterFailures,
];

/** What `onset reproduce` takes for a name. */
export const figureNames: readonly string[] = [...catalogue.map(({ name }) => name), "all"];
