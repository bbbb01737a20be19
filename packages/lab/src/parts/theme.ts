/** Light and dark: as the system says unless the visitor chose. Charts take their colours from here. */
import { useEffect, useState } from "preact/hooks";

export type Theme = "light" | "dark";
export type ThemeChoice = Theme | "system";

export type Palette = {
  readonly theme: Theme;
  readonly ground: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  /** What a view wants to be looked at: a threshold, a warning. */
  readonly mark: string;
  /** Okabe and Ito's colours, which people with any kind of colour vision can tell apart, lighter on dark ground. */
  readonly series: readonly string[];
};

const light: Palette = {
  theme: "light",
  ground: "#ffffff",
  ink: "#1d1c1a",
  soft: "#5f5b54",
  line: "#e3dfd6",
  accent: "#0067a3",
  mark: "#b84a00",
  series: ["#0072b2", "#d55e00", "#009e73", "#b35c91", "#56b4e9", "#b87a00", "#6b6b6b"],
};

const dark: Palette = {
  theme: "dark",
  ground: "#1b1e24",
  ink: "#eceae5",
  soft: "#a9a69e",
  line: "#343842",
  accent: "#74bdf0",
  mark: "#ff9a5c",
  series: ["#56b4e9", "#ff8a4c", "#2fc79a", "#e39cc4", "#9fd4f5", "#e6b422", "#b0b0b0"],
};

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
  useEffect(() => {
    const listener = (): void => setPalette(currentPalette());
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return palette;
}
