import type { Role, Slot } from "../../layout/slot.js";

/** What is wanted of an object: a tree along the paths of the slots. */
export type Wanted = {
  /** Keys that lead on, as UTF-8. */
  readonly keys: Uint8Array[];
  readonly nodes: WantedValue[];
  /** The same nodes by their keys: of many keys one is not looked for by comparing all. */
  readonly byKey: Map<string, WantedValue>;
};

/** What is wanted of a value. */
export type WantedValue = {
  /** The column, as messages call it. */
  readonly column: string;
  /** The slots that take the value itself. */
  readonly slots: number[];
  /** The role of those slots; they share it when they share a path. */
  readonly roles: Role[];
  /** What is wanted of the value when it is an object. */
  readonly members: Wanted;
  /** What is wanted of every item when it is a list. */
  items: WantedValue | null;
  /** Whether it stands inside a list, and so is one skill as it is and no string to be split. */
  readonly isItem: boolean;
  /** Whether numbers and booleans are cells too, as in a table of zeros and ones. */
  takesScalars: boolean;
  /** Every slot at or below it. */
  readonly below: number[];
  /** The record in which the value was met last: met again, its key stands twice. */
  lastRecord: number;
};

function emptyValue(column: string, isItem: boolean): WantedValue {
  const members: Wanted = { keys: [], nodes: [], byKey: new Map() };
  const [slots, roles, below]: [number[], Role[], number[]] = [[], [], []];
  return { column, slots, roles, members, items: null, isItem, takesScalars: isItem, below, lastRecord: -1 };
}

/** The tree of the paths of slots. */
export function wantedOf(slots: readonly Slot[]): Wanted {
  const encoder = new TextEncoder();
  const root: WantedValue = emptyValue("", false);
  for (const [index, { path, role, column, split }] of slots.entries()) {
    let node = root;
    for (const step of path) {
      if (step === null) {
        node.items ??= emptyValue(column, true);
        node = node.items;
        node.below.push(index);
        continue;
      }
      const { keys, nodes, byKey } = node.members;
      let member = byKey.get(step);
      if (member === undefined) {
        member = emptyValue(column, node.isItem);
        keys.push(encoder.encode(step));
        nodes.push(member);
        byKey.set(step, member);
      }
      node = member;
      node.below.push(index);
    }
    if (split.kind === "flag") node.takesScalars = true;
    node.slots.push(index);
    node.roles.push(role);
  }
  return root.members;
}
