export * from "./shared";
export { addSkills, queueFirst, removeSkills, setDirect } from "./direct";
