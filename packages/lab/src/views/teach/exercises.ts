/** Exercises for a class: each has a link of its own, a state of the laboratory to start from, and an answer. */

export type Exercise = {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly level: "school" | "college" | "graduate";
  /** Where the class begins: the part of an address after #. */
  readonly start: string;
  readonly task: string;
  readonly questions: readonly string[];
  readonly answer: string;
  /** Prints what the answer says. */
  readonly command?: string;
};

export const exercises: readonly Exercise[] = [
  {
    id: "peel-by-hand",
    title: "Peel by hand",
    minutes: 10,
    level: "school",
    start: "1/peel?corpus=sums",
    task: "Copy the drawing onto paper. Learn it with a pencil: cross out a skill when a text has no other that is left. Then press Step and compare.",
    questions: [
      "Does the order in which you cross out matter for what is left in the end?",
      "Which single text would free what is stuck?",
    ],
    answer:
      "The order does not matter. A text that can teach stays able to teach, or another text teaches the same skill first. What is left is the same core in any order. One text about “fraction” alone frees all of it.",
  },
  {
    id: "avalanche",
    title: "The size of avalanches",
    minutes: 15,
    level: "school",
    start: "1/start?part=hundred",
    task: "Drag the number of texts from 0 to 100 and write down the largest number of skills that a single text brings. Draw another hundred texts and repeat it ten times. Collect the numbers of the whole class.",
    questions: [
      "After how many texts does the largest avalanche come, on average?",
      "How different are the ten draws?",
    ],
    answer:
      "The threshold for c = 3 is 1.038 texts per skill, which is 62 texts for 60 skills. In the first twelve draws the largest avalanche brings 12 to 49 skills and comes between texts 59 and 95. With so few skills it is uncertain, and mostly late: reading cannot begin before some text has a single skill.",
    command: "onset threshold poisson:3",
  },
  {
    id: "bets",
    title: "Six bets",
    minutes: 20,
    level: "school",
    start: "1/lessons?lesson=below",
    task: "Place all six bets in pairs, without talking to other pairs. Write each bet on the board before the answers are shown.",
    questions: ["For which lesson was the class furthest off?", "What did all wrong bets have in common?"],
    answer:
      "Whoever expects learning to grow in proportion to reading bets far too high below the threshold and far too low for the King James Bible.",
  },
  {
    id: "sharper",
    title: "Sharper with size",
    minutes: 25,
    level: "college",
    start: "1/emergence?mean=5&skills=1000&ratio=2.457&compare=none&trials=200",
    task: "Read the lower and the upper end of the window (10% and 90% of corpora emerge) for n = 1,000, 10,000 and 100,000. Plot the width against n on logarithmic axes.",
    questions: ["What is the slope?", "How many skills does it take for a window of one per cent of R?"],
    answer:
      "The slope is −1/2: the width is proportional to one over the square root of n. The law is 2.563 α/√n with α = 4.91 for c = 5. A window of one per cent of R takes some 260,000 skills.",
    command: "onset threshold poisson:5 --json",
  },
  {
    id: "no-jump",
    title: "Where the jump disappears",
    minutes: 20,
    level: "college",
    start: "1/emergence?mean=2.8&skills=100000&ratio=1&compare=means&trials=20",
    task: "Move c slowly down from 2.8 to 2.6. Watch the facts above the chart.",
    questions: ["At which c does the threshold disappear?", "Find the value from the equation of a round."],
    answer:
      "At c = e = 2.718. A state rests where ln q = −cR exp(−cq). Two such states merge where the slope of the map is 1; for c below e the map never gets that steep, and learning grows gradually.",
    command: "onset threshold poisson:2.8",
  },
  {
    id: "tunnel",
    title: "Steps through the tunnel",
    minutes: 25,
    level: "college",
    start: "1/density?law=poisson%3A5&ratio=2.46",
    task: "Note the number of rounds for R = 2.46, 2.47, 2.5 and 2.6. Plot it against R − 2.4565.",
    questions: ["Which power law do you find?", "Why?"],
    answer:
      "The number of rounds grows like one over the square root of the distance from the threshold. Near the narrow place the gain is a parabola with a small offset, and passing it takes π divided by the square root of offset times curvature.",
    command: "onset evolve poisson:5 --ratio 2.46",
  },
  {
    id: "zipf",
    title: "Why rare skills are expensive",
    minutes: 25,
    level: "college",
    start: "1/errors?mean=4&ratio=2&exponent=1.5",
    task: "Compare the two charts. Change the exponent a from 1.2 to 3.",
    questions: [
      "By which factor must the texts grow to halve the error, with equal popularity and with a Zipf law?",
      "Which of them do you expect for words?",
    ],
    answer:
      "With equal popularity the error falls by a factor e for every 1/c texts per skill. With a Zipf law it falls like R to the power of −(1 − 1/a): for a = 1.5 it takes eight times the texts to halve it. Words follow a Zipf law.",
    command: "onset simulate poisson:4 --ratio 2 --skills 10000 --popularity 1.5 --trials 8 --seed 1",
  },
  {
    id: "foundation",
    title: "A foundation just too low",
    minutes: 20,
    level: "college",
    start: "1/hierarchy?foundationRatio=1.4&domainRatio=1.3",
    task: "Set the foundation ratio to 1.5 and then to 1.45, just above and just below its threshold. Try to save the domain with more domain texts.",
    questions: ["How many domain texts does it take?", "What would you spend money on?"],
    answer:
      "Below its threshold of 1.466 the foundation leaves so few usable domain texts that no sensible number of them helps. A few foundation texts more do.",
    command: "onset finetune --level 1.45:4 --level 1.3:2:3",
  },
  {
    id: "library",
    title: "A real library",
    minutes: 30,
    level: "graduate",
    start: "1/corpus?corpus=cited-theorems&known=0",
    task: "1,138 proofs of quantum logic cite 803 theorems. Find out what is stuck, and why. Open the plan of what unlocks the rest.",
    questions: [
      "Are the skills that unlock most the ones that most texts need?",
      "Compare the measured share with what theory expects. Which property of the library does theory not know?",
    ],
    answer:
      "Popularity and unlocking differ: a skill unlocks much when it is the last gap but one of many texts. Theory knows the two degree laws alone; a real library has neighbourhoods and twins.",
    command: "onset learn examples/cited-theorems.jsonl",
  },
  {
    id: "gradient",
    title: "Gradient descent peels",
    minutes: 40,
    level: "graduate",
    start: "1/trained?ratio=2.8&mean=5&noise=12&steps=200&skills=300",
    task: "Train at R = 2.8 and at R = 2.2. Then set the noise to 2 and train for 1,000 steps.",
    questions: [
      "Show that the gradient for one of j unknown skills in a text is of the order of σ to the power of j − 1.",
      "When does the model learn skills that peeling does not?",
    ],
    answer:
      "Write each matrix as 1/p plus a deviation: the product of a text then holds the deviation of every unknown skill, so the gradient for one of them has the j − 1 others as factors. With large noise the logits of pairs grow before peeling ends; the patience in the facts says after how many steps.",
    command: "onset simulate poisson:5 --ratio 2.8 --skills 300 --trials 1 --engine graph --seed 1",
  },
];
