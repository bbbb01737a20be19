/** SVG as text. */

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; attributes without a value are left out. */
export function element(name: string, attributes: Attributes, body = ""): string {
  const written = Object.entries(attributes)
    .map(([key, value]) =>
      value === undefined ? "" : ` ${key}="${typeof value === "number" ? at(value) : escaped(value)}"`,
    )
    .join("");
  return body === "" ? `<${name}${written}/>` : `<${name}${written}>${body}</${name}>`;
}

/** A coordinate to a hundredth of a pixel: more would only be bytes. */
export function at(value: number): string {
  return String(Math.round(100 * value) / 100);
}

export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** About how wide a text is: there is no page to measure it in. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text)
    width += character > "\u2e80" ? 1 : /[.,:;'|ijl1 ]/.test(character) ? 0.36 : 0.6;
  return size * width;
}
