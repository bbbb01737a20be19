import { parameters, type Values } from "../../state/parameters.js";

export const longestText = 2000;

export const codecParameters = parameters({
  text: {
    kind: "text",
    label: "Your text",
    hidden: true,
    maxLength: longestText,
    default: "the sheath of connective tissue that covers a bundle of nerve fibers",
  },
});

export type CodecValues = Values<typeof codecParameters>;

/** Texts to try: two that come back from their skills alone, two that come back in other words, one from another world. */
export const samples: readonly string[] = [
  "the sheath of connective tissue that covers a bundle of nerve fibers",
  "a young female horse under the age of four",
  "a small wooden boat that is used to carry people across a river",
  "a person who studies the history of the earth as recorded in rocks",
  "To be, or not to be, that is the question",
];
