/** Which language a text is in, guessed from pieces all over its beginning. */
import { usageError } from "@onset/reading";
import { languageOf } from "./languages.js";

/** A language, and of how many pieces it is the best guess; null when it was said. */
export type LanguageFound = {
  readonly code: string;
  readonly name: string;
  readonly guessed: { readonly pieces: number; readonly agree: number; readonly share: number } | null;
};

const pieceLength = 240;
const mostPieces = 40;
// Below these the guess is no better than a question.
const minCharacters = 30;
const least = 0.7;

/**
 * Guesses the language of a sample.
 *
 * @param sample - texts from the beginning of every source
 * @throws ReadingError that asks for --lang when pieces disagree, or when there is too little text
 */
export async function guessLanguage(sample: readonly string[]): Promise<LanguageFound> {
  const { detectAll } = await import("tinyld");
  const pieces = piecesOf(sample);
  const votes = new Map<string, number>();
  for (const piece of pieces) {
    const code = detectAll(piece)[0]?.lang ?? "?";
    votes.set(code, (votes.get(code) ?? 0) + 1);
  }
  const order = [...votes].filter(([code]) => code !== "?").sort((a, b) => b[1] - a[1]);
  const [best, second] = order;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const isUnspaced = best !== undefined && languageOf(best[0]).isUnspaced === true;
  if (best === undefined || length < (isUnspaced ? minCharacters / 3 : minCharacters)) {
    throw usageError("cannot tell the language of so little text: say it, such as --lang en");
  }
  const share = best[1] / pieces.length;
  const name = languageOf(best[0]).name;
  if (share < least) {
    const other = second === undefined ? "" : `, ${languageOf(second[0]).name} in ${second[1]}`;
    throw usageError(
      `cannot tell the language: ${name} in ${best[1]} of ${pieces.length} pieces${other}; say it, such as --lang ${best[0]}`,
    );
  }
  return { code: best[0], name, guessed: { pieces: pieces.length, agree: best[1], share } };
}

/** Pieces of about the same length, evenly from all over the sample. */
function piecesOf(sample: readonly string[]): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const text of sample) {
    piece = piece === "" ? text : `${piece} ${text}`;
    if (piece.length < pieceLength) continue;
    pieces.push(piece.slice(0, 2 * pieceLength));
    piece = "";
  }
  if (piece !== "" && (pieces.length === 0 || piece.length > pieceLength / 2)) pieces.push(piece);
  if (pieces.length <= mostPieces) return pieces;
  return Array.from({ length: mostPieces }, (_, i) => pieces[Math.floor((i * pieces.length) / mostPieces)]);
}
