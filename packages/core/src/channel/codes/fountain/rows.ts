import { rejected } from "../../../base/index.js";

/**
 * The equations of a fountain code. `dimension` packets of the message come from as many and a few more intermediate symbols:
 *
 * - sparse symbols 0 to K + S - 1, of which the last S are repair: each of S checks adds up a few of the first K and one of the last S;
 * - dense symbols, H of them: each is a sum over all sparse symbols with coefficients of the field of 256 elements.
 *
 * A packet is the sum of some sparse symbols, as its degree says, and of two or three dense ones. What the sparse equations leave open, a few dozen
 * unknowns, the dense rows close: they are as good as random rows over 256 elements, where one that is superfluous is missing its aim with
 * probability 1/256 and not 1/2.
 *
 * Source: RFC 6330 (RaptorQ), sections 5.3.3 and 5.3.5; the rows here are made in its manner, and are not those of the standard.
 */
export type FountainShape = {
  /** Packets of the message, K. */
  readonly dimension: number;
  /** Checks of the precode, S, a prime. */
  readonly checks: number;
  /** Dense symbols, H. */
  readonly dense: number;
  /** K + S. */
  readonly sparse: number;
  /** The smallest prime >= `sparse`: steps modulo a prime meet no symbol twice. */
  readonly modulus: number;
  /** Names the packets. */
  readonly seed: number;
};

/**
 * The degree law: out of 2^20, how many packets have at most 1, 2, 3, ... symbols. It is that of RFC 6330, table 1, but for the second number,
 * 529,531 there: with half of the packets of two symbols, their graph is at the point where circles abound, and of 300 decodings of 2,048
 * packets 5 had more superfluous rows than the dense ones could replace. With 42 % none had.
 */
export const degreeBounds: Uint32Array = Uint32Array.of(
  5243,
  440000,
  704294,
  791675,
  844104,
  879057,
  904023,
  922747,
  937311,
  948962,
  958494,
  966438,
  973160,
  978921,
  983914,
  988283,
  992138,
  995565,
  998631,
  1001391,
  1003887,
  1006157,
  1008229,
  1010129,
  1011876,
  1013490,
  1014983,
  1016370,
  1017662,
  1048576,
);

/** Most sparse symbols of a packet. */
export const maxPacketDegree: number = degreeBounds.length;

/** Dense rows, a prime, enough that among the sparse equations none more than they can replace is superfluous: fails once in 2^12. */
const denseRows = 13;

export function fountainShape(dimension: number, seed: number): FountainShape {
  const checks = primeFrom(Math.max(7, Math.ceil(dimension / 100) + Math.ceil(Math.sqrt(2 * dimension))));
  const sparse = dimension + checks;
  return { dimension, checks, dense: denseRows, sparse, modulus: primeFrom(sparse), seed };
}

/** Most dense symbols of a packet. */
export const maxPacketDense = 3;

/**
 * Writes the sparse symbols of a packet to `into`, two or three dense ones behind them, and returns how many are sparse and how
 * many there are.
 */
export function writePacketRow(
  { sparse, dense, modulus, seed }: FountainShape,
  number: number,
  into: Uint32Array,
  at: number,
): { readonly sparseCount: number; readonly count: number } {
  if (!(Number.isSafeInteger(number) && number >= 0)) throw rejected(number, "number", "an integer >= 0");
  let state = mixed((number ^ mixed(seed ^ Math.floor(number / 4294967296))) | 0);
  const choice = state >>> 12;
  let degree = 1;
  while (choice >= degreeBounds[degree - 1]) degree++;
  degree = Math.min(degree, sparse);
  state = mixed(state + 0x9e3779b9);
  const step = 1 + ((state >>> 0) % (modulus - 1));
  state = mixed(state + 0x9e3779b9);
  let symbol = (state >>> 0) % modulus;
  for (let i = 0; i < degree; ) {
    if (symbol < sparse) into[at + i++] = symbol;
    symbol += step;
    if (symbol >= modulus) symbol -= modulus;
  }
  // With two alone, their numbers would always be even, which one of the unknowns would not tell.
  state = mixed(state + 0x9e3779b9);
  const count = degree + 2 + (state & 1);
  let denseSymbol = (state >>> 1) % dense;
  const denseStep = 1 + ((state >>> 16) % (dense - 1));
  for (let i = degree; i < count; i++) {
    into[at + i] = sparse + denseSymbol;
    denseSymbol = (denseSymbol + denseStep) % dense;
  }
  return { sparseCount: degree, count };
}

/** The three checks of a message symbol: a step of its own around the circle of checks. */
export function checksOfSymbol({ checks }: FountainShape, symbol: number): [number, number, number] {
  const step = 1 + (Math.floor(symbol / checks) % (checks - 1));
  const first = symbol % checks;
  return [first, (first + step) % checks, (first + 2 * step) % checks];
}

/** The two dense rows in which the running sum of the dense part counts after a sparse symbol. */
export function denseRowsOf({ dense, seed }: FountainShape, symbol: number): [number, number] {
  const state = mixed((symbol ^ mixed(seed + 0x7feb352d)) | 0);
  const first = (state & 0xffff) % dense;
  const second = (state >>> 16) % (dense - 1);
  return [first, second < first ? second : second + 1];
}

/** A hash of 32 bits (Chris Wellons, "lowbias32"). */
function mixed(word: number): number {
  let x = word ^ (word >>> 16);
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0x735a2d97);
  return (x ^ (x >>> 15)) | 0;
}

function primeFrom(least: number): number {
  let candidate = least;
  const isPrime = (n: number): boolean => {
    for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
    return n > 1;
  };
  while (!isPrime(candidate)) candidate++;
  return candidate;
}
