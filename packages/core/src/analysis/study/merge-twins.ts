import { assembleCorpus, type Corpus, type EdgeList, type Names, nameOf } from "../../corpus/index.js";
import type { SkillTextGraph } from "../../graph/index.js";
import { findTwins, none } from "../../learning/index.js";

/**
 * The corpus with every group of twins made one compound skill, `a + b`, which a learner of single skills can learn.
 *
 * @param known - one byte a skill: known skills are nobody's twins
 * @returns the corpus, and which of its skills are known
 */
export function mergeTwins(
  corpus: Corpus,
  known: Uint8Array,
): { readonly corpus: Corpus; readonly known: Uint8Array<ArrayBuffer> } {
  const twins = findTwins(corpus.directed ?? corpus.needs, { known });
  const { names, skillOfOld } = compoundSkills(corpus.skillNames, twins.groupOfSkill);
  const edgesOf = (graph: SkillTextGraph): EdgeList => {
    const texts = new Uint32Array(graph.edgeCount);
    for (let text = 0; text < graph.textCount; text++) {
      texts.fill(text, graph.textOffsets[text], graph.textOffsets[text + 1]);
    }
    return { texts, skills: graph.textSkills.map((skill) => skillOfOld[skill]) };
  };
  const { directed } = corpus;
  const lists = directed === undefined ? [corpus.needs] : [directed.requires, directed.teaches];
  const merged = assembleCorpus(corpus.textNames, names, lists.map(edgesOf)).corpus;
  const flags = new Uint8Array(names.length);
  for (let skill = 0; skill < known.length; skill++) if (known[skill] !== 0) flags[skillOfOld[skill]] = 1;
  return { corpus: merged, known: flags };
}

/** Names of compound skills in code-unit order, and the place of every old skill among them. */
function compoundSkills(skillNames: Names, groupOfSkill: Uint32Array) {
  const membersOfGroup = new Map<number, number[]>();
  const compounds: number[][] = [];
  for (let skill = 0; skill < skillNames.length; skill++) {
    const group = groupOfSkill[skill];
    const members = group === none ? undefined : membersOfGroup.get(group);
    if (members !== undefined) members.push(skill);
    else {
      const compound = [skill];
      compounds.push(compound);
      if (group !== none) membersOfGroup.set(group, compound);
    }
  }
  const taken = new Set(
    compounds.filter(({ length }) => length === 1).map(([skill]) => nameOf(skillNames, skill)),
  );
  const named = compounds.map((members) => {
    let name = members.map((skill) => nameOf(skillNames, skill)).join(" + ");
    while (members.length > 1 && taken.has(name)) name += " (twins)";
    taken.add(name);
    return { name, members };
  });
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  const skillOfOld = new Uint32Array(skillNames.length);
  for (const [skill, { members }] of named.entries()) for (const old of members) skillOfOld[old] = skill;
  return { names: named.map(({ name }) => name), skillOfOld };
}
