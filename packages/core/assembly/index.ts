export { setKey, setLaw } from "./edges";
export { addSkills, queueFirst, removeSkills, setDirect } from "./direct";
