/** Takes a figure along: its picture in three sizes, its numbers, its link, the frame for another page. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { copyText, guardedBy } from "../export/guarded.js";
import { Options } from "../parts/options.js";
import { currentPalette, paperPalette } from "../parts/theme.js";
import { embedAddress, fullAddress } from "./embed.js";
import type { Setting } from "./setting.js";
import { exportSizes, type SizeName } from "./sizes.js";

type TakeProps = {
  readonly name: string;
  readonly title: string;
  readonly label: string;
  readonly table?: string;
  readonly setting: Setting;
};

/** What is behind the button is made when it is opened: while a slider moves, the page is drawn at every step. */
export function Take(props: TakeProps): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details
      class="take"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !event.currentTarget.open) return;
        // The state follows as after a click.
        event.currentTarget.open = false;
        event.currentTarget.querySelector("summary")?.focus();
      }}
    >
      <summary aria-label={`Save or share: ${props.title}`}>Save</summary>
      {open && <TakeMenu {...props} />}
    </details>
  );
}

function TakeMenu({ name, title, table, setting }: TakeProps): JSX.Element {
  const [size, setSize] = useState<SizeName>("page");
  const [said, setSaid] = useState("");
  const numbers = table === undefined ? undefined : setting.tables.find((each) => each.name === table);
  const file = `onset-${setting.view}-${name}`;
  const link = fullAddress(location.href);
  const guarded = guardedBy(setting.tell);
  const save = (kind: "svg" | "png") =>
    guarded(async () => {
      // What makes files is loaded when the first one is made.
      const [{ sheetOf }, { pngOf, saveFile, svgText }] = await Promise.all([
        import("../export/sheet.js"),
        import("../export/picture.js"),
      ]);
      const drawable = setting.figures.get(name);
      const chosen = exportSizes[size];
      const palette = chosen.paper ? paperPalette : currentPalette();
      const sheet = drawable && sheetOf([drawable], { ...setting, link }, chosen, palette);
      if (!sheet) throw new Error("There is nothing to draw yet.");
      const blob =
        kind === "svg" ? new Blob([svgText(sheet)], { type: "image/svg+xml" }) : await pngOf(sheet, chosen);
      saveFile(`${file}.${kind}`, blob);
    });
  const saveNumbers = guarded(async () => {
    if (numbers === undefined) return;
    const [{ csvWithSource }, { saveFile }] = await Promise.all([
      import("../export/csv.js"),
      import("../export/picture.js"),
    ]);
    const source = { ...setting, link, title: `${setting.title}: ${title}` };
    saveFile(`${file}.csv`, new Blob([csvWithSource(numbers, source)], { type: "text/csv" }));
  });
  const copy = (text: string, what: string) =>
    guarded(async () => {
      await copyText(text);
      setSaid(`${what} copied`);
    });
  const frame = `<iframe src="${embedAddress(location.href, name)}" title="${title.replaceAll('"', "&quot;")}" width="720" height="560" loading="lazy"></iframe>`;
  return (
    <div class="take-menu">
      <label>
        Size
        <select value={size} onChange={(event) => setSize(event.currentTarget.value as SizeName)}>
          <Options of={Object.entries(exportSizes).map(([key, { label }]) => [key, label] as const)} />
        </select>
      </label>
      <div class="actions">
        <button type="button" disabled={!setting.ready} onClick={save("svg")}>
          SVG<span class="visually-hidden"> of this figure</span>
        </button>
        <button type="button" disabled={!setting.ready} onClick={save("png")}>
          PNG<span class="visually-hidden"> of this figure</span>
        </button>
        {table !== undefined && (
          <button type="button" disabled={!setting.ready || numbers === undefined} onClick={saveNumbers}>
            CSV<span class="visually-hidden"> of this figure</span>
          </button>
        )}
      </div>
      <div class="actions">
        <button type="button" onClick={copy(link, "Link")}>
          Copy link<span class="visually-hidden"> to this figure</span>
        </button>
        <button type="button" onClick={copy(frame, "Frame")}>
          Copy frame<span class="visually-hidden"> for another page</span>
        </button>
      </div>
      <p class="hint" role="status">
        {said === "" ? "A picture carries its legend, its numbers and its link." : `${said}.`}
      </p>
    </div>
  );
}
