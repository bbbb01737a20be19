/** Light and dark: as the system says unless the visitor chose. Charts take their colours from here. */
import { type ChartPalette, darkPalette, lightPalette } from "@onset/charts";
import { useLayoutEffect, useState } from "preact/hooks";

export type Theme = "light" | "dark";
export type ThemeChoice = Theme | "system";

export type Palette = ChartPalette & { readonly theme: Theme; readonly accent: string };

const light: Palette = { ...lightPalette, theme: "light", accent: "#0067a3" };
const dark: Palette = { ...darkPalette, theme: "dark", accent: "#74bdf0" };

/** What is printed is printed on white. */
export const paperPalette: Palette = light;

const key = "onset-theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let choice: ThemeChoice = read();

function read(): ThemeChoice {
  try {
    const stored = localStorage.getItem(key);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
    return "system";
  }
}

function apply(): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  for (const listener of listeners) listener();
}

system.addEventListener("change", apply);
apply();

export function chosenTheme(): ThemeChoice {
  return choice;
}

export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  try {
    if (next === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, next);
  } catch {
    // As above.
  }
  apply();
}

export function currentPalette(): Palette {
  const theme = choice === "system" ? (system.matches ? "dark" : "light") : choice;
  return theme === "dark" ? dark : light;
}

/** The colours of now; the component is drawn again when they change. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState(currentPalette);
  useLayoutEffect(() => {
    const listener = (): void => setPalette(currentPalette());
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return palette;
}
