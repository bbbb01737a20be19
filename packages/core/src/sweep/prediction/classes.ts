import { evolveClasses, evolveFrozen } from "../../theory/index.js";
import type { ClassExperiment, HierarchyExperiment, LevelExperiment } from "../experiments/experiment.js";
import { type Prediction, predictClasses } from "./prediction.js";

/** Density evolution of several classes at once. */
export function predictClassExperiment(experiment: ClassExperiment): Prediction {
  const { maxUnlearned, skills } = experiment;
  const unknown = skills.map(() => experiment.unknown);
  const { unlearned, unlearnedOverall } = evolveClasses(experiment, { maxUnlearned, unknown });
  return predictClasses(unlearned, unlearnedOverall);
}

/** Density evolution of the foundation, and of the domain upon what that left. */
export function predictHierarchy(experiment: HierarchyExperiment): Prediction {
  const { basicSkills, domainSkills, foundationTexts, domainTexts } = experiment;
  const { foundationMean, basicMean, domainMean, maxUnlearned } = experiment;
  const foundation = { skills: basicSkills, texts: foundationTexts, means: [foundationMean] };
  const domain = { skills: domainSkills, texts: domainTexts, means: [basicMean, domainMean] };
  const [basic, special] = evolveFrozen([foundation, domain], { maxUnlearned });
  const unlearned = [basic.unlearned, special.unlearned];
  const overall = basicSkills * unlearned[0] + domainSkills * unlearned[1];
  return predictClasses(unlearned, overall / (basicSkills + domainSkills));
}

/** Density evolution of each level upon what the lower ones left. */
export function predictLevels({ skills, texts, means, maxUnlearned }: LevelExperiment): Prediction {
  const levels = skills.map((size, i) => ({ skills: size, texts: texts[i], means: means[i] }));
  const unlearned = evolveFrozen(levels, { maxUnlearned }).map((level) => level.unlearned);
  const total = skills.reduce((sum, size) => sum + size, 0);
  return predictClasses(unlearned, unlearned.reduce((sum, share, i) => sum + share * skills[i], 0) / total);
}
