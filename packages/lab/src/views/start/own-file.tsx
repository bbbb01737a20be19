import type { JSX } from "preact";
import { type BundledName, bundledCorpora } from "../../corpora/bundled.js";
import { FileButton } from "../../parts/file-button.js";
import { chooseFile } from "../corpus/file.js";
import { looksLikeText } from "../corpus/file-kind.js";

/** A file goes to “My corpus” with the visitor. */
export function OwnFile(): JSX.Element {
  const take = (file: File): void => {
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
      <FileButton isPrimary text="Choose a file …" label="A corpus of yours" take={take} />
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
