/** What can be taken away: data, picture, command, link; and the way back in. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { csvOf } from "../export/csv.js";
import { copyText, guardedBy } from "../export/guarded.js";
import { pngOf, saveFile, svgText } from "../export/picture.js";
import { exportOf, stateOfExport } from "../export/record.js";
import { fullAddress } from "../figures/embed.js";
import type { Setting } from "../figures/setting.js";
import { exportSizes } from "../figures/sizes.js";
import { FileButton } from "../parts/file-button.js";
import { paperPalette } from "../parts/theme.js";
import type { AnyValues } from "../state/parameters.js";
import type { AnyView } from "../views/view.js";

type ExportBarProps = {
  readonly view: AnyView;
  readonly values: AnyValues;
  readonly setting: Setting;
  readonly open: (hash: string) => void;
};

// A state with its numbers has some hundred kilobytes at most.
const maxExport = 20e6;

export function ExportBar({ view, values, setting, open }: ExportBarProps): JSX.Element {
  const { command, tables, ready, tell } = setting;
  const name = `onset-${view.id}`;

  const guarded = guardedBy(tell);
  const saveTables = (): void => {
    for (const table of tables) {
      saveFile(`${name}-${table.name}.csv`, new Blob([csvOf(table)], { type: "text/csv" }));
    }
  };
  const saveJson = (): void => {
    const text = `${JSON.stringify(exportOf(view, values, command, tables), null, 2)}\n`;
    saveFile(`${name}.json`, new Blob([text], { type: "application/json" }));
  };
  const savePicture = async (kind: "svg" | "png"): Promise<void> => {
    const { sheetOf } = await import("../export/sheet.js");
    const link = fullAddress(location.href);
    const size = exportSizes.page;
    const sheet = sheetOf([...setting.figures.values()], { ...setting, link }, size, paperPalette);
    if (sheet === null) throw new Error("This view has no picture to export.");
    const blob =
      kind === "svg" ? new Blob([svgText(sheet)], { type: "image/svg+xml" }) : await pngOf(sheet, size);
    saveFile(`${name}.${kind}`, blob);
  };
  const openFile = async (chosen: File): Promise<void> => {
    const found =
      chosen.size > maxExport
        ? {
            problem:
              "This file is too large to be an export of the laboratory. A corpus goes to “My corpus”.",
          }
        : stateOfExport(await chosen.text());
    if ("problem" in found) throw new Error(found.problem);
    open(found.hash);
  };

  return (
    <section class="export" aria-label="Take it away">
      <div class="command">
        <span class="label" id="command-label">
          The same numbers in a terminal
        </span>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys */}
        <section class="line" tabIndex={0} aria-labelledby="command-label">
          <code data-command>{command}</code>
        </section>
        <CopyButton label="Copy command" text={() => command} tell={tell} />
      </div>
      <div class="actions">
        <CopyButton label="Copy link" text={() => location.href} tell={tell} />
        <button type="button" disabled={!ready} onClick={guarded(saveTables)}>
          CSV
        </button>
        <button type="button" disabled={!ready} onClick={guarded(saveJson)}>
          JSON
        </button>
        <button type="button" disabled={!ready} onClick={guarded(() => savePicture("svg"))}>
          SVG
        </button>
        <button type="button" disabled={!ready} onClick={guarded(() => savePicture("png"))}>
          PNG
        </button>
        <FileButton
          text="Open JSON …"
          label="An exported JSON file"
          accept=".json,application/json"
          take={(chosen) => guarded(() => openFile(chosen))()}
        />
      </div>
    </section>
  );
}

type CopyButtonProps = {
  readonly label: string;
  readonly text: () => string;
  readonly tell: (message: string) => void;
};

function CopyButton({ label, text, tell }: CopyButtonProps): JSX.Element {
  const [copied, setCopied] = useState(false);
  const copy = guardedBy(tell)(async () => {
    await copyText(text());
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  });
  return (
    <button type="button" onClick={copy} aria-live="polite">
      {copied ? "Copied ✓" : label}
    </button>
  );
}
