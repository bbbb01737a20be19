/** One view: heading, drawing, controls, numbers, export. */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { fullAddress, isEmbedded } from "../figures/embed.js";
import { type Drawable, SettingContext } from "../figures/setting.js";
import { WithTerms } from "../glossary/term.js";
import { Controls } from "../parts/controls.js";
import { Problem } from "../parts/problem.js";
import { DataTable } from "../parts/table.js";
import { type AnyValues, captionOf } from "../state/parameters.js";
import type { AnyView, Table } from "../views/view.js";
import { ExportBar } from "./export-bar.js";
import { TellContext } from "./tell.js";
import { useJob } from "./use-job.js";

type ViewPageProps = {
  readonly view: AnyView;
  readonly values: AnyValues;
  readonly set: (patch: AnyValues, ended?: boolean) => void;
  readonly open: (hash: string) => void;
  readonly tell: (message: string) => void;
};

/** A page that is to be read, or a view to work with. */
export function ViewPage(props: ViewPageProps): JSX.Element {
  return props.view.page ? <Reading {...props} /> : <Workbench {...props} />;
}

function Reading({ view, values, set, tell }: ViewPageProps): JSX.Element {
  const { Body } = view;
  return (
    <TellContext.Provider value={tell}>
      <article class="view reading-page" data-view={view.id} aria-busy={false}>
        <Body values={values as never} set={set as never} output={null} busy={false} />
      </article>
    </TellContext.Provider>
  );
}

function Workbench({ view, values, set, open, tell }: ViewPageProps): JSX.Element {
  // The page of a view is made anew with every view, so that its hooks are always the same ones.
  const useOutput = view.useOutput ?? ((current: AnyValues) => useJob(view, current));
  const { output, busy, problem } = useOutput(values as never);
  const tables = useTables(view, values, output, busy);
  const { Body } = view;
  const command = view.command(values, output);
  const hasControls = Object.values(view.parameters).some((parameter) => !parameter.hidden);
  const figures = useMemo(() => new Map<string, Drawable>(), []);
  // While something is computed, what is shown does not belong to the link yet.
  const ready = tables.length > 0 && !busy;
  const setting = {
    view: view.id,
    title: view.title,
    caption: captionOf(view.parameters, values),
    command,
    tables,
    ready,
    figures,
    tell,
  };
  const embedded = isEmbedded();
  return (
    <SettingContext.Provider value={setting}>
      <article class="view" data-view={view.id} aria-busy={busy} data-failed={problem !== null && !busy}>
        <header class={embedded ? "visually-hidden" : ""}>
          <h1>{view.title}</h1>
          <p class="lede">
            <WithTerms text={view.lede} />
          </p>
        </header>
        <div class={hasControls ? "bench" : "bench wide"}>
          <div class="drawing">
            <Problem text={problem} />
            <Body values={values as never} set={set as never} output={output} busy={busy} />
            <Progress busy={busy} />
          </div>
          {hasControls && (
            <Controls
              table={view.parameters}
              values={values}
              set={set}
              limits={view.limits?.(values as never) ?? {}}
              idle={view.idle?.(values as never) ?? {}}
            />
          )}
        </div>
        {embedded ? (
          <p class="embedded">
            <a href={fullAddress(location.href)} target="_blank" rel="noopener">
              {view.title} in the laboratory of Onset
            </a>
          </p>
        ) : (
          <>
            <Tables tables={tables} />
            <ExportBar {...{ view, values, setting, open }} />
          </>
        )}
      </article>
    </SettingContext.Provider>
  );
}

/** They have most of the elements of a page: they are compared with what is drawn only when they are new ones. */
function Tables({ tables }: { readonly tables: readonly Table[] }): JSX.Element {
  return useMemo(
    () => (
      <div class="tables">
        {tables
          .filter((table) => !table.quiet)
          .map((table) => (
            <DataTable key={table.name} table={table} />
          ))}
      </div>
    ),
    [tables],
  );
}

/** What takes less than this many milliseconds shows no progress: a bar that comes and goes only costs frames. */
const patience = 300;

function Progress({ busy }: { readonly busy: boolean }): JSX.Element {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => setLate(true), patience);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [busy]);
  return <p class={late ? "progress on" : "progress"} aria-hidden="true" />;
}

const noTables: readonly Table[] = [];

/** The tables of the last settled output: while a slider moves, only the charts follow. */
function useTables(view: AnyView, values: AnyValues, output: unknown, busy: boolean): readonly Table[] {
  const settled = useRef<{ readonly output: unknown; readonly tables: readonly Table[] } | null>(null);
  if (output !== null && settled.current?.output !== output && (!busy || settled.current === null)) {
    settled.current = { output, tables: view.tables(output, values) };
  }
  return settled.current?.tables ?? noTables;
}
