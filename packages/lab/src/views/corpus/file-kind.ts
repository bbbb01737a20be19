/** Whether the name of a file says that it is running text, whose words are the skills. */
export function looksLikeText(name: string): boolean {
  return /\.(txt|text|md|srt|vtt)(\.(gz|zst))?$/i.test(name);
}
