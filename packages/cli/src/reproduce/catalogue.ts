import type { Recipe } from "./recipe.js";
import { citedTheorems } from "./recipes/cited-theorems.js";
import { emergenceCurves } from "./recipes/emergence-curves.js";
import { kingJames } from "./recipes/king-james.js";
import { plateaus } from "./recipes/plateaus.js";
import { scalingLaw } from "./recipes/scaling-law.js";

/** All figures that `onset reproduce` makes, in the order in which they tell the story. */
export const catalogue: readonly Recipe[] = [emergenceCurves, scalingLaw, plateaus, kingJames, citedTheorems];
