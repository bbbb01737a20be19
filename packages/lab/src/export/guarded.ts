/** Makes handlers of actions; what goes wrong in one is told. */
export function guardedBy(tell: (message: string) => void) {
  return (action: () => Promise<void> | void) => async (): Promise<void> => {
    try {
      await action();
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
    }
  };
}

/** Copies a text; where the browser does not allow it, the error holds the text. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    throw new Error(`The browser does not allow copying. Here it is to copy by hand: ${text}`);
  }
}
