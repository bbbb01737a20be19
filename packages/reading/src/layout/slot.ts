/** What a column of a corpus is read for. */
export type Role = "id" | "text" | "skills" | "requires" | "teaches";

/** How a cell of text becomes skills. */
export type Split =
  /** Skills with a delimiter between them; a list in brackets is read as that list. */
  | { readonly kind: "delimiter"; readonly delimiter: string }
  /** The whole cell is one skill. */
  | { readonly kind: "whole" }
  /** `<a><b>`: what stands between an opening and a closing mark. */
  | { readonly kind: "enclosed"; readonly open: string; readonly close: string }
  /** `#a #b`: words that begin with `#`, which is not part of the skill. */
  | { readonly kind: "hashtags" }
  /** The column's name is the skill, of texts whose cell is neither empty nor a form of "no". */
  | { readonly kind: "flag"; readonly skill: string };

/**
 * A column that is read, and what for. Slots are numbered by their position in the plan; several may have one role.
 * `path` leads to a value inside a record: one name for the column of a table, `["meta", "tags"]` for nested JSON,
 * `null` for every item of a list: `["labels", null, "name"]`.
 */
export type Slot = {
  readonly column: string;
  readonly path: readonly (string | null)[];
  /** Of a table's column that goes by its number: from 0. */
  readonly position?: number;
  readonly role: Role;
  readonly split: Split;
};
