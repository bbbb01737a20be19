import { assembleCorpus, type Corpus, type EdgeList } from "../../corpus/index.js";
import type { SkillTextGraph } from "../../graph/index.js";

/** Two corpora as one: the texts of the first, then those of the second, over the skills of both by their names. */
export function joinCorpora(first: Corpus, second: Corpus): Corpus {
  if ((first.directed === undefined) !== (second.directed === undefined)) {
    throw new RangeError(
      "one corpus is directed (requires and teaches), the other is not: they cannot be joined",
    );
  }
  const skillNames = [...new Set([...first.skillNames, ...second.skillNames])].sort((a, b) =>
    a < b ? -1 : 1,
  );
  const skillOfName = new Map(skillNames.map((name, skill) => [name, skill]));
  const edges = (a: SkillTextGraph, b: SkillTextGraph): EdgeList => {
    const texts = new Uint32Array(a.edgeCount + b.edgeCount);
    const skills = new Uint32Array(texts.length);
    let edge = 0;
    for (const [graph, names, before] of [
      [a, first.skillNames, 0],
      [b, second.skillNames, a.textCount],
    ] as const) {
      const renumbered = Uint32Array.from(names, (name) => skillOfName.get(name)!);
      for (let text = 0; text < graph.textCount; text++) {
        for (let i = graph.textOffsets[text]; i < graph.textOffsets[text + 1]; i++, edge++) {
          texts[edge] = before + text;
          skills[edge] = renumbered[graph.textSkills[i]];
        }
      }
    }
    return { texts, skills };
  };
  const lists =
    first.directed === undefined || second.directed === undefined
      ? [edges(first.needs, second.needs)]
      : [
          edges(first.directed.requires, second.directed.requires),
          edges(first.directed.teaches, second.directed.teaches),
        ];
  return assembleCorpus([...first.textNames, ...second.textNames], skillNames, lists).corpus;
}
