/** The views in the order of the navigation. The code of one is loaded when it is opened. */
import type { AnyView, DefinedView, ViewName } from "./view.js";

type ViewEntry = ViewName & { readonly load: () => Promise<DefinedView> };

export const entries: readonly ViewEntry[] = [
  {
    id: "start",
    title: "Start here",
    page: true,
    load: async () => (await import("./start/view.js")).startView,
  },
  {
    id: "peel",
    title: "Peel",
    load: async () => (await import("./peel/view.js")).peelView,
  },
  {
    id: "emergence",
    title: "Emergence",
    load: async () => (await import("./emergence/view.js")).emergenceView,
  },
  {
    id: "density",
    title: "Density evolution",
    load: async () => (await import("./density/view.js")).densityView,
  },
  {
    id: "trained",
    title: "Trained model",
    load: async () => (await import("./trained/view.js")).trainedView,
  },
  {
    id: "association",
    title: "Association",
    load: async () => (await import("./association/view.js")).associationView,
  },
  {
    id: "hierarchy",
    title: "Hierarchy",
    load: async () => (await import("./hierarchy/view.js")).hierarchyView,
  },
  {
    id: "errors",
    title: "Errors and scaling",
    load: async () => (await import("./errors/view.js")).errorsView,
  },
  {
    id: "corpus",
    title: "My corpus",
    load: async () => (await import("./corpus/view.js")).corpusView,
  },
  {
    id: "codec",
    title: "Codec",
    load: async () => (await import("./codec/view.js")).codecView,
  },
  {
    id: "lessons",
    title: "Lessons",
    load: async () => (await import("./lessons/view.js")).lessonsView,
  },
  {
    id: "teach",
    title: "For teachers",
    page: true,
    load: async () => (await import("./teach/view.js")).teachView,
  },
  {
    id: "glossary",
    title: "Glossary",
    page: true,
    load: async () => (await import("./glossary/view.js")).glossaryView,
  },
];

/** The view of an address that names none. */
export const firstView = "start";

/** Loads a view; null when there is none of that name. */
export function loadView(id: string): Promise<AnyView> | null {
  const entry = entries.find((each) => each.id === id);
  return entry === undefined ? null : entry.load().then((view) => ({ ...entry, ...view }));
}
