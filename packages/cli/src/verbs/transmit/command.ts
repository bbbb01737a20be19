import {
  type Arrived,
  type ChannelResult,
  type MeanInterval,
  type Transmission,
  transmitTexts,
} from "@onset/core/analysis";
import {
  bitCodeNames,
  type Channel,
  channelCapacity,
  type LinkMode,
  linkCodes,
  printChannel,
  SemanticLink,
  undetectedPerPacket,
} from "@onset/core/channel";
import { facts } from "@onset/core/report";
import { type Command, Option } from "commander";
import { readModel } from "../../codec/files.js";
import { type CodeOption, channels, linkCode } from "../../codec/link-options.js";
import { plainSchemes } from "../../codec/plain-schemes.js";
import { addTextOptions, readTexts, type TextOptions } from "../../codec/texts.js";
import { followed } from "../../corpus/followed.js";
import { DataError, UsageError } from "../../errors.js";
import { Outputs } from "../../files/outputs.js";
import type { Workspace } from "../../files/workspace.js";
import { integer, oneOf, positive } from "../../options.js";
import { type Provenance, provenanceOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand, withJob } from "../../run/verb.js";
import { count, percent, plural, short } from "../../terminal/format.js";
import { labelledLines, numberLines } from "../../terminal/layout.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";

const modes = ["layered", "exact", "meaning"] as const satisfies readonly LinkMode[];

type Options = TextOptions &
  OutputOptions & {
    readonly model: string;
    readonly receiverModel?: string;
    readonly channel: Channel[];
    readonly code: CodeOption;
    readonly mode: LinkMode;
    readonly protect: number;
    readonly frame: number;
    readonly packet: number;
    readonly trials?: number;
    readonly seed: number;
    readonly output?: string;
  };

/** The result of `onset transmit` for other programs. */
export type TransmitReport = {
  readonly schema: "onset/transmit@1";
  readonly link: {
    readonly modelHash: string;
    readonly mode: LinkMode;
    readonly code: string;
    readonly rate: number;
    readonly protection: number;
    readonly packetBytes: number;
    readonly frameTexts: number;
    /** The probability that a packet of random bytes passes its check. */
    readonly undetectedPerPacket: number;
  };
  /** Bits of all packets for each character of the texts. */
  readonly bitsPerCharacter: number;
  readonly transmission: Transmission;
  readonly provenance: Provenance;
};

/** What became of a text: a line of the file of `--output`. */
export type ReceivedText = {
  readonly channel: string;
  readonly frame: number;
  /** What the receiver was told of it. */
  readonly level: Arrived["level"];
  readonly sent: string;
  /** Null when nothing arrived. */
  readonly received: string | null;
  readonly sentSkills: readonly string[];
  readonly receivedSkills: readonly string[];
};

const description = [
  "Send texts over a noisy channel by their meaning, with a model that sender and receiver share. What cannot be recovered degrades: the exact text, else one that means the same, else one with the skills that arrived, else nothing; each text says which.",
  "Beside it, in the same number of packets: the codec without layers and raw deflate with the same code, and plain characters. Intervals are of 95%, over frames.",
];

const examples = `
Channels: erasure:P loses packets, flip:P inverts bits, gaussian:DB adds noise (Es/N0).

Examples:
  onset transmit messages.jsonl --model messages.onset --channel erasure:0.2 --code ldpc:0.5
  onset transmit messages.jsonl --model messages.onset --channel erasure:0,0.1,0.2,0.3,0.4,0.5,0.6
  onset transmit messages.jsonl --model messages.onset --channel gaussian:1 --trials 10000 --json
  onset transmit messages.jsonl --model messages.onset -o received.jsonl`;

