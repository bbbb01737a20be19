/** Numbers in the sentences of reading. */
export { countText as count, pluralText as plural } from "@onset/core/base";
