/** What works on memory of its own and on memory that several threads share. */
export {
  addMessages,
  beginTelling,
  learnPointed,
  pointAtFirst,
  removeMessages,
  sendMessages,
  setBinned,
  setShare,
} from "./binned";
export { setKey, setLaw } from "./edges";
