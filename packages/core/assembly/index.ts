export * from "./shared";
export { addSkills, queueFirst, removeSkills, setDirect } from "./direct";
export { removeStored, setStored } from "./stored";
