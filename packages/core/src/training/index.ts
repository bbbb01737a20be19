// The model: a hidden permutation a skill, a matrix of logits for it

export { learnedSkills, type SkillModelOptions, skillModel } from "./model.js";
export type { SkillModel } from "./skill-model.js";

// Training it

export { type Trained, type TrainingNote, type TrainOptions, trainSkills } from "./train.js";
export { neverLearned, skillTrainer, type Trainer, type TrainerOptions } from "./trainer.js";
export type { Optimiser, StepOptions } from "./updates.js";

// What it knows of texts

export { type TextLoss, textLoss } from "./evaluate.js";

// Its theory: descent without noise is peeling; with noise it is, until patience ends

export { type GapOptions, type Gaps, trainGaps } from "./gaps.js";
export { type Patience, type PatienceOptions, patience } from "./patience.js";
