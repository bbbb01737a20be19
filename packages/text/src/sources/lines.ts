import { dataError, type TextBytes } from "@onset/reading";

// A text without line ends is one line: longer ones are handed over in pieces, cut at a space.
const longestLine = 1 << 20;
// Lines and what is made of them are gone before the engine takes them for long-lived.
const pieceBytes = 1 << 16;

/** The error of bytes that are not what their encoding says. */
export function notValid(encoding: string): Error {
  return dataError(
    `it is not valid ${encoding.toUpperCase()}: say what it is with --encoding, such as windows-1252`,
  );
}

/** The lines of a text without their ends, those of a piece of the source at a time. */
export async function* linesOf(text: TextBytes, signal?: AbortSignal): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw notValid(text.encoding.name);
    }
  };
  let rest = "";
  for await (const bytes of smallPieces(text.stream())) {
    signal?.throwIfAborted();
    const lines = split(rest + decode(bytes));
    rest = lines.pop()!;
    while (rest.length > longestLine) {
      const space = rest.lastIndexOf(" ", longestLine);
      const end = space > 0 ? space : longestLine;
      lines.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    if (lines.length > 0) yield lines;
  }
  const last = split(rest + decode());
  if (last.at(-1) === "") last.pop();
  if (last.length > 0) yield last;
}

async function* smallPieces(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of stream) {
    for (let start = 0; start < bytes.length; start += pieceBytes)
      yield bytes.subarray(start, start + pieceBytes);
  }
}

function split(text: string): string[] {
  // A carriage return at the end may be half of a line end.
  if (!text.endsWith("\r")) return text.split(/\r\n|\n|\r/);
  const lines = text.slice(0, -1).split(/\r\n|\n|\r/);
  lines[lines.length - 1] += "\r";
  return lines;
}

/** The first lines of a text, from what has been read of it already. */
export function headLines({ head, isWhole }: TextBytes): string[] {
  const start = new TextDecoder().decode(head.subarray(0, 1 << 18));
  const lines = start.split(/\r\n|\n|\r/);
  if (!isWhole || head.length > 1 << 18) lines.pop();
  return lines;
}
