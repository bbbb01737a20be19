/** At most so many words: the median sentence of a document, and each of its sentences. */
export type Limits = { readonly maxMedian: number; readonly maxWords: number };

/** A sentence, the line it begins in, and how many words it has. */
export type Sentence = { readonly line: number; readonly words: number; readonly sentence: string };

export function documentsToRead(): { path: string; limits: Limits }[];
export function sentencesOf(markdown: string): Sentence[];
export function median(numbers: readonly number[]): number;
export function complaints(path: string, markdown: string, limits: Limits): string[];
