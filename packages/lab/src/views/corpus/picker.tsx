/** Which corpus: one that comes along, or a file that is dropped or picked. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { type BundledName, bundledCorpora } from "../../corpora/bundled.js";
import { Control, Select } from "../../parts/controls.js";
import { holdsFiles } from "../../parts/drops.js";
import { FileButton } from "../../parts/file-button.js";
import { chooseFile, dropFile, useFile } from "./file.js";
import { looksLikeText } from "./file-kind.js";
import { type CorpusValues, corpusParameters, usualKnown } from "./parameters.js";

type PickerProps = {
  readonly values: CorpusValues;
  readonly set: (patch: Partial<CorpusValues>, ended?: boolean) => void;
};

const accepted =
  ".jsonl,.ndjson,.json,.csv,.tsv,.tab,.parquet,.txt,.text,.md,.markdown,.html,.htm,.xhtml,.epub,.srt,.vtt,.ass,.ssa,.gz,.zst";

export function Picker({ values, set }: PickerProps): JSX.Element {
  const [over, setOver] = useState(false);
  const file = useFile(values.corpus === "mine" ? values.file : "");
  const isMine = values.corpus === "mine";
  const take = (chosen: File): void => {
    chooseFile(chosen);
    set({
      corpus: "mine",
      file: chosen.name.slice(0, 300),
      known: 0,
      words: false,
      label: looksLikeText(chosen.name),
      skillsField: "",
      textField: "",
      groupBy: "",
      why: "",
    });
  };
  const latest = useRef(take);
  latest.current = take;
  // Whoever misses the box means it all the same: the whole window takes files.
  useLayoutEffect(() => {
    const dragOver = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (!holdsFiles(event)) return;
      event.preventDefault();
      const dropped = event.dataTransfer?.files[0];
      if (dropped !== undefined) latest.current(dropped);
    };
    // Before the page, which says of other drops where files go.
    addEventListener("dragover", dragOver, true);
    addEventListener("dragleave", leave, true);
    addEventListener("drop", drop, true);
    return () => {
      removeEventListener("dragover", dragOver, true);
      removeEventListener("dragleave", leave, true);
      removeEventListener("drop", drop, true);
    };
  }, []);
  const bundled = (name: BundledName): void =>
    set({ corpus: name, known: usualKnown(name), file: "", why: "" });
  return (
    <section class="picker" aria-label="Which corpus">
      <div class={`drop${over ? " over" : ""}`}>
        <p>
          <strong>
            {isMine ? (file?.name ?? `Drop ${values.file || "your file"} again`) : "Drop a file of yours"}
          </strong>
          <span>
            {isMine && file !== null
              ? "It stays on this machine. The browser keeps it for a reload until you forget it."
              : "A book (text, EPUB, web page), subtitles, notes; or texts with skills: JSON Lines, CSV, Parquet, … It stays on this machine."}
          </span>
        </p>
        <FileButton
          text={isMine && file !== null ? "Another file …" : "Choose a file …"}
          label="A corpus"
          isPrimary={!(isMine && file !== null)}
          accept={accepted}
          take={take}
        />{" "}
        {isMine && file !== null && (
          <button
            type="button"
            onClick={() => {
              dropFile();
              bundled("king-james-words");
            }}
          >
            Forget it
          </button>
        )}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a legend cannot stand in the line of the buttons */}
      <div class="bundled" role="group" aria-label="Or one that comes along">
        {(Object.keys(bundledCorpora) as BundledName[]).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={values.corpus === name}
            title={bundledCorpora[name].about}
            onClick={() => bundled(name)}
          >
            {bundledCorpora[name].title}
          </button>
        ))}
      </div>
      {isMine ? (
        <Layout values={values} set={set} />
      ) : (
        <p class="hint">{bundledCorpora[values.corpus as BundledName].about}</p>
      )}
    </section>
  );
}

/** What the visitor says of a file: how its texts are labelled, or where its skills stand. */
function Layout({ values, set }: PickerProps): JSX.Element {
  const isText = looksLikeText(values.file);
  const flags = isText ? (["label"] as const) : (["label", "words"] as const);
  const asked = values.label
    ? isText
      ? []
      : (["textField"] as const)
    : isText
      ? (["words"] as const)
      : (["skillsField", "textField", "groupBy"] as const);
  return (
    <div class="layout">
      {values.label &&
        (["unit", "by", "lang", "names"] as const).map((name) => (
          <Select
            key={name}
            name={name}
            parameter={corpusParameters[name]}
            value={values[name]}
            set={(patch) => set(patch as Partial<CorpusValues>)}
          />
        ))}
      {[...flags.filter((name) => name === "label" || !values.label), ...asked].map((name) => (
        <Control
          key={name}
          name={name}
          parameter={corpusParameters[name]}
          value={values[name]}
          set={(patch, ended) => ended !== false && set(patch as Partial<CorpusValues>)}
        />
      ))}
    </div>
  );
}
