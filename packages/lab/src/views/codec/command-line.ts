import { shellCommand } from "@onset/core/base";

const model = "packages/lab/models/glosses.onset";

/** Command lines that code the same text three ways, and tell it again: their records have the bytes that the view shows. */
export function codecCommand(text: string): string {
  // A line of text is a text; what is no line goes as JSON.
  const isLine = text !== "" && text.trim() === text && !/[\n\r\t]/.test(text);
  const words = isLine ? text : JSON.stringify({ text });
  const sent = shellCommand(["printf", "%s\\n", words]);
  const compress = (mode: string): string =>
    `${sent} | ${shellCommand(["onset", "compress", "-", ...(isLine ? [] : ["--format", "jsonl"]), "--model", model, ...(mode === "exact" ? [] : ["--mode", mode]), "-o", `${mode}.pack`])}`;
  return [
    compress("exact"),
    compress("layered"),
    compress("meaning"),
    shellCommand(["onset", "regenerate", "meaning.pack", "--model", model]),
  ].join("\n");
}
