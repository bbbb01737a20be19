import { useRef } from "preact/hooks";
import { type Scene, sceneOf } from "./charts.js";
import type { EmergenceOutput } from "./compute.js";

/** What of an output its charts draw; the same object as long as it is the same. */
export function useScene(output: EmergenceOutput | null): Scene | null {
  const latest = useRef<Scene | null>(null);
  latest.current = output && sceneOf(output, latest.current);
  return latest.current;
}
