/** Returns what was computed by name, as text; `load` imports a module of the core. */
export function results(load: (name: string) => Promise<unknown>): Promise<Record<string, string>>;
