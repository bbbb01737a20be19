/** What a view is: the shell does the rest (controls, link, history, worker, tables, export). */
import type { ComponentType } from "preact";
import type { AnyValues, ParameterTable, Values } from "../state/parameters.js";
import type { JobName } from "../worker/jobs.js";

/** A cell of a table; null is empty. */
export type Cell = number | string | boolean | null;

export type Column = {
  /** The name in files: snake_case. */
  readonly name: string;
  readonly label: string;
  /** How a number is shown; files have all its digits. */
  readonly format?: (value: number) => string;
};

/** What stands beside a chart and is exported. */
export type Table = {
  /** The name in files: kebab-case. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** It is exported, but not shown below the charts. */
  readonly quiet?: true;
};

/** What the drawn part of a view gets. */
export type BodyProps<T extends ParameterTable, O> = {
  readonly values: Values<T>;
  /** Changes values; `ended` is false while a control is held (no entry of the history, no link yet). */
  readonly set: (patch: Partial<Values<T>>, ended?: boolean) => void;
  /** What the worker has computed so far; of an earlier state while `busy`, null before the first answer. */
  readonly output: O | null;
  readonly busy: boolean;
};

/** What is known of what a view shows. */
export type Computed<O> = {
  /** Of an earlier state while `busy`; null before the first answer. */
  readonly output: O | null;
  readonly busy: boolean;
  /** What went wrong, for the visitor. */
  readonly problem: string | null;
};

/** A view of the laboratory. */
export type View<T extends ParameterTable, O> = {
  /** Its heading, where that is another one than its name in the navigation. */
  readonly title?: string;
  /** One or two sentences: what to see, what to do. Terms of the glossary stand in double brackets. */
  readonly lede: string;
  readonly parameters: T;
  /** The job of the worker that computes what is shown from the values; null where `useOutput` does it. */
  readonly job: JobName | null;
  /** A hook in place of the job, for views that also show what is not in the link, such as a file. */
  readonly useOutput?: (values: Values<T>) => Computed<O>;
  readonly Body: ComponentType<BodyProps<T, O>>;
  readonly tables: (output: O, values: Values<T>) => readonly Table[];
  /** The command line that prints the same numbers. */
  readonly command: (values: Values<T>, output: O | null) => string;
  /** Narrower ranges of sliders than those of the table, which depend on other values. */
  readonly limits?: (values: Values<T>) => Partial<Record<keyof T, readonly [min: number, max: number]>>;
  /** Controls that have no effect on what is shown now, and why. */
  readonly idle?: (values: Values<T>) => Partial<Record<keyof T, string>>;
};

/** What the navigation knows of a view before it is loaded. */
export type ViewName = {
  /** Its name in links. */
  readonly id: string;
  readonly title: string;
  /** It is to be read: the body is all of it, without controls, tables and export, and it has no numbers of its own. */
  readonly page?: true;
};

/** A view whose types are forgotten. */
export type DefinedView = View<ParameterTable, unknown>;
export type AnyView = ViewName & DefinedView;

/** Checks a view's types, then forgets them: the shell treats all alike. */
export function defineView<T extends ParameterTable, O>(view: View<T, O>): DefinedView {
  return view as unknown as DefinedView;
}

type Page<T extends ParameterTable> = Pick<View<T, null>, "parameters" | "Body">;

/** A view that is to be read: nothing is computed for it as a whole, and it has no numbers of its own. */
export function definePage<T extends ParameterTable>(page: Page<T>): DefinedView {
  return defineView({
    ...page,
    lede: "",
    job: null,
    tables: () => [],
    command: () => "onset --help",
  });
}

export type { AnyValues };
