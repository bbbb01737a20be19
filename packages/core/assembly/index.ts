export { learnPointed, pointAtFirst, setBinned, tellFresh } from "./binned";
export { addSkills, queueFirst, removeSkills, setDirect } from "./direct";
export { setKey, setLaw } from "./edges";
