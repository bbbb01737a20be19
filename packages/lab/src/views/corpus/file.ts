/** The visitor's file, which no link can carry: it lives as long as the page. */
import { useEffect, useState } from "preact/hooks";

let current: File | null = null;
const listeners = new Set<() => void>();

export function chooseFile(file: File): void {
  current = file;
  for (const listener of listeners) listener();
}

export function useFile(): File | null {
  const [, setTurn] = useState(0);
  useEffect(() => {
    const listener = (): void => setTurn((turn) => turn + 1);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return current;
}
