import { parameters, type Values } from "../../state/parameters.js";

export const longestText = 2000;

export const codecParameters = parameters({
  text: {
    kind: "text",
    label: "Your text",
    hidden: true,
    maxLength: longestText,
    default: "a small wooden boat that is used to carry people across a river",
  },
});

export type CodecValues = Values<typeof codecParameters>;

/** Texts to try: two such as the model has learned from, one such as it has not. */
export const samples: readonly string[] = [
  "a small wooden boat that is used to carry people across a river",
  "a musical instrument with strings that are plucked or struck with a hammer",
  "a person who studies the history of the earth as recorded in rocks",
  "To be, or not to be, that is the question",
];
