/**
 * A view, or one figure of it, without the frame of the laboratory, for pages of others: `?embed#1/emergence` or
 * `?embed=learned#1/emergence`. It stands before the # and so is no part of the state.
 */

const asked = new URLSearchParams(globalThis.location?.search ?? "").get("embed");

/** Whether the page is shown without its frame. */
export function isEmbedded(): boolean {
  return asked !== null;
}

/** The one figure that is to be shown; null for all. */
export function embeddedFigure(): string | null {
  return asked === null || asked === "" ? null : asked;
}

/** The address of the state of now, without the frame. */
export function embedAddress(address: string, figure: string): string {
  const url = new URL(address);
  url.search = `?embed=${encodeURIComponent(figure)}`;
  return url.href;
}

/** The address of the state of now, in the laboratory. */
export function fullAddress(address: string): string {
  const url = new URL(address);
  url.search = "";
  return url.href;
}
