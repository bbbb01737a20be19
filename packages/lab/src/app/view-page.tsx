/** One view: heading, drawing, controls, numbers, export. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Controls } from "../parts/controls.js";
import { DataTable } from "../parts/table.js";
import type { AnyValues } from "../state/parameters.js";
import type { AnyView, Table } from "../views/view.js";
import { ExportBar } from "./export-bar.js";
import { useJob } from "./use-job.js";

type ViewPageProps = {
  readonly view: AnyView;
  readonly values: AnyValues;
  readonly set: (patch: AnyValues, ended?: boolean) => void;
  readonly open: (hash: string) => void;
  readonly tell: (message: string) => void;
};

export function ViewPage({ view, values, set, open, tell }: ViewPageProps): JSX.Element {
  // The page of a view is made anew with every view, so that its hooks are always the same ones.
  const useOutput = view.useOutput ?? ((current: AnyValues) => useJob(view, current));
  const { output, busy, problem } = useOutput(values as never);
  const tables = useTables(view, values, output, busy);
  const { Body } = view;
  const command = view.command(values, output);
  const hasControls = Object.values(view.parameters).some((parameter) => !parameter.hidden);
  return (
    <article class="view" data-view={view.id} aria-busy={busy} data-failed={problem !== null && !busy}>
      <header>
        <h1>{view.title}</h1>
        <p class="lede">{view.lede}</p>
      </header>
      <div class={hasControls ? "bench" : "bench wide"}>
        <div class="drawing">
          {problem !== null && (
            <div class="notice failed" role="alert">
              <p>{problem}</p>
            </div>
          )}
          <Body values={values as never} set={set as never} output={output} busy={busy} />
          <p class={busy ? "progress on" : "progress"} aria-hidden="true" />
        </div>
        {hasControls && (
          <Controls
            table={view.parameters}
            values={values}
            set={set}
            limits={view.limits?.(values as never) ?? {}}
          />
        )}
      </div>
      <div class="tables">
        {tables.map((table) => (
          <DataTable key={table.name} table={table} />
        ))}
      </div>
      <ExportBar {...{ view, values, command, tables, busy, open, tell }} />
    </article>
  );
}

/** The tables of the last settled output: while a slider moves, only the charts follow. */
function useTables(view: AnyView, values: AnyValues, output: unknown, busy: boolean): readonly Table[] {
  const settled = useRef<{ readonly output: unknown; readonly tables: readonly Table[] } | null>(null);
  if (output !== null && settled.current?.output !== output && (!busy || settled.current === null)) {
    settled.current = { output, tables: view.tables(output, values) };
  }
  return settled.current?.tables ?? [];
}
