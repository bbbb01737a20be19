import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { type BundledName, bundledCorpora } from "../../corpora/bundled.js";
import { chooseFile } from "../corpus/file.js";
import { looksLikeText } from "../corpus/file-kind.js";

/** A file goes to “My corpus” with the visitor. */
export function OwnFile(): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    chooseFile(file);
    const query = new URLSearchParams({
      corpus: "mine",
      file: file.name.slice(0, 300),
      known: "0",
      label: looksLikeText(file.name) ? "1" : "0",
    });
    location.hash = `#1/corpus?${query}`;
  };
  return (
    <div class="own-file">
      <button type="button" class="primary" onClick={() => input.current!.click()}>
        Choose a file …
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="A corpus of yours"
        onChange={(event) => take(event.currentTarget.files?.[0])}
      />
      <p class="hint">
        A book, subtitles or notes; or texts with skills: JSON Lines, JSON, CSV, TSV, Parquet. Up to 128 MB.
      </p>
      <ul>
        {(Object.keys(bundledCorpora) as BundledName[]).map((name) => (
          <li key={name}>
            <a href={`#1/corpus?corpus=${name}&known=${name === "king-james-words" ? 80 : 0}`}>
              {bundledCorpora[name].title}
            </a>{" "}
            <span class="soft">{bundledCorpora[name].about}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
