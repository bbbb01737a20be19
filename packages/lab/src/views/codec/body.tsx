import type { Chart as ChartData } from "@onset/charts";
import { bytesText } from "@onset/core/base";
import { rateText } from "@onset/core/report";
import type { JSX } from "preact";
import sources from "../../../../../examples/README.md?url";
import { Chart, useDrawn } from "../../figures/chart.js";
import type { Read } from "../../figures/reading.js";
import { type Fact, Facts } from "../../parts/facts.js";
import { count } from "../../parts/format.js";
import type { Palette } from "../../parts/theme.js";
import type { BodyProps } from "../view.js";
import { Bits } from "./bits.js";
import type { CodecOutput } from "./compute.js";
import { type codecParameters, longestText, samples } from "./parameters.js";
import { waysOf } from "./rows.js";

type Props = BodyProps<typeof codecParameters, CodecOutput>;

export function CodecBody({ values, set, output }: Props): JSX.Element {
  const ways = useDrawn(output, waysChart, waysRead);
  return (
    <div class="codec">
      <label class="writing">
        <span>Your text</span>
        <textarea
          rows={3}
          maxLength={longestText}
          value={values.text}
          spellcheck={false}
          onInput={(event) => set({ text: event.currentTarget.value }, false)}
          onChange={(event) => set({ text: event.currentTarget.value }, true)}
        />
      </label>
      <div class="bundled">
        {samples.map((text) => (
          <button key={text} type="button" aria-pressed={text === values.text} onClick={() => set({ text })}>
            {text.split(" ").slice(0, 4).join(" ")} …
          </button>
        ))}
      </div>
      <p class="hint">
        Four definitions from which the model has not learned, and a line of Shakespeare. From skills alone, 3
        of 2,405 such definitions come back word for word; the exact record always does.
      </p>
      {output !== null && (
        <>
          <Facts facts={factsOf(output)} />
          <Meaning output={output} />
          <Bits output={output} />
        </>
      )}
      <Chart
        name="bytes"
        title="Bytes it takes to send it, alone"
        label={
          output === null ? "" : `${output.exact.length} bytes by this codec, ${output.peers.gzip} by gzip.`
        }
        height={320}
        {...ways}
        along="y"
        table="ways"
      >
        {output !== null && <PeersNote output={output} />}
      </Chart>
      {output !== null && <About output={output} />}
    </div>
  );
}

function Meaning({ output }: { readonly output: CodecOutput }): JSX.Element {
  const { text, skills, inOrder, regenerated, understood, bare } = output;
  return (
    <section class="panel" aria-label="What it means">
      <h2>What it means</h2>
      <p>
        {skills.length === 0 ? (
          "Nothing: there is no word in it that carries meaning."
        ) : (
          <>
            <span class="skills">
              {inOrder.map((skill, i) => (
                <span key={`${i} ${skill}`}>{skill}</span>
              ))}
            </span>
            {understood ? "" : " Not every word is known to the model: what is not is spelled."}
          </>
        )}
      </p>
      {skills.length > 0 && (
        <>
          <h2>Told again from its {count(bare.length)} bytes of meaning</h2>
          <blockquote data-regenerated>{regenerated}</blockquote>
          <p class="hint">
            {regenerated === text
              ? "It is the text that was sent, letter by letter."
              : "The skills are those that were sent. Their order and the wording were not, so who does what may have changed."}
          </p>
        </>
      )}
    </section>
  );
}

/** What the peers were given, so that the comparison can be judged. */
function PeersNote({ output: { peers, model } }: { readonly output: CodecOutput }): JSX.Element {
  return (
    <p class="hint">
      {peers.dictionaryBytes === null
        ? "This browser runs no WebAssembly here, so Zstandard is not in the picture. "
        : `The dictionary of zstd is ${bytesText(peers.dictionaryBytes)} of definitions, as large as our model (${bytesText(model.bytes)}); its bytes hold the frame of zstd. `}
      {peers.brotli === null && "This browser's CompressionStream has no brotli. "}
      Gzip and deflate have no dictionary.
    </p>
  );
}