/** `onset transmit`: texts over a channel. */
export function transmitCommand(run: Run): Command {
  const command = verbCommand("transmit", description, examples)
    .argument("<texts>", "file of texts, one a row or line, or - for standard input")
    .requiredOption("--model <file>", "model of onset train that sender and receiver share")
    .optionsGroup("Channel:")
    .addOption(
      new Option("--channel <kind:x>", "channel, or several parameters of one with commas")
        .argParser(channels)
        .default(channels("erasure:0.2"), "erasure:0.2"),
    )
    .option("--receiver-model <file>", "model of the receiver: refused when it is another")
    .optionsGroup("Link:")
    .addOption(
      new Option("--code <code:rate>", "ldpc:RATE, lt:RATE or fountain:RATE, of all layers together")
        .argParser(linkCode)
        .default(linkCode("ldpc:0.5"), "ldpc:0.5"),
    )
    .option("--mode <mode>", `what is sent: ${modes.join(", ")}`, oneOf(modes), "layered")
    .option("--protect <x>", "protect the meaning so many times better than all on average", positive, 1.2)
    .option("--frame <n>", "texts sent together, 1 to 128", integer(1, 128), 128)
    .option("--packet <bytes>", "bytes of a packet, 32 to 1024", integer(32, 1024), 64)
    .optionsGroup("Trials:")
    .option(
      "--trials <n>",
      "texts to send, from the first one again behind the last (default: each once)",
      integer(1, 10_000_000),
    )
    .option("--seed <n>", "seed of the channel", integer(0), 1)
    .option("-o, --output <file>", "also write what became of each text (JSON Lines)");
  addTextOptions(command);
  addOutputOptions(command);
  return withJob(command, run, transmit);
}

async function transmit(name: string, options: Options, context: RunContext): Promise<string> {
  const { workspace, progress } = context;
  const named = { reads: [name, options.model, options.receiverModel], writes: [options.output] };
  const outputs = await Outputs.open(named, workspace.signal);
  const link = await linkOf(options, workspace);
  const reading = await readTexts([name], options, workspace, progress);
  const lines: string[] = [];
  const samples: Sample[] = [];
  const { code, rate, mode, protection, packetBytes, frameTexts } = link.settings;
  const transmission = await transmitTexts(link, reading.texts, options.channel, {
    trials: options.trials,
    seed: options.seed,
    schemes: plainSchemes(link),
    onText,
    ...followed(context),
  });
  if (options.output !== undefined) await outputs.writeFile(options.output, lines);
  const { modelHash } = link.codec;
  const report: TransmitReport = {
    schema: "onset/transmit@1",
    link: { modelHash, mode, code, rate, protection, packetBytes, frameTexts, undetectedPerPacket },
    bitsPerCharacter: (8 * transmission.bytes) / Math.max(1, transmission.characters),
    transmission,
    provenance: provenanceOf(options.seed, reading),
  };
  return options.json ? jsonText(report) : terminalReport(reading.label, options, report, samples);

  function onText(channel: Channel, frame: number, sent: string, arrived: Arrived): void {
    if (samples.length < 40 && !samples.some(({ level }) => level === arrived.level)) {
      samples.push({ level: arrived.level!, sent, received: arrived.text() });
    }
    if (options.output === undefined) return;
    const { level, skills } = arrived;
    const line: ReceivedText = {
      channel: printChannel(channel),
      frame,
      level,
      sent,
      received: arrived.text(),
      sentSkills: link.codec.meaning(sent),
      receivedSkills: skills,
    };
    lines.push(`${JSON.stringify(line)}\n`);
  }
}

type Sample = { readonly level: string; readonly sent: string; readonly received: string | null };

