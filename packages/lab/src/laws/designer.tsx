/** Makes a degree law by hand: a kind, its numbers, bars for a mixture, or a file of counted degrees. */
import { type DegreeLaw, parseCounts, printLaw } from "@onset/core/theory";
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { isOpen, lawOrNull, lawProblem } from "./problem.js";

type DesignerProps = {
  readonly title: string;
  readonly of: "texts" | "skills";
  readonly value: string;
  readonly longest: number;
  readonly set: (law: string, ended: boolean) => void;
};

type Kind = "open" | "poisson" | "regular" | "polynomial" | "zipf" | "other";

const labels: Record<Exclude<Kind, "other">, string> = {
  open: "Uniform",
  poisson: "Poisson",
  regular: "Regular",
  polynomial: "Mixture",
  zipf: "Zipf",
};

const begin: Record<Exclude<Kind, "other">, string> = {
  open: "",
  poisson: "poisson:5",
  regular: "regular:3",
  polynomial: "0.3x+0.7x^6",
  zipf: "zipf:1.5:50",
};

const maxBars = 10;

export function LawDesigner({ title, of, value, longest, set }: DesignerProps): JSX.Element {
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);
  const law = lawOrNull(value);
  const kind = kindOf(value, law, of);
  const problem = fault ?? lawProblem(value, of);
  const kinds = (Object.keys(labels) as (keyof typeof labels)[]).filter(
    (each) => each !== "open" || of === "skills",
  );
  const change = (text: string, ended: boolean): void => {
    setFault(null);
    set(text, ended);
  };
  const readFile = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    input.value = "";
    if (file === undefined) return;
    try {
      if (file.size > 5e6) throw new RangeError(`${file.name} is too large to be a file of counted degrees.`);
      const text = printLaw(parseCounts(await file.text()));
      if (text.length > longest)
        throw new RangeError(`${file.name} has too many different degrees for a link.`);
      change(text, true);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <fieldset class="designer">
      <legend>{title}</legend>
      <div class="options">
        {kinds.map((each) => (
          <label key={each} class={each === kind ? "chosen" : ""}>
            <input
              type="radio"
              name={id}
              checked={each === kind}
              onChange={() => change(each === "open" ? "" : begin[each], true)}
            />
            {labels[each]}
          </label>
        ))}
      </div>
      {law !== null && <Numbers law={law} set={change} />}
      <div class="law">
        <label for={id} class="visually-hidden">
          {title}, as a law
        </label>
        <input
          id={id}
          type="text"
          value={value}
          maxLength={longest}
          spellcheck={false}
          autocomplete="off"
          placeholder={of === "skills" ? "chosen uniformly" : "poisson:5"}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-help`}
          onInput={(event) => change(event.currentTarget.value, false)}
          onChange={(event) => change(event.currentTarget.value, true)}
        />
        <label class="file">
          From file …
          <input
            type="file"
            accept=".csv,.tsv,.txt,.json"
            onChange={(event) => void readFile(event.currentTarget)}
          />
        </label>
      </div>
      <p id={`${id}-help`} class={problem === null ? "help" : "help wrong"}>
        {problem ?? (kind === "polynomial" ? "Bars: shares of degrees 1 to 10." : "")}
      </p>
    </fieldset>
  );
}

function kindOf(value: string, law: DegreeLaw | null, of: "texts" | "skills"): Kind {
  if (isOpen(value, of)) return of === "skills" ? "open" : "poisson";
  switch (law?.kind) {
    case "poisson":
    case "regular":
    case "polynomial":
    case "zipf":
      return law.kind;
    default:
      return "other";
  }
}

type NumbersProps = { readonly law: DegreeLaw; readonly set: (law: string, ended: boolean) => void };

/** The numbers of a law that are moved by sliders. */
const sliders: { readonly [K in DegreeLaw["kind"]]?: readonly Omit<SlideProps, "value" | "set">[] } = {
  poisson: [{ field: "mean", label: "mean", min: 0.5, max: 12, step: 0.1 }],
  regular: [{ field: "degree", label: "degree", min: 1, max: 12, step: 1 }],
  zipf: [
    { field: "exponent", label: "exponent", min: 0.2, max: 4, step: 0.05 },
    { field: "cutoff", label: "largest", min: 2, max: 200, step: 1 },
  ],
};

function Numbers({ law, set }: NumbersProps): JSX.Element | null {
  if (law.kind === "polynomial") {
    const isShown = law.degrees.every((degree) => degree >= 1 && degree <= maxBars);
    return isShown ? <Bars law={law} set={set} /> : null;
  }
  const numbers = law as unknown as Readonly<Record<string, number>>;
  return (
    <>
      {sliders[law.kind]?.map((slider) => (
        <Slide
          key={slider.field}
          {...slider}
          value={numbers[slider.field]}
          set={(x, ended) => set(printLaw({ ...law, [slider.field]: x } as DegreeLaw), ended)}
        />
      ))}
    </>
  );
}

type SlideProps = {
  /** The number of the law. */
  readonly field: string;
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly set: (value: number, ended: boolean) => void;
};

function Slide({ label, value, set, field: _field, ...range }: SlideProps): JSX.Element {
  return (
    <label class="slide">
      <span>{label}</span>
      <input
        type="range"
        {...range}
        value={value}
        onInput={(event) => set(Number(event.currentTarget.value), false)}
        onChange={(event) => set(Number(event.currentTarget.value), true)}
      />
      <output>{value}</output>
    </label>
  );
}

type Mixture = Extract<DegreeLaw, { kind: "polynomial" }>;

/** One bar a degree; the others keep their proportions. */
function Bars({ law, set }: { readonly law: Mixture; readonly set: NumbersProps["set"] }): JSX.Element {
  const shares = Array.from({ length: maxBars }, (_, i) => {
    const at = law.degrees.indexOf(i + 1);
    return at < 0 ? 0 : law.probabilities[at];
  });
  const change = (bar: number, share: number, ended: boolean): void => {
    const rest = shares.reduce((sum, each, i) => (i === bar ? sum : sum + each), 0);
    // The last bar that is left stays whole.
    if (rest === 0) return;
    set(mixtureText(shares.map((each, i) => (i === bar ? share : (each * (1 - share)) / rest))), ended);
  };
  return (
    <div class="bars">
      {shares.map((share, i) => (
        <label key={i}>
          <output>{share === 0 ? "" : Math.round(100 * share)}</output>
          <input
            type="range"
            class="upright"
            aria-label={`share of degree ${i + 1}`}
            min={0}
            max={1}
            step={0.01}
            value={share}
            onInput={(event) => change(i, Number(event.currentTarget.value), false)}
            onChange={(event) => change(i, Number(event.currentTarget.value), true)}
          />
          <span>{i + 1}</span>
        </label>
      ))}
    </div>
  );
}

/** Shares with four decimals that sum to 1 all the same. */
export function mixtureText(shares: readonly number[]): string {
  const whole = 10_000;
  const parts = shares.map((share) => Math.round(whole * share));
  const largest = parts.indexOf(Math.max(...parts));
  parts[largest] += whole - parts.reduce((sum, part) => sum + part, 0);
  return parts
    .flatMap((part, i) =>
      part === 0 ? [] : [`${part === whole ? "" : part / whole}x${i === 0 ? "" : `^${i + 1}`}`],
    )
    .join("+");
}
