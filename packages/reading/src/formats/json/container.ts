/** Where the records of a document are. */
export type Container = {
  /** The items of a list, the members of an object under their keys, or one object that is a record itself. */
  readonly kind: "list" | "map" | "record";
  /** The byte at which its first item may begin. */
  readonly start: number;
  /** Whether nothing may stand behind its last bracket. */
  readonly isWhole: boolean;
  /** What a report should say. */
  readonly conventions: readonly string[];
};

/** The column of the keys of a map. */
export const keyColumn = "key";
/** The column of the values of a map that are no objects. */
export const valueColumn = "skills";
