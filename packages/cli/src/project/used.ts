/** A project file that a run takes something from. */
export type ProjectUsed = {
  /** Its path from the working folder. */
  readonly file: string;
  readonly sha256: string;
  /** What the command line says because of it. */
  readonly arguments: readonly string[];
};

let used: ProjectUsed | null = null;

/** Says what this run takes from a project file; it is one for the process, as the command line is. */
export function useProject(project: ProjectUsed | null): void {
  used = project;
}

/** What this run takes from a project file; null when nothing. */
export function projectUsed(): ProjectUsed | null {
  return used;
}
