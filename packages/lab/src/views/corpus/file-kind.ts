/** Whether the name of a file says that it is running text, which has no skills yet. */
export function looksLikeText(name: string): boolean {
  return /\.(?:epub|(?:txt|text|md|markdown|html?|xhtml|srt|vtt|ass|ssa)(?:\.(?:gz|zst))?)$/i.test(name);
}
