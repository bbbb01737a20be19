/** The visitor's file, which no link can carry. It stays in this browser, so that a reload finds it again. */
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { forgetFile, keepFile, keptFile } from "./kept-file.js";

let current: File | null = null;
let asked = false;
const listeners = new Set<() => void>();

export function chooseFile(file: File): void {
  current = file;
  asked = true;
  void keepFile(file);
  tell();
}

/** Takes it out of the page and out of the browser. */
export function dropFile(): void {
  current = null;
  void forgetFile();
  tell();
}

/** @param wanted - The name that the link says; a kept file of another name stays where it is. */
export function useFile(wanted: string): File | null {
  const [, setTurn] = useState(0);
  useLayoutEffect(() => {
    const listener = (): void => setTurn((turn) => turn + 1);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  useEffect(() => {
    if (asked || wanted === "") return;
    asked = true;
    void keptFile().then((file) => {
      if (file === null || current !== null || file.name.slice(0, 300) !== wanted) return;
      current = file;
      tell();
    });
  }, [wanted]);
  return current;
}

function tell(): void {
  for (const listener of listeners) listener();
}
