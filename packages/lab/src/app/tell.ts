import { createContext } from "preact";

/** Tells the visitor something at the top of the page. */
export const TellContext = createContext<(message: string) => void>(() => undefined);
