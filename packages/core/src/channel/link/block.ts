import { rejected } from "../../base/index.js";
import { buildGraphOfTexts } from "../../graph/index.js";
import { fillSymbols } from "../codes/fill.js";
import { type FountainCode, fountainCode } from "../codes/fountain/fountain.js";
import { encodeSymbols, type LinearCode, linearCode } from "../codes/linear-code.js";
import type { CodeName } from "../codes/names.js";
import { planErasures } from "../codes/plan.js";
import { type RatelessCode, ratelessCode, repairLaw } from "../codes/rateless.js";
import { staircaseCode } from "../codes/staircase.js";
import { type Packet, type PacketHeader, writePacket } from "./packet.js";

/** The codes of a link. All send the message as it is, followed by repair. */
export type LinkCode = CodeName;

const cacheSize = 64;
const codes = new Map<string, LinearCode>();

/** The staircase code of given sizes; the last few are kept. */
export function staircaseOf(dimension: number, length: number, degree: number): LinearCode {
  const key = `${dimension} ${length} ${degree}`;
  const known = codes.get(key);
  if (known !== undefined) return known;
  const message = Uint32Array.from({ length: dimension }, (_, i) => i);
  const code = linearCode(staircaseCode(dimension, length, degree), message);
  if (codes.size >= cacheSize) codes.delete(codes.keys().next().value as string);
  codes.set(key, code);
  return code;
}

const fountains = new Map<number, FountainCode>();

/** The fountain code of a dimension; the last few are kept. */
function fountainOf(dimension: number): FountainCode {
  const code = fountains.get(dimension) ?? fountainCode(dimension);
  if (fountains.size >= cacheSize) fountains.delete(fountains.keys().next().value as number);
  fountains.set(dimension, code);
  return code;
}

function repairCode(dimension: number): RatelessCode {
  return ratelessCode(dimension, { law: repairLaw(dimension) });
}

// Of 30 packets that are enough on average, so many edges a packet left the fewest undecoded; more take longer.
const erasureDegree = 5;

/** The packets of a layer: its payloads, then as many of repair as make up `length`. */
export function encodeBlock(
  payloads: readonly Uint8Array[],
  header: Pick<PacketHeader, "layer" | "frame" | "texts" | "length">,
  code: LinkCode,
  key: Uint8Array,
): Uint8Array<ArrayBuffer>[] {
  const dimension = payloads.length;
  const size = payloads[0].length;
  if (header.length < dimension) throw rejected(header.length, "length", `at least ${dimension}`);
  const message = new Uint8Array(dimension * size);
  payloads.forEach((payload, i) => {
    message.set(payload, i * size);
  });
  const word = encodeWord(message, dimension, header.length, code);
  return Array.from({ length: header.length }, (_, index) =>
    writePacket({ ...header, index, dimension }, word.subarray(index * size, (index + 1) * size), key),
  );
}

function encodeWord(message: Uint8Array, dimension: number, length: number, code: LinkCode): Uint8Array {
  if (length === dimension) return message;
  if (code === "ldpc") return encodeSymbols(staircaseOf(dimension, length, erasureDegree), message);
  if (code === "fountain") {
    return fountainOf(dimension).encode(
      message,
      Uint32Array.from({ length }, (_, i) => i),
    );
  }
  const numbers = Array.from({ length: length - dimension }, (_, i) => i);
  const repair = repairCode(dimension).encode(message, numbers);
  const word = new Uint8Array(message.length + repair.length);
  word.set(message);
  word.set(repair, message.length);
  return word;
}

/** The payloads of the message, of one layer of one frame, as far as its packets tell them. */
export function decodeBlock(packets: readonly Packet[], code: LinkCode): (Uint8Array | undefined)[] {
  const { dimension, length, payload } = packets[0];
  const size = payload.length;
  const payloads: (Uint8Array | undefined)[] = new Array(dimension).fill(undefined);
  const arrived = new Map(packets.map((packet) => [packet.index, packet.payload]));
  for (const [index, bytes] of arrived) if (index < dimension) payloads[index] = bytes;
  if (arrived.size === 0 || payloads.every((bytes) => bytes !== undefined)) return payloads;
  const { recovered, symbols } = decoders[code](arrived, dimension, length, size);
  for (let index = 0; index < dimension; index++) {
    if (recovered[index] === 1) payloads[index] = symbols.subarray(index * size, (index + 1) * size);
  }
  return payloads;
}

type Decoded = { readonly recovered: Uint8Array; readonly symbols: Uint8Array };
type Decoder = (
  arrived: ReadonlyMap<number, Uint8Array>,
  dimension: number,
  length: number,
  size: number,
) => Decoded;

const decodeStaircase: Decoder = (arrived, dimension, length, size) => {
  const symbols = new Uint8Array(length * size);
  const flags = new Uint8Array(length);
  for (const [index, bytes] of arrived) {
    symbols.set(bytes, index * size);
    flags[index] = 1;
  }
  if (length === dimension) return { recovered: flags, symbols };
  const plan = planErasures(staircaseOf(dimension, length, erasureDegree).graph, flags);
  fillSymbols(plan, symbols);
  return { recovered: plan.recovered, symbols };
};

const decodeFountain: Decoder = (arrived, dimension, _length, size) => {
  const packets = new Uint8Array(arrived.size * size);
  [...arrived.values()].forEach((bytes, i) => {
    packets.set(bytes, i * size);
  });
  const { message, recovered } = fountainOf(dimension).decode([...arrived.keys()], packets);
  return { recovered, symbols: message };
};

/** Packets of the message are known skills, packets of repair are texts with a value. */
const decodeRateless: Decoder = (arrived, dimension, _length, size) => {
  const code = repairCode(dimension);
  const symbols = new Uint8Array(dimension * size);
  const flags = new Uint8Array(dimension);
  const offsets = [0];
  const lists: number[] = [];
  const repair: Uint8Array[] = [];
  for (const [index, bytes] of arrived) {
    if (index < dimension) {
      symbols.set(bytes, index * size);
      flags[index] = 1;
      continue;
    }
    lists.push(...code.packet(index - dimension));
    offsets.push(lists.length);
    repair.push(bytes);
  }
  const values = new Uint8Array(repair.length * size);
  repair.forEach((bytes, i) => {
    values.set(bytes, i * size);
  });
  const { graph } = buildGraphOfTexts(dimension, Uint32Array.from(offsets), Uint32Array.from(lists));
  const plan = planErasures(graph, flags);
  fillSymbols(plan, symbols, values);
  return { recovered: plan.recovered, symbols };
};

const decoders: Readonly<Record<LinkCode, Decoder>> = {
  ldpc: decodeStaircase,
  lt: decodeRateless,
  fountain: decodeFountain,
};