async function linkOf(options: Options, workspace: Workspace): Promise<SemanticLink> {
  const { code, rate } = options.code;
  if (!linkCodes[code].hasBits && options.channel.some(({ kind }) => kind !== "erasure")) {
    throw new UsageError(
      `--code ${code} repairs erasures only: over flip and gaussian use ${bitCodeNames.join(" or ")}`,
    );
  }
  const codec = await readModel(options.model, workspace);
  let link: SemanticLink;
  try {
    const { mode, protect: protection, packet: packetBytes, frame: frameTexts } = options;
    link = new SemanticLink(codec, { code, rate, mode, protection, packetBytes, frameTexts });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (options.receiverModel !== undefined) {
    const { modelHash } = await readModel(options.receiverModel, workspace);
    if (modelHash !== codec.modelHash) {
      throw new DataError(
        `${options.receiverModel}: is the model ${modelHash}, but the sender has ${codec.modelHash}: the receiver could read nothing`,
      );
    }
  }
  return link;
}

function terminalReport(
  label: string,
  options: Options,
  report: TransmitReport,
  samples: readonly Sample[],
): string {
  const { link, transmission, bitsPerCharacter } = report;
  const layers = transmission.layers.map(({ message, packets }, i) => {
    const name =
      transmission.layers.length === 2
        ? ["meaning", "surface"][i]
        : link.mode === "exact"
          ? "text"
          : "meaning";
    // A protection of the meaning may take all packets there are.
    if (packets === 0) return `${name} none`;
    return `${name} ${count(message)} of ${count(packets)} (rate ${(message / packets).toFixed(2)})`;
  });
  const lines: (readonly [string, string])[] = [
    ["link", `${link.mode}, ${link.code} at rate ${link.rate}, model ${link.modelHash}`],
    [
      "sent",
      `${plural(transmission.texts, "text")} in ${plural(transmission.frames, "frame")}, ${plural(transmission.packets, "packet")} of ${link.packetBytes} B, ${short(bitsPerCharacter)} ${facts.bitsPerCharacter.label}`,
    ],
    ["packets", `${layers.join(", ")} hold the message, the others repair it`],
    [
      "check",
      `a packet that does not belong here is believed with a probability of ${short(link.undetectedPerPacket)}`,
    ],
  ];
  const head = labelledLines(`onset transmit ${label}`, lines);
  const tables = options.channel.map((channel, c) => channelText(channel, transmission.channels[c]));
  return [head, ...tables, samplesText(samples)].filter((part) => part !== "").join("\n");
}

function channelText(channel: Channel, { schemes }: ChannelResult): string {
  const share = ({ mean, low, high }: MeanInterval): string => {
    const half = (high - low) / 2;
    return half < 5e-4 ? percent(mean) : `${(100 * mean).toFixed(1)}% ± ${(100 * half).toFixed(1)}`;
  };
  const rows = schemes.map(({ name, exact, same, kept, f1, nothing }) => [
    name.padEnd(16),
    ...[exact, same, kept].map(share),
    f1.mean.toFixed(3),
    percent(nothing.mean),
  ]);
  const header = ["", "exact", "same skills", "skills kept", "F1", "none"];
  const capacity = `${short(channelCapacity(channel))} bits a use`;
  const [link] = schemes;
  const order =
    link === undefined || link.order === null
      ? []
      : [`  order of the skills that the link brings, Kendall's tau: ${link.order.toFixed(2)}`];
  return [
    `  ${printChannel(channel)}, capacity ${capacity}`,
    ...numberLines(header, rows),
    ...order,
    "",
  ].join("\n");
}

const told: Record<string, string> = {
  exact: "the text itself",
  same: "the same skills",
  part: "skills that arrived",
  none: "not received",
};

/** One text of each level, as the receiver sees it. */
function samplesText(samples: readonly Sample[]): string {
  const order = ["same", "part", "none"];
  const shown = samples.filter(({ level }) => order.includes(level));
  const room = Math.min(100, terminalWidth()) - 26;
  const cut = (text: string): string => {
    const line = text.replace(/\s+/g, " ");
    return line.length > room ? `${line.slice(0, room - 1)}…` : line;
  };
  return shown
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
    .map(({ level, sent, received }) =>
      received === null
        ? `  ${told[level].padEnd(22)}${cut(sent)}\n`
        : `  ${told[level].padEnd(22)}${cut(sent)}\n${" ".repeat(24)}→ ${cut(received)}\n`,
    )
    .join("");
}
