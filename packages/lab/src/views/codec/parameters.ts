import { parameters, type Values } from "../../state/parameters.js";

export const longestText = 2000;

export const codecParameters = parameters({
  text: {
    kind: "text",
    label: "Your text",
    hidden: true,
    maxLength: longestText,
    default: "a constellation in the southern hemisphere near the south celestial pole",
  },
});

export type CodecValues = Values<typeof codecParameters>;

/**
 * Texts to try: definitions of WordNet from which the model has not learned, which come back nearly, in another order, and
 * without some of their words; and one from another world.
 */
export const samples: readonly string[] = [
  "a constellation in the southern hemisphere near the south celestial pole",
  "the branch of geology that deals with economically valuable geological materials",
  "an artery that supplies the hip joint and thigh muscles",
  "a dark oily liquid obtained by distillation of coal tar",
  "To be, or not to be, that is the question",
];
