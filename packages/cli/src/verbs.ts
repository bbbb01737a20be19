import type { Verb } from "./run/verb.js";

/** The verbs, in the order of the help. */
export const verbs: Readonly<Record<string, Verb>> = {
  learn: {
    usage: "[options] <corpus...>",
    summary: "learn a corpus one new skill at a time and tell what emerged",
    load: async () => (await import("./verbs/learn/command.js")).learnCommand,
  },
  next: {
    usage: "[options] <corpus...>",
    summary: "list the texts from which something can be learned now",
    load: async () => (await import("./verbs/next/command.js")).nextCommand,
  },
  why: {
    usage: "[options] <corpus> <skill>",
    summary: "tell which texts teach a skill, or what stands in its way",
    load: async () => (await import("./verbs/why/command.js")).whyCommand,
  },
  unlock: {
    usage: "[options] <corpus...>",
    summary: "find the few skills, or texts, that set the rest in motion",
    load: async () => (await import("./verbs/unlock/command.js")).unlockCommand,
  },
  order: {
    usage: "[options] <corpus...>",
    summary: "put the texts in an order in which each can be understood",
    load: async () => (await import("./verbs/order/command.js")).orderCommand,
  },
  forecast: {
    usage: "[options] <corpus...>",
    summary: "tell what more texts of the same kind would teach, and where the next jump is",
    load: async () => (await import("./verbs/forecast/command.js")).forecastCommand,
  },
  label: {
    usage: "[options] <sources...>",
    summary: "make a corpus of raw texts: their words, stems or lemmas are the skills",
    load: async () => (await import("./verbs/label/command.js")).labelCommand,
  },
  clean: {
    usage: "[options] <corpus...>",
    summary: "bring skills together that are the same under different names",
    load: async () => (await import("./verbs/clean/command.js")).cleanCommand,
  },
  diff: {
    usage: "[options] <corpus> <other>",
    summary: "compare what is learned of two corpora",
    load: async () => (await import("./verbs/diff/command.js")).diffCommand,
  },
  check: {
    usage: "[options] <corpus...>",
    summary: "hold a corpus to rules, for continuous integration",
    load: async () => (await import("./verbs/check/command.js")).checkCommand,
  },
  threshold: {
    usage: "[options] <law>",
    summary: "tell where skills emerge from an ensemble of texts",
    load: async () => (await import("./verbs/threshold/command.js")).thresholdCommand,
  },
  evolve: {
    usage: "[options] <law>",
    summary: "follow learning round by round in the limit of many skills",
    load: async () => (await import("./verbs/evolve/command.js")).evolveCommand,
  },
  classes: {
    summary: "tell which of several classes of skills emerge",
    usage: "[options]",
    load: async () => (await import("./verbs/classes/command.js")).classesCommand,
  },
  budget: {
    summary: "tell how many skills to aim at with a budget of texts times skills",
    usage: "[options] <law>",
    load: async () => (await import("./verbs/budget/command.js")).budgetCommand,
  },
  levels: {
    summary: "tell how accuracy grows in steps where skills have levels",
    usage: "[options] <law>",
    load: async () => (await import("./verbs/levels/command.js")).levelsCommand,
  },
  simulate: {
    usage: "[options] [law]",
    summary: "draw random corpora, learn them, and lay theory beside it",
    load: async () => (await import("./verbs/simulate/command.js")).simulateCommand,
  },
  sweep: {
    usage: "[options] <files...>",
    summary: "simulate all combinations of a grid of parameters, interruptible and in shards",
    load: async () => (await import("./verbs/sweep/command.js")).sweepCommand,
  },
  fit: {
    summary: "fit a scaling law to measured errors, with intervals",
    usage: "[options] <file>",
    load: async () => (await import("./verbs/fit/command.js")).fitCommand,
  },
  finetune: {
    usage: "[options]",
    summary: "tell what fine-tuning learns on top of a foundation",
    load: async () => (await import("./verbs/finetune/command.js")).finetuneCommand,
  },
  associate: {
    usage: "[options] <what...>",
    summary: "tell how large a part of the learned skills hangs together",
    load: async () => (await import("./verbs/associate/command.js")).associateCommand,
  },
  train: {
    usage: "[options] <corpus...>",
    summary: "learn a codec from texts",
    load: async () => (await import("./verbs/train/command.js")).trainCommand,
  },
  compress: {
    usage: "[options] <corpus...>",
    summary: "compress texts into a pack",
    load: async () => (await import("./verbs/compress/command.js")).compressCommand,
  },
  decompress: {
    usage: "[options] <pack>",
    summary: "get texts back from a pack",
    load: async () => (await import("./verbs/decompress/command.js")).decompressCommand,
  },
  regenerate: {
    usage: "[options] <pack>",
    summary: "turn meanings back into texts that mean the same",
    load: async () => (await import("./verbs/regenerate/command.js")).regenerateCommand,
  },
  inspect: {
    usage: "[options] <file>",
    summary: "tell what a model or a pack holds, and check it",
    load: async () => (await import("./verbs/inspect/command.js")).inspectCommand,
  },
  transmit: {
    usage: "[options] <texts>",
    summary: "send texts over a noisy channel by their meaning",
    load: async () => (await import("./verbs/transmit/command.js")).transmitCommand,
  },
  reproduce: {
    usage: "[options] [name]",
    summary: "make a figure of the theory with its data",
    load: async () => (await import("./verbs/reproduce/command.js")).reproduceCommand,
    names: async () => (await import("./verbs/reproduce/catalogue.js")).figureNames,
  },
  examples: {
    usage: "[options] [name]",
    summary: "list the corpora that come with Onset, or copy them",
    load: async () => (await import("./verbs/examples/command.js")).examplesCommand,
    names: async () => (await import("./verbs/examples/catalogue.js")).exampleNames,
  },
  schema: {
    usage: "[name]",
    summary: "print the JSON Schema of what a verb prints",
    load: async () => (await import("./verbs/schema/command.js")).schemaCommand,
    names: async () => (await import("./verbs/schema/command.js")).schemaNames(),
  },
  completion: {
    usage: "<shell>",
    summary: "print what makes a shell complete verbs, options and values",
    load: async () => (await import("./verbs/completion/command.js")).completionCommandOf(verbs),
    names: async () => (await import("./verbs/completion/description.js")).shells,
  },
  lab: {
    usage: "[options]",
    summary: "serve the web laboratory on this machine and open it",
    load: async () => (await import("./verbs/lab/command.js")).labCommand,
  },
};