function About({ output: { model } }: { readonly output: CodecOutput }): JSX.Element {
  return (
    <p class="hint">
      Sender and receiver both hold the model (
      <span data-fact="bytes" data-exact={model.bytes}>
        {bytesText(model.bytes)}
      </span>
      ,{" "}
      <span data-fact="units" data-exact={model.units}>
        {count(model.units)} learned units
      </span>
      ,{" "}
      <span data-fact="skills" data-exact={model.skills}>
        {count(model.skills)} skills
      </span>
      ), a small one: it has learned one in eight of the definitions of WordNet 3.1, Copyright Princeton
      University (<a href={sources}>sources and licences</a>). In a terminal{" "}
      <code>onset train examples/wordnet-glosses.jsonl.gz --size 180000 --holdout 0 -o glosses.onset</code>{" "}
      makes the same model, byte by byte.
    </p>
  );
}

function factsOf({ characters, plain, peers, exact, layers, bare, exactly }: CodecOutput): Fact[] {
  const rate = (bytes: number): string => (characters === 0 ? "" : rateText(bytes, characters));
  return [
    {
      label: "As it is",
      name: "plain",
      value: `${count(plain)} B`,
      exact: plain,
      note: `${count(characters)} characters`,
    },
    peers.zstdDictionary === null
      ? {
          label: "gzip",
          name: "gzip",
          value: `${count(peers.gzip)} B`,
          exact: peers.gzip,
          note: rate(peers.gzip),
        }
      : {
          label: "zstd, same dictionary size",
          name: "zstd",
          value: `${count(peers.zstdDictionary)} B`,
          exact: peers.zstdDictionary,
          note: rate(peers.zstdDictionary),
        },
    {
      label: "This codec",
      name: "exact",
      value: `${count(exact.length)} B`,
      exact: exact.length,
      note: exactly ? `${rate(exact.length)}, exactly` : "not exact",
    },
    {
      label: "In two layers",
      name: "layered",
      value: `${count(layers.meaning.length)} + ${count(layers.surface.length)} B`,
      exact: layers.meaning.length + layers.surface.length,
      note: "meaning, then wording",
    },
    {
      label: "Meaning alone",
      name: "meaning",
      value: `${count(bare.length)} B`,
      exact: bare.length,
      note: rate(bare.length),
    },
  ];
}

/** The row that is pointed at, with its layers. */
function waysRead(output: CodecOutput): Read {
  const rows = waysOf(output);
  return (_x, _y, name) => {
    const own = rows.filter((row) => row.name === name);
    if (own.length === 0) return null;
    const total = own.reduce((sum, { bytes }) => sum + bytes, 0);
    const layers = own.length === 1 ? "" : ` = ${own.map(({ bytes }) => count(bytes)).join(" + ")}`;
    const rate = output.characters === 0 ? "" : ` · ${rateText(total, output.characters)}`;
    return { text: `${own[0].name}: ${count(total)} bytes${layers}${rate}` };
  };
}

function waysChart(output: CodecOutput, { series, soft }: Palette): ChartData {
  const rows = waysOf(output);
  const looks: Readonly<Record<(typeof rows)[number]["layer"], readonly [string, string]>> = {
    characters: ["characters", soft],
    exact: ["exact record", series[2]],
    meaning: ["what is meant", series[0]],
    surface: ["how it is said", series[1]],
  };
  const names = [...new Set(rows.map(({ name }) => name))];
  const totals = names.map((name) =>
    rows.filter((row) => row.name === name).reduce((sum, { bytes }) => sum + bytes, 0),
  );
  return {
    x: { label: "bytes", domain: [0, Math.max(1, ...totals)], isWhole: true, hasGrid: true },
    y: { names },
    legend: Object.values(looks).map(([label, colour]) => ({ label, colour, mark: "swatch" })),
    layers: [
      {
        kind: "rows",
        parts: rows.map(({ name, bytes, layer }) => ({ name, length: bytes, colour: looks[layer][1] })),
        total: count,
      },
    ],
  };
}
