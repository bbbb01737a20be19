import type { JSX } from "preact";
import type { CorpusResult } from "./compute.js";

/** What was read and how, and what about it a person should look at. */
export function ReadingNotice({ result: { read, doubts } }: { readonly result: CorpusResult }): JSX.Element {
  return (
    <>
      <p class="read">Read: {read}.</p>
      {doubts.length > 0 && (
        <ul class="doubts" aria-label="Doubts">
          {doubts.map(({ code, matter, advice }) => (
            <li key={code + matter} data-doubt={code}>
              <strong>{capital(matter)}.</strong> {capital(advice)}.
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
