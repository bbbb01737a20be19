import { orText } from "@onset/core/base";
import { type Channel, codeNames, type LinkCode, parseChannel } from "@onset/core/channel";
import { InvalidArgumentError } from "commander";

/** The option `--channel`: one kind with one or several parameters, such as `erasure:0.2` or `erasure:0,0.1,0.2`. */
export function channels(text: string): Channel[] {
  const [kind, values, more] = text.split(":");
  if (values === undefined || more !== undefined) {
    throw new InvalidArgumentError("Expected erasure:P, flip:P or gaussian:DB, such as erasure:0.2.");
  }
  return values.split(",").map((value) => withReason(() => parseChannel(`${kind}:${value}`)));
}

/** A code and its rate. */
export type CodeOption = { readonly code: LinkCode; readonly rate: number };

/** The option `--code`: the name of a code and its rate, such as `ldpc:0.5`. */
export function linkCode(text: string): CodeOption {
  const [name, written] = text.split(":");
  const code = codeNames.find((candidate) => candidate === name);
  if (code === undefined || !/^[^:]+:[\d.eE+-]+$/.test(text)) {
    throw new InvalidArgumentError(
      `Expected ${orText(codeNames.map((each) => `${each}:RATE`))}, such as ldpc:0.5.`,
    );
  }
  const rate = Number(written);
  if (!(rate > 0 && rate < 1)) {
    throw new InvalidArgumentError(
      `Expected a rate between 0 and 1, both excluded, got ${written}: at 0 nothing is sent, at 1 nothing can be repaired.`,
    );
  }
  return { code, rate };
}

function withReason<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}.`);
  }
}
