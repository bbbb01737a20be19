import { parameters, type Values } from "../../state/parameters.js";

export const longestText = 2000;

export const codecParameters = parameters({
  text: {
    kind: "text",
    label: "Your text",
    hidden: true,
    maxLength: longestText,
    default: "the branch of medicine concerned with preventing disease",
  },
});

export type CodecValues = Values<typeof codecParameters>;

/**
 * Texts to try: definitions of WordNet from which the model has not learned, which come back whole, nearly, and in
 * another order; and one from another world.
 */
export const samples: readonly string[] = [
  "the branch of medicine concerned with preventing disease",
  "a constellation in the southern hemisphere near the south celestial pole",
  "the branch of geology that deals with economically valuable geological materials",
  "an artery that supplies the hip joint and thigh muscles",
  "To be, or not to be, that is the question",
];
